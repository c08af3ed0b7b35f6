internal import Documents

/// Rows of comma-separated values: each is a line, its fields are cells.
struct CSVText: Carrier {
    let texts: [CarriedText]
    let obstacles: [Obstacle] = []
    /// Everything in it is judged.
    let asides: [[UInt8]] = []
    let mark: String?

    private let document: Document
    private let pieced: PiecedText
    private let delimiter: UInt8

    /// The nodes of fields.
    private static let plain = 0
    private static let quoted = 1

    /// Reads all rows.
    ///
    /// - Throws: `FormatError` when the bytes are in no known encoding, or no text.
    /// - Complexity: O(*n*).
    init(_ bytes: [UInt8], _ shape: CSVShape, _ opener: Opener) throws(FormatError) {
        let (text, source) = try PlainText.decoded(
            bytes,
            as: opener.encoding,
            isWord: opener.isWord
        )
        document = Document(text: text, blocks: [], source: source)
        delimiter = shape.delimiter
        var pieced = PiecedText()
        var start = 0
        if shape.isMarked {
            // one field, whatever stands in it
            let end = text.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
            let quote = text.first == 0x22 ? 1 : 0
            let range = quote..<max(quote, end - quote)
            pieced.append(text[range], of: quote == 1 ? Self.quoted : Self.plain, at: range)
            pieced.appendGlue([0x0A])
            let word = text[range].dropFirst(CSVShape.mark.count).prefix { $0 != 0x20 }
            let name = String(decoding: word, as: UTF8.self)
            mark = ["public", "confidentiel", "secret"].contains(name) ? name : nil
            let isPair = end + 1 < text.count && text[end] == 0x0D && text[end + 1] == 0x0A
            start = min(text.count, end + (isPair ? 2 : 1))
        } else {
            mark = nil
        }
        var scanner = CSVScanner(text, from: start, delimiter: delimiter)
        while let field = scanner.next() {
            Self.append(field, of: text, to: &pieced)
            pieced.appendGlue([field.endsRecord ? 0x0A : 0x09])
        }
        self.pieced = pieced
        texts = [CarriedText(pieced.text, part: "tableau")]
    }

    /// Adds a field: line ends and tabs in it are blanks, two quotes are one.
    private static func append(
        _ field: CSVScanner.Field,
        of text: [UInt8],
        to pieced: inout PiecedText
    ) {
        let node = field.isQuoted ? quoted : plain
        let end = field.content.upperBound
        var start = field.content.lowerBound
        var i = start
        while i < end {
            let byte = text[i]
            let isPair =
                i + 1 < end
                && (byte == 0x22 && text[i + 1] == 0x22 || byte == 0x0D && text[i + 1] == 0x0A)
            let isLayout = byte == 0x0A || byte == 0x0D || byte == 0x09
            guard isLayout || isPair && field.isQuoted else {
                i += 1
                continue
            }
            let next = i + (isPair ? 2 : 1)
            pieced.append(text[start..<i], of: node, at: start..<i)
            pieced.append([isLayout ? 0x20 : byte], of: node, at: i..<next)
            i = next
            start = i
        }
        pieced.append(text[start..<end], of: node, at: start..<end)
    }

    /// The rows after edits; quotes and columns stay.
    ///
    /// A level is a line above the rows.
    func bytes(
        applying edits: [[Edit]],
        without removed: RemovedWords,
        marking: Marking?
    ) throws(FormatError) -> [UInt8] {
        var all: [Edit] = []
        for (node, found) in pieced.edits(edits.first ?? []) {
            for edit in found { all += node == Self.quoted ? [doubled(edit)] : quoted(edit) }
        }
        if let marking, mark == nil {
            let mustQuote = marking.banner.contains { $0 == delimiter || $0 == 0x22 }
            let line = Edit(start: 0, end: 0, replacement: marking.banner)
            let quote: [UInt8] = mustQuote ? [0x22] : []
            all.append(
                Edit(
                    start: 0,
                    end: 0,
                    replacement: quote + doubled(line).replacement + quote + document.lineEnd
                )
            )
        }
        guard !all.isEmpty else { return document.source.bytes }
        // two that put quotes around the same field do it once
        var last: Edit?
        let sorted = all.enumerated()
            .sorted {
                ($0.element.start, $0.element.end, $0.offset) < (
                    $1.element.start, $1.element.end, $1.offset
                )
            }
            .map(\.element)
            .filter { edit in
                defer { last = edit }
                return edit != last || edit.start < edit.end
            }
        return try PlainText.write(document, edits: sorted)
    }

    /// Quotes in a quoted field are doubled.
    private func doubled(_ edit: Edit) -> Edit {
        var edit = edit
        edit.replacement = edit.replacement.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] }
        return edit
    }

    /// A field without quotes gets them when what is written into it needs them.
    private func quoted(_ edit: Edit) -> [Edit] {
        let needs = edit.replacement.contains {
            $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D
        }
        guard needs else { return [edit] }
        let text = document.text
        func isBorder(_ byte: UInt8) -> Bool {
            byte == delimiter || byte == 0x0A || byte == 0x0D
        }
        let start = text[..<edit.start].lastIndex(where: isBorder).map { $0 + 1 } ?? 0
        let end = text[edit.end...].firstIndex(where: isBorder) ?? text.count
        return [
            Edit(start: start, end: start, replacement: [0x22]), doubled(edit),
            Edit(start: end, end: end, replacement: [0x22]),
        ]
    }
}
