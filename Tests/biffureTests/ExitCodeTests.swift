import Foundation
import TestSupport
import Testing

/// What the shell gets from wrong use and from input that cannot be read.
@Suite struct ExitCodeTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let arguments: [String]
        let code: Int32
        let says: String
        var testDescription: String { fact }

        init(_ fact: String, _ arguments: [String], _ code: Int32, _ says: String) {
            self.fact = fact
            self.arguments = arguments
            self.code = code
            self.says = says
        }
    }

    static let failures = [
        Row("an unknown audience", ["--audience", "plénière"], 64, "« pleniere »"),
        Row("no audience", [], 64, "il manque '--audience"),
        Row("an option without its value", ["--audience"], 64, "il manque la valeur"),
        Row("an unknown option", ["--audience", "pleniere", "--nosuch"], 64, "option inconnue"),
        Row("one file too many", ["--audience", "pleniere", "a", "b"], 64, "argument inattendu"),
        Row(
            "no number",
            ["--audience", "pleniere", "--max-note-size", "x"],
            64,
            "ne convient pas"
        ),
        Row("a limit of zero", ["--audience", "pleniere", "--max-note-size", "0"], 64, "positif"),
        Row("an unknown unit", ["detect", "--offsets", "line"], 64, "ne convient pas"),
        Row(
            "an unknown encoding",
            ["--audience", "pleniere", "--encoding", "cp1253"],
            64,
            "« cp1252 »"
        ),
        Row(
            "an unknown encoding to detect in",
            ["detect", "--encoding", "utf-9"],
            64,
            "« utf-8 »"
        ),
        Row(
            "lines that are no UTF-8",
            ["--audience", "pleniere", "--jsonl", "--encoding", "cp850"],
            64,
            "RFC 8259"
        ),
        Row("two files of lines", ["detect", "--jsonl", "a", "b"], 64, "qu'un fichier"),
        Row("no such file", ["--audience", "pleniere", "/nosuch/note.txt"], 66, "n'existe pas"),
        Row("a folder", ["--audience", "pleniere", "/tmp"], 66, "est un dossier"),
        Row("no such file to detect in", ["detect", "/nosuch/note.txt"], 66, "n'existe pas"),
        Row("a folder to detect in", ["detect", "/tmp"], 66, "est un dossier"),
        Row("no such file of lines", ["detect", "--jsonl", "/nosuch"], 66, "impossible d'ouvrir"),
    ]

    @Test(arguments: failures)
    func wrongUseExitsInFrench(_ row: Row) throws {
        // the parser refuses `--lexicon` behind an option that waits for its value
        let run = try Program.run(
            ["--lexicon", try TestLexicon.path()] + row.arguments,
            usesLexicon: false
        )
        let other = try Program.run(
            row.arguments,
            usesLexicon: row.fact != "an option without its value"
        )
        let result = row.arguments.first == "detect" || row.arguments.isEmpty ? other : run
        #expect(result.code == row.code)
        #expect(result.output.isEmpty)
        #expect(result.error.hasPrefix("biffure : "))
        #expect(result.error.contains(row.says), "\(result.error)")
        #expect(!result.error.contains("Error:"))
    }

    /// DESIGN section 1: 66 as for a single note.
    @Test func aFolderOfLinesIsNoInput() throws {
        let run = try Program.run(["--audience", "pleniere", "--jsonl", "/tmp"])
        #expect(run.output.isEmpty)
        #expect(run.code == 66)
    }

    @Test(arguments: [
        ["detect", "--offsets", "line"], ["--audience", "pleniere", "--max-note-size", "x"],
    ])
    func nothingOfAUsageErrorIsEnglish(_ arguments: [String]) throws {
        let run = try Program.run(arguments, usesLexicon: false)
        #expect(!run.error.contains("Help:") && !run.error.contains("Please"))
    }

    @Test(
        arguments: [
            [0xFF, 0xFE, 0x61], Array("Yanis ZORBALEC est suivi à l".utf8) + [0xE2, 0x80],
            [0x61, 0x00],
        ] as [[UInt8]]
    )
    func brokenTextExits65WithNothingOnStdout(_ bytes: [UInt8]) throws {
        for run in [
            try Program.run(["--audience", "pleniere"], input: bytes),
            try Program.run(["--audience", "pleniere", "FILE"], file: bytes),
            try Program.run(["detect"], input: bytes),
        ] {
            #expect(run.code == 65)
            #expect(run.output.isEmpty)
            #expect(run.error.contains("l'octet "))
            #expect(!run.error.contains("ZORBALEC"))
        }
    }

    @Test func aNoteOverTheLimitExits65() throws {
        let note = Array("Le conseil se réunit.".utf8)
        let size = "\(note.count - 1)"
        let over = try Program.run(
            ["--audience", "pleniere", "--max-note-size", size],
            input: note
        )
        #expect(over.code == 65)
        #expect(over.output.isEmpty)
        #expect(over.error.contains(size))
        let under = try Program.run(
            ["--audience", "pleniere", "--max-note-size", "\(note.count)"],
            input: note
        )
        #expect(under.code == 0)
        #expect(under.output == note)
    }

    @Test func aMissingLexiconExits78WithTheCommandThatMakesIt() throws {
        let run = try Program.run(
            ["--audience", "pleniere", "--lexicon", "/nosuch/lexicon"],
            usesLexicon: false
        )
        #expect(run.code == 78)
        #expect(run.output.isEmpty)
        #expect(run.error.contains("biffure lexicon compile"))
    }

    @Test(arguments: [0, 100, 4_096])
    func aCutLexiconExits78(_ length: Int) throws {
        let image = try Data(contentsOf: URL(filePath: try TestLexicon.path())).prefix(length)
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try image.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let run = try Program.run(
            ["--audience", "pleniere", "--lexicon", file.path],
            input: Array("a".utf8),
            usesLexicon: false
        )
        #expect(run.code == 78)
        #expect(run.output.isEmpty)
    }
}

/// Help and lists, in French.
@Suite struct HelpTests {
    @Test(arguments: [
        ["--help"], ["-h"], ["filter", "--help"], ["detect", "--help"], ["lexicon", "--help"],
        ["lexicon"], ["audiences", "--help"], ["lexicon", "compile", "--help"],
        ["evaluate", "--help"],
    ])
    func helpIsFrenchAndExits0(_ arguments: [String]) throws {
        let run = try Program.run(arguments, usesLexicon: false)
        #expect(run.code == 0)
        #expect(run.error.isEmpty)
        #expect(run.text.contains("USAGE : biffure"))
        for english in ["OVERVIEW", "ARGUMENTS:", "OPTIONS:", "SUBCOMMANDS", "Show "] {
            #expect(!run.text.contains(english), "\(english)")
        }
    }

    @Test(arguments: [
        ["filter", "--help"], ["detect", "--help"], ["lexicon", "compile", "--help"],
    ])
    func defaultValuesAreFrench(_ arguments: [String]) throws {
        let run = try Program.run(arguments, usesLexicon: false)
        #expect(!run.text.contains("default:") && !run.text.contains("values:"))
    }

    @Test func helpSaysThatWhatLeavesIsPseudonymous() throws {
        let text = try Program.run(["--help"], usesLexicon: false).text
        #expect(text.contains("pseudonymisé, non anonyme"))
    }

    @Test func theVersionIsThatOfTheRules() throws {
        let run = try Program.run(["--version"], usesLexicon: false)
        #expect(run.code == 0)
        #expect(run.text.contains(/^2\d{3}\.\d+\n$/))
    }

    @Test func theAudiencesAreListed() throws {
        let run = try Program.run(["audiences"])
        #expect(run.code == 0)
        for id in ["pleniere", "gt-thematique", "public"] { #expect(run.lines.contains(id)) }
    }

    @Test func aWordOfTheLexiconIsShown() throws {
        let run = try Program.run(["lexicon", "show", "CMP"])
        #expect(run.code == 0)
        #expect(run.text.contains("secrets/health : "))
        let unknown = try Program.run(["lexicon", "show", "zzqxj"])
        #expect(unknown.code == 66)
        #expect(unknown.output.isEmpty)
    }
}
