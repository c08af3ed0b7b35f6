internal import Documents
internal import Formats

/// A pdf: its text can be read, the pdf not be written.
///
/// What was taken out of a pdf may still stand in it, in older revisions, previews and names: so none
/// leaves. Its text may leave as a rendition.
struct PDFNote: Carrier {
    let texts: [CarriedText]
    let obstacles: [Obstacle]
    private let bytes: [UInt8]

    var asides: [[UInt8]] { [] }
    var mark: String? { nil }

    /// Reads a pdf.
    ///
    /// - Parameters:
    ///   - bytes: The pdf.
    ///   - opener: Tells the limits, and whether pictures may stay.
    /// - Throws: `FormatError` `damaged`, `converterMissing`, `converterLimit`; an obstacle when it
    ///   is `encrypted`, or a `scan` without any text.
    init(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) {
        self.bytes = bytes
        let tools = PDFTools(bytes, maximumSize: opener.maximumSize)
        let properties = try PDFProperties(tools)
        var obstacles = [Obstacle(.unwritable, in: "pdf")]
        var texts = try Self.pages(tools, properties, &obstacles)
        if let comments = try PDFComments(tools) {
            if !comments.text.isEmpty {
                texts.append(CarriedText(comments.text, part: "commentaires", isWrapped: true))
            }
        } else {
            obstacles.append(Obstacle(.object, in: "commentaires du pdf"))
        }
        if !properties.text.isEmpty {
            texts.append(CarriedText(properties.text, part: "propriétés"))
        }
        // pdfinfo does not look at what is done on opening
        if properties.hasScripts || bytes.firstRange(of: Array("/JavaScript".utf8)) != nil {
            obstacles.append(Obstacle(.macros, in: "pdf"))
        }
        if properties.hasForeignForm { obstacles.append(Obstacle(.object, in: "formulaire XFA")) }
        let attachments = try Self.attachments(tools)
        if attachments > 0 {
            obstacles.append(Obstacle(.object, in: "pièces jointes : \(attachments)"))
        }
        let pictures = opener.keepsImages ? 0 : try Self.pictures(tools)
        if pictures > 0 { obstacles.append(Obstacle(.image, in: "images : \(pictures)")) }
        let size = texts.reduce(0) { $0 + $1.text.count }
        guard size <= opener.maximumSize else {
            throw FormatError(.tooLarge, at: opener.maximumSize)
        }
        self.texts = texts
        self.obstacles = obstacles
    }

    func bytes(
        applying edits: [[Edit]],
        without removed: RemovedWords,
        marking: Marking?
    ) throws(FormatError) -> [UInt8] {
        guard edits.allSatisfy(\.isEmpty), marking == nil else {
            throw FormatError(Obstacle(.unwritable, in: "pdf"))
        }
        return bytes
    }

    // MARK: Pages

    /// Blank pages between pages are few.
    private static let mostLooks = 20
    /// How fine a page is looked at, in dots per inch, and what is still white.
    private static let fineness = "18"
    private static let white: UInt8 = 0xFE

    private static func pages(
        _ tools: PDFTools,
        _ properties: PDFProperties,
        _ obstacles: inout [Obstacle]
    ) throws(FormatError) -> [CarriedText] {
        let arguments = ["-bbox-layout", "-enc", "UTF-8", "/dev/stdin", "-"]
        guard let output = try tools.output(of: .pdftotext, arguments) else {
            throw FormatError(.damaged)
        }
        let pages = PageWords.pages(output)
        var texts: [CarriedText] = []
        var withoutText: [Int] = []
        for (index, page) in pages.enumerated() {
            if page.isUnreadable { withoutText.append(index + 1) }
            let text = PageLayout(page).text()
            if !text.isEmpty {
                texts.append(CarriedText(text, part: "page \(index + 1)", isWrapped: true))
            }
        }
        // a page that cannot be read is left out by poppler
        let missing = max(0, properties.pages - pages.count)
        var scanned = missing + max(0, withoutText.count - mostLooks)
        for page in withoutText.prefix(mostLooks) where try !isBlank(page, tools) { scanned += 1 }
        guard !texts.isEmpty else {
            throw FormatError(Obstacle(.scan, in: "pages : \(properties.pages)"))
        }
        if scanned > 0 { obstacles.append(Obstacle(.scan, in: "pages : \(scanned)")) }
        return texts
    }

    /// Whether nothing is printed on a page.
    private static func isBlank(_ page: Int, _ tools: PDFTools) throws(FormatError) -> Bool {
        let range = ["-f", "\(page)", "-l", "\(page)"]
        let look = ["-r", fineness, "-gray"] + range + ["/dev/stdin"]
        guard let picture = try tools.output(of: .pdftoppm, look) else { return false }
        // three lines of header: P5, width and height, the value of white
        let parts = picture.split(separator: 0x0A, maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == [0x50, 0x35], !parts[3].isEmpty else { return false }
        return parts[3].allSatisfy { $0 >= white }
    }

    // MARK: What else stands in it

    /// How many files are attached; the first line says it.
    private static func attachments(_ tools: PDFTools) throws(FormatError) -> Int {
        guard let output = try tools.output(of: .pdfdetach, ["-list", "/dev/stdin"]) else {
            return 1
        }
        let digits = output.prefix { (0x30...0x39).contains($0) }
        return Int(String(decoding: digits, as: UTF8.self)) ?? 1
    }

    /// How many pictures there are; masks belong to their pictures.
    private static func pictures(_ tools: PDFTools) throws(FormatError) -> Int {
        guard let output = try tools.output(of: .pdfimages, ["-list", "/dev/stdin"]) else {
            return 1
        }
        return output.split(separator: 0x0A).dropFirst(2).count { row in
            let cells = row.split(separator: 0x20)
            return cells.count > 2 && !cells[2].elementsEqual("smask".utf8)
        }
    }
}
