import Levels
import Pipeline
import TestSupport
import Testing

/// DOMAIN section 6: who counts as a person, and what changes nothing.
@Suite struct AnchorTests {
    static let persons = [
        secret("Yanis est suivi au CMP."),
        secret("K.D. est suivi au CMP."),
        secret("Le jeune est suivi au CMP."),
        secret("Cette jeune fille est suivie au CMP."),
        secret("L'intéressé est suivi au CMP."),
        secret("Monsieur est suivi au CMP."),
        secret("Un père de famille de la résidence a été hospitalisé en psychiatrie."),
        secret("[Personne A] est suivi au CMP."),
        secret("Mme [B] est suivie au CMP."),
    ]

    /// Rule 5: the secret is theirs, the recognisability comes from the named one.
    static let relatives = [
        secret("La mère de Yanis est dépressive."),
        secret("Le frère de K.D. est incarcéré."),
        secret("Sa tante est diabétique."),
        secret("Sa mère touche l'AAH."),
        secret("Absente du lycée.\nSa mère touche l'AAH."),
        secret("Les parents de Lina sont alcooliques."),
        secret("Yanis vit chez sa grand-mère qui est sous tutelle."),
    ]

    /// Rule 4: polarity and modality change nothing.
    static let denials = [
        secret("Yanis n'est pas suivi au CMP."),
        secret("Lina : aucun handicap connu."),
        secret("M. Roy serait bipolaire."),
        secret("Yanis : à vérifier, MDPH ?"),
        secret("M. Roy est un ex-toxico."),
        secret("Mme Roy n'est plus dépressive."),
        secret("Yanis aurait fait une tentative de suicide."),
    ]

    /// Rule 2: plural, mass and abstract heads are general.
    static let generic = [
        general("L'accueil des personnes handicapées est amélioré."),
        general("La prévention de la toxicomanie est une priorité."),
        general("La lutte contre l'alcoolisme se poursuit."),
        general("Si un jeune est suivi au CMP, l'information est secrète."),
        general("Les jeunes suivis par la PJJ sont reçus en groupe."),
        general("Une permanence d'aide aux victimes ouvre en mai."),
        general("Il est rappelé que le handicap est une information secrète."),
        general("Évoquer le nom d'une famille ou d'un mineur n'est pas permis en plénière."),
    ]

    /// Fewer than five people at one place can be recognised.
    static let counted = [
        secret("Deux jeunes de la résidence des Iris sont sous Ritaline."),
        secret("Trois mères de la cité Bleue sont suivies au CMP."),
        general("Douze jeunes sont suivis en addictologie."),
        general("Six familles de la résidence des Iris sont suivies par le CCAS."),
    ]

    /// Rule 6: a title with a verb of speech is a function, until their own life is told.
    static let professionals = [
        general("Le psychiatre présente le dispositif."),
        general("La psychologue de la PJJ participe au groupe."),
        general("L'éducateur spécialisé rappelle le calendrier."),
        general("La référente handicap quitte la séance à 18 h."),
        secret("Le principal est en arrêt pour dépression."),
        secret("Lina CARON est suivie au CMP.\nMme Sylvie MARTEL, médiatrice, présente le bilan."),
        secret(
            "Mme Sylvie MARTEL, médiatrice, présente le bilan.\nLina CARON est suivie au CMP."
        ),
    ]

    /// Rule 9 and the borders of the annotation guide.
    static let confidential = [
        confidentiel("Yanis Caron ne vient plus au collège."),
        confidentiel("La famille Caron est en difficulté."),
        confidentiel("Yanis Caron a cassé une vitre."),
        confidentiel("Mme Roy a appelé pour se plaindre du bruit."),
        confidentiel("Trois enfants de la famille Caron sont dans un parcours de délinquance."),
        confidentiel("Yanis Caron est suivi par la mission locale."),
        confidentiel("Lina Caron, 06 12 34 56 78"),
        confidentiel("Le jeune a insulté les agents."),
        confidentiel("Trafic de stupéfiants place du marché, hall 5, à partir de 18 h."),
        general("Les tags sont effacés sous 48 heures."),
    ]

    @Test(arguments: persons)
    func aPersonIsNamedOrDesignated(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: relatives)
    func relativesCount(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: denials)
    func denialAndSuppositionChangeNothing(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: generic)
    func generalStatementsArePublic(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: counted)
    func fewAtOnePlaceArePersons(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: professionals)
    func peopleInFunctionAreNoSubjects(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: confidential)
    func conductAndAbsenceAreConfidential(_ row: LevelRow) throws { try row.check() }
}

/// What carries a person from one passage to the next.
@Suite struct CarryTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let note: String
        let levels: [Level]
        let known: Bool
        var testDescription: String { "\(known ? "known: " : "")\(fact)" }

        init(_ fact: String, _ note: String, _ levels: [Level], known: Bool = false) {
            self.fact = fact
            self.note = note
            self.levels = levels
            self.known = known
        }
    }

    static let rows = [
        Row(
            "a pronoun takes the person of the sentence before up",
            "Yanis Caron ne vient plus au collège. Il est suivi au CMP.",
            [.confidentiel, .secret]
        ),
        Row(
            "a secret stays in its sentence",
            "Yanis Caron ne vient plus au collège. La séance est levée.",
            [.confidentiel, .public]
        ),
        Row(
            "a row belongs to its person",
            "Nom\tSituation\tAction\nCARON Yanis\tsuivi CMP\tà revoir",
            [.public, .public, .public, .confidentiel, .secret, .public]
        ),
        Row(
            "a heading carries over its items",
            "Bilan du mois.\n\nSituation 3 – famille Caron\n- père au chômage, alcoolique\n- vit à cinq dans un studio",
            [.public, .confidentiel, .secret, .confidentiel]
        ),
        Row(
            "a list without a person is public",
            "Bilan du mois.\n\nSanté mentale\n- le CMP tient une permanence\n- le CSAPA aussi",
            [.public, .public, .public, .public]
        ),
        Row(
            "a semicolon cuts a sentence in two passages",
            "Yanis Caron ne vient plus au collège ; la mairie organise une fête.",
            [.confidentiel, .public]
        ),
    ]

    @Test(arguments: rows)
    func layoutAndPronounsCarryAPerson(_ row: Row) throws {
        let levels = try findings(of: row.note).passages.map(\.level)
        withKnownIssue {
            #expect(levels.map(\.name) == row.levels.map(\.name))
        } when: {
            row.known
        }
    }

    @Test(arguments: ["Yanis est suivi au CMP.", "Lina est sous méthadone et touche l'AAH."])
    func aReasonNamesRuleCategoryLawAndPlace(_ note: String) throws {
        let found = try findings(of: note)
        let reasons = found.passages.flatMap(\.reasons).filter { $0.level == .secret }
        #expect(!reasons.isEmpty)
        for reason in reasons {
            #expect(reason.rule.hasPrefix(reason.category.lowercased() + "."))
            #expect(!reason.law.isEmpty)
            #expect(reason.start < reason.end && reason.end <= found.text.count)
        }
    }
}

/// The order of the levels and their names.
@Suite struct LevelNameTests {
    @Test func secretIsHighest() {
        #expect(Level.public < Level.confidentiel)
        #expect(Level.confidentiel < Level.secret)
    }

    @Test(arguments: Level.allCases)
    func aNameGivesItsLevel(_ level: Level) {
        #expect(Level(name: level.name) == level)
        #expect(Level(name: level.name.uppercased()) == nil)
    }
}
