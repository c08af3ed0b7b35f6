import TestSupport

/// Notes made at random from sentence patterns: persons, officials, cues, tables, lists, mails.
///
/// The seed fixes the note. Names are invented.
struct NoteGrammar {
    private var random: Seeded

    init(seed: UInt64) { random = Seeded(seed) }

    private static let firsts = [
        "Yanis", "Lina", "Kévin", "Sofiane", "Inès", "Hélène", "Mamadou", "Jean-Baptiste", "Zoé",
        "Nadia", "Rose", "Pierre", "Malik", "Fatou",
    ]
    private static let lasts = [
        "CARON", "Caron", "Dupont-Morel", "Le Goff", "TRAORÉ", "Benali", "d'Almeida", "Petit",
        "Roy",
        "VASSEUR", "Ait Ouarab", "Marchetti", "Noël", "Ferrand",
    ]
    private static let places = [
        "cité des Lilas", "résidence Jean Moulin", "hall 5", "place du marché", "rue Pierre Sémard",
    ]
    private static let secrets = [
        "est suivi au CMP", "ne prend plus son traitement", "touche l'AAH", "est sous méthadone",
        "serait bipolaire", "a fait une TS en mars", "est inscrit au FSPRT", "est en ULIS",
        "est placé en foyer", "a été condamné pour vol", "a une dette de 900 € de loyer",
        "n'est pas diabétique", "bénéficie d'une AEMO",
    ]
    private static let conducts = [
        "ne vient plus au collège", "a cassé une vitre", "revend du cannabis",
        "a insulté le gardien",
        "est connu des services", "traîne tard le soir", "a été reçu par la médiatrice",
    ]
    private static let generals = [
        "Le CMP est invité à la prochaine réunion.", "La santé mentale est une priorité.",
        "L'accueil des personnes handicapées est amélioré.", "12 faits en juin, 8 en juillet.",
        "La séance est ouverte à 18 h 30.", "Le budget du FIPD est voté (4 300 €).",
        "Prochaine réunion le 12/04/2025 en mairie.", "La PJJ participe au groupe.",
    ]

    private mutating func any(_ choices: [String]) -> String {
        choices.randomElement(using: &random) ?? ""
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }

    private mutating func person() -> String {
        switch number(0...8) {
        case 0: any(Self.firsts) + " " + any(Self.lasts)
        case 1: any(Self.lasts).uppercased() + " " + any(Self.firsts)
        case 2: "M. " + any(Self.lasts)
        case 3: "Mme " + any(Self.firsts) + " " + any(Self.lasts)
        case 4: any(["K.D.", "le jeune K.", "Mme B."])
        case 5: any(["sa mère", "le père", "l'intéressé", "la petite", "Monsieur"])
        case 6: "la famille " + any(Self.lasts)
        case 7: "le frère de " + any(Self.firsts)
        default: any(Self.firsts)
        }
    }

    private mutating func identifier() -> String {
        switch number(0...5) {
        case 0: "né le \(number(1...28))/0\(number(1...9))/\(number(1950...2015))"
        case 1: "06 \(number(10...99)) 34 56 78"
        case 2: "12 \(any(["bis ", ""]))rue Victor Hugo"
        case 3: "yanis.c@exemple.fr"
        case 4: "AB-\(number(100...999))-CD"
        default: "15 ans"
        }
    }

    private mutating func sentence() -> String {
        switch number(0...7) {
        case 0, 1: any(Self.generals)
        case 2: capitalised("\(person()) \(any(Self.conducts)).")
        case 3: capitalised("\(person()) \(any(Self.secrets)).")
        case 4: capitalised("\(person()), \(identifier()), \(any(Self.conducts)).")
        case 5:
            capitalised(
                "\(person()) \(any(Self.conducts)) ; \(person()) \(any(Self.secrets)) (\(any(Self.places)))."
            )
        case 6:
            capitalised("\(any(["il", "elle"])) \(any(Self.secrets))") + any([".", " !", "", "…"])
        default: "Mme Sylvie MARTEL, coordonnatrice, présente le bilan."
        }
    }

    private func capitalised(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    private mutating func paragraph() -> [String] {
        [(0...number(0...3)).map { _ in sentence() }.joined(separator: " ")]
    }

    private mutating func list() -> [String] {
        let mark = any(["- ", "• ", "– ", "  * ", "1. ", "➔ "])
        return (0...number(1...4)).map { _ in mark + sentence() }
    }

    private mutating func table() -> [String] {
        let separator = any(["\t", ";", " | "])
        let head = ["Nom", "Âge", "Situation", "Action"].joined(separator: separator)
        let rows = (0...number(1...3)).map { _ in
            [
                person(), "\(number(6...60)) ans", any(Self.secrets + Self.conducts),
                any(["", "à revoir", "CCAS"]),
            ]
            .joined(separator: separator)
        }
        return [head] + rows
    }

    private mutating func mail() -> [String] {
        [
            "De : Sylvie MARTEL", "Objet : \(person())", "", "Bonjour,", "> \(sentence())",
            ">> \(sentence())", "Cordialement", "Sylvie MARTEL", "Coordonnatrice du CLSPD",
        ]
    }

    private mutating func form() -> [String] {
        [
            "Nom : \(any(Self.lasts))", "Prénom : \(any(Self.firsts))", "DDN : 12/03/2009",
            "Situation : \(any(Self.secrets))",
        ]
    }

    /// A note of two to six parts.
    mutating func note() -> String {
        var lines = number(0...1) == 0 ? ["Compte rendu du 12 mars 2025", ""] : []
        for _ in 0...number(1...5) {
            switch number(0...5) {
            case 0: lines += list()
            case 1: lines += table()
            case 2: lines += mail()
            case 3: lines += form()
            default: lines += paragraph()
            }
            lines += number(0...2) == 0 ? [] : [""]
        }
        let note = lines.joined(separator: "\n") + any(["", "\n"])
        return number(0...9) == 0 ? note.uppercased() : note
    }

    /// A note of general sentences only.
    mutating func publicNote() -> String {
        (0...number(2...8)).map { _ in any(Self.generals) + any([" ", "\n", "\n\n", "\n- "]) }
            .joined()
    }
}
