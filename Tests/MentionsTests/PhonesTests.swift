import Mentions
import TestSupport
import Testing

/// Phone numbers, in France and abroad, with any separators.
@Suite struct PhonesTests {
    static let numbers = [
        one("Portable de Kévin Dupont : ", "06.12.34.56.78", .phone),
        one("Portable de Kévin Dupont : ", "06 12 34 56 78", .phone),
        one("Portable de Kévin Dupont : ", "0612345678", .phone),
        one("Portable de Kévin Dupont : ", "06-12-34-56-78", .phone),
        one("Portable de Kévin Dupont : ", "06/12/34/56/78", .phone),
        one("Portable de Kévin Dupont : ", "06 12 34 56 7 8", .phone),
        one("Portable de Kévin Dupont : ", "06 123 456 78", .phone),
        one("Portable de Kévin Dupont : ", "06 - 12 - 34 - 56 - 78", .phone),
        one("Portable de Kévin Dupont : ", "(06) 12 34 56 78", .phone),
        one("Portable de Kévin Dupont : ", "0 6 1 2 3 4 5 6 7 8", .phone),
        one("Portable de Kévin Dupont : ", "06\u{A0}12\u{A0}34\u{A0}56\u{A0}78", .phone),
        one("Portable de Kévin Dupont : ", "06\u{202F}12\u{202F}34\u{202F}56\u{202F}78", .phone),
        one("Portable de Kévin Dupont : ", "06·12·34·56·78", .phone),
    ]

    static let foreign = [
        one("Portable de Kévin Dupont : ", "+33 6 12 34 56 78", .phone),
        one("Portable de Kévin Dupont : ", "+33612345678", .phone),
        one("Portable de Kévin Dupont : ", "+33 (0)6 12 34 56 78", .phone),
        one("Portable de Kévin Dupont : ", "0033 6 12 34 56 78", .phone),
        one("Portable de Kévin Dupont : ", "(+33) 6 12 34 56 78", .phone),
        one("Portable de Kévin Dupont : ", "(33) 6 12 34 56 78", .phone),
        one("Portable de Kévin Dupont : ", "+262 692 12 34 56", .phone),
        one("Portable de Kévin Dupont : ", "0692 12 34 56", .phone),
        one("Portable de Kévin Dupont : ", "+590 690 12 34 56", .phone),
        one("Portable de Kévin Dupont : ", "+32 475 12 34 56", .phone),
        one("Portable de Kévin Dupont : ", "00 213 5 51 23 45 67", .phone),
        one("Portable de Kévin Dupont : ", "+44 20 7946 0958", .phone),
        one("Portable de Kévin Dupont : ", "+ 33 6 12 34 56 78", .phone),
    ]

    static let cued = [
        one("Kévin Dupont est joignable au ", "6 12 34 56 78", .phone),
        one("Kévin Dupont, tél. ", "612345678", .phone),
        one("Kévin Dupont, tél. ", "O6 l2 34 56 78", .phone),
        one("Rappeler Kévin Dupont au ", "06 12 34 56 78", .phone),
        one("Kévin Dupont (", "06 12 34 56 78", .phone, ")"),
        IdentifierRow(
            "Appeler Kévin Dupont au 06.12.34.56.78/07.12.34.56.78",
            [Found("06.12.34.56.78", .phone), Found("07.12.34.56.78", .phone)]
        ),
    ]

    static let misread = [
        one("Kévin Dupont, ", "O6 12 34 56 78", .phone),
        one("Kévin Dupont, ", "03 21 00 00 3O", .phone),
        one("Kévin Dupont, ", "o6.12.34.l6.78", .phone),
        none("Kévin Dupont, IO lI OO Il OO"),
    ]

    static let spoken = [
        one("Le numéro de Kévin Dupont : ", "zéro six 12 34 56 78", .phone),
        one("Le numéro de Kévin Dupont : ", "zéro six, 12, 34, 56, 78", .phone),
        one(
            "Le numéro de Kévin Dupont : ",
            "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
            .phone
        ),
        none("Kévin Dupont a eu zéro six fois sur dix."),
    ]

    static let others = [
        none("Kévin Dupont a volé 1 234 567 890 euros."),
        none("Kévin Dupont a rendez-vous le 06/12/2024."),
        none("Kévin Dupont a rendez-vous le 06/12/2024 10h."),
        none("Kévin Dupont a rendez-vous le 06.12.24 14h30."),
        none("Kévin Dupont a appelé le 17 puis le 119 et le 3919."),
        none("Kévin Dupont a demandé le poste 4512."),
        none("Kévin Dupont a 6 frères, 12 cousins, 34 voisins."),
        none("Kévin Dupont a marqué +15 points."),
    ]

    @Test(arguments: numbers)
    func phonesAreFoundWithAnySeparator(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: foreign)
    func overseasAndForeignNumbersAreFound(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: cued)
    func aCueMakesUpForWhatIsMissing(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: misread)
    func aScannersLettersAreDigitsInPairs(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: spoken)
    func aSpokenNumberIsOne(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: others)
    func otherNumbersAreNoPhone(_ row: IdentifierRow) throws { try row.check() }
}
