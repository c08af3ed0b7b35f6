import Documents
import Foundation
import TestSupport
import Testing

/// Notes of one stream of text, through the program.
@Suite struct SeparatorTests {
    private static let audience = ["--audience", "pleniere"]
    private static let notes = [
        "Le conseil se réunit.\n",
        "Lina ZORBALEC est suivie au CMP.\n",
        "Présents : Mme Solange ZORBALEC (mère de Lina)\n",
    ]

    /// Each note leaves as it does alone.
    @Test(arguments: ["page", "\\f", "\u{0C}"], ["1", "3"])
    func pagesLeaveAsNotesOfTheirOwn(_ separator: String, jobs: String) throws {
        let stream = Self.notes.joined(separator: "\u{0C}") + "\u{0C}"
        let run = try Program.run(
            Self.audience + ["--separator", separator, "-j", jobs],
            input: Array(stream.utf8)
        )
        let alone = try Self.notes.map { try filter($0, audience: "pleniere") }
        #expect(run.code == 0)
        #expect(run.text == alone.joined(separator: "\u{0C}") + "\u{0C}")
        #expect(run.error.hasPrefix("biffure : 3 notes, niveau secret → public ; "))
        #expect(run.error.contains("1 passage secret retiré"))
        for word in Marked.words { #expect(!run.error.contains(word), "\(word)") }
    }

    @Test(arguments: ["\n", "\r\n"], ["-+", "^-+$", "(-|=){3}", "---"])
    func aLineThatMatchesStartsANote(_ lineEnd: String, separator: String) throws {
        let stream = Self.notes.joined(separator: "---\n")
            .replacingOccurrences(of: "\n", with: lineEnd)
        let run = try Program.run(
            Self.audience + ["--separator", separator],
            input: Array(stream.utf8)
        )
        #expect(run.code == 0)
        let wanted = "Le conseil se réunit.\n---\n[passage retiré]\n---\n[point non communicable]\n"
        #expect(run.text == wanted.replacingOccurrences(of: "\n", with: lineEnd))
        #expect(run.error.contains("3 notes"))
        for word in Marked.words { #expect(!run.text.contains(word), "\(word)") }
    }

    /// The separator is a line of the note, and judged with it.
    @Test func aSeparatorThatNamesSomebodyDoesNotLeave() throws {
        let stream = "=== Famille ZORBALEC ===\nLe conseil se réunit.\n"
        let run = try Program.run(
            ["--audience", "gt-thematique", "--separator", "=== .* ==="],
            input: Array((stream + stream).utf8)
        )
        #expect(run.code == 0)
        #expect(run.text.contains("=== ") && !run.text.contains("ZORBALEC"))
        #expect(run.error.contains("2 notes"))
    }

    /// A stream of text has no place for an error: it ends before the note.
    @Test(arguments: ["1", "3"])
    func aNoteOverTheLimitEndsTheStream(_ jobs: String) throws {
        let long = "Lina ZORBALEC " + String(repeating: "parle ", count: 40) + "\n"
        let stream = "La séance est ouverte.\n\u{0C}\(long)\u{0C}La séance est levée.\n"
        let arguments =
            Self.audience + ["--separator", "page", "--max-note-size", "100", "-j", jobs]
        let run = try Program.run(arguments, input: Array(stream.utf8))
        #expect(run.code == 65)
        #expect(run.text == "La séance est ouverte.\n")
        #expect(run.error.contains("note 2 : ") && run.error.contains("100 octets"))
        let kept = try Program.run(arguments + ["--keep-going"], input: Array(stream.utf8))
        #expect(kept.code == 65)
        #expect(
            kept.text
                == "La séance est ouverte.\n\u{0C}[note retenue]\n\u{0C}La séance est levée.\n"
        )
        #expect(kept.error.contains("2 notes, ") && kept.error.contains("1 note illisible"))
        let again = try Program.run(Self.audience + ["--separator", "page"], input: kept.output)
        #expect(again.code == 0)
        #expect(again.output == kept.output)
    }

    /// Its separator leaves where it may leave alone, so that the notes can still be counted.
    @Test func aHeldNoteLeavesItsSeparator() throws {
        let held = "1. Famille ZORBALEC\nLe fils a fui.\n2. Famille KERVADEC\nLe fils a fui.\n"
        let stream = Array("== 1\nLa séance est ouverte.\n== 2\n\(held)== 3\nFin.\n".utf8)
        let arguments = ["--audience", "maire-pcd", "--separator", "== [0-9]+"]
        let run = try Program.run(arguments, input: stream)
        #expect(run.code == 3)
        #expect(run.text == "== 1\nLa séance est ouverte.\n")
        #expect(run.error.contains("note 2 : ") && run.error.contains("retenue"))
        let kept = try Program.run(arguments + ["--keep-going"], input: stream)
        #expect(kept.code == 3)
        #expect(
            kept.text == "== 1\nLa séance est ouverte.\n== 2\n[note retenue]\n== 3\nFin.\n"
        )
        #expect(kept.error.contains("1 note retenue : "))
        #expect(!kept.text.contains("ZORBALEC") && !kept.error.contains("ZORBALEC"))
    }

    /// The level stands above its note, behind the separator; a second run finds it there.
    @Test(arguments: ["\n", "\r\n"])
    func theLevelStandsBehindTheSeparator(_ lineEnd: String) throws {
        let text = "---\nLina ZORBALEC a cassé une vitre.\n---\nLa séance est ouverte.\n"
        let arguments = ["--audience", "veille", "--piece", "fiche", "--separator", "---"]
        let run = try Program.run(
            arguments,
            input: Array(text.replacingOccurrences(of: "\n", with: lineEnd).utf8)
        )
        #expect(run.code == 0)
        let starts = run.text.components(separatedBy: lineEnd).map { $0.prefix(21) }
        #expect(
            starts == [
                "---", "Niveau : confidentiel", "Lina ZORBALEC a cassé", "---",
                "La séance est ouverte", "",
            ]
        )
        let again = try Program.run(arguments, input: run.output)
        #expect(again.output == run.output)
    }

    @Test func eachNoteHasItsEncoding() throws {
        let note = "Réunion du 12 mars.\nLina ZORBALEC a été reçue, elle est suivie au CMP.\n"
        let result = "Réunion du 12 mars.\n[passage retiré]\n"
        let encodings: [Encoding] = [.utf8, .windows1252, .macRoman]
        var stream: [UInt8] = []
        var wanted: [UInt8] = []
        for encoding in encodings {
            stream += try #require(Encoded.bytes(note, encoding)) + [0x0C]
            wanted += try #require(Encoded.bytes(result, encoding)) + [0x0C]
        }
        let run = try Program.run(Self.audience + ["--separator", "page"], input: stream)
        #expect(run.code == 0)
        #expect(run.output == wanted)
        #expect(run.error.contains("encodage Mac Roman, windows-1252"))
    }

    @Test(arguments: [Encoding.utf16LittleEndian, .utf16BigEndian], [true, false])
    func utf16IsRefused(_ encoding: Encoding, isMarked: Bool) throws {
        let text = (isMarked ? "\u{FEFF}" : "") + Self.notes.joined(separator: "\u{0C}")
        let stream = try #require(Encoded.bytes(text, encoding))
        for command in [Self.audience, ["detect"]] {
            let run = try Program.run(command + ["--separator", "page"], input: stream)
            #expect(run.code == 65)
            #expect(!run.text.contains("text") && !run.text.contains("level"))
            #expect(!run.error.contains("ZORBALEC"))
        }
    }

    @Test func detectAndClasseNumberTheNotes() throws {
        let stream = Array(("---\n" + Self.notes.joined(separator: "---\n")).utf8)
        let classe = try Program.run(["classe", "--separator", "---"], input: stream)
        try #require(
            classe.lines == [
                #"{"id":1,"level":"public"}"#, #"{"id":2,"level":"secret"}"#,
                #"{"id":3,"level":"confidentiel"}"#,
            ]
        )
        let detect = try Program.run(["detect", "--separator", "---", "-j2"], input: stream)
        #expect(detect.code == 0)
        #expect(detect.lines.count == 3)
        #expect(detect.lines.allSatisfy { $0.hasPrefix("{\"id\":") })
        let short = try Program.run(
            ["classe", "--separator", "---", "--max-note-size", "30"],
            input: stream
        )
        #expect(short.code == 65)
        #expect(
            short.lines.dropFirst().first == #"{"id":2,"error":{"code":"tooLarge","offset":0}}"#
        )
    }
}
