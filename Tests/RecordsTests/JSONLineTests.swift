import Foundation
import Testing

@testable import Records

/// One JSON object a line: read strictly, written back with what is not known.
@Suite struct JSONLineTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let line: String
        let text: String
        var testDescription: String { line }

        init(_ line: String, _ text: String) {
            self.line = line
            self.text = text
        }
    }

    static let texts = [
        Row(#"{"text":""}"#, ""),
        Row(#"{"text":"Été"}"#, "Été"),
        Row(#" { "id" : 1 , "text" : "a" } "#, "a"),
        Row(#"{"text":"a\nb\tc\r\b\f"}"#, "a\nb\tc\r\u{8}\u{C}"),
        Row(#"{"text":"\"\\\/"}"#, "\"\\/"),
        Row(#"{"text":"\u00e9\u00C9"}"#, "éÉ"),
        Row(#"{"text":"\ud83d\ude00"}"#, "😀"),
        Row(#"{"text":"\uD83D\uDE00!"}"#, "😀!"),
        Row(#"{"text":"\udbff\udfff"}"#, "\u{10FFFF}"),
        Row(#"{"text":"e\u0301"}"#, "e\u{301}"),
        Row(#"{"text":"a","text":"b"}"#, "b"),
        Row(#"{"t\u0065xt":"a"}"#, "a"),
        Row(#"{"a":{"text":"x"},"text":"b","c":[{"text":"y"}]}"#, "b"),
        Row(#"{"n":-1.5e+3,"t":true,"f":false,"z":null,"text":"a"}"#, "a"),
        Row("{\"text\":\"\u{7F}\u{2028}\"}", "\u{7F}\u{2028}"),
    ]

    @Test(arguments: texts)
    func theTextIsRead(_ row: Row) throws {
        let line = try JSONLine(Array(row.line.utf8))
        #expect(String(decoding: line.text, as: UTF8.self) == row.text)
    }

    struct BadRow: CustomTestStringConvertible, Sendable {
        let line: String
        let code: RecordError.Code
        let offset: Int
        let known: Bool
        var testDescription: String { "\(known ? "known: " : "")\(line)" }

        init(_ line: String, _ code: RecordError.Code, at offset: Int, known: Bool = false) {
            self.line = line
            self.code = code
            self.offset = offset
            self.known = known
        }
    }

    static let bad = [
        BadRow("", .notJSON, at: 0),
        BadRow("texte", .notJSON, at: 0),
        BadRow("[1]", .notJSON, at: 0),
        BadRow("{", .notJSON, at: 1),
        BadRow(#"{"text":"a""#, .notJSON, at: 11),
        BadRow(#"{"text":"a"}x"#, .notJSON, at: 12),
        BadRow(#"{"text":"a",}"#, .notJSON, at: 12),
        BadRow(#"{"text" "a"}"#, .notJSON, at: 8),
        BadRow(#"{text:"a"}"#, .notJSON, at: 1),
        BadRow(#"{"text":'a'}"#, .notJSON, at: 8),
        BadRow(#"{"text":tru}"#, .notJSON, at: 11),
        BadRow(#"{"text":"a\x"}"#, .notJSON, at: 11),
        BadRow(#"{"text":"\u12"}"#, .notJSON, at: 11),
        BadRow(#"{"text":"\u12g4"}"#, .notJSON, at: 13),
        BadRow("{\"text\":\"a\u{1}\"}", .notJSON, at: 10),
        BadRow("{\"text\":\"a\tb\"}", .notJSON, at: 10),
        BadRow(#"{"id":1}"#, .noText, at: 0),
        BadRow(#"{}"#, .noText, at: 0),
        BadRow(#"{"text":1}"#, .noText, at: 0),
        BadRow(#"{"text":null}"#, .noText, at: 0),
        BadRow(#"{"text":"\ud83d"}"#, .badText, at: 14),
        BadRow(#"{"text":"\ud83d a"}"#, .badText, at: 14),
        BadRow(#"{"text":"\ud83d\u0041"}"#, .badText, at: 14),
        BadRow(#"{"text":"\ude00"}"#, .badText, at: 14),
        BadRow(#"{"n":1-2,"text":"a"}"#, .notJSON, at: 6),
        BadRow(#"{"n":--,"text":"a"}"#, .notJSON, at: 6),
        BadRow(#"{"n":01,"text":"a"}"#, .notJSON, at: 6),
        BadRow(#"{"n":"\x","text":"a"}"#, .notJSON, at: 7),
    ]

    @Test(arguments: bad)
    func whatCannotBeReadIsRefusedAtItsByte(_ row: BadRow) {
        withKnownIssue {
            #expect(throws: RecordError(code: row.code, offset: row.offset)) {
                try JSONLine(Array(row.line.utf8))
            }
        } when: {
            row.known
        }
    }

    @Test(arguments: ["[", "{\"a\":"])
    func aNestingBombIsRefused(_ open: String) {
        let bomb = "{\"text\":\"a\",\"x\":" + String(repeating: open, count: 100_000)
        do throws(RecordError) {
            _ = try JSONLine(Array(bomb.utf8))
            Issue.record("the bomb was read")
        } catch {
            #expect(error.code == .tooDeep)
        }
    }

    @Test func sixtyLevelsAreRead() throws {
        let nested = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
        #expect(
            try JSONLine(Array("{\"x\":\(nested),\"text\":\"a\"}".utf8)).text == Array("a".utf8)
        )
    }

    @Test(arguments: [
        #"{"text":"a"}"#: "null",
        #"{"id":"cr-12","text":"a"}"#: #""cr-12""#,
        #"{"id": 12 ,"text":"a"}"#: "12",
        #"{"id":{"n":[1, 2]},"text":"a"}"#: #"{"n":[1, 2]}"#,
        #"{"id":1,"id":2,"text":"a"}"#: "2",
        #"{"id":"é\u00e9","text":"a"}"#: #""é\u00e9""#,
    ])
    func theIdStaysAsItIsWritten(_ line: String, id: String) throws {
        #expect(String(decoding: try JSONLine(Array(line.utf8)).id, as: UTF8.self) == id)
        #expect(String(decoding: JSONLine.id(of: Array(line.utf8)), as: UTF8.self) == id)
    }

    @Test(arguments: [
        #"{"id":7}"#: "7", #"{"id":7,"text":3}"#: "7", #"{"id":7,"#: "null", "x": "null",
        "": "null",
    ])
    func theIdOfABadLineIsGivenWhereItCanBeRead(_ line: String, id: String) {
        #expect(String(decoding: JSONLine.id(of: Array(line.utf8)), as: UTF8.self) == id)
    }

    struct Replacement: CustomTestStringConvertible, Sendable {
        let line: String
        let result: String
        var testDescription: String { line }

        init(_ line: String, _ result: String) {
            self.line = line
            self.result = result
        }
    }

    static let replacements = [
        Replacement(#"{"text":"a"}"#, #"{"text":"B","level":"public"}"#),
        Replacement(#"{"id":1,"text":"a","z":2}"#, #"{"id":1,"text":"B","z":2,"level":"public"}"#),
        Replacement(#"{"level":9,"text":"a"}"#, #"{"level":"public","text":"B"}"#),
        Replacement(#"{"text":"a","text":"b"}"#, #"{"text":"B","level":"public"}"#),
        Replacement(#"{"t\u0065xt":"a"}"#, #"{"text":"B","level":"public"}"#),
        Replacement(
            #"{ "z" : [1, {"text":"a"}] , "text":"a", "é":"\u00e9" }"#,
            #"{"z" : [1, {"text":"a"}],"text":"B","é":"\u00e9","level":"public"}"#
        ),
    ]

    @Test(arguments: replacements)
    func otherMembersKeepTheirOrderAndBytes(_ row: Replacement) throws {
        let line = try JSONLine(Array(row.line.utf8))
        let result = line.replacing([
            ("text", JSONLine.quoted("B".utf8)), ("level", JSONLine.quoted("public".utf8)),
        ])
        #expect(String(decoding: result, as: UTF8.self) == row.result)
    }

    @Test(arguments: [
        "", "a", "\"", "\\", "a\nb\r\n", "\t", "\u{1}\u{1F}", "é😀", "</script>", "\u{2028}",
        "\u{8}\u{C}",
    ])
    func whatIsQuotedIsReadBack(_ text: String) throws {
        let quoted = JSONLine.quoted(text.utf8)
        let line = Array("{\"text\":".utf8) + quoted + [0x7D]
        #expect(try JSONLine(line).text == Array(text.utf8))
        #expect(!quoted.contains { $0 < 0x20 })
        let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: String]
        #expect(object?["text"] == text)
    }
}
