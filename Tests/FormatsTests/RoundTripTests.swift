import Documents
import Formats
import TestSupport
import Testing

/// What is read in an encoding is written in it; bytes that no edit names are the same.
@Suite struct RoundTripTests {
    static let text = """
        Réunion du 12 mars – « à huis clos » : l’élève a été reçu à l'hôtel de ville…\r
        Cœur de ville, 1 200 € ; Noël, où, ça, naïf, île, août, forêt.\r
        DÉJÀ ÉVOQUÉ. ÉTÉ 1998 : n° 3, 15 %.

        """
    /// The same without what only some encodings have.
    static let plain = """
        Réunion du 12 mars, à huis clos : l'élève a été reçu à l'hôtel de ville.\r
        Noël, où, ça, naïf, île, août, forêt.\r
        DÉJÀ ÉVOQUÉ. ÉTÉ 1998, 15 %.

        """

    /// A text that the encoding can hold, and its bytes.
    static func sample(_ encoding: Encoding) throws -> (text: String, bytes: [UInt8]) {
        if let bytes = Encoded.bytes(text, encoding) { return (text, bytes) }
        return (plain, try #require(Encoded.bytes(plain, encoding)))
    }

    @Test(arguments: Encoded.encodings)
    func readAndWrittenWithoutEditsItIsTheSame(_ encoding: Encoding) throws {
        let (text, bytes) = try Self.sample(encoding)
        for wanted in encoding == .latin1 || encoding == .latin9 ? [encoding] : [encoding, nil] {
            let document = try PlainText.read(bytes, as: wanted, isWord: { _ in false })
            #expect(String(decoding: document.text, as: UTF8.self) == text)
            #expect(document.source.encoding == encoding)
            #expect(try PlainText.write(document, edits: []) == bytes)
        }
    }

    @Test(arguments: Encoded.encodings)
    func replacementsAreWrittenInTheSameEncoding(_ encoding: Encoding) throws {
        let (text, bytes) = try Self.sample(encoding)
        let document = try PlainText.read(bytes, as: encoding)
        let word = try #require(text.firstRange(of: "élève"))
        let start = text[..<word.lowerBound].utf8.count
        let edit = Edit(
            start: start,
            end: start + "élève".utf8.count,
            replacement: Array("[passage retiré]".utf8)
        )
        let written = try PlainText.write(document, edits: [edit])
        let expected = text.replacing("élève", with: "[passage retiré]")
        #expect(written == Encoded.bytes(expected, encoding))
    }

    /// Random characters, random edits: the text of the outcome is the edited text.
    @Test(arguments: Encoded.encodings, 0..<40 as Range<UInt64>)
    func randomEditsChangeWhatTheyName(_ encoding: Encoding, seed: UInt64) throws {
        var random = Seeded(seed)
        let letters = Array("aeZ .,\n\r\t0é è à ç ê É « » ° ² ñ ü ß É").filter {
            Encoded.bytes(String($0), encoding) != nil
        }
        let count = Int.random(in: 0...200, using: &random)
        let text = String((0..<count).compactMap { _ in letters.randomElement(using: &random) })
        let source = try #require(Encoded.bytes(text, encoding))
        let document = try PlainText.read(source, as: encoding)
        #expect(String(decoding: document.text, as: UTF8.self) == text)
        let borders = document.text.indices.filter { document.text[$0] & 0xC0 != 0x80 }
        var edits: [Edit] = []
        for border in borders + [document.text.count]
        where border >= edits.last?.end ?? 0 && Int.random(in: 0...9, using: &random) == 0 {
            let ends = borders.filter { $0 >= border }.prefix(8)
            edits.append(
                Edit(
                    start: border,
                    end: ends.randomElement(using: &random) ?? border,
                    replacement: Array(
                        ["", "[A]", "[téléphone]", "é"].randomElement(using: &random)?.utf8
                            ?? "".utf8
                    )
                )
            )
        }
        let written = try PlainText.write(document, edits: edits)
        let expected = String(decoding: document.text(applying: edits), as: UTF8.self)
        #expect(written == Encoded.bytes(expected, encoding))
        let again = try PlainText.read(written, as: encoding)
        #expect(again.text == Array(expected.utf8))
    }

    @Test(arguments: [Encoding.windows1252, .latin1, .latin9, .macRoman, .cp850])
    func everyByteOfACharsetComesBack(_ encoding: Encoding) throws {
        let bytes = Array(0x20...0xFF) as [UInt8]
        let document = try PlainText.read(bytes, as: encoding)
        #expect(String(decoding: document.text, as: UTF8.self).unicodeScalars.count == bytes.count)
        #expect(try PlainText.write(document, edits: []) == bytes)
        // each character again, as a replacement of itself
        var edits: [Edit] = []
        for (index, byte) in document.text.enumerated() where byte & 0xC0 != 0x80 {
            edits.append(Edit(start: index, end: index + 1, replacement: [byte]))
        }
        for (number, edit) in edits.enumerated() {
            let end = number + 1 < edits.count ? edits[number + 1].start : document.text.count
            edits[number].end = end
            edits[number].replacement = Array(document.text[edit.start..<end])
        }
        #expect(try PlainText.write(document, edits: edits) == bytes)
    }

    @Test(arguments: [
        (Encoding.latin1, "’"), (.cp850, "œ"), (.macRoman, "½"), (.windows1252, "→"),
        (.latin9, "¤"),
    ])
    func aCharacterThatTheEncodingLacksIsNotLostSilently(_ encoding: Encoding, letter: String)
        throws
    {
        let document = try PlainText.read(Array("abc".utf8), as: encoding)
        let edit = Edit(start: 1, end: 2, replacement: Array(letter.utf8))
        #expect(throws: FormatError(code: .unwritable, offset: 1)) {
            try PlainText.write(document, edits: [edit])
        }
    }

    @Test func aMixedNoteKeepsItsBytesAndGetsUTF8() throws {
        let text = "Réunion de l’été.\nLa forêt brûle, déjà.\nL’élève est reçu à 8 h."
        let bytes = Encoded.mixed(text)
        let document = try PlainText.read(bytes)
        #expect(String(decoding: document.text, as: UTF8.self) == text)
        #expect(document.source.encoding == .mixed)
        #expect(document.source.isDoubtful)
        #expect(try PlainText.write(document, edits: []) == bytes)
        let edit = Edit(start: 0, end: "Réunion".utf8.count, replacement: Array("é".utf8))
        #expect(
            try PlainText.write(document, edits: [edit]) == Array("é".utf8) + bytes.dropFirst(7)
        )
    }

    @Test func lettersOfOtherLanguagesAreReadInAMixedNote() throws {
        let text = "L’été.\nŻak, Čapek, Wałęsa, Ćirić, Ionuț\u{F028}.\n"
        let document = try PlainText.read(Encoded.mixed(text))
        #expect(document.source.encoding == .mixed)
        #expect(String(decoding: document.text, as: UTF8.self) == text)
    }

    @Test func piecesThatWereEncodedTwiceAreReadAndStay() throws {
        let bytes = Array("HÃ©lÃ¨ne est là, l’été.".utf8)
        let document = try PlainText.read(bytes)
        #expect(String(decoding: document.text, as: UTF8.self) == "Hélène est là, l’été.")
        #expect(document.source.encoding == .partlyDoubleUTF8)
        #expect(try PlainText.write(document, edits: []) == bytes)
        let edit = Edit(start: 0, end: "Hélène".utf8.count, replacement: Array("[é]".utf8))
        let written = try PlainText.write(document, edits: [edit])
        #expect(String(decoding: written, as: UTF8.self) == "[é] est là, l’été.")
    }

    @Test(
        arguments: [
            (Encoding.utf16LittleEndian, [0xFF, 0xFE]), (.utf16BigEndian, [0xFE, 0xFF]),
        ] as [(Encoding, [UInt8])]
    )
    func theMarkOfUTF16IsNoTextAndComesBack(_ encoding: Encoding, mark: [UInt8]) throws {
        let bytes = mark + (try #require(Encoded.bytes("Été 😀", encoding)))
        for wanted in [nil, .utf16, encoding] {
            let document = try PlainText.read(bytes, as: wanted)
            #expect(document.text == Array("Été 😀".utf8))
            #expect(document.source.encoding == encoding)
            let edit = Edit(start: 0, end: 2, replacement: Array("é".utf8))
            let written = try PlainText.write(document, edits: [edit])
            #expect(written == mark + (try #require(Encoded.bytes("été 😀", encoding))))
        }
    }

    @Test func aMarkThatWasEncodedTwiceIsNoText() throws {
        let bytes = try #require(Encoded.bytes("\u{FEFF}Été", .doubleUTF8))
        let document = try PlainText.read(bytes)
        #expect(document.text == Array("Été".utf8))
        #expect(try PlainText.write(document, edits: []) == bytes)
    }
}
