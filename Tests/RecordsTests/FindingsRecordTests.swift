import Foundation
import Pipeline
import TestSupport
import Testing

@testable import Records

/// The JSON line of what was found: positions in the unit asked for, and no text.
@Suite struct FindingsRecordTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let text: String
        let byte: Int
        let unit: OffsetUnit
        let offset: Int
        var testDescription: String { "byte \(byte) of « \(text) » as \(unit.rawValue): \(offset)" }

        init(_ text: String, _ byte: Int, _ unit: OffsetUnit, _ offset: Int) {
            self.text = text
            self.byte = byte
            self.unit = unit
            self.offset = offset
        }
    }

    static let rows = [
        Row("abc", 2, .byte, 2), Row("abc", 2, .utf16, 2), Row("abc", 2, .codepoint, 2),
        Row("éa", 2, .byte, 2), Row("éa", 2, .utf16, 1), Row("éa", 2, .codepoint, 1),
        Row("€a", 3, .utf16, 1), Row("😀a", 4, .byte, 4), Row("😀a", 4, .utf16, 2),
        Row("😀a", 4, .codepoint, 1), Row("e\u{301}a", 3, .codepoint, 2),
        Row("\r\na", 2, .codepoint, 2), Row("👩\u{200D}🚒a", 11, .utf16, 5),
        Row("👩\u{200D}🚒a", 11, .codepoint, 3),
    ]

    @Test(arguments: rows)
    func positionsAreCountedInTheirUnit(_ row: Row) {
        var counter = OffsetCounter(text: Array(row.text.utf8), unit: row.unit)
        #expect(counter.offset(row.byte) == row.offset)
    }

    static let note = "😀 Été.\r\nYanis CARON est suivi au CMP."

    @Test(arguments: OffsetUnit.allCases, ["", "\u{FEFF}"])
    func theSpansOfARecordCoverTheWords(_ unit: OffsetUnit, mark: String) throws {
        let object = try Self.object(mark + Self.note, unit: unit)
        #expect(object["unit"] as? String == unit.rawValue)
        #expect(object["level"] as? String == "secret")
        let mention = try #require((object["mentions"] as? [[String: Any]])?.first)
        #expect(mention["label"] as? String == "PERSON")
        #expect(mention["entity"] as? Int == 1)
        #expect(Self.words(mention, in: Self.note, unit: unit) == "Yanis CARON")
        let passage = try #require((object["passages"] as? [[String: Any]])?.first)
        #expect(Self.words(passage, in: Self.note, unit: unit) == "Yanis CARON est suivi au CMP.")
        #expect(passage["level"] as? String == "secret")
        let reasons = try #require(passage["reasons"] as? [[String: Any]])
        let health = try #require(reasons.first { $0["category"] as? String == "HEALTH" })
        #expect(Self.words(health, in: Self.note, unit: unit).contains("CMP"))
        #expect(health["law"] as? String != "")
    }

    @Test func theRecordHoldsNoTextUnlessAskedFor() throws {
        let line = String(decoding: try Self.line(Self.note, withText: false), as: UTF8.self)
        for word in ["Yanis", "CARON", "CMP"] { #expect(!line.contains(word)) }
        let open = String(decoding: try Self.line(Self.note, withText: true), as: UTF8.self)
        #expect(open.contains("\"text\":\"Yanis CARON\""))
    }

    @Test func aPublicNoteHasNoPassages() throws {
        let object = try Self.object("Le conseil se réunit.", unit: .byte)
        #expect((object["mentions"] as? [Any])?.isEmpty == true)
        #expect((object["passages"] as? [Any])?.isEmpty == true)
        #expect(object["level"] as? String == "public")
        #expect(object["rules"] as? String == "2026.1+0123456789ab")
    }

    @Test func theRecordIsOneLine() throws {
        #expect(try !Self.line(Self.note, withText: true).contains(0x0A))
    }

    private static func line(_ note: String, unit: OffsetUnit = .codepoint, withText: Bool) throws
        -> [UInt8]
    {
        FindingsRecord(
            try findings(of: note),
            id: Array("\"cr-12\"".utf8),
            rules: "2026.1+0123456789ab",
            unit: unit,
            withText: withText
        ).line()
    }

    private static func object(_ note: String, unit: OffsetUnit) throws -> [String: Any] {
        let line = try line(note, unit: unit, withText: false)
        let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
        return try #require(object)
    }

    private static func words(_ span: [String: Any], in note: String, unit: OffsetUnit) -> String {
        guard let start = span["start"] as? Int, let end = span["end"] as? Int, start <= end else {
            return ""
        }
        switch unit {
        case .byte: return String(decoding: Array(note.utf8)[start..<end], as: UTF8.self)
        case .utf16: return String(decoding: Array(note.utf16)[start..<end], as: UTF16.self)
        case .codepoint:
            var view = String.UnicodeScalarView()
            view.append(contentsOf: Array(note.unicodeScalars)[start..<end])
            return String(view)
        }
    }
}
