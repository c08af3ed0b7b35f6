import Documents
import Formats
import TestSupport
import Testing

/// Who asks for UTF-8 gets strict UTF-8; the error names the first byte that is not.
@Suite struct EncodingTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let bytes: [UInt8]
        let code: FormatError.Code?
        let offset: Int
        var testDescription: String { fact }

        init(_ fact: String, _ bytes: [UInt8], _ code: FormatError.Code? = nil, at offset: Int = 0)
        {
            self.fact = fact
            self.bytes = bytes
            self.code = code
            self.offset = offset
        }
    }

    static let valid = [
        Row("nothing", []),
        Row("ASCII", [0x61]),
        Row("the last of two bytes", [0xDF, 0xBF]),
        Row("the first of two bytes", [0xC2, 0x80]),
        Row("the first of three bytes", [0xE0, 0xA0, 0x80]),
        Row("the last before the surrogates", [0xED, 0x9F, 0xBF]),
        Row("the first after the surrogates", [0xEE, 0x80, 0x80]),
        Row("U+FFFF", [0xEF, 0xBF, 0xBF]),
        Row("the first of four bytes", [0xF0, 0x90, 0x80, 0x80]),
        Row("the last code point", [0xF4, 0x8F, 0xBF, 0xBF]),
        Row("control characters", [0x01, 0x0B, 0x1B, 0x7F]),
    ]

    static let invalid = [
        Row("a continuation alone", [0x80], .badEncoding),
        Row("a continuation after a letter", [0x61, 0xBF], .badEncoding, at: 1),
        Row("overlong of two bytes", [0x61, 0xC0, 0xAF], .badEncoding, at: 1),
        Row("overlong of two bytes, C1", [0xC1, 0x81], .badEncoding),
        Row("overlong of three bytes", [0xE0, 0x9F, 0xBF], .badEncoding),
        Row("overlong of four bytes", [0xF0, 0x8F, 0xBF, 0xBF], .badEncoding),
        Row("overlong NUL", [0xC0, 0x80], .badEncoding),
        Row("the first surrogate", [0xED, 0xA0, 0x80], .badEncoding),
        Row("the last surrogate", [0xED, 0xBF, 0xBF], .badEncoding),
        Row("a surrogate pair", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], .badEncoding),
        Row("above U+10FFFF", [0xF4, 0x90, 0x80, 0x80], .badEncoding),
        Row("F5", [0xF5, 0x80, 0x80, 0x80], .badEncoding),
        Row("FF", [0x61, 0x62, 0xFF], .badEncoding, at: 2),
        Row("FE", [0xFE], .badEncoding),
        Row("cut after one of two", [0x61, 0xC3], .badEncoding, at: 1),
        Row("cut after one of three", [0xE2], .badEncoding),
        Row("cut after two of three", [0xE2, 0x82], .badEncoding),
        Row("cut after three of four", [0xF0, 0x9F, 0x98], .badEncoding),
        Row("a letter in the middle", [0xE2, 0x61, 0xAC], .badEncoding),
        Row("a letter at the end", [0xF0, 0x9F, 0x98, 0x61], .badEncoding),
        Row("windows-1252", [0x63, 0x61, 0x66, 0xE9, 0x20], .badEncoding, at: 3),
        Row("UTF-16 with its mark", [0xFF, 0xFE, 0x61, 0x00], .badEncoding),
        Row("NUL", [0x61, 0x00, 0x62], .binary, at: 1),
        Row("NUL behind the mark", [0xEF, 0xBB, 0xBF, 0x00], .binary, at: 3),
        Row("UTF-16 without its mark", [0x61, 0x00], .binary, at: 1),
        Row("a broken byte behind the mark", [0xEF, 0xBB, 0xBF, 0x61, 0xFF], .badEncoding, at: 4),
    ]

    @Test(arguments: valid)
    func utf8IsReadAndWrittenAsItWas(_ row: Row) throws {
        let document = try PlainText.read(row.bytes, as: .utf8)
        #expect(document.text == row.bytes)
        #expect(document.source.encoding == .utf8)
        #expect(try PlainText.write(document, edits: []) == row.bytes)
    }

    @Test(arguments: invalid)
    func whatIsNoTextIsRefusedAtItsByte(_ row: Row) throws {
        let code = try #require(row.code)
        #expect(throws: FormatError(code: code, offset: row.offset)) {
            try PlainText.read(row.bytes, as: .utf8)
        }
    }

    @Test(arguments: 0..<64 as Range<UInt64>)
    func theStandardLibraryAgrees(seed: UInt64) {
        var random = Seeded(seed)
        let pieces: [[UInt8]] = [
            [0x61], [0xC3], [0xA9], [0xE2], [0x80], [0xAC], [0xF0], [0x9F], [0xED], [0xA0], [0xE0],
            [0xF4], [0x90], [0x8F], [0xC3, 0xA9], [0xE2, 0x80, 0xA6], [0xF0, 0x9F, 0x98, 0x80],
        ]
        for _ in 0..<200 {
            let count = Int.random(in: 0...6, using: &random)
            let bytes = (0..<count).flatMap { _ in pieces.randomElement(using: &random) ?? [] }
            let isRead = (try? PlainText.read(bytes, as: .utf8)) != nil
            #expect(isRead == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
        }
    }

    @Test func theByteOrderMarkIsNoTextAndComesBack() throws {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("Année".utf8)
        let document = try PlainText.read(bytes)
        #expect(document.source.map.prefix == 3)
        #expect(document.text == Array("Année".utf8))
        let edit = Edit(start: 0, end: 1, replacement: Array("a".utf8))
        let written = try PlainText.write(document, edits: [edit])
        #expect(written == bytes.prefix(3) + Array("année".utf8))
    }

    @Test func aMarkInTheMiddleIsText() throws {
        let bytes: [UInt8] = [0x61, 0xEF, 0xBB, 0xBF]
        let document = try PlainText.read(bytes)
        #expect(document.source.map.prefix == 0)
        #expect(document.text == bytes)
    }

    @Test func theLimitItselfIsRead() throws {
        let bytes = [UInt8](repeating: 0x61, count: 10)
        #expect(try PlainText.read(bytes, maximumSize: 10).text == bytes)
        #expect(throws: FormatError(code: .tooLarge, offset: 9)) {
            try PlainText.read(bytes, maximumSize: 9)
        }
    }
}
