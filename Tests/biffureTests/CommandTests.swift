import Foundation
import TestSupport
import Testing

/// The commands beside the filter, run as a shell runs them.
@Suite struct CommandTests {
    private static let secret = Array("Lina ZORBALEC est suivie au CMP.\n".utf8)
    private static let harmless = Array("La séance est ouverte.\n".utf8)

    @Test func checkGivesAVerdictALine() throws {
        let check = ["check", "--audience", "pleniere", "FILE"]
        let clean = try Program.run(check, file: Self.harmless)
        #expect(clean.code == 0)
        #expect(clean.lines.count == 1 && clean.text.contains("rien à retirer"))
        let found = try Program.run(check, file: Self.secret)
        #expect(found.code == 1)
        #expect(found.text.contains("1 passage secret") && found.text.contains("niveau secret"))
        for word in ["Lina", "ZORBALEC", "CMP"] {
            #expect(!found.text.contains(word) && !found.error.contains(word))
        }
    }

    @Test(arguments: [["check", "--audience", "pleniere"], ["classe"], ["detect"]])
    func aBadFileDoesNotHideTheOthers(_ command: [String]) throws {
        let run = try Program.run(command + ["/nosuch/a.txt", "FILE"], file: Self.secret)
        #expect(run.code == 66)
        #expect(run.lines.count == 1)
        #expect(run.error.contains("/nosuch/a.txt"))
    }

    /// A pipe gives its bytes once: nobody may look at them before they are read.
    @Test(arguments: [["check", "--audience", "pleniere"], ["classe"], ["detect"]])
    func aPipeIsReadWhole(_ command: [String]) throws {
        // standard input under another name
        let piped = try Program.run(command + ["/dev/stdin"], input: Self.secret, isPipe: true)
        #expect(piped.text.contains("secret"))
        let message = Array("From: a@b.example\nDate: x\n\n".utf8) + Self.secret
        let mail = try Program.run(command + ["/dev/stdin"], input: message, isPipe: true)
        #expect(mail.code == 64 && mail.output.isEmpty && mail.error.contains("qu'une fois"))
    }

    @Test func classeGivesTheLevelAlone() throws {
        #expect(try Program.run(["classe"], input: Self.secret).text == "secret\n")
        #expect(try Program.run(["classe"], input: Self.harmless).text == "public\n")
        let line = Array("{\"id\":7,\"text\":\"La séance est ouverte.\"}\n".utf8)
        let run = try Program.run(["classe", "--jsonl"], input: line)
        #expect(run.text == "{\"id\":7,\"level\":\"public\"}\n")
    }

    @Test func classeMarksANote() throws {
        let run = try Program.run(["classe", "--marquer"], input: Self.harmless)
        #expect(run.text == "Niveau : public\nLa séance est ouverte.\n")
        let high = Array("SECRET\nLa séance est ouverte.\n".utf8)
        let kept = try Program.run(["classe", "--marquer"], input: high)
        #expect(kept.text.hasPrefix("Niveau : secret") && kept.text.contains("\nSECRET\n"))
        #expect(kept.error.contains("l'étiquette reste"))
    }

    @Test func explainNamesRuleAndLaw() throws {
        let run = try Program.run(["explain", "--audience", "pleniere"], input: Self.secret)
        #expect(run.code == 0)
        #expect(run.text.contains("ligne 1 · SECRET → retiré"))
        #expect(run.text.contains("santé : « ") && run.text.contains("CSP L.1110-4"))
        #expect(!run.text.contains("\u{1B}"))
        #expect(run.error.isEmpty)
    }

    @Test func severalVersionsAtOnce() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let run = try Program.run(
            ["--audience", "pleniere,gt-thematique", "--output", folder.path],
            input: Array(Marked.note.utf8)
        )
        #expect(run.code == 0 && run.output.isEmpty)
        for id in ["pleniere", "gt-thematique"] {
            let file = folder.appending(path: "note.\(id).txt")
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            #expect(text == (try filter(Marked.note, audience: id)))
            #expect(run.error.contains("\(id) : niveau"))
        }
        let alone = try Program.run(["--audience", "pleniere,cada"], input: Self.harmless)
        #expect(alone.code == 64 && alone.error.contains("--output"))
    }

    /// A file name is text to be judged: it must not carry out what the note may not say.
    @Test func aFileNameThatNamesSomebodyDoesNotLeave() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let note = folder.appending(path: "CR_famille_Zorbalec.txt")
        try Data(Self.harmless).write(to: note)
        _ = try Program.run(["--audience", "pleniere", "--output", folder.path, note.path])
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["CR_famille_Zorbalec.txt", "note.pleniere.txt"])
    }

    /// The pipe says so on stderr, a stream in the record.
    @Test func doubtIsShownInARecord() throws {
        let lines = [
            #"{"id":1,"text":"SECRET\nLa séance est ouverte."}"#,
            #"{"id":2,"text":"La séance est ouverte."}"#,
        ]
        let run = try Program.run(
            ["--audience", "pleniere", "--jsonl"],
            input: Array((lines.joined(separator: "\n") + "\n").utf8)
        )
        #expect(run.lines.count == 2)
        #expect(run.lines[0].contains(#""doubt":true"#) && !run.lines[1].contains("doubt"))
    }

    @Test func anEndingThatNamesSomebodyDoesNotLeave() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let note = folder.appending(path: "cr.famille Zorbalec")
        try Data(Self.harmless).write(to: note)
        _ = try Program.run(["--audience", "pleniere", "--output", folder.path, note.path])
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.contains("note.pleniere.txt"))
        #expect(names.count { $0.contains("Zorbalec") } == 1)
    }

    @Test func aDryRunWritesNothing() throws {
        let run = try Program.run(
            ["--audience", "pleniere", "--dry-run"],
            input: Array(Marked.note.utf8)
        )
        #expect(run.code == 0 && run.output.isEmpty)
        #expect(run.error.contains("pleniere : niveau secret → public"))
    }

    @Test func aNoteThatAPersonMustDecideAboutIsHeld() throws {
        let note = "1. Famille ZORBALEC\nLe fils a fui.\n2. Famille KERVADEC\nLe fils a fui.\n"
        let run = try Program.run(["--audience", "maire-pcd"], input: Array(note.utf8))
        #expect(run.code == 3 && run.output.isEmpty)
        #expect(run.error.contains("retenue"))
    }
}
