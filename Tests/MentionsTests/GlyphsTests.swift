import Mentions
import TestSupport
import Testing

/// Identifiers with blanks, line ends and invisible signs among their characters.
@Suite struct GlyphsTests {
    static let breaks = [
        IdentifierRow(
            "Kévin Dupont répond au 06 12\n34 56 78",
            [Found("06 12\n34 56 78", .phone)]
        ),
        IdentifierRow(
            "> Kévin Dupont, IBAN FR76 3000 6000\n> 0112 3456 7890 189",
            [Found("FR76 3000 6000\n> 0112 3456 7890 189", .iban)]
        ),
        IdentifierRow(
            "Kévin Dupont, né le\n12 mars\n2009",
            [Found("12 mars\n2009", .birthDate)]
        ),
        IdentifierRow(
            "Kévin Dupont, 3 rue\nPasteur, 62000\nArras",
            [Found("3 rue\nPasteur, 62000\nArras", .address)]
        ),
        IdentifierRow(
            "Mme Dupont : dossier MDPH n°\n62/12345",
            [Found("62/12345", .idNumber)]
        ),
        IdentifierRow(
            "M. Dupont\r\nNIR :\r\n2 04 03 91 228 012",
            [Found("2 04 03 91 228 012", .nir)]
        ),
    ]

    static let invisible = [
        one("Kévin Dupont, tél. ", "06\u{200B}12\u{200B}34\u{200B}56\u{200B}78", .phone),
        one("Kévin Dupont, tél. ", "06  12  34  56  78", .phone),
        one("Kévin Dupont, plaque ", "AB\u{A0}123\u{A0}CD", .plate),
        one("Kévin Dupont, plaque ", "AB–123–CD", .plate),
        one("Kévin Dupont, écrou ", "88\u{202F}417", .idNumber),
    ]

    static let cells = [
        none("Dupont Kévin | 06 12 34 | 56 78 | absent")
    ]

    @Test(arguments: breaks)
    func lineEndsDoNotCutIdentifiers(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: invisible)
    func invisibleSignsAndAnyBlanksAreNothing(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: cells)
    func aCellEndsItsIdentifier(_ row: IdentifierRow) throws { try row.check() }
}
