import Lexicons
import TestSupport
import Testing

@testable import Mentions

/// The weights of evidence are a table that is read strictly.
@Suite struct EvidenceWeightsTests {
    private static func table() throws -> String {
        String(decoding: try Repository.bytes("Lexicons/weights.tsv"), as: UTF8.self)
    }

    @Test func theTableOfTheRepositoryHasEveryEvidence() throws {
        let weights = try EvidenceWeights(TSV(try Self.table()))
        #expect(Evidence.allCases.contains { weights[$0, .name] >= Evidence.threshold })
        #expect(Evidence.allCases.contains { weights[$0, .name] < 0 })
        // an evidence without any weight says nothing
        for evidence in Evidence.allCases {
            let isMute = EvidenceWeights.Column.allCases.allSatisfy { weights[evidence, $0] == 0 }
            #expect(!isMute, "\(evidence)")
        }
    }

    @Test func theNamesOfEvidenceDiffer() {
        #expect(Set(Evidence.allCases.map(\.ruleName)).count == Evidence.allCases.count)
        // a name is that of its case with hyphens
        for evidence in Evidence.allCases {
            let words = evidence.ruleName.split(separator: "-")
            let joined = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
            #expect("\(evidence)" == words[0] + joined.joined())
        }
    }

    @Test func theSumIsThatOfTheRows() throws {
        var weights = try EvidenceWeights(TSV(try Self.table()))
        weights[.civility, .name] = 60
        weights[.place, .name] = -45
        weights[.civility, .personal] = 5
        var evidence = EvidenceSet(weights)
        #expect(evidence.name == 0 && evidence.strongest == nil)
        evidence.insert(.civility)
        evidence.insert(.place)
        #expect(evidence.name == 15)
        #expect(evidence.personal == weights[.place, .personal] + 5)
        #expect(evidence.strongest == .civility)
        evidence.remove(.place)
        #expect(evidence.name == 60)
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        /// What stands in place of the row of `age`.
        let new: String
        let code: LexiconError.Code
        let word: String
        var testDescription: String { fact }

        init(_ fact: String, _ new: String, _ code: LexiconError.Code, _ word: String) {
            self.fact = fact
            self.new = new
            self.code = code
            self.word = word
        }
    }

    static let faults = [
        Row("unknown", "agee\t1\t0\t0\tx", .unknownClass, "agee"),
        Row("gone", "", .missingRow, "age"),
        Row("twice", "age\t1\t0\t0\tx\nage\t1\t0\t0\tx", .duplicate, "age"),
        Row("no number", "age\tdix\t0\t0\tx", .badForm, "dix"),
        Row("too high", "age\t0\t999\t0\tx", .badForm, "999"),
        Row("cut", "age\t0\t0\tx", .badForm, "x"),
        Row("cut before its source", "age\t0\t0\t0", .badRow, "source"),
        Row("without source", "age\t0\t0\t0\t", .noSource, "age"),
        Row("in the wrong place", "youth\t1\t0\t0\tx\nage\t1\t0\t0\tx", .unsorted, "age"),
    ]

    @Test(arguments: faults)
    func aRowThatCannotBeUsedIsNamed(_ row: Row) throws {
        let lines = try Self.table().split(separator: "\n").map {
            $0.hasPrefix("age\t") ? row.new : String($0)
        }
        try #require(lines.contains(row.new))
        do throws(LexiconError) {
            _ = try EvidenceWeights(TSV(lines.joined(separator: "\n")))
            Issue.record("no fault")
        } catch {
            #expect(error.code == row.code && error.word == row.word && error.file == "weights")
        }
    }

    @Test func onlyRowsThatChangeAreWrittenAnew() throws {
        let table = try Self.table()
        var weights = try EvidenceWeights(TSV(table))
        #expect(weights.written(over: table, source: "x") == table)
        weights[.age, .official] += 3
        let other = weights.written(over: table, source: "x")
        let pairs = zip(table.split(separator: "\n"), other.split(separator: "\n"))
        let changed = pairs.filter { $0 != $1 }.map(\.1)
        #expect(changed.count == 1 && changed[0].hasPrefix("age\t") && changed[0].hasSuffix("\tx"))
        #expect(try EvidenceWeights(TSV(other)) == weights)
    }
}
