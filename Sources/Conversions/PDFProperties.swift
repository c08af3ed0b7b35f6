internal import Formats

/// What a pdf says of itself: how many pages, what else stands in it, its title and its author.
struct PDFProperties {
    /// How many pages it has.
    let pages: Int
    /// Whether programs stand in it.
    let hasScripts: Bool
    /// Whether it is a form that only Adobe reads.
    let hasForeignForm: Bool
    /// Title, author, subject, key words and whatever else somebody wrote, one a line: « Titre : … ».
    let text: [UInt8]

    /// Names that mean something to people.
    private static let labels = [
        "Title": "Titre", "Author": "Auteur", "Subject": "Objet", "Keywords": "Mots-clés",
        "Manager": "Responsable", "Company": "Organisme",
    ]
    /// Said by programs of programs.
    private static let technical: Set<String> = [
        "Creator", "Producer", "CreationDate", "ModDate", "Trapped", "PTEX.Fullbanner",
    ]
    private static let empty: Set<String> = ["", "(unspecified)", "(anonymous)", "untitled"]

    /// Reads them.
    ///
    /// - Throws: `FormatError` `damaged`, or that it is `encrypted`.
    init(_ tools: PDFTools) throws(FormatError) {
        guard
            let output = try tools.output(of: .pdfinfo, ["-enc", "UTF-8", "/dev/stdin"])
        else { throw try tools.failure() }
        var values: [String: String] = [:]
        for (name, value) in Self.fields(output) {
            // the last one: a title may hold such a line, and stands above them
            values[name] = value
        }
        guard let pages = values["Pages"].flatMap(Int.init), pages > 0 else {
            throw FormatError(.damaged)
        }
        self.pages = pages
        hasScripts = values["JavaScript"] == "yes"
        hasForeignForm = values["Form"].map { $0.contains("XFA") } ?? false
        let custom = try tools.output(of: .pdfinfo, ["-custom", "-enc", "UTF-8", "/dev/stdin"])
        var text = ""
        for (name, value) in Self.fields(custom ?? []) where !Self.technical.contains(name) {
            guard !Self.empty.contains(value) else { continue }
            text += name.isEmpty ? value : "\(Self.labels[name] ?? name) : \(value)"
            text += "\n"
        }
        self.text = Array(text.utf8)
    }

    /// Lines of name and value; a line without name goes on with the value before.
    private static func fields(_ output: [UInt8]) -> [(name: String, value: String)] {
        output.split(separator: 0x0A).map { line in
            let line = line.map { $0 < 0x20 ? 0x20 : $0 }
            guard let colon = line.firstIndex(of: 0x3A) else {
                return ("", trimmed(line[...]))
            }
            return (trimmed(line[..<colon]), trimmed(line[(colon + 1)...]))
        }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let start = bytes.drop { $0 == 0x20 }
        let end = start.lastIndex { $0 != 0x20 } ?? start.startIndex - 1
        return String(decoding: start[..<(end + 1)], as: UTF8.self)
    }
}
