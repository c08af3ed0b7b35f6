import TestSupport
import Testing

/// Who acts in a function and who is spoken of, where no function stands beside the name.
@Suite struct BearerTests {
    /// What is done to somebody, kin, a deed or a secret in the sentence: a private person.
    static let privates = [
        NameRow(
            "Présents : Mme Roussin (CAF).\nUn courrier a été adressé à M. Jaquet.",
            [official("Roussin"), person("Jaquet")]
        ),
        NameRow(
            "Présents : Mme Roussin (CAF).\nRecevoir Mehdi GARNERON et sa mère à la mairie.",
            [official("Roussin"), person("Mehdi GARNERON")]
        ),
        NameRow(
            "Mme AVRILLON, directrice, indique que Nolan BERGEROL, CM1, bouscule les petits.",
            [official("AVRILLON"), person("Nolan BERGEROL")]
        ),
        NameRow(
            "Le principal, M. Gaspard Villers, est en arrêt pour dépression.",
            [person("Gaspard Villers")]
        ),
        NameRow(
            "M. Gaspard Villers et Mme Nadia Trevez sont suivis au CMP.",
            [person("Gaspard Villers"), person("Nadia Trevez")]
        ),
        NameRow(
            "L'ancien médiateur, Cédric Vasson, a été condamné pour détournement.",
            [person("Cédric Vasson")]
        ),
        NameRow(
            "Un commerçant, Mr Barthel, a bien vu leurs visages.",
            [person("Barthel")]
        ),
        NameRow("La mère, Mme STEFANI, ne répond pas.", [person("STEFANI")]),
        NameRow("Il dit être hébergé chez Oleksandr H., rue Haute.", [person("Oleksandr H.")]),
        NameRow(
            "Responsable : REYES Manuel (père)",
            [person("REYES Manuel")]
        ),
    ]

    /// A task, a bracket, dots, a list of colleagues, a turn: somebody in function.
    static let officials = [
        NameRow(
            "M. Gaspard Villers et Mme Jeanne Avrillon présentent le bilan du CMP.",
            [official("Gaspard Villers"), official("Jeanne Avrillon")]
        ),
        NameRow("Chronométrage : M. Rabier.", [official("Rabier")]),
        NameRow("Archives ........... BLINDEL Jean-Yves", [official("BLINDEL Jean-Yves")]),
        NameRow(
            "Dossiers du CCAS (document de travail, K. Bensaïd)",
            [official("K. Bensaïd")]
        ),
        NameRow(
            "Réunion du 3 mai : Mme Ferrouil (UDAF), M. Da Costa, Mme Legrandin (CAF), M. Petit, directeur.",
            [
                official("Ferrouil"), official("Da Costa"), official("Legrandin"),
                official("Petit"),
            ]
        ),
        NameRow(
            "L'audience, présidée par Mme Victoire LEMOINE, est levée.",
            [official("Victoire LEMOINE")]
        ),
        NameRow(
            "La directrice de la CAF, Mme Josiane Belfond, rappelle les horaires.",
            [official("Josiane Belfond")]
        ),
        NameRow(
            "[18:12] Ivan (prev) : le local est ouvert\n[18:14] Zoé : merci",
            [official("Ivan"), official("Zoé")]
        ),
        NameRow(
            "slt c Lamia de la médiation, t dispo ?",
            [official("Lamia")]
        ),
    ]

    /// One person under a letter and a first name.
    static let letters = [
        NameRow(
            "Présents : F. Toumazet (prévention), Mme Ravier (CPE).\nTout va bien selon Fatiha Toumazet.",
            [official("F. Toumazet"), official("Ravier"), official("Fatiha Toumazet")]
        )
    ]

    /// Letters of institutions are no initials.
    static let acronyms = [
        NameRow("Le R.M.I. est supprimé, la P.J.J. et la D.D.A.S.S. sont informées."),
        NameRow("Il a milité au P.C. et vend le journal."),
    ]

    @Test(arguments: privates)
    func whatIsToldOfSomebodyMakesAPrivatePerson(_ row: NameRow) throws { try row.check() }

    @Test(arguments: officials)
    func whoAnswersForSomethingActs(_ row: NameRow) throws { try row.check() }

    @Test(arguments: letters)
    func anInitialAndAFirstNameAreOnePerson(_ row: NameRow) throws { try row.check() }

    @Test(arguments: acronyms)
    func lettersOfInstitutionsAreNoNames(_ row: NameRow) throws { try row.check() }
}

/// Lines in which capitals tell nothing.
@Suite struct CaselessTests {
    static let capitals = [
        NameRow(
            "LE GROUPE SE RÉUNIT EN MAIRIE. MADAME SORT D'UNE CURE, ELLE DIT QU'ELLE VA MIEUX."
        ),
        NameRow("LE GROUPE SE RÉUNIT EN MAIRIE. LA FAMILLE TRAVERSE UN MOMENT DIFFICILE."),
        NameRow(
            "LE GROUPE SE RÉUNIT EN MAIRIE. IL DORT CHEZ CASTOR DEPUIS LUNDI.",
            [person("CASTOR")]
        ),
        NameRow(
            "LE GROUPE SE RÉUNIT EN MAIRIE. LES HERRERA DEMANDENT UN LOGEMENT.",
            [person("HERRERA")]
        ),
    ]

    static let small = [
        NameRow(
            "rdv ce soir au local pour le point. perle veut le stage mais sa mère dit non, on en reparle demain.",
            [person("perle")]
        ),
        NameRow("il a dit ok pour demain et il a dit que tout allait bien au local ce soir."),
    ]

    @Test(arguments: capitals)
    func capitalsNeedASurnameOrItsPlace(_ row: NameRow) throws { try row.check() }

    @Test(arguments: small)
    func smallLettersNeedAFirstNameInItsPlace(_ row: NameRow) throws { try row.check() }
}
