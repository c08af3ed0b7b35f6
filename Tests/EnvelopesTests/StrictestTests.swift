import Decisions
import Lexicons
import Testing

@testable import Levels

/// Two rows of the matrix as one: over all audiences, pieces and profiles that are built in.
@Suite struct StrictestTests {
    private static func rows() throws -> [Audience] {
        let policy = try Policy(layers: [try Town.builtIn()])
        var rows: [Audience] = []
        for profiles in [[]] + policy.profiles.map({ [$0] }) {
            for id in policy.ids {
                for piece in Piece.allCases {
                    let row = try policy.audience(id, piece: piece, profiles: profiles)
                    if !rows.contains(row) { rows.append(row) }
                }
            }
        }
        return rows
    }

    @Test func aRowWithItselfIsThatRow() throws {
        for row in try Self.rows() { #expect(Audience.strictest(row, row) == row) }
    }

    @Test func theOrderOfTwoRowsDoesNotCount() throws {
        let rows = try Self.rows()
        #expect(rows.count > 30)
        for a in rows {
            for b in rows { #expect(Audience.strictest(a, b) == Audience.strictest(b, a)) }
        }
    }

    @Test func theStrictestOfARowAndAResultIsTheResult() throws {
        let rows = try Self.rows()
        for a in rows {
            for b in rows {
                let both = Audience.strictest(a, b)
                #expect(Audience.strictest(both, a) == both)
                #expect(Audience.strictest(both, b) == both)
            }
        }
    }

    /// What a policy refuses of a row that people write must not come out of two that it accepts.
    @Test func theResultCanReachItsCeiling() throws {
        let rows = try Self.rows()
        for a in rows {
            for b in rows {
                let both = Audience.strictest(a, b)
                #expect(both.ceiling == min(a.ceiling, b.ceiling))
                if both.ceiling < .secret { #expect(both.secret != .keep) }
                if both.ceiling < .confidentiel {
                    #expect([.drop, .releve, .occult].contains(both.confidentiel))
                }
            }
        }
    }

    @Test func whatEitherRowAsksForIsAsked() throws {
        let rows = try Self.rows()
        for a in rows {
            for b in rows {
                let both = Audience.strictest(a, b)
                #expect(both.isMarked == (a.isMarked || b.isMarked))
                #expect(both.isStrict == (a.isStrict || b.isStrict))
                #expect(both.doubtCounts == (a.doubtCounts || b.doubtCounts))
                #expect(both.hasOneSituation == (a.hasOneSituation || b.hasOneSituation))
            }
        }
    }

    /// How much of a passage stays: 3 for all of it.
    private static func stays(_ action: PassageAction) -> Int {
        switch action {
        case .pass: 3
        case .anonymise: 2
        case .cut, .drop, .occult: 0
        }
    }

    private static func passage(_ level: Level, _ category: String, doubt: Bool) -> Judgement {
        let reason = Reason(
            rule: "health.followup",
            category: category,
            start: 0,
            end: 1,
            law: "",
            level: level
        )
        return Judgement(
            start: 0,
            end: 1,
            firstToken: 0,
            endToken: 1,
            block: 0,
            level: level,
            reasons: level == .public ? [] : [reason],
            isDoubtful: doubt
        )
    }

    @Test func neverDoesMoreOfAPassageStay() throws {
        var passages: [Judgement] = []
        for level in Level.allCases {
            for category in ["JUDICIAL", "HEALTH"] {
                for doubt in [false, true] {
                    passages.append(Self.passage(level, category, doubt: doubt))
                }
            }
        }
        func stay(_ audience: Audience, _ solution: Solution) -> [Int] {
            Decision(
                judgements: passages,
                mentions: [],
                audience: audience,
                solutions: passages.map { _ in solution }
            ).actions.map(Self.stays)
        }
        let rows = try Self.rows()
        for a in rows {
            for b in rows {
                let both = Audience.strictest(a, b)
                for (index, passage) in passages.enumerated() {
                    #expect(both.level(of: passage) >= a.level(of: passage))
                    for solution in [Solution.none, .ofPerson, .bare] {
                        let least = min(stay(a, solution)[index], stay(b, solution)[index])
                        #expect(
                            stay(both, solution)[index] <= least,
                            "\(a.id) \(b.id) \(passage.level)"
                        )
                    }
                }
            }
        }
    }

    @Test func aStricterRowKeepsItsName() throws {
        let policy = try Policy(layers: [try Town.builtIn()])
        let group = try policy.audience("gt-territorial")
        let both = Audience.strictest(group, try policy.audience("pleniere"))
        #expect(both == (try policy.audience("pleniere")))
        // a mark in place of a secret is less than a cut
        let mixed = Audience.strictest(group, try policy.audience("cada"))
        #expect(mixed.id == "cada+gt-territorial" && mixed.secret == .cut)
        let joined = Audience.strictest(
            try policy.audience("public"),
            try policy.audience("cada")
        )
        #expect(joined.id == "cada+public")
        #expect(joined.names == .occult && joined.officials == .function)
        #expect(joined.confidentiel == .drop && joined.mail == .reject)
        #expect(joined.label.contains(" + ") && joined.source.contains("L.311-7"))
    }
}
