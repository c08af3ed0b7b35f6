import Documents
import Formats
import TestSupport
import Testing

@testable import Pipeline

/// A note is the same note in whatever encoding it comes.
@Suite struct EncodedNoteTests {
    /// What is written where an encoding lacks a sign.
    private static let substitutes: [Character: String] = [
        "’": "'", "‘": "'", "“": "\"", "”": "\"", "œ": "oe", "Œ": "OE", "…": "...", "–": "-",
        "—": "-", "€": "EUR", "•": "-", "➔": "->", "→": "->", "\u{202F}": " ",
    ]

    /// A text in an encoding: as it is, else as people write it there.
    ///
    /// - Returns: nil when the encoding lacks a letter of it.
    private static func encoded(
        _ text: String,
        _ encoding: Encoding
    ) -> (text: String, bytes: [UInt8])? {
        if let bytes = Encoded.bytes(text, encoding) { return (text, bytes) }
        let plain = text.map { substitutes[$0] ?? String($0) }.joined()
        return Encoded.bytes(plain, encoding).map { (plain, $0) }
    }

    private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

    private static let notes = Note.golden + Note.random.prefix(24)

    /// DESIGN section 2: positions are those of the decoded text.
    @Test(arguments: notes, Encoded.encodings)
    func theSameIsFound(_ note: Note, encoding: Encoding) throws {
        guard let (text, bytes) = Self.encoded(note.text, encoding) else { return }
        var engine = try makeEngine()
        let plain = try engine.detect(Array(text.utf8))
        let other = try engine.detect(bytes)
        #expect(other.text == plain.text)
        #expect(other.level == plain.level)
        #expect(other.found == plain.found)
        #expect(other.judged == plain.judged)
        #expect(try PlainText.read(bytes, as: encoding).text == plain.text)
    }

    /// The same edits, in the encoding that the note came in, and nothing at a second run.
    @Test(arguments: notes, Encoded.encodings)
    func theSameLeavesInTheSameEncoding(_ note: Note, encoding: Encoding) throws {
        guard let (text, bytes) = Self.encoded(note.text, encoding), !Self.isASCII(text) else {
            return
        }
        var engine = try makeEngine()
        let audience = try audience(text.utf8.count % 2 == 0 ? "pleniere" : "gt-thematique")
        let plain = try engine.filter(Array(text.utf8), for: audience)
        let other = try engine.filter(bytes, for: audience)
        let expected = Encoded.bytes(String(decoding: plain.bytes, as: UTF8.self), encoding)
        #expect(other.bytes == expected)
        #expect(other.level == plain.level)
        #expect(other.levelAfter == plain.levelAfter)
        #expect(other.isChanged == plain.isChanged)
        #expect(other.isChanged || other.bytes == bytes)
        #expect(try engine.filter(other.bytes, for: audience).bytes == other.bytes)
    }

    @Test(arguments: notes)
    func aMixedNoteLosesNothing(_ note: Note) throws {
        let bytes = Encoded.mixed(note.text)
        var engine = try makeEngine()
        let plain = try engine.detect(Array(note.text.utf8))
        let mixed = try engine.detect(bytes)
        #expect(mixed.text == plain.text)
        #expect(mixed.found == plain.found)
        let out = try engine.filter(bytes, for: try audience("pleniere"))
        #expect(out.isChanged || out.bytes == bytes)
        let other = try outcome(of: Array(note.text.utf8), audience: "pleniere")
        let read = try PlainText.read(out.bytes, as: out.encoding)
        #expect(read.text == other.bytes)
    }

    /// Notes of more than 200 characters that are not all ASCII: golden, annotated, random.
    static let long: [String] = {
        let annotated = Repository.files(under: "Tests/Golden/annotated", ending: ".txt")
            .compactMap { try? Repository.bytes("Tests/Golden/annotated/\($0)") }
            .map { String(decoding: $0, as: UTF8.self).replacing(/<\/?[A-Za-z]+>/, with: "") }
        let random = (1_000..<1_400 as Range<UInt64>).map { seed in
            var grammar = NoteGrammar(seed: seed)
            return grammar.note()
        }
        return (Note.golden.map(\.text) + annotated + random).filter {
            $0.count > 200 && !isASCII($0)
        }
    }()

    /// Issue 3: right in 99 of 100 notes; where it is wrong, it is said to be in doubt.
    @Test(arguments: Encoded.encodings)
    func theEncodingIsRecognised(_ encoding: Encoding) throws {
        let lexicon = try TestLexicon.shared()
        var (right, all) = (0, 0)
        var silent: [String] = []
        for note in Self.long {
            guard let (text, bytes) = Self.encoded(note, encoding) else { continue }
            all += 1
            let document = try PlainText.read(bytes) { lexicon.hasWord($0) }
            #expect(try PlainText.write(document, edits: []) == bytes)
            if document.text == Array(text.utf8) {
                right += 1
            } else if !document.source.isDoubtful {
                silent.append(String(text.prefix(40)))
            }
        }
        #expect(all >= 200, "\(all) notes")
        #expect(right * 100 >= all * 99, "\(right) of \(all)")
        #expect(silent == [])
    }

    @Test func aNoteOfASCIIGetsUTF8UnlessTheUserNamesAnother() throws {
        let note = Array("Lina CARON est suivie au CMP.".utf8)
        #expect(try outcome(of: note, audience: "pleniere").bytes == Array("[passage retiré]".utf8))
        var engine = try Engine(lexicon: try TestLexicon.shared(), encoding: .windows1252)
        let out = try engine.filter(note, for: try audience("pleniere"))
        #expect(out.bytes == Encoded.bytes("[passage retiré]", .windows1252))
        #expect(out.encoding == .windows1252)
        #expect(!out.isEncodingDoubtful)
    }

    /// An accented name must be found however it is written.
    @Test(arguments: Encoded.encodings)
    func anAccentedNameDoesNotLeave(_ encoding: Encoding) throws {
        let note = "Réunion du 12 mars.\nHélène NOËL a été vue à la gare, très énervée.\n"
        let bytes = try #require(Encoded.bytes(note, encoding))
        let out = try outcome(of: bytes, audience: "gt-thematique")
        let document = try PlainText.read(out.bytes, as: encoding)
        let text = String(decoding: document.text, as: UTF8.self)
        #expect(text == "Réunion du 12 mars.\n[Personne A] a été vue à la gare, très énervée.\n")
    }
}
