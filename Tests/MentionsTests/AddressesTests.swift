import Mentions
import TestSupport
import Testing

/// Street-level addresses, in any order of their parts.
@Suite struct AddressesTests {
    static let streets = [
        one("Kévin Dupont habite ", "12 rue Victor Hugo", .address),
        one("Kévin Dupont habite ", "12 bis rue V. Hugo bât. C esc. 3 apt 45", .address),
        one("Kévin Dupont habite ", "3, avenue de la Gare, 91120 Palaiseau", .address),
        one("Kévin Dupont habite ", "12-14 rue des Lilas", .address),
        one("Kévin Dupont habite ", "7 allée des Acacias, 3e gauche", .address),
        one(
            "Kévin Dupont habite ",
            "14 quater, allée du Parc, bât. C2, 3ème étage, porte 12, 62300 Lens",
            .address
        ),
        one(
            "Kévin Dupont habite ",
            "12 bis rue du 8 mai 1945, Bât A, Esc 2, appt 305, 62000 ARRAS CEDEX 9",
            .address
        ),
        one("Kévin Dupont habite ", "3B rue Pasteur, RDC droite", .address),
        one("Kévin Dupont habite ", "5, cité des Fleurs, esc B appt 12", .address),
        one("Kévin Dupont habite ", "12/14 rue des Lilas, pavillon au fond", .address),
        one("Kévin Dupont habite ", "9 rue de l'Abreuvoir, 62000 Arras", .address),
        one("Kévin Dupont habite ", "21bis rue Pasteur, fond de cour", .address),
        one("Kévin Dupont habite ", "4 cour des Tisserands, cave 6", .address),
        one("Kévin Dupont habite ", "4 r. Pasteur, foyer, ch. 208", .address),
        one("Kévin Dupont habite ", "11 ch. des Aubépines", .address),
        one("Kévin Dupont habite ", "15 pce de l'Horloge, 2e face", .address),
        one("Kévin Dupont habite ", "15 chemin des Aubépines, allée 3, 1er étage", .address),
        one("Kévin Dupont habite ", "8 rne du Pré-à-Vaches", .address),
        one("Kévin Dupont habite au ", "neuf de la rue des Lilas", .address),
    ]

    static let buildings = [
        one("Kévin Dupont (", "hall 7 apt 21", .address, ")"),
        one("Kévin Dupont (", "bât. 9, porte 4", .address, ")"),
        one("Kévin Dupont (", "esc. 3, 2e étage, 12 rue Pasteur", .address, ")"),
        one("Kévin Dupont (", "cité Youri Gagarine, escalier 6, 4e étage", .address, ")"),
        one("Kévin Dupont (", "bât. D, 2e, porte 21, rue des Fusillés", .address, ")"),
        one("Kévin Dupont (", "loge 3, 21 rue Pasteur", .address, ")"),
        one("Kévin Dupont (", "tour C, 5e étage, porte 51", .address, ")"),
        one("Kévin Dupont (", "cité Gagarine bat 4 porte 12", .address, ")"),
    ]

    static let homes = [
        one("Kévin Dupont, demeurant ", "rue du Moulin, 62000 Arras", .address),
        one("Kévin Dupont, domicilié ", "cité Gagarine, escalier 6", .address),
        one("Kévin Dupont, domicilié ", "résidence des Iris, 62000 Arras", .address),
        one("Kévin Dupont habite ", "bât. D", .address),
        one("Kévin Dupont, ", "lieu-dit Kermeur, 29300 Mellac", .address),
        one("Kévin Dupont, ", "hameau du Vieux-Four, 73200 Albertville", .address),
        one("Kévin Dupont, ", "Les Grandes Landes, 40200 Mimizan", .address),
        one("Kévin Dupont, ", "rue du Moulin, 62000 Arras", .address),
        one(
            "Kévin Dupont. Adresse : ",
            "ferme du Puits, maison du bas, 73200 Albertville",
            .address
        ),
        IdentifierRow(
            "Titulaire;logement;suite\nDupont Kévin;bât. H, esc. 3, 27;vu\nMartin Léa;5 rue Pasteur;vu",
            [Found("bât. H, esc. 3, 27", .address), Found("5 rue Pasteur", .address)]
        ),
    ]

    static let capitals = [
        one("M. DUPONT KEVIN DEMEURANT ", "12 RUE DES LILAS BAT C ESC 3 62000 ARRAS", .address, ""),
        one("M. DUPONT KEVIN DEMEURANT ", "4 QUAI DES BRUMES ESC B 62000 ARRAS", .address, ""),
        one("M. DUPONT KEVIN DEMEURANT ", "4 PLACE DE L'EGLISE 2E ETAGE", .address, ""),
        one("M. DUPONT KEVIN DEMEURANT ", "4 RUE PASTEUR 93200 SAINT DENIS", .address, ""),
    ]

    static let others = [
        none("La rue Victor Hugo est fermée."),
        none("Kévin Dupont habite le quartier des Lilas."),
        none("Kévin Dupont habite au 3e étage."),
        none("Kévin Dupont, porte 12."),
        none("Kévin Dupont traîne tour Chopin."),
        none("Kévin Dupont traîne au pied de la tour 3."),
        none("vu kévin dupont au pied du hall, 3 halls refaits, le reste viendra bien plus tard"),
        none("Kévin Dupont réside à Arras, 62000."),
        none("Kévin Dupont, au collège Jean-Moulin, 3 rue Pasteur."),
        none("Kévin Dupont, 22h, rue Pasteur."),
        none("Fiche n° 3 / Résidence Les Iris / gardien : Kévin Dupont"),
    ]

    @Test(arguments: streets)
    func aNumberWithAStreetIsAnAddress(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: buildings)
    func aBuildingWithAnotherPartIsAnAddress(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: homes)
    func aHomeMayLackItsNumber(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: capitals)
    func capitalsAreReadToo(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: others)
    func lessThanAnAddressIsNone(_ row: IdentifierRow) throws { try row.check() }
}
