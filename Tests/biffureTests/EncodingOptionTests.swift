import Documents
import Foundation
import TestSupport
import Testing

/// Notes in other encodings through the program.
@Suite struct EncodingOptionTests {
    static let note = "Réunion du 12 mars.\nLina ZORBALEC a été reçue, elle est suivie au CMP.\n"
    static let result = "Réunion du 12 mars.\n[passage retiré]\n"

    @Test(arguments: Encoded.encodings)
    func theNoteLeavesInItsEncoding(_ encoding: Encoding) throws {
        let bytes = try #require(Encoded.bytes(Self.note, encoding))
        let run = try Program.run(["--audience", "pleniere"], input: bytes)
        #expect(run.code == 0)
        #expect(run.output == Encoded.bytes(Self.result, encoding))
        #expect(run.error.contains("encodage") == (encoding != .utf8))
        let quiet = try Program.run(["--audience", "pleniere", "--quiet"], input: bytes)
        #expect(quiet.error.isEmpty)
    }

    @Test(arguments: Encoding.named)
    func theUserNamesTheEncoding(_ encoding: Encoding) throws {
        let written = encoding == .utf16 ? .utf16LittleEndian : encoding
        let bytes = try #require(Encoded.bytes(Self.note, written))
        let run = try Program.run(
            ["--audience", "pleniere", "--encoding", encoding.rawValue],
            input: bytes
        )
        #expect(run.code == 0)
        #expect(run.output == Encoded.bytes(Self.result, written))
        #expect(!run.error.contains("doute"))
    }

    /// « é » of CP850 is a low quotation mark of windows-1252: who names the wrong one is believed.
    @Test func theNameStandsOverWhatWasRecognised() throws {
        let bytes = try #require(Encoded.bytes("La séance\n", .cp850))
        let run = try Program.run(
            ["--audience", "pleniere", "--encoding", "ANSI"],
            input: bytes
        )
        #expect(run.output == bytes)
        #expect(run.error.contains("encodage windows-1252\n"))
    }

    @Test func wrongUTF8IsRefusedWhenAskedFor() throws {
        let bytes = try #require(Encoded.bytes(Self.note, .windows1252))
        let run = try Program.run(["--audience", "pleniere", "--encoding", "utf-8"], input: bytes)
        #expect(run.code == 65)
        #expect(run.output.isEmpty)
        #expect(run.error.contains("l'octet 1 "))
    }

    @Test(arguments: [
        ("%!PS-Adobe-3.0 Yanis ZORBALEC", "PostScript"), ("GIF89a", "image"),
        ("BZh91AY&SY", "compressé"),
    ])
    func anotherFormatIsRefusedByName(_ text: String, name: String) throws {
        for arguments in [["--audience", "pleniere"], ["detect"]] {
            let run = try Program.run(arguments, input: Array(text.utf8))
            #expect(run.code == 65)
            #expect(run.output.isEmpty)
            #expect(run.error.contains(name))
            #expect(!run.error.contains("ZORBALEC"))
        }
    }

    @Test func detectCountsInTheDecodedText() throws {
        let plain = try Program.run(["detect"], input: Array(Self.note.utf8))
        #expect(plain.text.contains("\"start\":20"))
        for encoding in Encoded.encodings {
            let bytes = try #require(Encoded.bytes(Self.note, encoding))
            let run = try Program.run(["detect"], input: bytes)
            #expect(run.output == plain.output)
            #expect(run.error.isEmpty)
        }
        let marked = try #require(Encoded.bytes("\u{FEFF}" + Self.note, .utf16BigEndian))
        #expect(try Program.run(["detect"], input: marked).output == plain.output)
    }

    /// RFC 8259: what is encoded twice in a line of JSON is what the line says.
    @Test func linesAreUTF8() throws {
        let line = #"{"id":1,"text":"HÃ©lÃ¨ne ZORBALEC est suivie au CMP"}"#
        let run = try Program.run(
            ["detect", "--jsonl", "--encoding", "utf-8"],
            input: Array(line.utf8)
        )
        #expect(run.code == 0)
        let object = try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any]
        let passages = try #require(object?["passages"] as? [[String: Any]])
        #expect(passages.first?["end"] as? Int == "HÃ©lÃ¨ne ZORBALEC est suivie au CMP".count)
    }
}
