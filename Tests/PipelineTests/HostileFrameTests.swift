import Foundation
import TestSupport
import Testing

/// What is planted in a frame that could hide it does not leave.
@Suite struct HostileFrameTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let text: String
        /// Words that may stand nowhere in what leaves.
        let planted: [String]
        /// Audiences to which some of it leaves still.
        var known: Set<String> = []
        var testDescription: String { "\(known.isEmpty ? "" : "known: ")\(fact)" }
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

    /// The same names and secrets in brackets, stars, odd blanks, addresses, tables and mails.
    static let frames = [
        Row(
            fact: "inside brackets of an address",
            text: "Vu hier [adresse : Léo MARTIN est suivi au CMP] au local.",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "brackets of an address that hold one",
            text: "Vu hier [adresse : Léo MARTIN, 12 rue Victor Hugo] au local.",
            planted: ["léo", "martin", "victor"]
        ),
        Row(
            fact: "inside brackets of a passage",
            text: "[passage retiré : Léo MARTIN est suivi au CMP]",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "inside brackets of a page",
            text: "Rappel [p. 3, Léo MARTIN est suivi au CMP] noté.",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "inside brackets of an age",
            text: "[12 ans, Léo MARTIN est suivi au CMP]",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "inside brackets of a number",
            text: "[12 Léo MARTIN est suivi au CMP]",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "inside brackets of a person",
            text: "[Personne A, Léo MARTIN est suivi au CMP]",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "inside brackets that stay open",
            text: "[Personne Léo MARTIN est suivi au CMP",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "mail in brackets of a phone",
            text: "Joindre Léo MARTIN [téléphone : kévin.martin@free.fr, 06 12 34 56 78].",
            planted: ["léo", "martin", "kévin", "free.fr", "12 34"]
        ),
        Row(
            fact: "nested brackets",
            text: "[[Personne A] Léo MARTIN est suivi au CMP]",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "between stars",
            text: "**Léo MARTIN est suivi au CMP**",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "stars around the name",
            text: "**Léo MARTIN** est suivi au CMP.",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "stars inside the name",
            text: "Léo **MARTIN** est suivi au **CMP**.",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "stars around mail",
            text: "Écrire à Léo : **kévin.martin@free.fr** ou **06 12 34 56 78**",
            planted: ["léo", "kévin", "martin", "free.fr", "12 34"]
        ),
        Row(
            fact: "zero width space at a line end",
            text: "La séance est ouverte.\u{200B}\nLéo MARTIN est suivi au CMP.\u{200B}\nFin.",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "zero width space behind the name",
            text: "Léo MARTIN\u{200B}\nest suivi au CMP.",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "zero width space in the name",
            text: "Léo MAR\u{200B}TIN est suivi au CMP.",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "zero width in phone",
            text: "Léo MARTIN, 06 12\u{200B} 34 56 78.",
            planted: ["léo", "martin", "34 56"]
        ),
        Row(
            fact: "behind an attendance label",
            text: "Étaient présents : Mme la maire. Léo MARTIN est suivi au CMP.",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "behind attendance without secret",
            text: "Étaient présents : Mme la maire. Léo MARTIN a cassé une vitre.",
            planted: ["léo", "martin"]
        ),
        Row(
            fact: "behind an excused label",
            text:
                "Excusés : M. le préfet, la PJJ. Léo MARTIN est suivi au CMP ; kévin.martin@free.fr.",
            planted: ["léo", "martin", "cmp", "kévin", "free.fr"]
        ),
        Row(
            fact: "phone across a line break",
            text: "Joindre Léo MARTIN au 06 12 34\n56 78.",
            planted: ["léo", "martin", "06 12", "56 78"]
        ),
        Row(
            fact: "phone with dots across line break",
            text: "Joindre Léo MARTIN au 06.12.\n34.56.78",
            planted: ["léo", "martin", "06.12", "34.56"]
        ),
        Row(
            fact: "phone across CRLF",
            text: "Joindre Léo MARTIN au 06 12 34\r\n56 78.",
            planted: ["léo", "martin", "06 12", "56 78"]
        ),
        Row(
            fact: "behind address with postcode",
            text: "12 rue Victor Hugo, 77000 Melun, Léo MARTIN est suivi au CMP.",
            planted: ["léo", "martin", "cmp", "victor"]
        ),
        Row(
            fact: "behind address with postcode, name",
            text: "Au 12 rue Victor Hugo 77000 Melun Léo MARTIN a cassé une vitre.",
            planted: ["léo", "martin", "victor"]
        ),
        Row(
            fact: "phone behind address",
            text: "M. MARTIN, 12 rue Victor Hugo, 77000 Melun, 06 12 34 56 78",
            planted: ["martin", "victor", "12 34"]
        ),
        Row(
            fact: "mail with accents",
            text: "Courriel de Léo MARTIN : kévin.martin@free.fr.",
            planted: ["léo", "kévin", "martin", "free.fr"]
        ),
        Row(
            fact: "mail with accents alone",
            text: "Répondre à kévin.martin@free.fr",
            planted: ["kévin", "martin", "free.fr"]
        ),
        Row(
            fact: "mail decomposed",
            text: "Répondre à ke\u{301}vin.martin@free.fr svp",
            planted: ["kévin", "martin", "free.fr"]
        ),
        Row(
            fact: "mail capitals",
            text: "KÉVIN.MARTIN@FREE.FR a écrit",
            planted: ["kévin", "martin", "free.fr"],
            known: ["pleniere", "gt-thematique"]
        ),
        Row(
            fact: "account with emoji",
            text: "Léo publie sous @leo_92😀 tous les soirs.",
            planted: ["léo", "leo_92"]
        ),
        Row(
            fact: "account glued to emoji both",
            text: "Léo publie sous 😀@leo_92😀.",
            planted: ["léo", "leo_92"]
        ),
        Row(
            fact: "phone glued to mail",
            text: "Léo MARTIN : 0612345678kévin.martin@free.fr",
            planted: ["léo", "martin", "kévin", "0612345678", "free.fr"]
        ),
        Row(
            fact: "mail glued to phone",
            text: "Léo MARTIN : kévin.martin@free.fr0612345678",
            planted: ["léo", "martin", "kévin", "0612345678", "free.fr"]
        ),
        Row(
            fact: "mail slash phone",
            text: "Contact de Léo : kévin.martin@free.fr/06 12 34 56 78",
            planted: ["léo", "martin", "kévin", "12 34", "free.fr"]
        ),
        Row(
            fact: "narrow blank in phone",
            text: "Léo MARTIN : 06\u{202F}12\u{202F}34\u{202F}56\u{202F}78",
            planted: ["léo", "martin", "06\u{202F}12", "56\u{202F}78"]
        ),
        Row(
            fact: "narrow blank beside the name",
            text: "«\u{202F}Léo\u{202F}MARTIN\u{202F}» est suivi au CMP\u{202F}!",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "narrow blank before secret",
            text: "Point 3\u{202F}: Léo MARTIN est suivi au CMP\u{202F}; suite.",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "table cell tab",
            text: "Nom\tÂge\tSituation\nMARTIN Léo\t14 ans\tsuivi au CMP",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "table cell pipe",
            text: "| Action | Note |\n|---|---|\n| Médiation | Léo MARTIN est suivi au CMP |",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "table cell semicolon",
            text: "Action;Note\nMédiation;Léo MARTIN est suivi au CMP",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "table cell phone",
            text: "| Nom | Téléphone |\n| Léo MARTIN | 06 12 34 56 78 |",
            planted: ["léo", "martin", "12 34"]
        ),
        Row(
            fact: "quoted mail",
            text:
                "Bonjour,\n> Le 3 mars, l'école écrit :\n>> Léo MARTIN est suivi au CMP\n>> kévin.martin@free.fr\nCordialement",
            planted: ["léo", "martin", "cmp", "kévin", "free.fr"]
        ),
        Row(
            fact: "quoted mail broken name",
            text: "> Léo\n> MARTIN est suivi\n> au CMP.",
            planted: ["léo", "martin", "cmp"]
        ),
        Row(
            fact: "quoted mail subject",
            text: "Objet : Re: Léo MARTIN\nDe : kévin.martin@free.fr\n\nIl est suivi au CMP.",
            planted: ["léo", "martin", "kévin", "free.fr", "cmp"]
        ),
        Row(
            fact: "twice, another case",
            text: "Léo MARTIN a cassé une vitre. LÉO MARTIN et léo martin ont été revus.",
            planted: ["léo", "martin"],
            known: ["gt-thematique"]
        ),
        Row(
            fact: "twice, first small",
            text: "léo martin ne répond plus. Léo MARTIN a cassé une vitre.",
            planted: ["léo", "martin"],
            known: ["gt-thematique"]
        ),
        Row(
            fact: "twice, no accents",
            text: "Léo MARTIN a cassé une vitre.\nLEO MARTIN est revenu, leo aussi.",
            planted: ["léo", "martin"]
        ),
        Row(
            fact: "twice mail case",
            text: "kévin.martin@free.fr a écrit, puis Kévin.Martin@Free.fr",
            planted: ["kévin", "martin", "free.fr"]
        ),
        Row(
            fact: "twice secret",
            text: "Léo MARTIN est suivi au CMP. LÉO MARTIN EST SUIVI AU CMP.",
            planted: ["léo", "martin", "cmp"]
        ),
    ]

    @Test(arguments: rows + frames, ["pleniere", "gt-thematique"])
    func whatIsPlantedDoesNotLeave(_ row: Row, id: String) throws {
        let out = Self.folded(try filter(row.text, audience: id))
        withKnownIssue {
            #expect(row.planted.filter { out.contains(Self.folded($0)) } == [])
        } when: {
            row.known.contains(id)
        }
    }

    /// Without case, accents and zero-width blanks.
    private static func folded(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
            .replacing("\u{200B}", with: "")
    }
}
