import Mentions
import TestSupport
import Testing

/// Numbers of firms are nobody's, save where a person stands beside them.
@Suite struct FirmsTests {
    static let firms = [
        none("SIRET de la société : 732 829 320 00074"),
        none("La Poste, SIRET 356 000 000 00048, est fermée."),
        none("SIREN 732 829 320, prestataire de la ville."),
        one("Kévin Dupont, auto-entrepreneur, SIRET ", "732 829 320 00074", .idNumber),
        one("Kévin Dupont, auto-entrepreneur, SIREN ", "732829320", .idNumber),
    ]

    @Test(arguments: firms)
    func aFirmIsAPersonsWhereOneIsNamed(_ row: IdentifierRow) throws { try row.check() }
}
