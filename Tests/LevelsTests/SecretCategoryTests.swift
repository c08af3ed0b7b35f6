import TestSupport
import Testing

/// DOMAIN section 5: the same words with a person and without.
@Suite struct SecretCategoryTests {
    /// CSP L.1110-4.
    static let health = [
        secret("Sa mère est suivie au CMP."),
        secret("Kévin a été hospitalisé sous contrainte (SDRE) en mars."),
        secret("M. B. ne prend plus son traitement."),
        secret("La petite serait enceinte."),
        secret("Le jeune Yanis : TS il y a 15 j, sortie HP hier."),
        secret("Mme Caron est diabétique, insuline 2 fois/j."),
        general("Le CMP est invité à la prochaine réunion."),
        general("La santé mentale est une priorité du CLS."),
        general(
            "Ces individus présentent souvent de réelles difficultés psychologiques, voire psychiatriques."
        ),
        general("Médecin, le Dr Morel présente le dispositif."),
        general("Les troubles à l'ordre public sont en baisse."),
        general("Le traitement des encombrants est assuré par la ville."),
    ]

    /// CASF L.114.
    static let disability = [
        secret("Le fils est handicapé."),
        secret("Lina : RQTH en cours."),
        secret("M. Caron touche l'AAH."),
        secret("Yanis est scolarisé en ULIS, orienté IME."),
        secret("Il se déplace en fauteuil depuis l'accident, M. Roy."),
        secret("Notification MDPH reçue pour Sofia."),
        general("L'accessibilité des personnes handicapées est améliorée."),
        general("Conseiller municipal délégué à la prévention Santé et à l'handicap"),
        general("La référente handicap du CCAS présente le guide."),
        general("L'ouverture d'une classe ULIS au collège est annoncée."),
        general("La commune est handicapée par le manque d'agents."),
        general("Préciser qu'une personne est handicapée est une information secrète."),
    ]

    static let addiction = [
        secret("Yanis est consommateur de crack, suivi CSAPA."),
        secret("Le père boit."),
        secret("M. Roy a fait une cure à deux reprises."),
        secret("Mme Caron est sous méthadone."),
        secret("Le jeune Yanis a été contrôlé positif au cannabis."),
        secret("Yanis fume tous les jours depuis ses 12 ans."),
        general("La prévention des conduites addictives est reconduite."),
        general("Le CSAPA tiendra une permanence."),
        general("L'alcoolisation sur la voie publique est en hausse."),
        general("Des cartouches de protoxyde d'azote ont été retrouvées."),
        confidentiel("Kévin Dupont revend du cannabis dans le hall."),
    ]

    /// CASF L.121-6-2, L.226-2-2.
    static let social = [
        secret("Yanis : AEMO depuis 2021."),
        secret("Le jeune Yanis est placé en MECS, fugues."),
        secret("IP transmise à la CRIP concernant la fratrie Caron."),
        secret("La TISF passe 2 fois/semaine chez Mme Caron."),
        secret("Mme Caron fait l'objet d'une mesure MJAGBF."),
        secret("L'éducateur travaille la séparation avec la mère."),
        confidentiel("Une prise en charge éducative est en cours pour Yanis."),
        confidentiel("Yanis Caron est orienté vers la mission locale."),
        confidentiel("Le CDDF sera saisi pour Yanis."),
        general("L'ASE présente ses chiffres."),
        general("Le signalement d'un dépôt sauvage est transmis."),
        general("Le placement des caméras est revu."),
        general("Le comité de suivi se réunit."),
    ]

    static let violence = [
        secret("Mme N. est battue par son compagnon."),
        secret("Lina est là : l'enfant assiste aux scènes."),
        secret("TGD attribué à Madame Roy."),
        secret("Une ordonnance de protection est demandée pour Mme Roy."),
        secret("Lina évoque des attouchements par l'oncle."),
        secret("Mise à l'abri de Mme Roy, adresse à ne pas donner."),
        general("La journée de lutte contre les violences faites aux femmes est préparée."),
        general("42 faits de VIF au 1er semestre."),
        general("L'intervenante sociale en commissariat présente son bilan."),
        general("Les violences urbaines reculent."),
        confidentiel("Une bagarre a opposé Kévin Dupont et un autre jeune devant le lycée."),
    ]

    /// CPP 11, RGPD 10.
    static let judicial = [
        secret("Yanis a été déféré mardi, CJ avec interdiction de paraître."),
        secret("Yanis est sorti de Fleury en mai."),
        secret("Yanis : suivi SPIP, TIG non fait."),
        secret("Le jeune Yanis a déjà été condamné pour vol."),
        secret("Yanis Caron : GAV prolongée."),
        secret("Yanis Caron : suivi PJJ, LSP."),
        secret("Une OQTF a été notifiée à M. Roy."),
        confidentiel("Yanis Caron est connu des services de police."),
        confidentiel("Yanis Caron est dans un parcours de délinquance."),
        general("La PJJ participe au groupe."),
        general("Le procureur rappelle sa politique pénale."),
        general("12 interpellations en juin."),
        general("Le TIG collectif de nettoyage est reconduit."),
        general("Le rappel à l'ordre par le maire est un dispositif."),
    ]

    static let sexual = [
        secret("Yanis est homosexuel, rejeté par son père."),
        secret("Lina se prostituerait près de la gare."),
        secret("Le jeune Yanis est en transition."),
        secret("M. Roy est séropositif."),
        secret("Des photos intimes d'Inès ont été diffusées."),
        general("La lutte contre les LGBTphobies est une priorité."),
        general("La prévention du cyberharcèlement sexuel est reconduite."),
        general("L'association d'aide aux personnes prostituées est invitée."),
        general("La relation commerciale avec le prestataire est bonne."),
        general("Les outrages sexistes sont en hausse."),
    ]

    static let belief = [
        secret("Une famille de Roms occupe le 12 rue des Lilas."),
        secret("M. Roy est d'origine tchétchène."),
        secret("Mme Caron est pratiquante et porte le voile intégral."),
        secret("M. Roy, délégué CGT, est très remonté."),
        secret("Le jeune Yanis est militant d'extrême droite."),
        secret("Mme Caron est témoin de Jéhovah."),
        general("Le syndicat des copropriétaires est reçu."),
        general("Le syndicat mixte finance les navettes."),
        general("L'origine des nuisances est identifiée."),
        general("La communauté d'agglomération finance le poste."),
        general("Les représentants des cultes sont reçus."),
        general("Les actes antisémites sont en hausse."),
        general("Un élu de la majorité demande un bilan."),
    ]

    static let radical = [
        secret("Yanis est inscrit au FSPRT."),
        secret("Yanis Caron fait l'objet d'une fiche S."),
        secret("Yanis a été signalé au numéro vert."),
        secret("M. Roy est en voie de radicalisation selon le SCRT."),
        secret("Le frère de Yanis est de retour de zone."),
        general("Le CLSPDR comprend un volet radicalisation."),
        general("Une formation à la détection des signaux faibles est prévue."),
        general("Le coordinateur CLSPDR présente le plan."),
        general("CPRAF : bilan annuel."),
    ]

    static let finance = [
        secret("M. Roy a une dette de 4 300 € chez le bailleur."),
        secret("Dossier de surendettement Famille Roy."),
        secret("Le RSA a été suspendu à Mme T."),
        secret("Famille Roy : expulsion prévue le 12, concours FP accordé."),
        secret("Mme Roy n'a plus rien à manger."),
        general("La commission FSL se réunit en mai."),
        general("Prévention des expulsions : la charte est signée."),
        general("Le budget du FIPD est voté."),
        general("C'est un quartier à bas revenus."),
        general("Une subvention de 4 300 € est votée."),
    ]

    @Test(arguments: health)
    func healthNeedsAPerson(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: disability)
    func disabilityNeedsAPerson(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: addiction)
    func addictionNeedsAPerson(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: social)
    func socialWorkNeedsAPerson(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: violence)
    func violenceNeedsAPerson(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: judicial)
    func proceduresNeedAPerson(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: sexual)
    func sexualLifeNeedsAPerson(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: belief)
    func beliefsNeedAPerson(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: radical)
    func radicalisationNeedsAPerson(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: finance)
    func moneyNeedsAHousehold(_ row: LevelRow) throws { try row.check() }
}
