import Lexicons
import TestSupport
import Testing

@testable import Evaluations
@testable import Mentions

/// Weights are fitted on annotated notes: lower cost, the same result each time, no note by heart.
@Suite struct WeightFitTests {
    private static func weights() throws -> EvidenceWeights {
        try EvidenceWeights(try TestLexicon.shared())
    }

    private static func notes(_ sources: [String]) throws -> [AnnotatedNote] {
        try sources.enumerated().map {
            try AnnotatedNote(source: Array($1.utf8), name: "note \($0)")
        }
    }

    private static func fit(_ sources: [String]) throws -> WeightFit {
        var engine = try makeEngine()
        return try WeightFit(try notes(sources), with: &engine)
    }

    static let named = [
        "<c>Mme <PERSON>Zorbalec</PERSON> a appelé hier.</c>",
        "<c>On attend M. <PERSON>Tramquisto</PERSON> demain.</c>",
        "Le maire <OFFICIAL>Paul BLANC</OFFICIAL> ouvre la séance.",
    ]

    @Test func theCostIsWhatTheFiguresCount() throws {
        let fit = try Self.fit(Self.named)
        #expect(fit.cost(of: try Self.weights()) == WeightFit.Cost())
        var weak = try Self.weights()
        weak[.civility, .name] = 1
        let cost = fit.cost(of: weak)
        #expect(cost == WeightFit.Cost(leaked: 2, wrong: 0, officials: 0))
        #expect(cost.total == 8)
        var blind = try Self.weights()
        blind[.functionBefore, .official] = 0
        #expect(fit.cost(of: blind) == WeightFit.Cost(leaked: 0, wrong: 2, officials: 1))
    }

    @Test func aWeightThatMissesNamesIsRaised() throws {
        let fit = try Self.fit(Self.named)
        var weak = try Self.weights()
        weak[.civility, .name] = 1
        let fitted = fit.fitted(from: weak)
        #expect(fitted[.civility, .name] > 1)
        #expect(fit.cost(of: fitted).total == 0)
        #expect(fit.fitted(from: weak) == fitted)
    }

    @Test func whatIsRightStays() throws {
        #expect(try Self.fit(Self.named).fitted(from: try Self.weights()) == Self.weights())
    }

    @Test func oneNoteAloneMovesNothing() throws {
        let fit = try Self.fit(Self.named)
        var weak = try Self.weights()
        weak[.civility, .name] = 1
        #expect(fit.fitted(from: weak) { $0 != 0 } == weak)
    }

    @Test func aWeightKeepsItsSign() throws {
        // a civility that speaks against names stays below 0, whatever the notes say
        let fit = try Self.fit([
            "<c>Mme <PERSON>Zorbalec</PERSON> crie.</c>",
            "<c>M. <PERSON>Vondrec</PERSON> crie.</c>",
        ])
        var wrong = try Self.weights()
        wrong[.civility, .name] = -3
        let fitted = fit.fitted(from: wrong)
        for evidence in Evidence.allCases {
            for column in EvidenceWeights.Column.allCases {
                let (before, after) = (wrong[evidence, column], fitted[evidence, column])
                #expect(before.signum() == after.signum(), "\(evidence)")
                #expect(abs(after) <= EvidenceWeights.limit)
            }
        }
    }
}
