import Levels
import Pipeline
import TestSupport
import Testing

/// What speaks for one person, or against, beside the words of the cue.
@Suite struct GroundTests {
    /// A definition vetoes what it quotes, to the closing mark.
    static let definitions = [
        general("À ne pas écrire : « Monsieur est sous neuroleptiques. Sa fille est en foyer. »"),
        general("On n'écrit pas « le père boit » dans un compte rendu."),
        general("Écrire qu'un habitant est suivi en psychiatrie viole le secret."),
    ]

    /// The boxes of a form.
    static let boxes = [
        general("Nature : [x] dégradation  [ ] malaise  [ ] ivresse"),
        secret("Concerne M. Paul Roy\n[ ] retard  [x] ivresse"),
    ]

    /// The header tells what the cells of a person's row hold.
    static let columns = [
        secret("Nom\tImpayés\nROY Paul\t1 240,00\nCARON Lina\t310,00\nBLANC Yves\t85,00"),
        confidentiel("Nom\tClasse\nROY Paul\t3e B\nCARON Lina\t4e A\nBLANC Yves\t6e C"),
    ]

    /// Somebody who is unknown but can be told from others.
    static let aged = [
        confidentiel("Un homme de 34 ans dort dans le local vélos."),
        confidentiel("Une famille de cinq enfants est dehors après minuit."),
        secret("Une femme d'une quarantaine d'années est suivie au CMP."),
    ]

    /// A relation, an object, a verb without subject carry the person on.
    static let carried = [
        secret("Yanis Caron ne vient plus.\nSa jambe est cassée."),
        secret("Yanis Caron ne vient plus. Le CMP le suit depuis mars."),
        secret("Yanis Caron ne vient plus. Refuse de voir son psychiatre."),
        secret("La famille Caron est reçue. Les parents sont alcooliques."),
        // a street is named after somebody of history, the passage speaks of him
        secret("Monsieur serait bipolaire (rue Pierre Sémard)."),
    ]

    /// Things and metaphors.
    static let things = [
        general("L'imprimante est hospitalisée chez le réparateur."),
        general("L'opposition dénonce un budget sous perfusion et une gestion schizophrène."),
        general("Le traitement contre les punaises est programmé."),
        general("Le devis est joint au dossier."),
        general("Je vous prie d'agréer mes salutations."),
        general("Une dépression météo est annoncée jeudi."),
    ]

    /// Euphemisms and words of children.
    static let euphemisms = [
        secret("Mme Roy voit quelqu'un une fois par semaine."),
        secret("Le père de Yanis est à l'ombre."),
        secret("Le père de Yanis sort en décembre."),
        secret("Yanis touche aux produits."),
        secret("Lina attend un heureux événement."),
        secret("On lui a retiré les petits, à Mme Roy."),
        secret("Lina mouille de nouveau son lit."),
        secret("Lina a parlé de « tonton qui serre fort »."),
        secret("Des rumeurs courent sur elle et un adulte, Lina n'en dit rien."),
        secret("M. Roy a la main leste."),
        secret("M. Roy est en délicatesse avec la justice."),
        secret("M. Roy était dans les vignes du Seigneur."),
        secret("Mme Roy n'a plus toute sa tête."),
    ]

    @Test(arguments: definitions)
    func aDefinitionIsNobody(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: boxes)
    func anEmptyBoxSaysNothing(_ row: LevelRow) throws { try row.check() }

    /// Whoever speaks in a chat is not the one who is spoken of.
    @Test func aSpeakerIsNoSubject() throws {
        let stand = "on ramène les verres de dégrisement ?"
        let turns = ["M. Roy : \(stand)", "Mme Caron : oui", "M. Roy : et", "Mme Caron : non"]
        #expect(try findings(of: turns.joined(separator: "\n")).level < .secret)
        #expect(try findings(of: "M. Roy est en cellule de dégrisement.").level == .secret)
    }

    @Test(arguments: columns)
    func aHeaderTellsWhatCellsHold(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: aged)
    func anAgeMakesSomebody(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: carried)
    func wordsCarryThePersonOn(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: things)
    func thingsHaveNoSecrets(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: euphemisms)
    func euphemismsAreSecrets(_ row: LevelRow) throws { try row.check() }
}
