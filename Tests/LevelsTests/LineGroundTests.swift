import Levels
import Pipeline
import TestSupport
import Testing

/// What the line, the list, the table or the letter tells of a cue.
@Suite struct LineGroundTests {
    /// Lists of words and of what must not be written are nobody's.
    static let lists = [
        general(
            """
            Petit glossaire

            AEMO : assistance éducative en milieu ouvert.
            TS : tentative de suicide.
            CMP : centre de soins.
            """
        ),
        general(
            """
            Qui fait quoi
            AEMO : assistance éducative en milieu ouvert.
            OQTF : mesure d'éloignement.
            SDRE : soins sur décision du préfet.
            """
        ),
        secret("Concerne : Yanis CARON\nAEMO : en cours\nCMP : deux fois par mois\nMDPH : déposé"),
        general("À ne jamais écrire :\n1. Un traitement ou une grossesse.\n2. La religion."),
    ]

    /// Whoever asks for a thing tells no secret of his own; a tribute is to somebody of the past.
    static let reports = [
        confidentiel("Mme Roy demande que la rampe soit prête pour les fauteuils roulants."),
        secret("Mme Roy demande que son fils ait un fauteuil roulant."),
        general("L'allée rappellera l'écrivain, condamné en 1895 pour homosexualité."),
        general("La plaque en hommage au poète condamné à mort est posée."),
        confidentiel("« On demande un bus », résume Mme Lise Roy, déléguée CGT."),
        secret("Mme Lise Roy est déléguée CGT."),
    ]

    /// An answer, an amount, a label: secret when it is somebody's and of an aid or debt.
    static let answers = [
        confidentiel("Nom\tDécision\nROY Paul\trefus\nBLANC Yves\taccordé"),
        secret("Nom\tMotif\tDécision\nROY Paul\tdeux loyers de retard\trefus"),
        secret("Mme Roy doit 688 € à la régie."),
        secret("M. Roy a 1 240,50 € de retard."),
        confidentiel("M. Roy a payé 688 € de travaux."),
        secret("Concerne : Yanis CARON\nJustice : néant"),
        confidentiel("Concerne : Yanis CARON\nJustice : ........"),
        confidentiel("Concerne : Yanis CARON\nANTÉCÉDENTS ET SUIVI"),
    ]

    /// Numbers of papers, entries of a directory, advice to whoever reads.
    static let papers = [
        confidentiel("Mme Roy, titre de séjour n° 0350 027 714."),
        secret("Mme Roy attend un titre de séjour."),
        general("CRIP ............ 119"),
        general("Votre enfant est suivi par la PJJ et vous ne comprenez pas la décision ?"),
    ]

    /// A weak word in a line of its own needs the person taken up there.
    static let loose = [
        confidentiel("Yanis CARON ne vient plus au collège.\nLe handicap sera le thème de mai."),
        confidentiel("Yanis CARON ne vient plus au collège.\nLe loyer de la salle est de 120 €."),
        secret("Yanis CARON ne vient plus au collège. Le handicap est lourd."),
        secret("Yanis CARON ne vient plus au collège.\nSon handicap est lourd."),
    ]

    /// A blow among kin is violence suffered, one in the street is conduct.
    static let blows = [
        confidentiel("Yanis CARON a frappé Tom BLANC devant le gymnase."),
        secret("« Mon père nous tapait », dit Yanis CARON."),
        secret("L'oncle de Lina CARON la gifle."),
    ]

    /// Whoever writes a letter is its person.
    static let letters = [
        secret(
            """
            Je vous écris car je suis à bout.
            Je marche avec des béquilles depuis mars.
            Mon escalier est en panne.
            Ma porte ne ferme plus.
            """
        ),
        general(
            """
            La salle est prête.
            Le stock de béquilles est rangé depuis mars.
            L'escalier est en panne.
            La porte ne ferme plus.
            """
        ),
    ]

    @Test(arguments: lists)
    func aListOfWordsIsNobody(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: reports)
    func aSpeakerIsNotHisSubject(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: answers)
    func anAnswerTellsOfWhoAsked(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: papers)
    func aPaperIsNoSecret(_ row: LevelRow) throws { try row.check() }

    /// The second line is about the person who is designated there, or about nobody.
    @Test func aPersonIsTakenUpInOneSentence() throws {
        let start = "Lina CARON est venue.\n\n"
        let tenant = try findings(of: start + "Le monsieur du 6e, il chante fort.").passages
        #expect(tenant.map(\.level).last == .confidentiel)
        let families = try findings(of: start + "Un questionnaire est envoyé aux familles.")
            .passages
        #expect(families.map(\.level).last == .public)
    }

    @Test(arguments: loose)
    func aWeakWordNeedsItsPersonInTheLine(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: blows)
    func aBlowIsOfTheHomeOrOfTheStreet(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: letters)
    func aLetterIsOfItsWriter(_ row: LevelRow) throws { try row.check() }

    /// « y » takes up the place of the sentence before; « il y a » takes up nothing.
    @Test func aPlaceIsTakenUp() throws {
        let ward = "Yanis CARON est hospitalisé sous contrainte."
        let back = try findings(of: "\(ward) Il y retournera jeudi.").passages
        #expect(back.map(\.level) == [.secret, .secret])
        let there = try findings(of: "\(ward) Il y a du bruit dans le hall.").passages
        #expect(there.map(\.level).last != .secret)
    }

    /// When many cells of a column tell a debt, an amount in it is one.
    @Test func aColumnIsKnownByItsCells() throws {
        let rows = [
            "ROY Jeanne\tT3\t2 termes", "BLANC Oumou\tT4\t612,40",
            "CARON Lise\tT2\tplan non tenu", "NOIR Paul\tT1\tdeux loyers de retard",
        ]
        let found = try findings(of: rows.joined(separator: "\n"))
        let amounts = found.passages.filter {
            String(decoding: found.text[$0.start..<$0.end], as: UTF8.self) == "612,40"
        }
        #expect(amounts.map(\.level) == [.secret])
    }

    /// The line that tells who wrote in a chat holds no cue and no secret.
    @Test func whoWroteIsNoCue() throws {
        let turns = ["**Lina_AED** — 08:04", "qui a vu Yanis CARON ?", "**Tom_AED** — 08:05"]
        let found = try findings(
            of: (turns + ["non", "**Lina_AED** — 08:07", "ok"]).joined(separator: "\n")
        )
        #expect(found.level == .confidentiel)
    }
}
