import Lexicons
import TestSupport
import Testing
import Tokens

/// Rows of a site folder over the compiled image.
@Suite struct LexiconPatchTests {
    private static let head = "# change\tform\tclass\tneeds\tsource\tauthor\tdate\n"

    private static func file(_ path: String, _ rows: [String]) throws(LexiconError) -> TableFile {
        let text = rows.map { $0 + "\tusage\tC. Serval\t2026-03-02\n" }.joined()
        return try TableFile(path: path, text: head + text, site: "ville")
    }

    private static func patched(_ files: [TableFile]) throws -> Lexicon {
        var patch = LexiconPatch(try TestLexicon.shared())
        for file in files { try patch.apply(file) }
        return try Lexicon(image: TestLexicon.kept(patch.image()))
    }

    private static func classes(_ word: String, _ lexicon: Lexicon) -> WordClasses {
        lexicon.classes(lexicon.word(WordKey.of(word)))
    }

    @Test func anAddedWordHasItsClass() throws {
        let base = try TestLexicon.shared()
        #expect(Self.classes("zorbalec", base).isEmpty)
        let lexicon = try Self.patched([
            try Self.file("persons/surnames", ["+\tzorbalec\tfrequent\tnobody"])
        ])
        #expect(Self.classes("zorbalec", lexicon).contains(.surname))
        // nothing else moves
        #expect(Self.classes("kévin", lexicon) == Self.classes("kévin", base))
        #expect(lexicon.rulesVersion != base.rulesVersion)
    }

    @Test func aRowThatIsTakenAwayIsGone() throws {
        let lexicon = try Self.patched([
            try Self.file("persons/civilities", ["-\tmonsieur\tcivility\tnobody"])
        ])
        #expect(Self.classes("monsieur", try TestLexicon.shared()).contains(.civility))
        #expect(!Self.classes("monsieur", lexicon).contains(.civility))
        #expect(!lexicon.description(of: "monsieur").contains { $0.contains("(civility ") })
    }

    @Test func aLaterLayerTakesTheRowsPlace() throws {
        let lexicon = try Self.patched([
            try Self.file("persons/surnames", ["+\tzorbalec\tfrequent\tnobody"]),
            try Self.file("persons/surnames", ["+\tzorbalec\tambiguous\tnobody"]),
        ])
        let classes = Self.classes("zorbalec", lexicon)
        #expect(classes.contains(.ambiguousSurname) && !classes.contains(.surname))
    }

    @Test func aPhraseIsFoundLikeACompiledOne() throws {
        let lexicon = try Self.patched([
            try Self.file(
                "secrets/health",
                ["+\tprend{| ses} zorbal(s) .. soir\ttreatment\tperson"]
            )
        ])
        for word in ["zorbal", "zorbals"] {
            #expect(lexicon.description(of: word).contains { $0.hasPrefix("secrets/health") })
        }
    }

    struct Refused: CustomTestStringConvertible, Sendable {
        let fact: String
        let path: String
        let rows: [String]
        let code: LexiconError.Code
        var testDescription: String { fact }
    }

    static let refused = [
        Refused(
            fact: "a secret form taken away",
            path: "secrets/health",
            rows: ["-\tCMP\tacronym\tperson"],
            code: .freesSecret
        ),
        Refused(
            fact: "a false friend of one word",
            path: "secrets/health.except",
            rows: ["+\tCMP\tthing\tnobody"],
            code: .freesSecret
        ),
        Refused(
            fact: "a row that nobody has",
            path: "persons/surnames",
            rows: ["-\tzorbalec\tfrequent\tnobody"],
            code: .nothingToRemove
        ),
        Refused(
            fact: "two rows that contradict",
            path: "persons/surnames",
            rows: ["+\tzorbalec\tfrequent\tnobody", "+\tzorbalec\tambiguous\tnobody"],
            code: .contradiction
        ),
        Refused(
            fact: "one row twice",
            path: "persons/surnames",
            rows: ["+\tzorbalec\tfrequent\tnobody", "+\tzorbalec\tfrequent\tnobody"],
            code: .duplicate
        ),
        Refused(
            fact: "neither added nor taken away",
            path: "persons/surnames",
            rows: ["*\tzorbalec\tfrequent\tnobody"],
            code: .unknownClass
        ),
    ]

    @Test(arguments: refused)
    func whatASiteMayNotSayIsNamed(_ row: Refused) throws {
        do {
            _ = try Self.patched([try Self.file(row.path, row.rows)])
            Issue.record("the rows were accepted")
        } catch let error as LexiconError {
            #expect(error.code == row.code)
            #expect(error.folder == "ville" && error.file == row.path)
            #expect(error.line == row.rows.count + 1)
        }
    }

    @Test func aThingOfSeveralWordsMayBeExcepted() throws {
        let lexicon = try Self.patched([
            try Self.file("secrets/health.except", ["+\tespace CMP zorbalec\tthing\tnobody"])
        ])
        #expect(lexicon.description(of: "zorbalec").count == 1)
    }
}
