import TestSupport
import Testing

/// The annotation guide, « Decisions at the borders », row by row.
@Suite struct BorderTests {
    /// Somebody in function of whom something private is told.
    static let officials = [
        secret("Le principal du collège est en arrêt pour dépression."),
        secret("M. Hubert Lenoir, directeur de l'école, est en arrêt pour dépression."),
        secret("M. Lenoir, chef de service, ne viendra pas : il commence une radiothérapie."),
        general("Le psychiatre présente le dispositif."),
    ]

    /// Who complains, sees or reports.
    static let sources = [
        confidentiel("Mme Roy a appelé au sujet du bruit."),
        confidentiel("C'est la gardienne du 8 qui nous a prévenus."),
        confidentiel("M. Roy, voisin du 3e, nous a prévenus."),
        confidentiel("La voisine du dessus ne veut pas que son nom apparaisse."),
        confidentiel("Un commerçant a vu leurs visages mais ne témoignera pas."),
    ]

    /// Conduct that was seen against the offence as a record.
    static let conduct = [
        confidentiel("Yanis Caron a cassé une vitre du gymnase."),
        confidentiel("Yanis Caron revend du cannabis dans le hall."),
        secret("Yanis Caron est connu pour vol avec violence."),
        secret("Yanis Caron est mis en cause pour recel."),
        secret("Yanis Caron a été interpellé mardi."),
        secret("Yanis Caron est suivi par la PJJ."),
        secret("Yanis Caron doit encore 40 heures de TIG."),
        secret("Yanis Caron a rendez-vous au SPIP."),
        secret("Yanis Caron a été arrêté hier soir."),
        secret("Yanis Caron est en garde à vue."),
        secret("Yanis Caron a été jugé en avril."),
        confidentiel("M. Roy a été verbalisé pour stationnement gênant."),
        confidentiel("Le bailleur a adressé une mise en demeure à M. Roy."),
        secret("Yanis Caron fume du cannabis chaque soir."),
        secret("Yanis Caron était ivre sur la place."),
        secret("Yanis Caron sentait le cannabis."),
    ]

    static let known = [
        confidentiel("Yanis Caron est connu des services."),
        confidentiel("Yanis Caron est dans un parcours de délinquance."),
        confidentiel("La famille Roy est une famille en difficulté."),
        confidentiel("Yanis Caron a fait l'objet d'un rappel à l'ordre."),
        confidentiel("Yanis Caron et sa mère sont convoqués au CDDF."),
    ]

    /// Followed by whom: the school and the street, or care and child protection.
    static let followed = [
        confidentiel("Yanis Caron est suivi par la mission locale."),
        confidentiel("Yanis Caron est suivi par un éducateur de rue."),
        confidentiel("L'assistante sociale du lycée suit Yanis Caron."),
        secret("Lina Caron est suivie par l'ASE."),
        secret("Lina Caron bénéficie d'une AEMO."),
        secret("Une AED est proposée à Mme Roy."),
        secret("Lina Caron est placée depuis mai."),
        secret("Une IP a été écrite pour Lina Caron."),
        secret("Lina Caron est suivie au CMP."),
        secret("M. Roy est suivi en addictologie."),
    ]

    static let migration = [
        secret("M. Roy a reçu une OQTF."),
        secret("M. Roy est en rétention."),
        secret("M. Roy est sans papiers."),
        secret("M. Roy est demandeur d'asile."),
        secret("M. Roy a le statut de réfugié."),
        secret("M. Roy serait rom."),
        secret("La famille est d'origine tchétchène."),
        confidentiel("Yanis Caron est de nationalité malienne."),
    ]

    /// Fewer than five at a precise place, and figures.
    static let counts = [
        secret("Deux jeunes de la résidence des Iris sont sous Ritaline."),
        secret("À la résidence des Iris, trois locataires ont été hospitalisés."),
        general("Douze jeunes sont suivis en addictologie."),
        general("Trois mineurs sont suivis au CMP."),
        general("Sur l'année, 132 procédures ont donné lieu à 87 condamnations."),
    ]

    static let dead = [
        secret("Feu M. Roy était alcoolique."),
        secret("M. Roy, décédé en mars, était suivi en psychiatrie."),
    ]

    static let judgements = [
        confidentiel("Cette mère est une incapable."),
        confidentiel("Caron Yanis, né le 12/03/2009, 06 12 34 56 78"),
        confidentiel("IBAN de Mme Roy : FR76 3000 6000 0112 3456 7890 189"),
    ]

    /// Titles, subjects, file names.
    static let titles = [
        secret("Objet : hospitalisation de Kévin Dupont"),
        secret("CR_famille_Dupont_placement.docx"),
    ]

    /// A measure done to a person against a bare service or deadline.
    static let measures = [
        confidentiel("Yanis Caron a été reçu en entretien mardi."),
        confidentiel("Un courrier a été envoyé à Mme Roy."),
        confidentiel("Yanis Caron est orienté vers le club de boxe."),
        general("Voir AS"),
        general("CCAS demain"),
        general("Transmis à la PN"),
    ]

    static let operations = [
        confidentiel("Trafic au pied du hall 5, tous les jours de 16 h à 22 h."),
        confidentiel("Opération prévue jeudi à 6 h au hall 3."),
        confidentiel("Vente devant l'épicerie, 16h-20h, guetteur sur le banc."),
        confidentiel("Deux agents en civil dès 9 h 45 à la terrasse du café."),
        confidentiel("Des sachets changent de main derrière la pharmacie vers 21 h 30."),
        general("Une vingtaine de jeunes sur la place, dispersion par la patrouille."),
        general("Nuisances sonores rue Blanche, tags effacés."),
        general("Rodéos signalés sur le parking, auteurs inconnus."),
    ]

    static let money = [
        secret("L'aide de 150 € a été accordée à Mme Roy."),
        secret("L'aide a été refusée à la famille Roy."),
        secret("La demande de secours de Mme Roy est ajournée."),
        secret("La famille Roy doit trois mois de loyer."),
        secret("La famille Roy sera expulsée le 12."),
        secret("L'huissier est passé chez Mme Roy."),
        secret("Mme Roy n'a pas payé deux loyers."),
        secret("L'UDAF paie les factures de Mme Roy."),
        secret("Mme Roy est sous tutelle."),
        confidentiel("M. Roy vit seul."),
        confidentiel("M. Roy est sans emploi."),
        confidentiel("Un homme de 34 ans, au RSA, occupe le local vélos."),
    ]

    /// Blows suffered at home are violence, blows among pupils are conduct.
    static let blows = [
        secret("Lina a été touchée par un animateur du centre de loisirs."),
        secret("Mme Roy a pris une gifle de son mari."),
        confidentiel("Au collège, Yanis Caron a donné une gifle à un camarade."),
    ]

    /// S0, note 2: in difficulty is confidential, named or not; a handicap is secret.
    static let fixed = [
        confidentiel(
            "Une famille de la résidence est en difficulté, "
                + "ses trois enfants sont dans un parcours de délinquance."
        ),
        confidentiel(
            "La famille Roy est en difficulté, "
                + "ses trois enfants sont dans un parcours de délinquance."
        ),
        secret("L'aîné est handicapé."),
        secret("La mère est dépressive."),
        secret("Le voisin du dessus est schizophrène."),
    ]

    static let rows =
        officials + sources + conduct + known + followed + migration + counts + dead
        + judgements + titles + measures + operations + money + blows + fixed

    @Test(arguments: rows)
    func aBorderIsReadAsTheGuideSays(_ row: LevelRow) throws { try row.check() }
}
