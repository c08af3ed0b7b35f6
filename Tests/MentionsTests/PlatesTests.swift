import Mentions
import TestSupport
import Testing

/// Vehicle plates of France, and foreign ones behind a cue.
@Suite struct PlatesTests {
    static let plates = [
        one("La voiture de Kévin Dupont, ", "AB-123-CD", .plate),
        one("La voiture de Kévin Dupont, ", "AB 123 CD", .plate),
        one("La voiture de Kévin Dupont, ", "AB123CD", .plate),
        one("La voiture de Kévin Dupont, ", "123 ABC 91", .plate),
        one("La voiture de Kévin Dupont, ", "1234 AB 75", .plate),
        one("La voiture de Kévin Dupont, ", "WW-123-AB", .plate),
        one("La voiture de Kévin Dupont, ", "ab-123-cd", .plate),
        one("La voiture de Kévin Dupont, ", "ab 123 cd", .plate),
        one("La voiture de Kévin Dupont, ", "gk907lm", .plate),
        one("La voiture de Kévin Dupont, ", "1234 ab 2A", .plate),
        one("La voiture de Kévin Dupont, ", "345 BCD 974", .plate),
        one("La voiture de Kévin Dupont, ", "AB - 123 - CD", .plate),
    ]

    static let foreign = [
        one("La Golf de Kévin Dupont, immatriculée en Belgique ", "1-ABC-234", .plate),
        one("Plaque polonaise ", "WX 12345", .plate, " : Kévin Dupont"),
        one("La Golf de Kévin Dupont, immat. ", "B-MW 1234", .plate, known: true),
    ]

    static let others = [
        none("Kévin Dupont a suivi 123 heures en 91."),
        none("Kévin Dupont roule de 150 km en 30 min."),
        none("La voiture de Kévin Dupont est là à 16h40."),
        none("EN 2018, LE 114 NE REPOND PAS A KEVIN DUPONT."),
    ]

    @Test(arguments: plates)
    func platesAreFound(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: foreign)
    func foreignPlatesNeedACue(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: others)
    func otherNumbersAreNoPlate(_ row: IdentifierRow) throws { try row.check() }
}
