@testable import Messages
import Levels
import Mentions
import Pipeline
import TestSupport
import Testing

/// What people are told about a note, with its words.
@Suite struct ExplanationTests {
    private static func text(_ note: String, audience id: String? = nil) throws -> String {
        Explanation(
            try findings(of: note),
            audience: try id.map { try audience($0) },
            usesColour: false
        ).text()
    }

    @Test(arguments: Evidence.allCases)
    func everyEvidenceHasAFrenchName(_ evidence: Evidence) {
        #expect(EvidenceName.french(evidence) != evidence.ruleName)
    }

    @Test func aNameShowsItsEvidence() throws {
        let text = try Self.text("M. Yanis CARON a cassé une vitre.")
        #expect(text.contains("nom : « Yanis CARON »"))
        #expect(text.contains("civilité devant"))
    }

    @Test(arguments: GroundSet.names)
    func everyGroundHasAFrenchName(_ name: String) {
        #expect(GroundName.french(name) != name)
    }

    /// The weights that are shown make up the sum.
    @Test func aSecretShowsItsBalance() throws {
        let text = try Self.text("La séance est longue.\nLina CARON a un diabète.")
        #expect(
            text.contains("poids : demande une personne +20, personne nommée +40 = 60 (seuil 40)")
        )
    }

    @Test func aPublicNoteHasOneLine() throws {
        #expect(try Self.text("La séance est ouverte.") == "Niveau de la note : public\n")
    }

    @Test func eachPassageSaysWhatBecomesOfIt() throws {
        let note = "Le jeune Yanis CARON a cassé une vitre.\nLina CARON est suivie au CMP.\n"
        let plenary = try Self.text(note, audience: "pleniere")
        #expect(plenary.contains("ligne 1 · CONFIDENTIEL → non communicable"))
        #expect(plenary.contains("ligne 2 · SECRET → retiré"))
        let group = try Self.text(note, audience: "gt-thematique")
        #expect(group.contains("ligne 1 · CONFIDENTIEL → reste sans les noms"))
        #expect(group.contains("→ remplacé"))
    }
}
