import Foundation
import TestSupport
import Testing

/// `biffure lexicon fit`: a table, or the figures of notes that were left out.
@Suite struct FitTests {
    static let gold = (0..<4).map { number in
        #"{"id":"\#(number)","text":"Mme Zorbalec crie.","level":"confidentiel","passages":[],"#
            + #""spans":[{"start":4,"end":12,"label":"PERSON"}]}"# + "\n"
    }.joined()

    private static func run(_ arguments: [String], input: String = gold) throws -> Program.Run {
        try Program.run(
            ["lexicon", "fit", "--weights", Repository.file("Lexicons/weights.tsv").path]
                + arguments,
            input: Array(input.utf8)
        )
    }

    @Test func theTableIsWrittenAndMayBeRead() throws {
        let run = try Self.run(["-"])
        #expect(run.code == 0)
        // nothing is wrong with these notes, so nothing changes
        #expect(run.output == (try Repository.bytes("Lexicons/weights.tsv")))
        #expect(run.error.contains("avant : coût 0") && run.error.contains("après : coût 0"))
        #expect(!run.error.contains("Zorbalec"))
    }

    @Test func theTableGoesToAFile() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        let run = try Self.run(["-", "--output", file.path])
        #expect(run.code == 0)
        #expect(run.output.isEmpty)
        #expect(Array(try Data(contentsOf: file)) == (try Repository.bytes("Lexicons/weights.tsv")))
    }

    @Test func foldsShowTheFiguresOfNotesLeftOut() throws {
        let run = try Self.run(["-", "--folds", "2"])
        #expect(run.code == 0)
        #expect(run.lines[0].contains("avant    ajusté  hors pli"))
        let row = try #require(run.lines.first { $0.contains("noms privés trouvés") })
        #expect(row.split(separator: " ").suffix(3) == ["1,000", "1,000", "1,000"])
        #expect(!run.text.contains("Zorbalec"))
    }

    @Test(
        arguments: [
            (["-", "--folds", "1"], 64, "--folds"),
            (["-", "--folds", "5"], 64, "--folds 5 pour 4 notes"),
            (["-", "--folds", "2", "--output", "x"], 64, "--output"),
            (["/nosuch"], 66, "n'existe pas"),
            (["-", "--weights", "/nosuch"], 66, "n'existe pas"),
            ([], 64, "il manque"),
        ] as [([String], Int32, String)]
    )
    func wrongUseExitsInFrench(_ arguments: [String], code: Int32, says: String) throws {
        let run = try Self.run(arguments)
        #expect(run.code == code)
        #expect(run.output.isEmpty)
        #expect(run.error.contains(says), "\(run.error)")
    }

    @Test func faultsOfNotesAreTold() throws {
        let run = try Self.run(["-"], input: "{}\n")
        #expect(run.code == 65)
        #expect(run.output.isEmpty)
        #expect(run.error.contains("entrée standard, ligne 1 : "))
    }
}
