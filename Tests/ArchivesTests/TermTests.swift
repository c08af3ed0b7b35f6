import Foundation
import Formats
import Levels
import Lexicons
import Pipeline
import TestSupport
import Testing

@testable import Archives

/// What the manifest tells of a file beside its level.
@Suite struct TermTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let text: String
        let from: String
        var testDescription: String { "\(from): \(text)" }
    }

    /// Code du patrimoine L.213-2, the document being of 2004.
    static let rows = [
        Row(text: "La réunion aura lieu en mairie.", from: ""),
        Row(text: "Mme Nadia Trevez ne répond plus aux courriers.", from: "2055-01-01"),
        Row(text: "Karim Benali, 34 ans, a été condamné en juin.", from: "2080-01-01"),
        Row(text: "Karim Benali, 15 ans, a été condamné en juin.", from: "2105-01-01"),
        Row(text: "Mme Nadia Trevez est suivie au CMP.", from: "2125-01-01"),
    ]

    @Test(arguments: rows)
    func theLongestTermCounts(_ row: Row) throws {
        let terms = try AccessTerms(try TestLexicon.shared())
        let access = FreeAccess(try findings(of: row.text), year: 2004, terms: terms)
        #expect(access.from == row.from)
    }

    static let faults: [(String, LexiconError.Code)] = [
        ("HEALTH\t50\t50", .missingRow), ("ZORBELLE\t50\t50", .unknownClass),
        ("HEALTH\tcent\t50", .badForm), ("HEALTH\t0\t50", .badForm), ("HEALTH\t50\t-", .badForm),
        ("HEALTH\t50\t50\tx\ty\nHEALTH\t50\t50", .duplicate),
    ]

    @Test(arguments: faults)
    func aWrongTermIsNamed(_ row: (text: String, code: LexiconError.Code)) throws {
        let table = TSV(
            "# category\tyears\tminor\treason\tsource\n\(row.text)\tvie privée\tL.213-2\n"
        )
        let error = #expect(throws: LexiconError.self) { try AccessTerms(table) }
        #expect(error?.code == row.code)
    }

    @Test func everyCauseHasItsWordsInTheReport() {
        let causes =
            FormatError.Code.allCases.map(\.rawValue) + Obstacle.Kind.allCases.map(\.rawValue)
            + FilterError.Code.allCases.map(\.rawValue)
        // those that are told by another code, or end a run before it begins
        let others: Set<String> = ["unreadable", "badLexicon"]
        let missing = causes.filter { Report.causeNames[$0] == nil && !others.contains($0) }
        #expect(missing == [])
    }

    static let years: [(String, Int?)] = [
        ("Réunion du 14 mars 1998 et du 3 mai 2001", 2001), ("CR 12/03/1987", 1987),
        ("rien", nil), ("59000 Lille, 12345, 2050, 1789", nil), ("2026", 2026), ("en 04", nil),
    ]

    @Test(arguments: years)
    func theLatestYearIsThatOfTheDocument(_ row: (text: String, year: Int?)) {
        #expect(DocumentYear.latest(in: Array(row.text.utf8), upTo: 2026) == row.year)
    }

    static let cells: [([String], String)] = [
        (["a", "b"], "a;b\r\n"), (["a;b", "c\"d"], "\"a;b\";\"c\"\"d\"\r\n"),
        (["=1+1", "-x", "@y"], "'=1+1;'-x;'@y\r\n"), (["a\nb"], "\"a\nb\"\r\n"),
    ]

    @Test(arguments: cells)
    func aTableHoldsNoFormula(_ row: (cells: [String], line: String)) {
        #expect(String(decoding: Manifests.line(row.cells), as: UTF8.self) == row.line)
    }

    static let names: [(String, Bool)] = [
        ("Compte rendu réunion plénière", true), ("budget previsionnel 1998 v2", true),
        ("note DDASS", true), ("IMG_2034", true), ("courrier maire prefet", true),
        ("Compte rendu re\u{301}union ple\u{301}nie\u{300}re", true),
        ("l’avis d’une réunion", true),
        ("TREVEZ", false), ("Courrier Trevez CMP", false), ("signalement-kervadec", false),
        ("martin", false), ("Rose Petit", false),
    ]

    /// A name of a file has no sentence around it: doubt closes.
    @Test(arguments: names)
    func aWordThatNobodyKnowsMayBeASurname(_ row: (name: String, isOpen: Bool)) throws {
        let engine = try makeEngine()
        #expect(engine.knowsWords(of: row.name.utf8) == row.isOpen)
    }

    @Test func thePassagesOfOnePersonAreFound() throws {
        let search = try #require(PersonSearch("Nadia TREVEZ", source: "/", maximumSize: 1))
        let found = search.passages(
            in: try findings(
                of: "Mme Nadia Trévez est reçue lundi.\nM. Karim Benali a été absent.\n"
                    + "Mme Trévez ne répond plus aux courriers.\n"
            )
        )
        #expect(
            found.map(\.text) == [
                "Mme Nadia Trévez est reçue lundi.", "Mme Trévez ne répond plus aux courriers.",
            ]
        )
        #expect(found.map(\.isSure) == [true, true])
        #expect(PersonSearch(" - ", source: "/", maximumSize: 1) == nil)
    }
}
