import Testing

@testable import Evaluations

/// Words, pieces and loose comparison: the borders of the reference scorer, which are regular
/// expressions (`\w[\w'’-]*`; line, cell and sentence ends) over Unicode text.
@Suite struct LettersTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let text: String
        let parts: [String]
        var testDescription: String { text }

        init(_ text: String, _ parts: [String]) {
            self.text = text
            self.parts = parts
        }
    }

    static let words = [
        Row("L'été d’Anaïs-Lou, 3e-2", ["L'été", "d’Anaïs-Lou", "3e-2"]),
        Row("_a_ -b 'c' ’d", ["_a_", "b", "c'", "d"]),
        Row("Zoé", ["Zoé"]),
        Row("Zoe\u{301} vient", ["Zoe", "vient"]),
        Row("So\u{AD}fia\u{200B} Ro\u{200B}che", ["So", "fia", "Ro", "che"]),
        Row("m² n° 1º ½ Ⅳ ①", ["m²", "n", "1º", "½", "Ⅳ", "①"]),
        Row("中文 и Ёж أحمد", ["中文", "и", "Ёж", "أحمد"]),
        Row("😀a😀b", ["a", "b"]),
        Row("M.Dupont@x.fr", ["M", "Dupont", "x", "fr"]),
        Row("a\u{A0}b\u{202F}c\u{3000}d", ["a", "b", "c", "d"]),
        Row("l'", ["l'"]),
        Row("३४ ५", ["३४", "५"]),
        Row("ª·µ x·y", ["ª", "µ", "x", "y"]),
        Row("\u{FEFF}a", ["a"]),
        Row("e\u{20DD} k\u{FE0F} ﬁn", ["e", "k", "ﬁn"]),
    ]

    @Test(arguments: words)
    func wordsAreLettersNumbersAndWhatJoinsThem(_ row: Row) {
        let letters = Letters(Array(row.text.utf8))
        #expect(Self.strings(letters, letters.words(in: 0..<letters.text.count)) == row.parts)
    }

    @Test func aPartCutsItsWords() {
        let letters = Letters(Array("L'été d’Anaïs".utf8))
        #expect(Self.strings(letters, letters.words(in: 2..<13)) == ["été", "d’A"])
    }

    static let pieces = [
        Row("M. Noé ment. Il part! Ah ? Bon… fin", ["M. Noé ment.", " Il part!", " Bon…", " fin"]),
        Row(
            "Mme. Roy, Dr. Abc, art. 12, cf. ici. Non",
            ["Mme. Roy, Dr. Abc, art. 12, cf. ici.", " Non"]
        ),
        Row("P. Roy est là. Xmme. Fin de tout", ["P. Roy est là.", " Xmme.", " Fin de tout"]),
        Row("le n° 3; a|bcd\tefgh\n\nijk", ["le n° 3;", "bcd\t", "efgh\n", "ijk"]),
        Row("a. b. abc. d", [" abc."]),
        Row("M. Roy", ["M. Roy"]),
        Row("MM. Roy. SMM. Roy et tous", ["MM. Roy.", " SMM.", " Roy et tous"]),
        Row("(M. Roy) vu. «M. Roy» vu.Non", ["(M. Roy) vu.", " «M. Roy» vu.Non"]),
        Row("Été. É. Roy vient", ["Été.", " Roy vient"]),
        Row(
            "abc.\u{A0}def!\u{2028}ghi?\u{200B}jkl",
            ["abc.", "\u{A0}def!", "\u{2028}ghi?\u{200B}jkl"]
        ),
        Row("voir art.\n12e jour", ["voir art.\n", "12e jour"]),
        Row("DM. abc _M. def", [" abc _M.", " def"]),
        Row("e\u{301}M. abc def", ["e\u{301}M. abc def"]),
        Row("n°. abc xn°. def", ["n°. abc xn°.", " def"]),
        Row("abc.\u{1C}def. ½½½. 12", ["abc.", "\u{1C}def.", " ½½½."]),
        Row("cf. abc; (cf. def", ["cf. abc;", " (cf. def"]),
    ]

    @Test(arguments: pieces)
    func piecesEndWithLinesCellsAndSentences(_ row: Row) {
        let letters = Letters(Array(row.text.utf8))
        #expect(Self.strings(letters, letters.pieces()) == row.parts)
    }

    static let folds = [
        Row("ÉTÉ d’Anaïs", ["ete d'anais"]),
        Row("Zoe\u{301}", ["zoe"]),
        Row("Œuvre ﬁne ½ 1º m²", ["œuvre fine 1⁄2 1o m2"]),
        Row("So\u{AD}fia\u{200B}", ["sofia"]),
        Row("İstanbul ΟΔΟΣ", ["istanbul οδος"]),
        Row("a\u{A0}b…", ["a b..."]),
        Row("ＡＢ ㎏ ㍿", ["ab kg 株式会社"]),
        Row("Ǆ ŉ ẞ ß", ["dz ʼn ß ß"]),
        Row("", [""]),
        Row("\u{FDFA}", ["صلى الله عليه وسلم"]),
    ]

    @Test(arguments: folds)
    func accentsCaseAndInvisibleSignsAreFolded(_ row: Row) {
        let folded = Letters.folded(Array(row.text.utf8))
        #expect(folded == Array(row.parts[0].utf8))
    }

    /// Every character alone: what starts a word, what is a blank, what is folded away.
    @Test func noCharacterBreaksIt() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(Character(scalar)).utf8)
            let letters = Letters(bytes)
            #expect(
                letters.isFirst(0) && !bytes.indices.dropFirst().contains(where: letters.isFirst)
            )
            let isBlank = scalar.properties.isWhitespace || (0x1C...0x1F).contains(value)
            if letters.isBlank(0) != isBlank { Issue.record("U+\(String(value, radix: 16))") }
            let isNumber = scalar.properties.numericType != nil
            if isNumber, !letters.isAlphanumeric(0) {
                // numbers of a later Unicode than that of ICU
                let age = scalar.properties.age
                #expect((age?.major ?? 99) >= 15, "U+\(String(value, radix: 16))")
            }
        }
    }

    private static func strings(_ letters: Letters, _ ranges: [Range<Int>]) -> [String] {
        ranges.map { String(decoding: letters.text[$0], as: UTF8.self) }
    }
}
