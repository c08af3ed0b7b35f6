import Levels
import Pipeline
import TestSupport
import Testing

/// Verbs that tell a secret of the person whom they take, and words that stand for a person.
@Suite struct ObjectTests {
    static let taken = [
        secret("La brigade a embarqué Kylian Roche cette nuit."),
        secret("Le tribunal a condamné Mme Roche en mai."),
        secret("L'ASE a placé Kylian Roche lundi."),
        secret("On a hospitalisé sa mère dimanche."),
        secret("Le juge veut retirer le bébé à la famille."),
        secret("La crèche a signalé le bébé."),
        secret("Les services ont retiré les petits à leur père."),
        secret("Kylian Roche crie. Les gendarmes l'ont interpellé."),
        secret("Elle a perdu son fils en avril, dit Mme Roche."),
    ]

    static let things = [
        general("La ville a placé des barrières devant le stade."),
        general("Le tribunal a condamné la société de nettoyage."),
        general("La police a interpellé des dizaines d'automobilistes."),
        general("La police arrête les auteurs de vols plus souvent."),
        general("Le référent soigne les petits bobos."),
        general("Le juge peut confier un enfant à un tiers."),
        general("Le maire a retiré la délibération."),
    ]

    /// Several words, a known few, telegraphic kin.
    static let designated = [
        secret("Celui du 3e est sous méthadone."),
        secret("Le mis en cause est sous curatelle."),
        secret("La vieille du 2 est sous tutelle."),
        secret("Les deux frères ont été placés en foyer."),
        secret("Ces trois jeunes sont sous bracelet électronique."),
        secret("Fils en CEF."),
        secret("Notre collègue est en mi-temps thérapeutique."),
        secret("Le pitchoun est placé en famille d'accueil."),
        secret("Son dernier est autiste."),
        secret("Le frère est en prison."),
        secret("Enceinte de sept mois."),
        general("Fille ou garçon, chacun joue."),
        general("Celui du mois prochain est reporté."),
        general("Ces trois jeunes pousses sont arrosées."),
    ]

    /// What tells of nobody alive, of a thing, or of the reader.
    static let nobody = [
        general("En 1871, il mourut fou."),
        general("Né en mars 1802, il fut interné dix ans."),
        general("Les droits de l'homme sont rappelés."),
        general("Chez la femme enceinte, le vaccin est gratuit."),
        general("Le fourgon est souffrant."),
        general("Une conférence sur le harcèlement sexuel a lieu le 22."),
        general("Si votre conjoint est incarcéré, une association vous aide."),
        general("Le miel se vend bien."),
        general("En cas de menace suicidaire, l'infirmière appelle le 15."),
        general("Un différend a éclaté au marché."),
    ]

    /// Said of whoever it may be: rules, questions of a leaflet.
    static let anybody = [
        general("La personne hospitalisée sans consentement peut saisir le juge."),
        general("Le locataire qui ne paie pas son loyer peut saisir le fonds."),
        general("Portrait d'une championne amputée à 12 ans."),
        general(
            "Mon voisin est sous tutelle : qui contacter ?\nMon mari me frappe, qui appeler ?\n"
                + "Le service est-il gratuit ?"
        ),
        general("Ne cherchez pas à savoir si le voisin est malade ou ivre."),
        general("132 plaintes au sein du couple, dont 87 ont conduit à une garde à vue."),
        secret("Mon voisin, M. Roche, est sous tutelle : qui contacter ?"),
        secret("Le locataire, M. Roche, ne paie pas son loyer et peut saisir le fonds."),
    ]

    /// A word of a name is no cue.
    static let names = [
        confidentiel("Mme Mars a écrit à M. Loyer.")
    ]

    @Test(arguments: taken + things)
    func aVerbCountsWhenItTakesAPerson(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: designated)
    func severalWordsStandForAPerson(_ row: LevelRow) throws { try row.check() }

    @Test(arguments: nobody + anybody + names)
    func nobodyIsMeant(_ row: LevelRow) throws { try row.check() }
}
