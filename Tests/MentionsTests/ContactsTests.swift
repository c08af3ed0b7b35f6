import Mentions
import TestSupport
import Testing

/// What belongs to a service or an official stays.
@Suite struct ContactsTests {
    static let services = [
        one("Accueil de la mairie : ", "01 60 00 00 00", .contact),
        one("Écrire au secrétariat du CLSPD : ", "clspd@ville-exemple.fr", .contact),
        one("Le commissariat répond au ", "01.60.00.00.00", .contact),
        one("Mme Martin, directrice du CCAS, ", "03 21 00 00 02", .contact),
        one("Mme Martin, directrice du CCAS : ", "p.martin@ccas-exemple.fr", .contact),
        one("La ville publie sous ", "@VilleExemple", .contact),
        one("E-mail du point d'accueil : ", "accueil.zorb@wanadoo.fr", .contact),
        one("Numéro vert : ", "0 800 12 34 56", .contact),
        one("Vu le jeune Yanis Caron.\nAstreinte : ", "03 21 00 00 07", .contact),
        one("Le jeune Yanis Caron appelle le greffe (", "03 21 00 00 08", .contact, ")"),
        one("Le jeune Yanis Caron.\nDe : contentieux ", "contentieux@habitat.example", .contact),
        // a signature below a note that speaks of somebody
        one("Vu le jeune Yanis Caron.\n\n\(signature)Port. : ", "06 00 00 12 34", .contact, "\n"),
        IdentifierRow(
            "Vu le jeune Yanis Caron.\n\n\(signature)Tél. : 05 55 00 12 34 – Port. : 06 00 00 12 34",
            [Found("05 55 00 12 34", .contact), Found("06 00 00 12 34", .contact)]
        ),
        one("Bonne journée,\n\n\(signature)", "06 00 00 12 34", .contact),
        IdentifierRow(
            "Tél. de la mairie : 03 21 00 00 00, fax 03 21 00 00 01",
            [Found("03 21 00 00 00", .contact), Found("03 21 00 00 01", .contact)]
        ),
    ]

    static let signature = """
        Sylvain Kerbrat
        Responsable du service voirie
        Direction des services techniques
        Mairie de Saint-Bresson
        1 place de l'Hôtel-de-Ville
        12345 Saint-Bresson

        """

    static let persons = [
        // below a signature, but somebody else's
        one("\(signature)Yanis Caron\n", "06 12 34 56 78", .phone),
        one("\(signature)\nNuméro donné :\n", "06 12 34 56 78", .phone),
        one("\(signature)\nRappeler qui est venu hier à l'accueil :\n", "06 12 34 56 78", .phone),
        one("\(signature)la famille\n", "06 12 34 56 78", .phone),
        one("\(signature)La mère de Yanis\n", "06 12 34 56 78", .phone),
        one("\(signature)\nLe numéro du jeune Yanis Caron est :\n", "06 12 34 56 78", .phone),
        one("Le jeune Yanis Caron écrit de ", "zorb.62@wanadoo.fr", .email),
        one("Mme Dupont (mère de Kévin) : ", "06 12 34 56 78", .phone),
        one("Mme Dupont (mère de Kévin) : ", "nad62@exemple.fr", .email),
        one("La mère de Kévin, WhatsApp ", "+33 6 12 34 56 78", .phone),
        one("La mère de Kévin ne répond qu'à ", "nad62@perso.example", .email),
        IdentifierRow(
            "Le jeune Yanis Caron est parti.\nLe médiateur Marc Petit\nMarc Petit : elle a un nouveau num 07 12 34 56 78",
            [Found("07 12 34 56 78", .phone)]
        ),
        IdentifierRow(
            "+33612345678 : le club est fermé\n+33612345678 : sa mère cherche Kévin",
            [Found("+33612345678", .phone), Found("+33612345678", .phone)]
        ),
    ]

    static let places = [
        none("Rixe au 12 rue des Lilas vers 22h."),
        none("Réunion du 12/03/2024 au 3 rue Pasteur, salle 2, 62000 Arras"),
        none("La mairie, 1 place de la République, est fermée."),
    ]

    @Test(arguments: services)
    func aServiceKeepsItsContact(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: persons)
    func whatIsAPersonsGoes(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: places)
    func anAddressOfNobodyIsNone(_ row: IdentifierRow) throws { try row.check() }
}
