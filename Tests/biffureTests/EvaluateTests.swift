import Foundation
import TestSupport
import Testing

/// `biffure evaluate`: figures on stdout, faults in French, words of notes only on request.
@Suite struct EvaluateTests {
    static let tagged = """
        Réunion du 12 mars 2025.
        <c><PERSON>Yanis ZORBALEC</PERSON> a cassé une vitre.</c>
        <s><PERSON>Lina ZORBALEC</PERSON> est <HEALTH>suivie au CMP</HEALTH>.</s>

        """
    static let gold = #"""
        {"id":"a","text":"Mme Zorbalec","spans":[{"start":4,"end":12,"label":"PERSON"}]}

        """#

    /// Files in a folder that goes when the test ends; `FOLDER` in the arguments stands for it.
    private static func run(
        _ arguments: [String],
        files: [String: String] = [:],
        input: String = ""
    ) throws -> Program.Run {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
        return try Program.run(
            ["evaluate"] + arguments.map { $0.replacing("FOLDER", with: folder.path) },
            input: Array(input.utf8)
        )
    }

    @Test func aFolderIsReadWithItsSubfolders() throws {
        let files = [
            "b.txt": Self.tagged, "sub/a.txt": Self.tagged, "c.md": "<x>", ".d.txt": "<x>",
        ]
        let run = try Self.run(["FOLDER", "--json"], files: files)
        #expect(run.code == 0)
        #expect(run.error.isEmpty)
        #expect(run.lines.count == 1)
        let object = try JSONSerialization.jsonObject(with: Data(run.output))
        let figures = try #require(object as? [String: Any])
        #expect(figures["notes"] as? Int == 2)
        #expect(figures["name recall"] as? Double == 1)
        #expect(figures["HEALTH cue recall"] as? Double == 1)
        #expect(figures["NIR recall"] == nil && figures["name survival"] == nil)
    }

    @Test func linesOfGoldComeFromAFileOrFromStandardInput() throws {
        let file = try Self.run(["FOLDER/g.jsonl", "--json"], files: ["g.jsonl": Self.gold])
        let input = try Self.run(["-", "--json"], input: Self.gold)
        #expect(file.code == 0)
        #expect(file.output == input.output)
        #expect(file.text.contains("\"secret recall\":null"))
    }

    @Test func anAudienceAddsWhatLeaves() throws {
        let run = try Self.run(
            ["FOLDER/a.txt", "--audience", "pleniere"],
            files: ["a.txt": Self.tagged]
        )
        #expect(run.code == 0)
        #expect(run.text.contains("Ce qui sort pour « pleniere »"))
        #expect(run.text.contains("mots de noms qui restent          0,000"))
        for word in Marked.words { #expect(!run.text.contains(word), "\(word)") }
    }

    @Test func missesShowWordsOnRequestAndHelpSaysSo() throws {
        let note = "Mme <OFFICIAL>Zorbalec</OFFICIAL> est passée, <PERSON>vitre</PERSON> aussi.\n"
        let silent = try Self.run(["FOLDER"], files: ["a.txt": note])
        #expect(silent.code == 0 && !silent.text.contains("vitre"))
        let shown = try Self.run(["FOLDER", "--misses", "1"], files: ["a.txt": note])
        #expect(shown.code == 0 && shown.text.contains("« vitre »"))
        let help = try Self.run(["--help"])
        #expect(help.text.contains("Sans --misses, rien des notes n'est affiché."))
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let arguments: [String]
        var files: [String: String] = [:]
        let code: Int32
        let says: [String]
        var testDescription: String { fact }
    }

    static let failures = [
        Row(fact: "no path", arguments: [], code: 64, says: ["il manque"]),
        Row(fact: "an empty folder", arguments: ["FOLDER"], code: 66, says: ["aucune note .txt"]),
        Row(fact: "no such path", arguments: ["FOLDER/x"], code: 66, says: ["n'existe pas"]),
        Row(
            fact: "no such lines",
            arguments: ["FOLDER/x.jsonl"],
            code: 66,
            says: ["n'existe pas"]
        ),
        Row(
            fact: "no lines",
            arguments: ["FOLDER/g.jsonl"],
            files: ["g.jsonl": "\n\n"],
            code: 66,
            says: ["aucune note"]
        ),
        Row(
            fact: "faults of two notes, each told",
            arguments: ["FOLDER"],
            files: ["a.txt": "ok\n<PERSON>Zorbalec", "b.txt": "<ZORBALEC>\n</s>"],
            code: 65,
            says: [
                "a.txt, ligne 2 : « <PERSON> » n'est jamais fermée",
                "b.txt, ligne 1 : balise inconnue", "b.txt, ligne 2 : « </s> » ne ferme",
                "3 fautes : rien n'est mesuré",
            ]
        ),
        Row(
            fact: "a line that is no JSON",
            arguments: ["FOLDER/g.jsonl"],
            files: ["g.jsonl": gold + "{Zorbalec}\n"],
            code: 65,
            says: ["g.jsonl, ligne 2 : ce n'est pas un objet JSON"]
        ),
        Row(
            fact: "positions outside the text",
            arguments: ["FOLDER/g.jsonl"],
            files: ["g.jsonl": gold.replacing("12", with: "99")],
            code: 65,
            says: ["g.jsonl, ligne 1 : « spans »"]
        ),
        Row(
            fact: "an unknown audience",
            arguments: ["FOLDER", "--audience", "plénière"],
            files: ["a.txt": tagged],
            code: 64,
            says: ["« pleniere »"]
        ),
        Row(
            fact: "a number that is none",
            arguments: ["FOLDER", "--misses", "-1"],
            code: 64,
            says: ["--misses"]
        ),
        Row(
            fact: "misses as JSON",
            arguments: ["FOLDER", "--misses", "3", "--json"],
            code: 64,
            says: ["--misses ne va pas avec --json"]
        ),
        Row(
            fact: "a note with a NUL",
            arguments: ["FOLDER"],
            files: ["a.txt": "a\u{0}b"],
            code: 65,
            says: ["a.txt : l'octet 1 est nul"]
        ),
    ]

    @Test(arguments: failures)
    func wrongUseExitsInFrenchWithNothingOnStdout(_ row: Row) throws {
        let run = try Self.run(row.arguments, files: row.files)
        #expect(run.code == row.code)
        #expect(run.output.isEmpty)
        for words in row.says { #expect(run.error.contains(words), "\(run.error)") }
        #expect(!run.error.uppercased().contains("ZORBALEC"))
        #expect(!run.error.contains("Error") && !run.error.contains("Usage:"))
    }
}
