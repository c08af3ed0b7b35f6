import Documents
import Formats
import TestSupport
import Testing

/// Short lines whose encoding only a look at letters and words can tell.
@Suite struct RecognitionTests {
    /// Some words that the lexicon would know.
    static let words: Set<String> = [
        "séance", "cœur", "œuvre", "été", "élève", "déjà", "tête", "contrôle", "qualité", "où",
        "réunion", "sœur", "là",
    ]

    static func read(_ bytes: [UInt8]) throws -> Document {
        try PlainText.read(bytes) { letters in
            words.contains(String(decoding: letters, as: UTF8.self).lowercased())
        }
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let text: String
        let encoding: Encoding
        var testDescription: String { "\(encoding.rawValue): \(text)" }

        init(_ text: String, _ encoding: Encoding) {
            self.text = text
            self.encoding = encoding
        }
    }

    static let rows = [
        Row("La séance.", .windows1252), Row("La séance.", .macRoman), Row("La séance.", .cp850),
        Row("L’été", .windows1252), Row("L’été", .macRoman), Row("Le cœur", .latin9),
        Row("Le cœur", .windows1252), Row("Le cœur", .macRoman), Row("Œuvre", .latin9),
        Row("900 €", .windows1252), Row("900 €", .latin9), Row("900 €", .macRoman),
        Row("1½ h", .windows1252), Row("Il viendra… peut-être.", .windows1252),
        Row("LA SÉANCE", .windows1252), Row("LA SÉANCE", .macRoman), Row("LA SÉANCE", .cp850),
        Row("CONTRÔLE", .windows1252), Row("CONTRÔLE", .macRoman), Row("CONTRÔLE", .cp850),
        Row("« Bonjour », dit-il", .windows1252), Row("« Bonjour », dit-il", .macRoman),
        Row("« Bonjour », dit-il", .cp850), Row("Il est là.", .cp850), Row("Il est là.", .macRoman),
        Row("Bilan – suite", .windows1252), Row("Bilan – suite", .macRoman),
        Row("┌──────┐\r\n│ élève │\r\n└──────┘", .cp850), Row("QUALITÉ\u{A0}:", .windows1252),
        Row("LA QUALITÉ\u{A0}:", .windows1252), Row("Привет, мир", .utf8), Row("日本語です", .utf8),
        Row("Ελένη, Żółć", .utf8), Row("une école créée", .macRoman),
        Row("« l’élève\u{A0}»", .windows1252), Row("l’élève\u{A0}» :", .macRoman),
        Row("Réunion du 12 mars", .utf16LittleEndian), Row("Réunion du 12 mars", .utf16BigEndian),
        Row("☒ oui ─ ☐ non, 12 mars", .utf16LittleEndian), Row("Réunion", .doubleUTF8),
        Row("l’été", .doubleUTF8), Row("Żak, reçu", .doubleUTF8), Row("😀 reçu", .doubleUTF8),
        Row("Âge, naïf, reçu", .utf8), Row("QUALITÉ\u{A0}: «\u{A0}reçu\u{A0}»", .utf8),
        Row("É» É’ É… é\u{A0}»", .utf8), Row("Ålesund, São, Êta", .utf8),
    ]

    @Test(arguments: rows)
    func theTextIsReadAsItWasWritten(_ row: Row) throws {
        let bytes = try #require(Encoded.bytes(row.text, row.encoding))
        let document = try Self.read(bytes)
        #expect(String(decoding: document.text, as: UTF8.self) == row.text)
    }

    /// What reads the same in two charsets is windows-1252, without doubt.
    @Test(arguments: ["La séance.", "Réunion du 12 mars à 18 h"])
    func aTieIsWindows1252(_ text: String) throws {
        let bytes = try #require(Encoded.bytes(text, .latin1))
        #expect(bytes == Encoded.bytes(text, .latin9))
        let document = try Self.read(bytes)
        #expect(document.source.encoding == .windows1252)
        #expect(!document.source.isDoubtful)
    }

    @Test(arguments: [[0x61, 0x20, 0xFF, 0x20, 0x62], [0x8E], [0x31, 0x95]] as [[UInt8]])
    func whatReadsWellNowhereIsDoubtful(_ bytes: [UInt8]) throws {
        #expect(try Self.read(bytes).source.isDoubtful)
    }

    @Test func plainTextIsNeverDoubtful() throws {
        for text in ["", "abc", "été", "\u{FEFF}été", "Привет", "日本"] {
            let document = try Self.read(Array(text.utf8))
            #expect(document.source.encoding == .utf8)
            #expect(!document.source.isDoubtful)
        }
    }

    @Test func theUserIsBelieved() throws {
        let bytes = try #require(Encoded.bytes("La séance.", .cp850))
        let document = try PlainText.read(bytes, as: .windows1252)
        #expect(String(decoding: document.text, as: UTF8.self) == "La s‚ance.")
        #expect(!document.source.isDoubtful)
    }

    @Test func wordsAreAskedForAFewTimesOnly() throws {
        let bytes = try #require(
            Encoded.bytes(String(repeating: "La séance. ", count: 20_000), .windows1252)
        )
        var count = 0
        _ = try PlainText.read(bytes) { _ in
            count += 1
            return false
        }
        #expect(count > 0 && count <= 4 * 256)
    }
}
