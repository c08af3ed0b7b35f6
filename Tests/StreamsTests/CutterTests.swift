import Streams
import Testing

/// Streams cut to their notes.
@Suite struct CutterTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let separator: String
        let stream: String
        /// The pieces, their separators before a `|`.
        let pieces: [String]
        var testDescription: String { fact }

        init(_ fact: String, _ separator: String, _ stream: String, _ pieces: [String]) {
            self.fact = fact
            self.separator = separator
            self.stream = stream
            self.pieces = pieces
        }
    }

    static let rows = [
        Row("nothing", "page", "", []),
        Row("one page", "page", "a\n", ["1|a\n"]),
        Row("a form feed between pages", "page", "a\n\u{0C}b", ["1|a\n", "2\u{0C}|b"]),
        Row(
            "a form feed after each page",
            "\\f",
            "a\u{0C}b\u{0C}",
            [
                "1|a", "2\u{0C}|b", "0\u{0C}|",
            ]
        ),
        Row(
            "a form feed before each page",
            "\u{0C}",
            "\u{0C}a\u{0C}b",
            [
                "1\u{0C}|a", "2\u{0C}|b",
            ]
        ),
        Row("a blank page", "page", "a\u{0C}\u{0C}b", ["1|a", "2\u{0C}|", "3\u{0C}|b"]),
        Row("a line between notes", "-+", "a\n---\nb\n", ["1|a\n", "2---\n|b\n"]),
        Row("a line before each note", "-+", "-\na\n--\nb", ["1-\n|a\n", "2--\n|b"]),
        Row("a line after each note", "-+", "a\n--\nb\n--", ["1|a\n", "2--\n|b\n", "0--|"]),
        Row("two lines that follow", "-+", "a\n-\n-\nb", ["1|a\n", "2-\n|", "3-\n|b"]),
        Row("a part of a line", "-+", "a --\n--b\n", ["1|a --\n--b\n"]),
        Row("CR and LF", "-+", "a\r\n--\r\nb\r\n", ["1|a\r\n", "2--\r\n|b\r\n"]),
        Row(
            "either word",
            "Note|Avis",
            "Note\na\nAvis\nb\nAvis c\n",
            [
                "1Note\n|a\n", "2Avis\n|b\nAvis c\n",
            ]
        ),
        Row(
            "letters with accents",
            "Séance du .*",
            "Séance du 3 août\na",
            [
                "1Séance du 3 août\n|a"
            ]
        ),
        Row("a blank line", "", "a\n\nb\n", ["1|a\n", "2\n|b\n"]),
        Row(
            "a note over the limit",
            "-",
            "aaaaaaaaaaaaaaaaaaaaaaaaa\n-\nb\n",
            [
                "1|!tooLarge", "2-\n|b\n",
            ]
        ),
        Row(
            "a page over the limit",
            "page",
            "a\u{0C}aaaaaaaaaaaaaaaaaaaaaaaaa\u{0C}b",
            [
                "1|a", "2\u{0C}|!tooLarge", "3\u{0C}|b",
            ]
        ),
        Row(
            "a last note over the limit",
            "-",
            "-\naaaaaaaaaaaaaaa\naaaaaaaaaaaaaaaaa",
            [
                "1-\n|!tooLarge"
            ]
        ),
        Row(
            "a byte order mark",
            "-",
            "\u{FEFF}-\na\n-\nb",
            [
                "1\u{FEFF}-\n|a\n", "2-\n|b",
            ]
        ),
        Row("a byte order mark alone", "-", "\u{FEFF}", ["0\u{FEFF}|"]),
        Row("a form feed behind it", "page", "\u{FEFF}\u{0C}a", ["1\u{FEFF}\u{0C}|a"]),
        Row("a zero byte", "page", "a\u{0}\u{0C}b", ["1|!binary", "2\u{0C}|b"]),
    ]

    @Test(arguments: rows, [1, 2, 3, 7, 1 << 10])
    func notesAreCutWhereverTheStreamWasCut(_ row: Row, size: Int) throws {
        let cutter = NoteCutter(at: try Separator(row.separator), maximumSize: 20)
        let pieces = try Self.pieces(of: Array(row.stream.utf8), cutter, size: size)
        #expect(pieces.map(Self.text) == row.pieces)
    }

    @Test(arguments: [1, 2, 3, 7, 1 << 10])
    func linesAreCutWhereverTheStreamWasCut(_ size: Int) throws {
        let stream = "a\n\n \t\r\nbcd\r\nlonger than\n\nthe limit\ne"
        let pieces = try Self.pieces(
            of: Array(stream.utf8),
            LineCutter(maximumSize: 8),
            size: size
        )
        #expect(
            pieces.map(Self.text) == ["1|a", "2|bcd", "3|!tooLarge", "4|!tooLarge", "5|e"]
        )
    }

    /// A long line is dropped in parts; its last part alone would match.
    @Test(arguments: [1_000, 4_000, 5_000, 1 << 20])
    func theEndOfALongLineIsNoSeparator(_ size: Int) throws {
        let line = [UInt8](repeating: 0x61, count: 20_000) + [UInt8](repeating: 0x2D, count: 100)
        let stream = line + Array("\n--\nb\n".utf8)
        let cutter = NoteCutter(at: try Separator("-+"), maximumSize: 20)
        let pieces = try Self.pieces(of: stream, cutter, size: size)
        #expect(pieces.map(Self.text) == ["1|!tooLarge", "2--\n|b\n"])
    }

    @Test(arguments: [[0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61]] as [[UInt8]], [1, 9])
    func utf16IsRefused(_ bytes: [UInt8], size: Int) throws {
        let cutter = NoteCutter(at: .page, maximumSize: 20)
        #expect(throws: CutError.utf16) { try Self.pieces(of: bytes, cutter, size: size) }
    }

    @Test(
        arguments: [
            ("(", .parentheses), ("a)|(b", .parentheses), ("x)|y", .parentheses), ("[a", .brackets),
            ("a{2,1}", .braces), ("*a", .repetition), ("[z-a]", .range),
            ("[[:mot:]]", .characterClass),
            ("a\\", .backslash), ("(a)\\1", .backReference),
        ] as [(String, PatternError)]
    )
    func aBadExpressionIsNamed(_ text: String, error: PatternError) {
        #expect(throws: error) { try Separator(text) }
    }

    private static func pieces(
        of stream: [UInt8],
        _ cutter: some Cutter,
        size: Int
    ) throws -> [Piece] {
        var cutter = cutter
        var pieces: [Piece] = []
        var rest = stream[...]
        while true {
            while let piece = try cutter.next() { pieces.append(piece) }
            if cutter.hasEnded { return pieces }
            cutter.fill { bytes in
                let chunk = rest.prefix(size)
                bytes += chunk
                rest = rest.dropFirst(chunk.count)
                return chunk.count
            }
        }
    }

    private static func text(_ piece: Piece) -> String {
        let text = { (bytes: ArraySlice<UInt8>) in String(decoding: bytes, as: UTF8.self) }
        let line = text(piece.bytes.prefix(piece.separatorSize))
        let note = piece.fault.map { "!\($0)" } ?? text(piece.bytes.dropFirst(piece.separatorSize))
        return "\(piece.number)\(text(piece.lead[...]))\(line)|\(note)"
    }
}
