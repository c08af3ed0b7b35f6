import TestSupport
import Testing

/// What is planted in a frame that could hide it does not leave.
@Suite struct HostileFrameTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let text: String
        /// Words that may stand nowhere in what leaves.
        let planted: [String]
        var testDescription: String { fact }
    }

    static let rows = [
        Row(
            fact: "behind an attendance label in the same line",
            text: "Étaient présents : Mme la maire. Léo MARTIN est suivi au CMP.",
            planted: ["Léo", "MARTIN", "CMP"]
        ),
        Row(
            fact: "in brackets that look like a placeholder",
            text: "Vu hier [adresse : Mme Sylvie DURAND, suivie au CMP].",
            planted: ["Sylvie", "DURAND", "CMP"]
        ),
        Row(
            fact: "stars of bold print at a line end",
            text: "- Inspecteur **Durand**\n- Léo MARTIN hospitalisé en psychiatrie",
            planted: ["Léo", "psychiatrie"]
        ),
        Row(
            fact: "a zero-width blank at a line end",
            text: "- Inspecteur Durand\u{200B}\n- Léo MARTIN hospitalisé en psychiatrie",
            planted: ["Léo", "psychiatrie"]
        ),
        Row(
            fact: "behind postcode and town",
            text: "Mairie, 12 rue des Lilas 91000 EVRY Léo MARTIN",
            planted: ["Léo", "MARTIN"]
        ),
        Row(
            fact: "an e-mail whose domain holds the name of a service",
            text: "La mère de Léo : sophie.deville@free.fr",
            planted: ["deville", "Léo"]
        ),
        Row(
            fact: "an e-mail with accents",
            text: "Léo MARTIN écrit de kévin.martin@free.fr",
            planted: ["kévin", "vin.martin", "Léo"]
        ),
        Row(
            fact: "a handle before an emoji",
            text: "Léo MARTIN publie sous @leo_92😀",
            planted: ["leo_92", "Léo"]
        ),
        Row(
            fact: "a phone glued to an e-mail",
            text: "Léo MARTIN 06 12 34 56 78-kevin@free.fr",
            planted: ["06 12", "34 56", "kevin", "Léo"]
        ),
        Row(
            fact: "a phone beside kin alone",
            text: "Rappeler la mère au 06 12 34 56 78.",
            planted: ["06 12", "56 78"]
        ),
        Row(
            fact: "in a table cell behind empty ones",
            text: "Nom\tSituation\tSuite\nMARTIN Léo\tsuivi au CMP\tpoint\n\t\tLéo absent",
            planted: ["MARTIN", "Léo", "CMP"]
        ),
        Row(
            fact: "in capitals behind a sentence that ends with a place",
            text: "LA RÉUNION A LIEU EN MAIRIE. MARTIN LÉO EST SUIVI AU CMP.",
            planted: ["MARTIN", "LÉO", "CMP"]
        ),
    ]

    @Test(arguments: rows, ["pleniere", "gt-thematique"])
    func whatIsPlantedDoesNotLeave(_ row: Row, id: String) throws {
        let out = try filter(row.text, audience: id)
        for word in row.planted { #expect(!out.contains(word), "\(word)") }
    }
}
