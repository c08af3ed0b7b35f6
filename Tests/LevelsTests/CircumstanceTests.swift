import Levels
import TestSupport
import Testing

/// Secrets told by what happens, without the word for it, and words that only look like secrets.
@Suite struct CircumstanceTests {
    static let justice = [
        secret("Yanis CARON pointe tous les mardis au commissariat."),
        secret("Yanis CARON porte un boîtier à la cheville."),
        secret("L'aîné, évadé de permission, se cache chez Mme Roy."),
        secret("M. Roy a encore deux ans à Fleury."),
        secret("Yanis CARON passe devant le délégué du procureur."),
    ]

    static let home = [
        secret("On entend Mme Roy hurler quand il rentre."),
        secret("Le compagnon confisque la carte bleue de Mme Roy."),
        secret("Mme Roy garde une valise prête derrière la porte."),
        secret("Lina CARON dit que son beau-père entre dans sa chambre la nuit."),
        secret("Yanis CARON arrive avec la même couche que la veille."),
    ]

    static let measures = [
        secret("Nous demandons la reconduction de la mesure de Lina CARON."),
        secret("Un accueil relais est proposé pour Lina CARON."),
        secret("Un éducateur qui vient le mercredi aide Mme Roy."),
        secret("Mme Roy ne voit son fils qu'en présence d'un tiers."),
    ]

    static let money = [
        secret("M. Roy n'a plus payé depuis Noël."),
        secret("Mme Roy a reçu la lettre pour quitter le logement."),
        secret("Le plan d'apurement de M. Roy n'est plus respecté."),
        secret("M. Roy a trois termes de retard."),
    ]

    static let body = [
        secret("M. Roy a son rein artificiel le lundi."),
        secret("Mme Roy a sauté sa piqûre du mois."),
        secret("Lina CARON sort de deux semaines au pavillon des ados."),
        secret("M. Roy se croit espionné par la télévision."),
        secret("Yanis CARON parle de ne plus être là."),
    ]

    /// Lines in capitals, without apostrophes.
    static let capitals = [
        secret("MADAME EST SUIVIE AU CMP.\nELLE PREND DES NEUROLEPTIQUES."),
        secret("L INDIVIDU EST CONDUIT A LA BRIGADE."),
        confidentiel("MADAME LA DIRECTRICE SIGNALE LE VOL D UN VELO PAR M. PAUL ROY."),
    ]

    /// The same words of councils, kitchens and streets.
    static let others = [
        confidentiel("Yanis CARON ne vient plus.\n- Prochaine cellule de veille le 4 mai."),
        confidentiel("Yanis CARON est reçu.\n- Le traitement des façades commence lundi."),
        confidentiel("Yanis CARON jette des pétards dans la cour."),
        confidentiel("Mme Roy, jointe par téléphone, rappellera."),
        confidentiel("Yanis CARON dort devant les urgences."),
        confidentiel("Mme Roy occupe le logement sans titre."),
        general("Votre majorité est malade de la communication."),
        general("La séance de vaccination contre la grippe est reportée."),
        general("Le présent arrêté peut être déféré au tribunal administratif."),
        general("Ouverture d'une classe ULIS, il manque deux AESH."),
    ]

    @Test(arguments: justice)
    func justiceNeedsNoTerm(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: home)
    func violenceNeedsNoTerm(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: measures)
    func protectionNeedsNoTerm(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: money)
    func debtsNeedNoTerm(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: body)
    func healthNeedsNoTerm(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: capitals)
    func capitalsHideNobody(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: others)
    func wordsOfOthersAreNoSecrets(_ row: LevelRow) throws { try row.check() }
}
