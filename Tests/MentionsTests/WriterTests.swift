import Mentions
import TestSupport
import Testing

/// Who writes from a private mail address, and who is alone at the end of a note.
@Suite struct WriterTests {
    static let writers = [
        NameRow(
            "De : Nadia Trevez <nadia.trevez@orange.fr>\nObjet : école\n\nMerci de votre aide.",
            [person("Nadia Trevez")]
        ),
        NameRow(
            "De : Nadia Trevez <titi69@free.fr>\nObjet : école\n\nMerci.\nCordialement,\nNadia Trevez",
            [person("Nadia Trevez"), person("Nadia Trevez")]
        ),
        NameRow(
            "De : titi69@gmail.com\nObjet : école\n\nBonjour,\nJe viens.\nCordialement,\nNadia Trevez",
            [person("Nadia Trevez")]
        ),
        NameRow(
            "De : Claire Fontaine <c.fontaine@ville.example>\nÀ : Nadia Trevez <n.trevez@sfr.fr>\n\nBonjour Madame Trevez,\nMerci.",
            [official("Claire Fontaine"), person("Nadia Trevez"), person("Trevez")]
        ),
        // the mayor of a small town writes from home too
        NameRow(
            "De : Lucas Morvan <lucas.morvan@gmail.com>\nObjet : local\n\nLe local est fermé.\n\nLucas Morvan\nAdjoint au maire",
            [official("Lucas Morvan"), official("Lucas Morvan")]
        ),
    ]

    @Test(arguments: writers)
    func aPrivateAddressTellsAPrivatePerson(_ row: NameRow) throws { try row.check() }

    static let last = [
        NameRow(
            "Réunion du groupe\n\nLe groupe se réunit.\nMme Nadia Trevez est suivie à la PMI.\nLe bailleur est prévenu.\nUne date est fixée.\nLa séance est levée.\n\nNadia Trevez",
            [person("Nadia Trevez"), person("Nadia Trevez")]
        ),
        NameRow("Nom;Prénom\nTrevez;Nadia", [person("Nadia")]),
    ]

    @Test(arguments: last)
    func aNameAtTheEndFreesNobody(_ row: NameRow) throws { try row.check() }

    static let doubled = [
        NameRow("Théo Lenoir-Bastide est exclu trois jours.", [person("Théo Lenoir-Bastide")]),
        NameRow("Mme Morvan-Castel n'ouvre pas.", [person("Morvan-Castel")]),
    ]

    @Test(arguments: doubled)
    func aDoubleNameIsWhole(_ row: NameRow) throws { try row.check() }

    @Test(arguments: [
        one(
            "De : Nadia Trevez <n.trevez@sfr.fr>\n\nL'assistante sociale est au courant. Vous pouvez me joindre au ",
            "06 12 34 56 79",
            .phone
        )
    ])
    func herOwnNumberIsHers(_ row: IdentifierRow) throws {
        let found = try findings(of: row.note).found
        #expect(found.contains { $0 == row.found[0] })
    }

    @Test(arguments: ["Né(e) le", "Né (e) le", "Née le"])
    func aFormHoldsABirth(_ label: String) throws {
        let note = "Nom\tTrevez\nPrénom\tNadia\n\(label)\t04/05/1989\nRéférent\tMme Colin"
        #expect(try findings(of: note).found.contains(Found("04/05/1989", .birthDate)))
    }
}
