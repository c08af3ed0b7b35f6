import Testing

@testable import Tokens

/// Texts that make a careless look-ahead quadratic: with one, these tests would run for hours.
@Suite struct LongTextTests {
    struct Long: CustomTestStringConvertible, Sendable {
        let name: String
        let unit: String
        var before = ""
        var after = ""
        var testDescription: String { name }

        var text: [UInt8] {
            let unit = Array(unit.utf8)
            var text = Array(before.utf8)
            while text.count < 1 << 20 { text += unit }
            return text + Array(after.utf8)
        }
    }

    static let texts = [
        Long(name: "full stops", unit: "."),
        Long(name: "closing quotes after a full stop", unit: "»", before: "a."),
        Long(name: "closing quotes before a letter", unit: "”", before: "A.", after: "b"),
        Long(name: "numbers after full stops", unit: "1. ", before: "a. "),
        Long(name: "numbers after one full stop", unit: "1 ", before: "a. ", after: "A"),
        Long(name: "blanks and quotes", unit: ". » ", before: "a"),
        Long(name: "dotted letters", unit: "a."),
        Long(name: "dots and digits", unit: "1.a.1'"),
        Long(name: "soft hyphens after a dot", unit: "\u{AD}", before: "a."),
        Long(name: "dots with soft hyphens", unit: ".\u{AD}\u{AD}\u{AD}", before: "a"),
        Long(name: "blanks", unit: " "),
        Long(name: "no line end", unit: "le chat dort, "),
        Long(name: "sentences without line end", unit: "Le chat dort. "),
        Long(name: "emoji", unit: "😀"),
        Long(name: "emoji between words", unit: "mot😀 "),
        Long(name: "emoji at the end", unit: "mot", after: "😀"),
        Long(name: "emoji after numbers", unit: "1 ", before: "A. ", after: "😀"),
        Long(name: "emoji after full stops", unit: "1. 😀 "),
        Long(name: "joined emoji", unit: "👩\u{200D}"),
        Long(name: "Greek with NBSP", unit: "λόγος\u{A0}"),
        Long(name: "Japanese", unit: "日本語です。"),
        Long(name: "Thai", unit: "ภาษาไทย "),
    ]

    @Test(arguments: Cut.allCases, texts)
    func longTextsAgree(_ cut: Cut, long: Long) throws {
        #expect(try cut.difference(long.text, named: long.name) == nil)
    }
}
