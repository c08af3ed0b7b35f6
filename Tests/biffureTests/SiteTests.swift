import Foundation
import TestSupport
import Testing

/// Site folders as a town writes them, right and wrong.
@Suite struct SiteTests {
    /// A site folder of these files, for one run.
    private static func run(
        _ files: [String: String],
        _ arguments: [String],
        input: String = ""
    ) throws -> Program.Run {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (path, text) in files {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
        return try Program.run(arguments + ["--site", folder.path], input: Array(input.utf8))
    }

    private static let words = "# change\tform\tclass\tsource\tauthor\tdate\n"
    private static let audiences =
        "# change\taudience\tpiece\tceiling\tnames\tofficials\tconfidentiel\tsecret\tadmits"
        + "\tindividual\tdoubt\tsituations\tmark\tmail\tlabel\tsource\tauthor\tdate\n"

    @Test func aTownAddsItsWords() throws {
        let note = "Quad retrouvé aux Zorbelles. Zorbelles : rodéo signalé.\n"
        let files = [
            "places/names.tsv":
                Self.words + "+\tzorbelles\tplace\tusage\tC. Serval\t2026-03-02\n"
        ]
        let run = try Self.run(files, ["--audience", "pleniere"], input: note)
        #expect(run.code == 0)
        let shown = try Self.run(files, ["lexicon", "show", "zorbelles"])
        #expect(shown.code == 64 || shown.text.contains("places/names"))
    }

    @Test func aTownPointsAnAliasElsewhere() throws {
        let files = [
            "aliases.tsv": "# change\talias\taudience\tsource\tauthor\tdate\n"
                + "+\tzsp\tgt-territorial\tarrêté du 3 mars\tC. Serval\t2026-03-02\n"
        ]
        let run = try Self.run(files, ["audiences", "--explain", "zsp"])
        #expect(run.code == 0 && run.text.hasPrefix("gt-territorial : "))
    }

    @Test func theLayerThatDecidedIsNamed() throws {
        let row = [
            "+", "veille", "compte-rendu", "public", "replace", "keep", "drop", "cut", "-",
            "judged", "higher", "many", "none", "hold", "veille avec habitants", "arrêté",
            "C. Serval", "2026-03-02",
        ]
        let files = ["audiences.tsv": Self.audiences + row.joined(separator: "\t") + "\n"]
        let run = try Self.run(files, ["audiences", "--explain", "veille"])
        #expect(run.text.contains("ceiling      = public"))
        #expect(run.text.contains("/audiences.tsv, ligne 2 (C. Serval, 2026-03-02)"))
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let files: [String: String]
        let says: [String]
        var testDescription: String { fact }
    }

    static let wrong = [
        Row(
            fact: "an unknown table",
            files: ["persons/surname.tsv": words + "+\ta\tfrequent\tusage\tC. S.\t2026-03-02\n"],
            says: ["persons/surname.tsv", "persons/surnames"]
        ),
        Row(
            fact: "an unknown file",
            files: ["audience.tsv": audiences],
            says: ["audience.tsv", "audiences.tsv"]
        ),
        Row(
            fact: "an unknown class",
            files: ["persons/surnames.tsv": words + "+\ta\tfrequant\tusage\tC. S.\t2026-03-02\n"],
            says: ["persons/surnames.tsv, ligne 2", "« frequant »", "« frequent »"]
        ),
        Row(
            fact: "a row without its author",
            files: ["persons/surnames.tsv": words + "+\ta\tfrequent\tusage\t\t2026-03-02\n"],
            says: ["persons/surnames.tsv, ligne 2", "« author »"]
        ),
        Row(
            fact: "two rows that contradict",
            files: [
                "persons/surnames.tsv": words
                    + "+\tzorbalec\tfrequent\tusage\tC. S.\t2026-03-02\n"
                    + "+\tzorbalec\tambiguous\tusage\tC. S.\t2026-03-02\n"
            ],
            says: ["persons/surnames.tsv, ligne 3", "deux classes"]
        ),
        Row(
            fact: "an exception that would free a secret",
            files: [
                "secrets/health.tsv": "# change\tform\tclass\tneeds\tsource\tauthor\tdate\n"
                    + "-\tCMP\tacronym\tperson\tusage\tC. S.\t2026-03-02\n"
            ],
            says: ["secrets/health.tsv, ligne 2", "secret"]
        ),
        Row(
            fact: "an alias of nobody",
            files: [
                "aliases.tsv": "# change\talias\taudience\tsource\tauthor\tdate\n"
                    + "+\tzsp\tpleinière\tarrêté\tC. S.\t2026-03-02\n"
            ],
            says: ["aliases.tsv, ligne 2", "« pleniere »"]
        ),
        Row(fact: "an empty folder", files: ["readme.txt": "x"], says: ["aucune table"]),
    ]

    @Test(arguments: wrong)
    func aFaultIsNamedWithFileAndLine(_ row: Row) throws {
        let run = try Self.run(row.files, ["--audience", "pleniere"], input: Marked.note)
        #expect(run.code == 78, "\(run.error)")
        #expect(run.output.isEmpty)
        for word in row.says { #expect(run.error.contains(word), "\(run.error)") }
    }

    @Test func aFolderThatIsNotThereIsNamed() throws {
        let run = try Program.run(["--audience", "pleniere", "--site", "/nosuch/ville"])
        #expect(run.code == 78 && run.error.contains("/nosuch/ville"))
        #expect(run.output.isEmpty)
    }
}
