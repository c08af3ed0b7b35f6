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
    ]

    static let buildings = [
        one("Kévin Dupont (", "hall 7 apt 21", .address, ")"),
        one("Kévin Dupont (", "bât. 9, porte 4", .address, ")"),
        one("Kévin Dupont (", "esc. 3, 2e étage, 12 rue Pasteur", .address, ")"),
        one("Kévin Dupont (", "cité Youri Gagarine, escalier 6, 4e étage", .address, ")"),
        one("Kévin Dupont (", "bât. D, 2e, porte 21, rue des Fusillés", .address, ")"),
        one("Kévin Dupont (", "loge 3, 21 rue Pasteur", .address, ")"),
    ]

    static let homes = [
        one("Kévin Dupont, demeurant ", "rue du Moulin, 62000 Arras", .address),
        one("Kévin Dupont, domicilié ", "cité Gagarine, escalier 6", .address),
        one("Kévin Dupont, domicilié ", "résidence des Iris, 62000 Arras", .address),
        one("Kévin Dupont habite ", "bât. D", .address),
    ]

    static let capitals = [
        one("M. DUPONT KEVIN DEMEURANT ", "12 RUE DES LILAS BAT C ESC 3 62000 ARRAS", .address, "")
    ]

    static let others = [
        none("La rue Victor Hugo est fermée."),
        none("Kévin Dupont habite le quartier des Lilas."),
        none("Kévin Dupont habite au 3e étage."),
        none("Kévin Dupont, porte 12."),
        none("Kévin Dupont traîne tour Chopin."),
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
