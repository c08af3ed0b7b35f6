import TestSupport
import Testing

/// Names of people in function: they keep their names.
@Suite struct OfficialTests {
    static let functions = [
        NameRow(
            "Mme Sylvie MARTEL, coordonnatrice du CLSPD, ouvre la séance.",
            [official("Sylvie MARTEL")]
        ),
        NameRow("M. Bernard Vial, maire, ouvre la séance.", [official("Bernard Vial")]),
        NameRow("Le maire, Bernard Vial, ouvre la séance.", [official("Bernard Vial")]),
        NameRow("Le commissaire Arnaud Picot présente le bilan.", [official("Arnaud Picot")]),
        NameRow("La procureure, Mme Hélène Castan, rappelle la loi.", [official("Hélène Castan")]),
        NameRow("Monsieur le préfet Alain Verdier conclut.", [official("Alain Verdier")]),
        NameRow("Mme Colin, principale du collège, présente les chiffres.", [official("Colin")]),
        NameRow("Le Dr Morel présente le dispositif.", [official("Morel")]),
        NameRow("Les chiffres viennent de l'infirmerie (M. Cazal).", [official("Cazal")]),
        NameRow("Portes ouvertes de l'école d'arbitrage (Mme Chanal).", [official("Chanal")]),
        NameRow(
            "Appel de l'école (Mme Roual, mère de Lina).",
            [person("Roual"), person("Lina")]
        ),
    ]

    static let blocks = [
        NameRow(
            "Présents :\n- Mme Sylvie MARTEL, coordonnatrice\n- M. Paul Rivet, bailleur",
            [official("Sylvie MARTEL"), official("Paul Rivet")]
        ),
        NameRow("Présents : Mme MARTEL, M. Rivet.", [official("MARTEL"), official("Rivet")]),
        NameRow("Excusés : M. Lucien Faure (Éducation nationale).", [official("Lucien Faure")]),
        NameRow("Rédacteur : Sylvie MARTEL", [official("Sylvie MARTEL")]),
        NameRow("M. Bailly : il faut renforcer la médiation.", [official("Bailly")], known: true),
        NameRow(
            "Les actions sont présentées au conseil.\n\nLe maire,\nBernard VIAL",
            [official("Bernard VIAL")]
        ),
    ]

    static let blockEnds = [
        NameRow(
            "Présents : Mme Sylvie MARTEL, médiatrice.\n\nYanis CARON a cassé une vitre.",
            [official("Sylvie MARTEL"), person("Yanis CARON")]
        ),
        NameRow(
            "Présents : Mme Sylvie MARTEL.\nLa séance est ouverte à 18 h.\nYanis CARON a cassé une vitre.",
            [official("Sylvie MARTEL"), person("Yanis CARON")]
        ),
        NameRow(
            "Rédacteur : Paul RIVET, gardien\n\nFaits\nM. Jacquet, locataire du 3e, a insulté un voisin.",
            [official("Paul RIVET"), person("Jacquet")]
        ),
    ]

    /// Nobody's function is told by the function of another.
    static let lists = [
        NameRow(
            "RELEVÉ DE DÉCISIONS\n\n2. Recevoir Mehdi GARNIER et sa mère à la mairie.\n"
                + "Qui : coordonnatrice. Quand : 28 mars.\n"
                + "4. Demander un point à l'ASE : Mehdi est placé en foyer depuis février.\n",
            [person("Mehdi GARNIER"), person("Mehdi")]
        )
    ]

    /// DOMAIN section 13: surnames that are words or places, in an attendance list.
    static let oddSurnames = [
        NameRow(
            "Présents :\nMme PRES, adjointe au maire\nM. NOEL, commissaire\nMme ROCH, directrice d'école",
            [official("PRES"), official("NOEL"), official("ROCH")]
        )
    ]

    static let twoBearers = [
        NameRow(
            "Mme Martel (coordonnatrice) présente le bilan.\nLucas MARTEL, 14 ans, ne vient plus au collège.",
            [official("Martel"), person("Lucas MARTEL")]
        )
    ]

    @Test(arguments: functions)
    func aFunctionBesideANameMakesAnOfficial(_ row: NameRow) throws { try row.check() }

    @Test(arguments: blocks)
    func attendanceSignatureAndSpeakersAreOfficials(_ row: NameRow) throws { try row.check() }

    @Test(arguments: blockEnds)
    func attendanceEndsWhereTheMinutesStart(_ row: NameRow) throws { try row.check() }

    @Test(arguments: lists)
    func aNameInATaskIsNoOfficial(_ row: NameRow) throws { try row.check() }

    @Test(arguments: oddSurnames)
    func surnamesThatAreWordsAreNamesInAList(_ row: NameRow) throws { try row.check() }

    @Test(arguments: twoBearers)
    func anOfficialDoesNotFreeABearerOfTheSameName(_ row: NameRow) throws { try row.check() }
}

/// What looks like a name and is none.
@Suite struct NoNameTests {
    static let rows = [
        NameRow("Le collège Jean Moulin participe au groupe."),
        NameRow("La rue Pierre Sémard est fermée."),
        NameRow("La place du Général de Gaulle est refaite."),
        NameRow("La résidence Les Lilas sera rénovée."),
        NameRow("La cité Maurice Thorez sera rénovée."),
        NameRow("Le stade Léo Lagrange rouvre lundi."),
        NameRow("La ville de Saint-Denis adhère."),
        NameRow("La loi Taubira est rappelée."),
        NameRow("Le rapport Bonnemaison est cité."),
        NameRow("Le gymnase Colette Besson est fermé."),
        NameRow("La médiathèque Simone Veil ouvre le samedi."),
        NameRow("La salle Victor Hugo est réservée."),
        NameRow("Le CLSPD se réunit en mars à Évry."),
        NameRow("L’état des lieux est présenté."),
        NameRow("La Police nationale et la Gendarmerie présentent le bilan."),
        NameRow("Monsieur le Maire ouvre la séance."),
        NameRow("Madame la Préfète remercie les participants."),
        NameRow("BILAN DE LA TRANQUILLITÉ PUBLIQUE ET ORIENTATIONS POUR L'ANNÉE"),
        NameRow("L'équipe de médiation passe en Mars et en Avril."),
        NameRow("Le Conseil départemental finance le poste."),
        NameRow("Un éducateur de rue et un élu témoignent."),
        NameRow("La boulangerie Paul ferme à 20 h."),
        NameRow("[Personne A] a été reçue avec [B]."),
    ]

    @Test(arguments: rows)
    func placesInstitutionsAndPlaceholdersAreNoNames(_ row: NameRow) throws { try row.check() }
}
