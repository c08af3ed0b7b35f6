internal import Formats

/// The comments of a pdf: notes, highlights and their authors, which no program of poppler prints.
///
/// `pdfunite` writes all objects of the pages out one by one, whatever they were packed in; there
/// the strings of comments are found.
struct PDFComments {
    /// One a line, UTF-8; each once.
    let text: [UInt8]

    private static let keys: [(name: [UInt8], label: String)] = [
        (Array("/Contents".utf8), "Commentaire"), (Array("/T".utf8), "Auteur"),
        (Array("/RC".utf8), "Commentaire"), (Array("/Subj".utf8), "Objet"),
    ]
    /// A longer string is none that somebody wrote.
    private static let longest = 1 << 16

    /// Reads them.
    ///
    /// - Returns: nil when they cannot be read, as in a pdf that forbids changes.
    /// - Throws: `FormatError`.
    init?(_ tools: PDFTools) throws(FormatError) {
        let files = ["/dev/stdin", "/dev/stdin", "/dev/stdout"]
        guard let output = try tools.output(of: .pdfunite, files) else { return nil }
        var text: [UInt8] = []
        var seen = Set<[UInt8]>()
        var index = 0
        while index < output.count {
            let start = index
            index += 1
            if output[start] == 0x73, let end = Self.endOfStream(output, at: start) { index = end }
            guard output[start] == 0x2F,
                let key = Self.keys.first(where: { Self.stands($0.name, in: output[start...]) }),
                let (string, end) = Self.string(output, at: start + key.name.count)
            else { continue }
            index = end
            let words = Self.line(PDFString.utf8(string))
            // a link says its own target
            guard !words.isEmpty, !words.starts(with: "http".utf8), seen.insert(words).inserted
            else { continue }
            text += Array("\(key.label) : ".utf8) + words + [0x0A]
        }
        self.text = text
    }

    /// Where packed bytes end that begin at a position; nil when none begin.
    private static func endOfStream(_ bytes: [UInt8], at start: Int) -> Int? {
        let rest = bytes[start...]
        guard rest.starts(with: "stream\n".utf8) || rest.starts(with: "stream\r\n".utf8) else {
            return nil
        }
        var index = start + 7
        while index < bytes.count {
            if bytes[index] == 0x65, bytes[index...].starts(with: "endstream".utf8) {
                return index + 9
            }
            index += 1
        }
        return bytes.count
    }

    /// Whether a name stands there whole.
    private static func stands(_ name: [UInt8], in rest: ArraySlice<UInt8>) -> Bool {
        guard rest.starts(with: name), let next = rest.dropFirst(name.count).first else {
            return false
        }
        return next == 0x20 || next == 0x28 || next == 0x3C
    }

    /// The bytes of a string behind a key, and where it ends; nil when the value is none.
    private static func string(_ bytes: [UInt8], at start: Int) -> ([UInt8], end: Int)? {
        var start = start
        while start < bytes.count, bytes[start] == 0x20 { start += 1 }
        guard start < bytes.count, bytes[start] == 0x28 || bytes[start] == 0x3C else { return nil }
        let window = bytes[start..<min(bytes.count, start + longest)]
        return bytes[start] == 0x28 ? PDFString.literal(window) : PDFString.hexadecimal(window)
    }

    /// On one line, tags of rich text left out.
    private static func line(_ text: [UInt8]) -> [UInt8] {
        var line: [UInt8] = []
        var isTag = false
        let isRich = text.starts(with: "<?xml".utf8) || text.starts(with: "<body".utf8)
        for byte in text {
            if isRich, byte == 0x3C { isTag = true }
            if !isTag { line.append(byte < 0x20 ? 0x20 : byte) }
            if isRich, byte == 0x3E {
                isTag = false
                line.append(0x20)
            }
        }
        while line.last == 0x20 { line.removeLast() }
        return Array(line.drop { $0 == 0x20 })
    }
}
