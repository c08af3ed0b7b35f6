import TestSupport
import Testing

@testable import Pipeline

/// A signature is read whole, and no more than the signature.
@Suite struct SignatureTests {
    static let head = """
        Objet : Famille Trevez

        Mme Nadia Trevez est suivie au CMP.

        Bien à vous,

        """

    private func filtered(_ text: String, _ id: String) throws -> String {
        let bytes = try outcome(of: Array(text.utf8), audience: id).bytes
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: ["pleniere", "gt-thematique"])
    func theTelephoneOfAnOfficialStays(_ audience: String) throws {
        let signature = """
            Isabelle Marchand
            Directrice du CCAS

            Tél. : 04 78 00 00 20
            Port. : 06 98 76 54 32
            isabelle.marchand@ville.example

            """
        let output = try filtered(Self.head + signature, audience)
        #expect(output.hasSuffix(signature))
        #expect(!output.contains("Trevez") && !output.contains("CMP"))
    }

    @Test func thatOfAMotherGoes() throws {
        let output = try filtered(
            "De : Nadia Trevez <n.trevez@orange.fr>\n\nMon fils ne dort plus.\n\nNadia Trevez\n"
                + "Port. : 06 98 76 54 32\nn.trevez@orange.fr\n",
            "pleniere"
        )
        #expect(!output.contains("06 98") && !output.contains("revez"))
    }

    @Test func whatAMotherTellsOfHerselfIsSecret() throws {
        let mail =
            "De : Nadia Trevez <titi@orange.fr>\n\nBonjour,\n\nJe suis hospitalisée.\n\nNadia Trevez\n"
        #expect(!(try filtered(mail, "gt-thematique")).contains("hospital"))
        let answer =
            "De : Claire Fontaine <c.fontaine@ville.example>\nÀ : Nadia Trevez <titi@orange.fr>\n\n"
            + "Je vous propose un rendez-vous avec l'assistante sociale.\n\n"
            + "Le 11/03/2026, Nadia Trevez <titi@orange.fr> a écrit :\n\n"
            + "Bonjour,\n\nJe suis hospitalisée.\n"
        let output = try filtered(answer, "gt-thematique")
        #expect(output.contains("Je vous propose") && !output.contains("hospital"))
    }
}
