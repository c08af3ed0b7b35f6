import Mentions
import TestSupport
import Testing

/// E-mail addresses as they are typed and spelt out.
@Suite struct EmailsTests {
    static let addresses = [
        one("Courriel de Kévin Dupont : ", "kevin.dupont@exemple.fr", .email),
        one("Courriel de Kévin Dupont : ", "K_Dupont+91@mail.exemple.fr", .email),
        one("Courriel de Kévin Dupont : ", "kevin.dupont @ exemple.fr", .email),
        one("Courriel de Kévin Dupont : ", "kévin@exemplé.fr", .email),
        one("Courriel de Kévin Dupont : ", "kevin-dupont@sous.domaine.exemple.fr", .email),
    ]

    static let spelt = [
        one("Courriel de Kévin Dupont : ", "kevin.dupont (at) exemple.fr", .email),
        one("Courriel de Kévin Dupont : ", "kevin.dupont[at]exemple[dot]fr", .email),
        one("Courriel de Kévin Dupont : ", "kevin.dupont arobase exemple.fr", .email),
        one("Courriel de Kévin Dupont : ", "kevin point dupont arobase exemple point fr", .email),
        one("Courriel de Kévin Dupont : ", "kevin.dupont [arobase] exemple.fr", .email),
    ]

    static let others = [
        none("Kévin Dupont est @ la maison."),
        none("@Kévin tu viens ?"),
        none("Kévin Dupont regarde le match at home."),
    ]

    @Test(arguments: addresses)
    func addressesAreFound(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: spelt)
    func spelledOutAddressesAreFound(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: others)
    func anAtIsNotAlwaysAnAddress(_ row: IdentifierRow) throws { try row.check() }
}
