import TestSupport
import Testing

/// Households, caretakers, offices in brackets, animals and people of public life.
@Suite struct HouseholdTests {
    static let households = [
        NameRow("Hier les Petit ont crié dans l'escalier.", [person("Petit")]),
        NameRow("Les Morgat du 7e ont jeté un caddie.", [person("Morgat")]),
        NameRow("Situation Roche : le père est incarcéré.", [person("Roche")]),
        NameRow("Dossier Tessier : la dette augmente.", [person("Tessier")]),
        NameRow("Il dort chez Castor.", [person("Castor")]),
        NameRow("- Brazier père : a crié sur le juge.", [person("Brazier")]),
    ]

    static let words = [
        NameRow("Mme Pelé est absente depuis lundi.", [person("Pelé")]),
        NameRow("M. Doré a été reçu ; Mme Brûlé a crié.", [person("Doré"), person("Brûlé")]),
        NameRow("On a revu M Tardieu au parc, il boit.", [person("Tardieu")]),
        NameRow("On a revu madame berger, elle boit.", [person("berger")]),
        NameRow("dupuich kévin / dort dehors", [person("dupuich kévin")]),
        NameRow("Olive (la grande) a frappé Sacha.", [person("Olive"), person("Sacha")]),
    ]

    static let offices = [
        NameRow("Voir M. Verdier (bailleur) pour la cave.", [official("Verdier")]),
        NameRow(
            "Délégués parents : Mme Yildiz, M. Bonin",
            [official("Yildiz"), official("Bonin")]
        ),
        NameRow("LISTE CE2 - Mme Pinson - école des Quatre-Vents", [official("Pinson")]),
        NameRow("Appel pris par cathy standard à 9 h", [official("cathy")]),
        NameRow("Gardien : M. Adrien Saulnier", [official("Adrien Saulnier")]),
        NameRow("La concierge, Mme Ferrand, a tout vu.", [person("Ferrand")]),
    ]

    static let nobody = [
        NameRow("Le chien « Brutus » a mordu un passant."),
        NameRow("Portrait du judoka Teddy Riner, parrain de la semaine."),
        NameRow("Atelier boxe « Roi Arthur » avec le foyer."),
        NameRow("La fête à la maison Aimé-Césaire, rien à signaler."),
    ]

    static let capitals = [
        NameRow(
            "DANY FERRER FAIT LE CHEF DEVANT LE HALL ET IL A CASSÉ LA VITRE.",
            [person("DANY FERRER")]
        ),
        NameRow(
            "OCÉANE HOUARDON A FUGUÉ HIER SOIR ET DORT DEHORS.",
            [person("OCÉANE HOUARDON")]
        ),
    ]

    static let doubles = [
        NameRow(
            "JEAN-BAPTISTE AUSSI A CASSÉ LA PORTE DU LOCAL HIER SOIR.",
            [person("JEAN-BAPTISTE")]
        ),
        NameRow(
            "VICTOIRE LE QUERNEC SE PLAINT D'ÊTRE BOUSCULÉE À LA CANTINE.",
            [person("VICTOIRE LE QUERNEC")]
        ),
        NameRow(
            "On a vu jean-baptiste et pierre-marie devant le collège, ils fument.",
            [person("jean-baptiste"), person("pierre-marie")]
        ),
        NameRow(
            "Au stand : Mamoudou + M'Baye, ils boivent.",
            [person("Mamoudou"), person("M'Baye")]
        ),
        NameRow("La directrice de l'UFM, Mme Lise Belfort, est là.", [official("Lise Belfort")]),
        NameRow("Selon Mme Berger, le garçon crie.", [person("Berger")]),
    ]

    static let scans = [
        NameRow("La farnille Rouvignac a été reçue.", [person("Rouvignac")]),
        NameRow("On dit qu'eIle a crié ; le Comrnissaire est passé."),
        NameRow("SIGNALEMENT D'ABSENTElSME DE L'ÉLÈVE"),
    ]

    @Test(arguments: households + words + offices + nobody + capitals + doubles + scans)
    func names(_ row: NameRow) throws {
        try row.check()
    }
}
