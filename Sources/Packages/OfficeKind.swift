internal import Formats

/// What the entries of an office file are, by their names.
enum OfficeKind: Sendable {
    /// docx, xlsx, pptx.
    case openXML
    /// odt, ods, odp.
    case openDocument

    private static let openDocumentType = "application/vnd.oasis.opendocument"

    /// The kind of an archive; nil when it is none.
    ///
    /// - Throws: `FormatError` `damaged` when the part that all others hang on is missing, an
    ///   obstacle when it is packed with a key.
    init?(_ entries: [Archive.Entry]) throws(FormatError) {
        let names = Set(entries.map(\.name))
        if names.contains("[Content_Types].xml") {
            self = .openXML
            try Self.checkMainPart(entries)
        } else if let type = entries.first(where: { $0.name == "mimetype" }),
            type.bytes.starts(with: Self.openDocumentType.utf8)
        {
            self = .openDocument
            if names.contains("content.xml") { return }
            guard names.contains("encrypted-package") else {
                throw FormatError(.damaged, in: "content.xml")
            }
            throw FormatError(Obstacle(.encrypted, in: ""))
        } else {
            return nil
        }
    }

    /// Checks that a part is typed as the main one, and there.
    private static func checkMainPart(_ entries: [Archive.Entry]) throws(FormatError) {
        let label = "[Content_Types].xml"
        let types = entries.first { $0.name == label }?.bytes ?? []
        let names = Set(entries.map { "/\($0.name)".lowercased() })
        let isThere = try XMLTree.open(types, part: label) { (tree) throws(FormatError) in
            var part = ""
            for index in tree.events.indices where tree[index].kind == .attribute {
                let value = String(decoding: tree[index].value, as: UTF8.self).lowercased()
                switch tree.names[tree[index].name] {
                case "PartName": part = value
                case "Extension": part = ".\(value)"
                case "ContentType" where value.contains(".main"):
                    if names.contains(part) || names.contains(where: { $0.hasSuffix(part) }) {
                        return true
                    }
                default: continue
                }
            }
            return false
        }
        guard isThere else { throw FormatError(.damaged, in: label) }
    }

    // MARK: Parts

    /// The parts that are read, in reading order: the body, notes, comments, headers, the rest.
    func xmlParts(of entries: [Archive.Entry]) -> [Archive.Entry] {
        entries.filter { isXML($0) && !$0.bytes.isEmpty }
            .sorted { (order($0.name), $0.index) < (order($1.name), $1.index) }
    }

    private func isXML(_ entry: Archive.Entry) -> Bool {
        [".xml", ".rels", ".vml", ".rdf"].contains { entry.name.lowercased().hasSuffix($0) }
    }

    private static let bodies = [
        "word/document", "content.xml", "xl/workbook", "xl/styles",
        "xl/sharedStrings", "xl/tables/", "xl/worksheets/", "ppt/presentation",
        "ppt/slides/", "word/footnotes", "word/endnotes", "word/comments", "word/header",
        "word/footer", "styles.xml", "word/", "xl/", "ppt/", "meta.xml", "docProps/",
    ]

    private func order(_ name: String) -> Int {
        Self.bodies.firstIndex { name.hasPrefix($0) } ?? Self.bodies.count
    }

    /// Whether the texts of a part are sentences; those of properties and items are values.
    func isProse(_ name: String) -> Bool {
        !["docProps/", "customXml/", "meta.xml", "settings.xml", "manifest.rdf", "word/settings"]
            .contains { name.hasPrefix($0) }
    }

    /// Whether each line of a part is a value for itself: those of properties and charts.
    func isListed(_ name: String) -> Bool {
        let isRunning = Self.running.contains { name.hasPrefix($0) }
        return !isRunning || ["word/charts/", "word/diagrams/"].contains { name.hasPrefix($0) }
    }

    private static let running = ["word/", "xl/", "ppt/", "content.xml", "styles.xml"]

    /// Whether a part names others: relations, types, the manifest.
    func namesParts(_ label: String) -> Bool {
        label.hasSuffix(".rels") || label == "[Content_Types].xml"
            || label == "META-INF/manifest.xml"
    }

    /// The picture of the first page that programs add.
    func isThumbnail(_ entry: Archive.Entry) -> Bool {
        entry.name.hasPrefix("docProps/thumbnail.") || entry.name.hasPrefix("Thumbnails/")
    }

    /// The order in which formulas are computed; programs make it anew.
    func isCalculationChain(_ entry: Archive.Entry) -> Bool { entry.name == "xl/calcChain.xml" }

    /// Whether removed words are looked for in the bytes of an entry.
    func isSearched(_ entry: Archive.Entry) -> Bool {
        !isXML(entry) && !isThumbnail(entry) && (sort(entry) == nil)
    }

    /// An entry in words that are not taken from the note: its path when programs give it, else its
    /// number.
    func label(of entry: Archive.Entry) -> String {
        let known = entry.name.split(separator: "/").allSatisfy { part in
            let stem = part.prefix { $0 != "." }.reversed().drop { $0.isNumber }.reversed()
            let ending = part.drop { $0 != "." }.lowercased()
            return Self.usualNames.contains(String(stem).lowercased())
                && Self.usualEndings.contains(ending)
        }
        return known ? entry.name : "entrée \(entry.index + 1)"
    }

    private static let usualEndings: Set<String> = [
        "", ".xml", ".rels", ".xml.rels", ".vml", ".vml.rels", ".bin", ".rdf", ".png", ".jpg",
        ".jpeg",
        ".gif", ".emf", ".wmf", ".svg", ".tiff", ".odttf", ".ttf", ".docx", ".xlsx",
    ]

    private static let usualNames = Set(
        """
        word xl ppt docprops customxml meta-inf _rels document header footer footnotes endnotes
        comments commentsextended commentsids commentsextensible people settings websettings
        styles stylewitheffects numbering fonttable theme glossary core app custom item itemprops
        content meta manifest workbook worksheets sheet sharedstrings tables table drawings drawing
        vmldrawing charts chart diagrams data layout quickstyle colors calcchain pivotcache
        pivottables pivotcachedefinition pivotcacherecords pivottable threadedcomments
        threadedcomment persons person externallinks externallink connections slides slide
        slidelayouts slidelayout slidemasters slidemaster notesslides notesslide notesmasters
        notesmaster presentation presprops viewprops tablestyles media image pictures thumbnails
        thumbnail embeddings oleobject activex vbaproject vbadata printersettings fonts font
        object objectreplacements configurations2 [content_types] documentsignatures macrosignatures
        _xmlsignatures sig origin basic scripts layout-cache mimetype style colors
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init) + [""]
    )

    // MARK: Obstacles

    /// What nobody can clean among the entries.
    func obstacles(in entries: [Archive.Entry], keepsImages: Bool) -> [Obstacle] {
        var found: [Obstacle] = []
        for entry in entries {
            guard let kind = sort(entry), kind != .image || !keepsImages else { continue }
            found.append(Obstacle(kind, in: label(of: entry)))
        }
        if self == .openDocument, Self.isEncrypted(entries) {
            found.append(Obstacle(.encrypted, in: ""))
        }
        return found
    }

    private static func isEncrypted(_ entries: [Archive.Entry]) -> Bool {
        let manifest = entries.first { $0.name == "META-INF/manifest.xml" }
        guard let bytes = manifest?.bytes else { return false }
        return String(decoding: bytes, as: UTF8.self).contains("encryption-data")
    }

    private static let images: Set<String> = [
        "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "svg", "svm", "webp",
        "emz",
        "wmz", "jfif", "ico", "heic", "pict",
    ]
    private static let fonts: Set<String> = ["odttf", "ttf", "otf", "fntdata"]

    /// What cannot be cleaned in an entry; nil when nothing stands against it.
    private func sort(_ entry: Archive.Entry) -> Obstacle.Kind? {
        let name = entry.name.lowercased()
        if name.hasPrefix("_xmlsignatures/") || name == "meta-inf/documentsignatures.xml"
            || name == "meta-inf/macrosignatures.xml"
        {
            return .signed
        }
        if name.contains("vbaproject") || name.contains("/activex/") || name.hasPrefix("basic/")
            || name.hasPrefix("scripts/")
        {
            return .macros
        }
        if isXML(entry) || isThumbnail(entry) || entry.bytes.isEmpty { return nil }
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        if Self.images.contains(ending) || name.hasPrefix("objectreplacements/")
            || name.hasPrefix("pictures/")
        {
            return .image
        }
        if Self.fonts.contains(ending) || name.contains("printersettings") || name == "mimetype"
            || name == "layout-cache"
        {
            return nil
        }
        return .object
    }
}
