import Documents
import Formats
import TestSupport
import Testing

/// Bytes that are no note: an error with its place, never a text with holes.
@Suite struct HostileBytesTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let bytes: [UInt8]
        let encoding: Encoding?
        let code: FormatError.Code
        let offset: Int
        var testDescription: String { fact }

        init(
            _ fact: String,
            _ bytes: [UInt8],
            as encoding: Encoding? = nil,
            _ code: FormatError.Code,
            at offset: Int
        ) {
            self.fact = fact
            self.bytes = bytes
            self.encoding = encoding
            self.code = code
            self.offset = offset
        }
    }

    static let rows = [
        Row("a high surrogate alone", [0xFF, 0xFE, 0x61, 0, 0x3D, 0xD8], .badEncoding, at: 4),
        Row(
            "a high surrogate before a letter",
            [0xFF, 0xFE, 0x3D, 0xD8, 0x61, 0],
            .badEncoding,
            at: 2
        ),
        Row("a low surrogate alone", [0xFE, 0xFF, 0xDE, 0x00, 0, 0x61], .badEncoding, at: 2),
        Row("half a unit", [0xFF, 0xFE, 0x61, 0, 0x62], .badEncoding, at: 4),
        Row("half a unit behind the mark", [0xFE, 0xFF, 0x00], .badEncoding, at: 2),
        Row("NUL in UTF-16", [0xFF, 0xFE, 0x61, 0, 0, 0], .binary, at: 4),
        Row("UTF-32", [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], .binary, at: 2),
        Row("the other mark", [0xFE, 0xFF, 0, 0x61], as: .utf16LittleEndian, .badEncoding, at: 0),
        Row(
            "half a unit without mark",
            [0x61, 0, 0x62, 0, 0x63, 0, 0x64, 0, 0x65],
            .badEncoding,
            at: 8
        ),
        Row("NUL", [0x61, 0x00, 0x62], .binary, at: 1),
        Row("NUL behind windows-1252", [0xE9, 0x74, 0xE9, 0x20, 0x00], .binary, at: 4),
        Row("NUL as windows-1252", [0xE9, 0x00], as: .windows1252, .binary, at: 1),
        Row("NUL as UTF-8", [0x61, 0x00], as: .utf8, .binary, at: 1),
        Row("UTF-8 cut in « é »", [0x61, 0xC3], .badEncoding, at: 1),
        Row("UTF-8 cut in « ’ »", [0x6C, 0xE2, 0x80], .badEncoding, at: 1),
        Row("UTF-8 cut in an emoji", [0x20, 0xF0, 0x9F, 0x98], .badEncoding, at: 1),
        Row("windows-1252 as UTF-8", [0x63, 0xE9], as: .utf8, .badEncoding, at: 1),
        Row(
            "control characters",
            Array("Le conseil".utf8) + [1, 2, 3, 4, 5, 6, 7, 8, 14, 15],
            .binary,
            at: 10
        ),
        Row(
            "control characters as Mac Roman",
            [0x8E] + [1, 2, 3, 4, 5, 6, 7, 8, 14, 15],
            as: .macRoman,
            .binary,
            at: 1
        ),
        Row(
            "EBCDIC",
            [
                0xD3, 0x85, 0x40, 0x83, 0x96, 0x95, 0xA2, 0x85, 0x89, 0x93, 0x40, 0xA2, 0x85, 0x40,
                0x99, 0x85, 0xA4, 0x95, 0x89, 0xA3, 0x40, 0x93, 0x85, 0x40, 0xA2, 0x96, 0x89, 0x99,
            ],
            .badEncoding,
            at: 3
        ),
    ]

    @Test(arguments: rows)
    func whatIsNoTextIsRefusedAtItsByte(_ row: Row) {
        #expect(throws: FormatError(code: row.code, offset: row.offset)) {
            try PlainText.read(row.bytes, as: row.encoding)
        }
    }

    static let foreign: [(ForeignFormat, [UInt8])] = [
        (.officeOpenXML, zip("[Content_Types].xml")), (.officeOpenXML, zip("word/document.xml")),
        (.openDocument, zip("mimetypeapplication/vnd.oasis.opendocument.text")),
        (.zip, zip("notes/a.txt")), (.pdf, Array("%PDF-1.7\n".utf8)),
        (.pdf, Array("\u{FEFF}\r\n%PDF-1.4".utf8)), (.postScript, Array("%!PS-Adobe".utf8)),
        (.rtf, Array("{\\rtf1\\ansi Yanis".utf8)), (.rtf, Array(" \n{\\rtf1".utf8)),
        (.compoundFile, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]),
        (.wordPerfect, [0xFF, 0x57, 0x50, 0x43, 0x10]),
        (.image, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        (.image, [0xFF, 0xD8, 0xFF, 0xE0]),
        (.image, Array("GIF89a".utf8)), (.image, Array("RIFF....WEBP".utf8)),
        (.image, [0x49, 0x49, 0x2A, 0x00]), (.media, [0, 0, 0, 0x18] + Array("ftypheic".utf8)),
        (.archive, [0x1F, 0x8B, 0x08, 0x00]), (.archive, Array("Rar!".utf8) + [0x1A, 0x07, 0x00]),
        (.archive, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        (.xml, Array("<?xml version=\"1.0\"?><w:wordDocument><w:t>sui</w:t><w:t>vie".utf8)),
        (.xml, Array("\u{FEFF}<?xml version=\"1.0\"?><office:document>".utf8)),
        (.xml, Array("<pkg:package>".utf8)), (.xml, Array("<svg><text>Karim".utf8)),
        (.xml, [0xFF, 0xFE] + Array("<?xml".utf8).flatMap { [$0, 0] }),
    ]

    private static func zip(_ name: String) -> [UInt8] {
        [0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 0, count: 26) + Array(name.utf8)
    }

    @Test(arguments: foreign)
    func anotherFormatIsNamed(_ format: ForeignFormat, bytes: [UInt8]) {
        for encoding in [nil, Encoding.utf8, .windows1252] {
            #expect(throws: FormatError(code: .otherFormat, offset: 0, format: format)) {
                try PlainText.read(bytes, as: encoding)
            }
        }
    }

    @Test(arguments: [
        "PK", "Le PDF est joint : %PDF-", "rtf {\\rtf1", "GIF", "Rar !", "BZh", "II*", "RIFF",
    ])
    func aNoteThatSpeaksOfAFormatIsText(_ text: String) throws {
        #expect(try PlainText.read(Array(text.utf8)).text == Array(text.utf8))
    }

    @Test func aFewControlCharactersAreText() throws {
        let text = "Page 1\u{C}\nPage 2\u{1A}\u{1B}[1mgras\u{1B}[0m\u{1}\u{2}"
        #expect(try PlainText.read(Array(text.utf8)).text == Array(text.utf8))
    }

    /// Whatever comes, it is read and comes back byte for byte, or is refused within its length.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func randomBytesComeBackOrAreRefused(seed: UInt64) throws {
        var random = Seeded(seed)
        let count = Int.random(in: 0...300, using: &random)
        let low = seed % 3 == 0 ? 0x20 : 0
        let bytes = (0..<count).map { _ in UInt8.random(in: UInt8(low)...0xFF, using: &random) }
        for encoding in [nil] + Encoding.allCases.map(Optional.some) {
            do throws(FormatError) {
                let document = try PlainText.read(bytes, as: encoding)
                #expect(try PlainText.write(document, edits: []) == bytes)
                #expect(String(validating: document.text, as: UTF8.self) != nil)
                #expect(document.source.map.source(of: document.text.count) == count)
            } catch {
                #expect(error.offset >= 0 && error.offset <= count)
                #expect([.badEncoding, .binary, .otherFormat].contains(error.code))
            }
        }
    }

    @Test func theDecodedTextMayBeLongerThanTheLimit() throws {
        let bytes = [UInt8](repeating: 0xE9, count: 10)
        let document = try PlainText.read(bytes, as: .windows1252, maximumSize: 10)
        #expect(document.text.count == 20)
    }
}
