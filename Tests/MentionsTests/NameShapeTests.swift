import TestSupport
import Testing

/// Names in cells, in capitals, misspelt, cut to letters; words that only look like names.
@Suite struct NameShapeTests {
    static let cells = [
        NameRow(
            "titulaire;logement;suite\nGuettard-Simon;T3;rien\nCordier / Nguyen;T2;rien\nHaxhiu Besnik;T4;rien\nRoy M.;T1;rien",
            [
                person("Guettard-Simon"), person("Cordier"), person("Nguyen"),
                person("Haxhiu Besnik"), person("Roy M."),
            ]
        ),
        NameRow(
            "NOM\tAGE\tSUITE\nPETIT GARCON LOUIS\t9\tVISITE\nAMAR SARAH EP. COSTE\t31\tRDV",
            [person("PETIT GARCON LOUIS"), person("AMAR SARAH EP. COSTE")]
        ),
        NameRow(
            "nom;prénom;suite\nCA-\nHORS;Jim-\nmy;rdv\nDIALLO;Awa;rdv",
            [person("CA-\nHORS"), person("Jim-\nmy"), person("DIALLO"), person("Awa")]
        ),
        NameRow(
            "Transmettre au parquet le rapport sur M. Lebrun (Yannick).",
            [person("Lebrun (Yannick)")]
        ),
    ]

    static let spelling = [
        NameRow(
            "Mme Sidonie Vercammen appelle. Vercamen rappelle à 10 h, puis Vercamnen.",
            [person("Sidonie Vercammen"), person("Vercamen"), person("Vercamnen")]
        ),
        NameRow("Le fils Janvier a tiré sur les panneaux.", [person("Janvier")]),
        NameRow("Vu Toussaint Albertin, retraité.", [person("Toussaint Albertin")]),
        NameRow("Le mineur L.-A. D., 13 ans, est absent.", [initials("L.-A. D.")]),
        NameRow("Sa mère, F., vit seule.", [initials("F.")]),
        NameRow(
            "Papi mouss (moussa k.) dort dehors.",
            [person("mouss"), person("moussa k.")],
            known: true
        ),
        NameRow("Famille PENNANEC'H, rue Haute.", [person("PENNANEC'H")]),
        NameRow("L'autre locataire (de Oliveira, hall 7) a tout filmé.", [person("de Oliveira")]),
        NameRow("Revoir la place de Mme Fatou N'Diaye sur le marché.", [person("Fatou N'Diaye")]),
        NameRow("Passage de Nourdine A. hier soir.", [person("Nourdine A.")]),
        NameRow(
            "DECOUVERTE D'UN HOMME AU SOL. IDENTITE : BONHEUR DESIRE NE LE 04/11/1968.",
            [person("BONHEUR DESIRE")]
        ),
    ]

    /// Sigles, towns, buildings, laws, cars, shops, historical persons: no names.
    static let others = [
        NameRow("Le C.A.T. Henri-Dunant et la M.J.C. Jacques-Prévert ouvrent."),
        NameRow("Les bâtiments Corot, Millet et Daumier passent en travaux."),
        NameRow("Logement T3 Corot, 4e étage."),
        NameRow("Le préfet de la Valloire a pris un arrêté."),
        NameRow("La loi du 15 juin 2000 (dite Guigou) est ancienne."),
        NameRow("Une Mégane AB-123-CD gêne la sortie."),
        NameRow("Rendez-vous au snack Chez Momo."),
        NameRow("La salle porte le nom de Louise Weiss (1893-1983)."),
        NameRow("Réunion à Mareuil-sur-Ay avec les associations."),
        NameRow("Dole et Lons-le-Saunier partagent un service."),
        NameRow("« Monsieur X » ne s'écrit pas."),
        NameRow("N.B. La salle ferme à 18 h."),
        NameRow("PETITES ANNONCES\nCherche heures de ménage."),
    ]

    @Test(arguments: cells)
    func cellsHoldWholeNames(_ row: NameRow) throws { try row.check() }

    @Test(arguments: spelling)
    func namesOfAllShapes(_ row: NameRow) throws { try row.check() }

    @Test(arguments: others)
    func whatOnlyLooksLikeAName(_ row: NameRow) throws { try row.check() }
}
