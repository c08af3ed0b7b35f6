import Levels
import Pipeline
import TestSupport
import Testing

/// What a note says of its own level: raised by it, never lowered (DOMAIN section 6, rule 12).
@Suite struct LevelLabelTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let text: String
        let levels: [Level]
        var testDescription: String { text }
    }

    static let rows = [
        Row(text: "CONFIDENTIEL\nLa séance est ouverte.", levels: [.confidentiel]),
        Row(text: "*** SECRET ***\nLa séance est ouverte.", levels: [.secret]),
        Row(
            text: "Document confidentiel - ne pas diffuser\nBilan.",
            levels: [.confidentiel, .confidentiel]
        ),
        Row(text: "Public\nBilan.", levels: [.public]),
        Row(text: "Bilan.\nClassification : confidentiel", levels: [.confidentiel]),
        Row(text: "Objet : [CONFIDENTIEL] compte rendu\nBilan.", levels: [.confidentiel]),
        Row(text: "Objet : confidentiel - compte rendu\nBilan.", levels: [.confidentiel]),
        // talk about levels is no label
        Row(text: "Les informations sont publiques, confidentielles ou secrètes.", levels: []),
        Row(text: "Objet : remise du document confidentiel au public\nBilan.", levels: []),
        Row(text: "Le public a été nombreux.", levels: []),
        Row(text: "Les informations échangées sont\nconfidentielles", levels: []),
        Row(text: "Formes de partage :\n- Secret partagé\n- Information", levels: []),
        Row(text: "Information | Secret | Confidentiel\nNom | non | oui", levels: []),
    ]

    @Test(arguments: rows)
    func labelsAreTold(_ row: Row) throws {
        #expect(try findings(of: row.text).labels.map(\.level) == row.levels)
    }

    struct Rewritten: CustomTestStringConvertible, Sendable {
        let text: String
        let audience: String
        let leaves: String
        var testDescription: String { "\(audience): \(text)" }
    }

    static let rewritten = [
        Rewritten(
            text: "CONFIDENTIEL\nLe jeune Yanis CARON a cassé une vitre.\n",
            audience: "pleniere",
            leaves: "PUBLIC\n[point non communicable]\n"
        ),
        Rewritten(
            text: "Secret\nLe jeune Yanis CARON a cassé une vitre.\n",
            audience: "gt-thematique",
            leaves: "Confidentiel\nLe jeune [Personne A] a cassé une vitre.\n"
        ),
        Rewritten(
            text: "Public\nLe jeune Yanis CARON a cassé une vitre.\n",
            audience: "gt-thematique",
            leaves: "Confidentiel\nLe jeune [Personne A] a cassé une vitre.\n"
        ),
        Rewritten(
            text: "Public\nLa séance est ouverte.\n",
            audience: "pleniere",
            leaves: "Public\nLa séance est ouverte.\n"
        ),
    ]

    @Test(arguments: rewritten)
    func aLabelBecomesTheLevelOfWhatLeaves(_ row: Rewritten) throws {
        #expect(try filter(row.text, audience: row.audience) == row.leaves)
    }

    @Test(arguments: Level.allCases)
    func theLineThatBiffureWritesIsPublicAndReadAgain(_ level: Level) throws {
        let marker = String(decoding: LevelLabel.marker(of: level), as: UTF8.self)
        let found = try findings(of: marker + "\nLa séance est ouverte.\n")
        #expect(found.passages.allSatisfy { $0.level == .public })
        #expect(found.labels.first?.level == level)
        #expect(found.labels.first?.isMarker == true)
    }

    @Test func markingRaisesAndNeverLowers() throws {
        var engine = try makeEngine()
        func marked(_ text: String) throws -> (String, Bool) {
            let note = try engine.mark(Array(text.utf8))
            return (String(decoding: note.bytes, as: UTF8.self), note.isLabelHigher)
        }
        func line(_ level: Level) -> String {
            String(decoding: LevelLabel.marker(of: level), as: UTF8.self)
        }
        let secret = "Lina CARON est suivie au CMP.\r\n"
        #expect(try marked(secret) == (line(.secret) + "\r\n" + secret, false))
        let low = line(.public) + "\n" + secret
        #expect(try marked(low) == (line(.secret) + "\n" + secret, false))
        let high = line(.secret) + "\nLa séance est ouverte.\n"
        #expect(try marked(high) == (high, true))
    }
}
