import Mentions
import TestSupport
import Testing

/// Numbers of files and papers behind their cue.
@Suite struct FileNumbersTests {
    static let papers = [
        one("Kévin Dupont, n° allocataire CAF ", "1234567", .idNumber),
        one("Kévin Dupont, CAF ", "1234567 B", .idNumber),
        one("Kévin Dupont, CNI ", "110691304217", .idNumber),
        one("Kévin Dupont, PV ", "2024/06/1187", .idNumber),
        one("Kévin Dupont, dossier MDPH ", "91-204857", .idNumber),
        one("Kévin Dupont, n° parquet ", "24123000456", .idNumber),
        one("Kévin Dupont, parquet n° ", "24/0315/000127", .idNumber),
        one("Kévin Dupont, procédure ", "2024/012345", .idNumber),
        one("Kévin Dupont, passeport n° ", "18AB12345", .idNumber),
        one("Kévin Dupont, titre de séjour ", "9912345678", .idNumber),
        one("Kévin Dupont, AGDREF : ", "9103045678", .idNumber),
        one("Kévin Dupont, n° étranger : ", "7503123456", .idNumber),
        one("Kévin Dupont, n° INE ", "1234567890A", .idNumber),
        one("Kévin Dupont, écrou n° ", "45678", .idNumber),
        one("Kévin Dupont, écrou ", "88 417", .idNumber),
        one("Kévin Dupont, permis n° ", "13AA70258", .idNumber),
        one("Kévin Dupont, FAMI ", "1234567", .idNumber),
        one("Kévin Dupont, foyer fiscal ", "12 34 567 890 123", .idNumber),
        one("Kévin Dupont, n° unique ", "075 091 044 812 20337", .idNumber),
        one("Kévin Dupont, réf. locataire ", "00123456/78", .idNumber),
        one("Kévin Dupont, bail n° ", "2019-0456", .idNumber),
        one("Kévin Dupont, N° de locataire : ", "L-0048813", .idNumber),
        one("Kévin Dupont, dossier UDAF ", "UD-62120/C", .idNumber),
        one("Kévin Dupont, num. CAF ", "1234567", .idNumber),
        one("Kévin Dupont, no allocataire ", "1234567", .idNumber),
        one("Kévin Dupont, n0 écrou ", "45678", .idNumber),
        one("Kévin Dupont, matricule ", "4567 89", .idNumber),
        one("Kévin Dupont, chien à puce ", "250268500112233", .idNumber),
        one("Kévin Dupont, sa carte d'invalidité, ", "62-118844", .idNumber),
        one("Kévin Dupont, n° d'assuré : ", "611 204", .idNumber),
        one("Kévin Dupont, INE ", "0712 883 44 JE", .idNumber, ""),
        one("Kévin Dupont, NUR ", "062 0424 01187 66", .idNumber, "\nVu."),
        one("Kévin Dupont, n° étranger ", "75 03 284 416", .idNumber),
        one("Kévin Dupont, copie du titre ", "62-9903417725", .idNumber),
    ]

    static let files = [
        one("Kévin Dupont, dossier n° ", "24-009", .idNumber),
        one("Kévin Dupont, dossier ", "456789", .idNumber),
        one("Kévin Dupont, dossier n° ", "CDDF/24-009", .idNumber),
        one("Kévin Dupont, contrat n° ", "2024/45", .idNumber),
        one("Kévin Dupont, n° ", "24/118", .idNumber),
    ]

    static let columns = [
        IdentifierRow(
            "| Nom | N° dossier | N° CAF |\n|---|---|---|\n| Dupont Kévin | 24-118 | 1234567 |",
            [Found("24-118", .idNumber), Found("1234567", .idNumber)]
        ),
        IdentifierRow(
            "code;locataire;suite\nL00418;Dupont Kévin;vu\nL00771;Martin Léa;vu",
            [Found("L00418", .idNumber), Found("L00771", .idNumber)]
        ),
        IdentifierRow(
            "Export | 03/10 | à vérifier\nn° client|titulaire|suite\n00418823|Dupont Kévin|vu\n00418824|Martin Léa|vu",
            [Found("00418823", .idNumber), Found("00418824", .idNumber)]
        ),
        IdentifierRow("code postal;nom;suite\n62000;Dupont Kévin;vu\n62300;Martin Léa;vu", []),
        IdentifierRow(
            "M. Kévin Dupont\nN° allocataire :\n1234567",
            [Found("1234567", .idNumber)]
        ),
    ]

    static let others = [
        none("Kévin Dupont doit 12345678 points au club."),
        none("Fiche de liaison du 12/04/2025 pour Kévin Dupont"),
        none("Kévin Dupont : délibération n° 2024-06-12, article 226-13, loi n° 2007-297."),
        none("La CAF de Lens verse 450 000 euros à Kévin Dupont."),
        none("96 procédures en 2023 contre Kévin Dupont."),
        none("Mission locale   1 904 jeunes dont Kévin Dupont"),
        none("Kévin Dupont, marché n° 2024M0012, convention 2023/45, page 12, salle 204."),
        none("Le dossier n° 2024-12 de subvention est adopté."),
        none("Kévin Dupont a été vu au CAF à 16H40 le 07/10."),
        none("RAPPORT N° 2024-0318\nKévin Dupont a été vu."),
    ]

    @Test(arguments: papers)
    func papersAndOfficesAreEnough(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: files)
    func aFileNeedsItsMarkOrALongNumber(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: columns)
    func aColumnTellsItsNumbers(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: others)
    func otherNumbersAreNone(_ row: IdentifierRow) throws { try row.check() }
}
