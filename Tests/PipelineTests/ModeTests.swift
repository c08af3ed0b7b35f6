import Decisions
import Pipeline
import TestSupport
import Testing

/// Modes, pieces and profiles: the same note, read by each.
@Suite struct ModeTests {
    static let note = """
        Situation 1 - famille LOURMEL
        Le fils aîné a cassé une vitre du hall.
        Sa fille Anaïs est suivie au CMP.
        Décision : orientation vers la mission locale.

        La prochaine réunion aura lieu en juin.
        """

    struct Row: CustomTestStringConvertible, Sendable {
        let audience: String
        var piece = Piece.compteRendu
        var profiles: [String] = []
        var mode = Mode.anonymise
        let lines: [String]
        var testDescription: String {
            "\(audience) \(piece.rawValue) \(mode.rawValue) \(profiles.joined())"
        }
    }

    private static let last = ["", "La prochaine réunion aura lieu en juin."]
    private static let solution = "Décision : orientation vers la mission locale."

    static let rows = [
        Row(
            audience: "gt-thematique",
            lines: [
                "Situation 1 - famille [A]", "Le fils aîné a cassé une vitre du hall.",
                "[passage retiré]", solution,
            ] + last
        ),
        Row(
            audience: "gt-thematique",
            mode: .releve,
            lines: [
                "[point non communicable]", "[point non communicable]", "[passage retiré]",
                solution,
            ] + last
        ),
        Row(
            audience: "pleniere",
            mode: .releve,
            lines: [
                "[point non communicable]", "[point non communicable]", "[passage retiré]",
                solution,
            ] + last
        ),
        Row(
            audience: "gt-thematique",
            mode: .occulte,
            lines: [
                "Situation 1 - famille [occulté]", "Le fils aîné a cassé une vitre du hall.",
                "[occulté]", solution,
            ] + last
        ),
        Row(
            audience: "gt-thematique",
            profiles: ["habitants"],
            lines: [
                "[point non communicable]", "[point non communicable]", "[passage retiré]",
                "[point non communicable]",
            ] + last
        ),
        Row(
            audience: "gt-thematique",
            profiles: ["strict"],
            lines: [
                "[passage retiré]", "[passage retiré]", "[passage retiré]", "[passage retiré]",
            ] + last
        ),
        Row(
            audience: "gt-thematique",
            piece: .fiche,
            lines: [
                "Niveau : confidentiel ; ne pas communiquer à des tiers (CSI L.132-5)",
                "Situation 1 - famille LOURMEL", "Le fils aîné a cassé une vitre du hall.",
                "[passage retiré]", solution,
            ] + last
        ),
        Row(
            audience: "article8",
            piece: .fiche,
            lines: ["Niveau : secret ; partage strictement nécessaire (CASF L.121-6-2)"]
                + note.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        ),
    ]

    @Test(arguments: rows)
    func eachReadsWhatTheMatrixSays(_ row: Row) throws {
        let audience = try policy().audience(
            row.audience,
            piece: row.piece,
            profiles: row.profiles
        )
        var engine = try makeEngine()
        let outcome = try engine.filter(
            Array(Self.note.utf8),
            as: Version(audience, mode: row.mode)
        )
        let lines = String(decoding: outcome.bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines == row.lines)
    }

    /// A group on the execution of sentences may speak of them (CSI L.132-5, second paragraph).
    @Test func justiceIsAdmittedWhereTheLawAdmitsIt() throws {
        let note = "Yanis CARON a été condamné pour vol. Sa mère est suivie au CMP."
        let group = try filter(note, audience: "execution-peines")
        #expect(group == "[Personne A] a été condamné pour vol. [passage retiré]")
        #expect(try filter(note, audience: "gt-thematique") == "[passage retiré]")
    }

    @Test func theMayorReadsOneSituationAtATime() throws {
        let one = "1. Famille LOURMEL\nLe fils a cassé une vitre.\n"
        #expect(try filter(one, audience: "maire-pcd") == one)
        let two = one + "2. Famille KERVADEC\nLe fils a cassé une vitre.\n"
        var engine = try makeEngine()
        let mayor = try audience("maire-pcd")
        do throws(FilterError) {
            _ = try engine.filter(Array(two.utf8), for: mayor)
            Issue.record("two situations left")
        } catch {
            #expect(error.code == .severalSituations && error.isHold)
        }
    }

    @Test func nobodyIsNamedInStatistics() throws {
        let note = "M. Bernard VIAL, maire, présente 42 faits.\n"
        let out = try filter(note, audience: "statistiques")
        #expect(out == "M. [nom retiré], maire, présente 42 faits.\n")
    }

    /// Under a key one person has one pseudonym in every note, however the name is turned.
    @Test func keyedPseudonymsFollowThePerson() throws {
        let group = try audience("gt-thematique")
        let version = Version(group) { name in
            name == Array("caron yanis".utf8) ? Array("ABCDEFGH".utf8) : Array("QQQQQQQQ".utf8)
        }
        var engine = try makeEngine()
        for note in ["Yanis CARON a fui. Yanis a ri.", "CARON Yanis a fui. M. Caron a ri."] {
            let out = try engine.filter(Array(note.utf8), as: version)
            let text = String(decoding: out.bytes, as: UTF8.self)
            #expect(text.contains("[P-ABCDEFGH]") && !text.contains("QQQQ"), "\(text)")
            #expect(try engine.filter(out.bytes, as: version).bytes == out.bytes)
        }
        let initials = try engine.filter(Array("Le jeune K.D. a fui.".utf8), as: version)
        #expect(String(decoding: initials.bytes, as: UTF8.self) == "Le jeune [Personne A] a fui.")
    }
}
