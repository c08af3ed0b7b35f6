import TestSupport
import Testing

/// Ways of writing that notes of other authors taught: whole classes, each with an example of our own.
@Suite struct OtherHandsTests {
    static let households = [
        NameRow("Les Da Cunha ne sont pas pires.", [person("Da Cunha")]),
        NameRow("Les trois Santerel viennent le mardi.", [person("Santerel")]),
        NameRow("On a coupé la haie des Stoica.", [person("Stoica")]),
        NameRow("Le quartier des Hauts-Prés est calme."),
        NameRow("chez les ferrandiz du 3e, ça crie", [person("ferrandiz")]),
    ]

    static let smallLetters = [
        NameRow("mme da silva est venue", [person("da silva")]),
        NameRow("mme le goff est venue", [person("le goff")]),
        NameRow("mr el amrani a frappé", [person("el amrani")]),
        NameRow("c'est le fils dos santos", [person("dos santos")]),
        NameRow("mme la préfète parle"),
    ]

    /// Who has the name of somebody famous, or stands where officials do, and is a private person.
    static let residents = [
        NameRow("Kevin Mayer dort dans sa voiture.", [person("Kevin Mayer")]),
        NameRow("Équipe 2 : Nadia Roux, dépression", [person("Nadia Roux")]),
        NameRow("Aveux signés par Sami Diaz.", [person("Sami Diaz")]),
        NameRow("Les conventions signées par Nadia Roux partent.", [official("Nadia Roux")]),
        NameRow("Courrier à l'attention de Kévin Bourdin.", [person("Kévin Bourdin")]),
        NameRow("Le poète, Kévin Bourdin, a fugué.", [person("Kévin Bourdin")]),
        NameRow("Soir : Nadia\nPleure, parle de suicide.", [person("Nadia")]),
        NameRow("> Bonjour,\n> Mon mari me frappe.\n> Josette\nMerci.", [person("Josette")]),
        NameRow("« Le Monde » et sa rédaction."),
        NameRow("Le serveur Zimbra est lent."),
    ]

    static let trades = [
        NameRow("Le pharmacien, M. Khatal, a vu Kévin.", [person("Khatal"), person("Kévin")]),
        NameRow("La petite du plombier Delmarre a fugué.", [person("Delmarre")]),
        NameRow("Santoni le berger a barré la piste.", [person("Santoni")]),
        NameRow(
            "Bien à vous,\nAgathe Lenormand, pharmacien titulaire",
            [official("Agathe Lenormand")]
        ),
    ]

    static let nicknames = [
        NameRow(
            "« Le Colonel » (M. Wojak, 58 ans) crie.",
            [person("Le Colonel"), person("Wojak")]
        ),
        NameRow(
            "Jonathan et « Pti Biscuit » sont au 14.",
            [person("Jonathan"), person("Pti Biscuit")]
        ),
        NameRow("23h50 « La Puce » dort dans le local.", [person("La Puce")]),
        NameRow("Il pourrait s'agir de « Titi ».", [person("Titi")]),
        NameRow("Un certain « le Belge » dort là.", [person("le Belge")]),
        NameRow("On jouera « Le Cid » jeudi."),
    ]

    static let places = [
        NameRow("Chantier à la MJC. Brandon Lefort est en retard.", [person("Brandon Lefort")]),
        NameRow("Une habitante a cité Younès.", [person("Younès")]),
        NameRow("M. PLACE René habite ici.", [person("PLACE René")]),
        NameRow(
            "Vol au tabac Le Narval de BOISSEL Jean-Loup, né en 1991.",
            [person("BOISSEL Jean-Loup")]
        ),
        NameRow("samedi match au stade albert-batteux"),
    ]

    static let doubles = [
        NameRow("La jeune OLLIVIER--TCHANA est absente.", [person("OLLIVIER--TCHANA")]),
        NameRow("Fratrie BENHAMED-PETIT : rien.", [person("BENHAMED-PETIT")]),
        NameRow("Les Hadj-Moussa ont crié.", [person("Hadj-Moussa")]),
        NameRow(
            "Discours de M. Aurélien Bonhomme-Sarr, maire",
            [official("Aurélien Bonhomme-Sarr")]
        ),
    ]

    static let logs = [
        NameRow(
            "17h45 – M. PETIT : trouvé six cachets.\n18h – Livraison de pain.\n19h – Ronde faite.\n"
                + "20h – M. PETIT : dort.",
            [person("PETIT"), person("PETIT")]
        ),
        NameRow("3/ Mme de Kerguen Anne : pose du bracelet.", [person("de Kerguen Anne")]),
        NameRow(
            "Arrivée de Mme BELKAC Houria, ch. 12, avec Rayan.",
            [person("BELKAC Houria"), person("Rayan")]
        ),
    ]

    static let tables = [
        NameRow(
            "N° | Qui | Où on en est | Suite | Pour quand\n"
                + "1 | LAGARDE Tiphaine, 16 a | ne vient plus | rdv | 22/10\n"
                + "2 | Mme CHARLOT Huguette | trois mois de loyer | FSL | 30/10",
            [person("LAGARDE Tiphaine"), person("CHARLOT Huguette")]
        )
    ]

    static let offices = [
        NameRow(
            "Présents : M. Paul Berger, adjoint au handicap et à la santé.",
            [official("Paul Berger")]
        ),
        NameRow("Mme Roux est désignée conseillère déléguée.", [official("Roux")]),
        NameRow("Le Dr Vu Thanh confirme ses consultations.", [official("Vu Thanh")]),
        NameRow("P. J. : 2"),
        NameRow("MERCREDI (Aziz)\n7h50 Fiat blanche mal garée", [official("Aziz")]),
    ]

    @Test(
        arguments: households + smallLetters + residents + trades + nicknames + places + doubles
            + logs + tables
            + offices
    )
    func namesAreFound(_ row: NameRow) throws { try row.check() }
}
