import Decisions
import Levels
import Mentions
import Pipeline
import TestSupport
import Testing

/// What becomes of each passage and of each mention.
@Suite struct DecisionTests {
    static let note = """
        Le jeune Yanis CARON a cassé une vitre.
        La petite Lina CARON est suivie au CMP.
        La séance est levée à 18 h.
        Mme Sylvie MARTEL, médiatrice, présente le bilan.
        """

    struct Row: CustomTestStringConvertible, Sendable {
        let audience: String
        /// For a public, a confidential and a secret passage.
        let actions: [Level: PassageAction]
        /// Whether an official who is neither elected nor head is replaced.
        let replacesAgents: Bool
        var testDescription: String { audience }
    }

    static let rows = [
        Row(
            audience: "pleniere",
            actions: [.public: .pass, .confidentiel: .drop, .secret: .cut],
            replacesAgents: false
        ),
        Row(
            audience: "gt-thematique",
            actions: [.public: .pass, .confidentiel: .anonymise, .secret: .cut],
            replacesAgents: false
        ),
        Row(
            audience: "public",
            actions: [.public: .pass, .confidentiel: .drop, .secret: .cut],
            replacesAgents: true
        ),
    ]

    @Test(arguments: rows)
    func levelsDecideAboutPassages(_ row: Row) throws {
        let found = try findings(of: Self.note)
        #expect(Set(found.passages.map(\.level)) == Set(Level.allCases))
        let decision = Decision(
            judgements: found.passages,
            mentions: found.mentions,
            audience: try audience(row.audience)
        )
        #expect(decision.actions == found.passages.map { row.actions[$0.level] })
    }

    @Test(arguments: rows)
    func privateNamesAreReplacedAndOfficialsByTheirFunction(_ row: Row) throws {
        let found = try findings(of: Self.note)
        let decision = Decision(
            judgements: found.passages,
            mentions: found.mentions,
            audience: try audience(row.audience)
        )
        let names = zip(found.found, decision.mentionActions).map {
            "\($0.text): \($1 == .replace)"
        }
        #expect(
            names == [
                "Yanis CARON: true", "Lina CARON: true", "Sylvie MARTEL: \(row.replacesAgents)",
            ]
        )
    }

    @Test(arguments: rows)
    func electedHeadsAndSignatoriesKeepTheirNames(_ row: Row) throws {
        let found = try findings(
            of: """
                Présents : M. Bernard VIAL, maire ; Mme Anne COLIN, directrice de l'école.
                La séance est levée à 20 h.
                """
        )
        let decision = Decision(
            judgements: found.passages,
            mentions: found.mentions,
            audience: try audience(row.audience)
        )
        #expect(found.found.map(\.label) == [.official, .official])
        #expect(decision.mentionActions == [.keep, .keep])
        #expect(!decision.changesAnything)
    }

    @Test func aPublicNoteChangesNothing() throws {
        let found = try findings(of: "Le conseil se réunit deux fois par an.")
        let decision = Decision(
            judgements: found.passages,
            mentions: found.mentions,
            audience: try audience("public")
        )
        #expect(!decision.changesAnything)
    }

    @Test func aContactOfAServiceStays() throws {
        let found = try findings(of: "Accueil de la mairie : 01 60 00 00 00.")
        let decision = Decision(
            judgements: found.passages,
            mentions: found.mentions,
            audience: try audience("public")
        )
        #expect(found.found.map(\.label) == [.contact])
        #expect(decision.mentionActions == [.keep])
    }
}
