import TestSupport
import Testing

/// Names that a line end breaks or a hyphen cuts, in text and in tables.
@Suite struct BrokenNameTests {
    static let lines = [
        NameRow(
            "On a revu hier Mme Sylvie\nMARTIGNON devant l'école.",
            [person("Sylvie\nMARTIGNON")]
        ),
        NameRow("- Yolaine\nBRASSAC : a retrouvé un bail.", [person("Yolaine\nBRASSAC")]),
        NameRow("- Kévin\nDIALLO, 15 ans, ne vient plus.", [person("Kévin\nDIALLO")]),
        NameRow("Il traîne avec Lucas\nB. devant le hall.", [person("Lucas\nB.")]),
        NameRow("Vu ce matin DIALLO\nMamadou au square.", [person("DIALLO\nMamadou")]),
        NameRow(
            "Nom : Caron\nPrénom : Yanis\nNIR : inconnu",
            [person("Caron"), person("Yanis")]
        ),
        NameRow(
            "Présents : Mme Ravier (CPE), F.\nToumi (prévention spécialisée), M. Anglade (CAF).",
            [official("Ravier"), official("F.\nToumi"), official("Anglade")]
        ),
    ]

    /// A surname in a heading, and somebody of that family below it.
    static let headings = [
        NameRow(
            "1. Famille LOURMEL\nAnaïs Lourmel, 15 ans, ne vient plus au collège.",
            [person("LOURMEL"), person("Anaïs Lourmel")]
        ),
        NameRow(
            "1. Famille LOURMEL\nAnaïs, 15 ans, ne vient plus au collège.",
            [person("LOURMEL"), person("Anaïs")]
        ),
    ]

    static let rows = [
        NameRow(
            "Nom\tPrénom\tÂge\tSuite\nBER-\nTRAND\tNa-\nïl\t12\trappel\nDIALLO\tAwa\t13\tvisite",
            [
                person("BER-\nTRAND"), person("Na-\nïl"), person("DIALLO"), person("Awa"),
            ]
        ),
        NameRow(
            "nom;prénom;âge;suite\nBERTRAND;Marie\nLou;12;rappel\nDIALLO;Awa;13;visite",
            [
                person("BERTRAND"), person("Marie\nLou"), person("DIALLO"), person("Awa"),
            ]
        ),
    ]

    @Test(arguments: lines)
    func aNameGoesOnInTheNextLine(_ row: NameRow) throws { try row.check() }

    @Test(arguments: headings)
    func aHeadingIsWhole(_ row: NameRow) throws { try row.check() }

    @Test(arguments: rows)
    func aRowGoesOnInTheNextLine(_ row: NameRow) throws { try row.check() }
}
