internal import Decisions
public import Evaluations
internal import Levels

/// The tables of `biffure evaluate`: figures with what they mean, in French.
public enum EvaluationTable {
    /// What was found, what leaves, labels, categories and levels.
    ///
    /// No word of a note stands in it.
    public static func text(_ evaluation: Evaluation) -> String {
        var text = section("Ce qui est trouvé", evaluation.figures)
        if let audience = evaluation.audience {
            text +=
                "\n" + section("Ce qui sort pour « \(audience.id) »", evaluation.outgoingFigures)
        }
        text += "\n" + labels(evaluation)
        if !evaluation.byCategory.isEmpty { text += "\n" + categories(evaluation) }
        text += confusion("Niveau des morceaux", evaluation.pieces)
        text += confusion("Niveau des notes", evaluation.levels)
        return text
    }

    /// Several evaluations of the same notes beside one another.
    public static func comparison(_ evaluations: [(title: String, evaluation: Evaluation)])
        -> String
    {
        var text = padded("", 42)
        for column in evaluations { text += leading(column.title, 10) }
        text += "\n"
        let all = evaluations.map { $0.evaluation.figures + $0.evaluation.outgoingFigures }
        for (number, figure) in (all.first ?? []).enumerated() {
            guard let name = explanations[figure.key]?.name ?? category(figure.key) else {
                continue
            }
            text += "  " + padded(name, 40)
            for figures in all { text += leading(value(figures[number]), 10) }
            text += "\n"
        }
        return text
    }

    /// « HEALTH cue recall »: « santé ».
    private static func category(_ key: String) -> String? {
        let words = key.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[1] == "cue recall" else { return nil }
        return meanings[String(words[0])].map { "indices : \($0)" }
    }

    /// What was missed, with words of the notes.
    public static func text(_ misses: Misses) -> String {
        var text = ""
        for kind in Misses.Kind.allCases where misses.count(kind) > 0 {
            text += "\n\(name(kind)) : \(misses.count(kind))\n"
            for row in misses.rows(kind) {
                let tag = row.tag.isEmpty ? "" : "\(row.tag) "
                text += "  \(row.note) : \(tag)« \(row.words) » dans « \(row.context) »\n"
            }
        }
        return text
    }

    private static func section(_ title: String, _ figures: [Figure]) -> String {
        var text = title + "\n"
        for figure in figures {
            guard let (name, meaning) = explanations[figure.key] else { continue }
            text += row(name, value(figure), meaning)
        }
        return text
    }

    private static func row(_ name: String, _ value: String, _ meaning: String) -> String {
        "  " + padded(name, 32) + leading(value, 7) + "  \(meaning)\n"
    }

    private static func labels(_ evaluation: Evaluation) -> String {
        var text = padded("Par étiquette", 16) + " annotés   rappel  trouvés précision\n"
        for label in evaluation.byLabel {
            text += "  " + padded(label.name, 14)
            text += leading("\(label.hits.whole)", 8) + leading(decimal(label.hits), 9)
            text += leading("\(label.rights.whole)", 9) + leading(decimal(label.rights), 10)
            text += "  \(meanings[label.name] ?? "")\n"
        }
        return text
    }

    private static func categories(_ evaluation: Evaluation) -> String {
        var text = padded("Par catégorie", 16) + " annotés   rappel\n"
        for category in evaluation.byCategory {
            text += "  " + padded(category.name, 14)
            text += leading("\(category.hits.whole)", 8) + leading(decimal(category.hits), 9)
            text += "  \(meanings[category.name] ?? "")\n"
        }
        return text
    }

    private static func confusion(_ title: String, _ confusion: Confusion) -> String {
        var text = "\n" + padded(title, 24)
        for found in levels { text += leading(found.name, 13) }
        text += "  trouvé\n"
        for wanted in levels {
            text += "  " + padded("annoté \(wanted.name)", 22)
            for found in levels {
                text += leading("\(confusion[wanted: wanted, found: found])", 13)
            }
            text += "\n"
        }
        return text
    }

    private static let levels = Level.allCases

    private static func value(_ figure: Figure) -> String {
        switch figure.value {
        case .count(let count): "\(count)"
        case .share(let share): decimal(share)
        case .thousandths(let share): decimal(1_000 * share.part, share.whole)
        }
    }

    private static func decimal(_ share: Share) -> String { decimal(share.part, share.whole) }

    /// Three decimals, or « - » without a whole.
    private static func decimal(_ part: Int, _ whole: Int) -> String {
        guard whole > 0 else { return "-" }
        let value = (part * 2_000 + whole) / (whole * 2)
        let decimals = "\(value % 1_000)"
        let zeros = String(repeating: "0", count: 3 - decimals.count)
        return "\(value / 1_000),\(zeros)\(decimals)"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func leading(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private static func name(_ kind: Misses.Kind) -> String {
        switch kind {
        case .name: "Noms privés non couverts en entier"
        case .falseName: "Noms trouvés à tort"
        case .official: "Noms de fonction pris pour des noms privés"
        case .identifier: "Identifiants manqués"
        case .falseIdentifier: "Identifiants trouvés à tort"
        case .cue: "Indices de secret manqués"
        case .secret: "Morceaux secrets manqués"
        case .falseSecret: "Morceaux pris à tort pour secrets"
        case .nameLeft: "Mots de noms privés qui sortent"
        case .identifierLeft: "Identifiants qui sortent"
        case .cueLeft: "Secrets qui sortent mot pour mot"
        case .pieceLost: "Morceaux publics perdus"
        case .officialLost: "Noms de fonction perdus"
        }
    }

    /// By key: what people read, and what it means.
    private static let explanations: [String: (name: String, meaning: String)] = [
        "notes": ("notes", "notes annotées lues"),
        "name recall": ("noms privés trouvés", "couverts en entier"),
        "name leak": ("mots de noms manqués", "part des mots des noms privés"),
        "name precision": ("mots pris à raison", "parmi les mots pris pour un nom privé"),
        "false names per 1,000 words": ("faux noms pour 1000 mots", "là où rien n'est annoté"),
        "officials kept": ("noms de fonction gardés", "élus, agents, signataires : jamais touchés"),
        "notes without a leak": ("notes sans fuite", "parmi celles qui ont un nom privé"),
        "identifier recall": ("identifiants trouvés", "neuf dixièmes couverts, même étiquette"),
        "identifier precision": ("identifiants à raison", "parmi les identifiants trouvés"),
        "cue recall": ("indices de secret trouvés", "à moitié au moins dans un passage secret"),
        "secret recall": ("morceaux secrets trouvés", "lignes, cellules et phrases"),
        "secret precision": ("morceaux secrets à raison", "parmi ceux trouvés secrets"),
        "confidentiel+ recall": ("confidentiels ou plus trouvés", "secrets compris"),
        "confidentiel+ precision": ("confidentiels ou plus à raison", "secrets compris"),
        "public pieces kept public": ("morceaux publics gardés", "restés publics"),
        "note level right": ("niveau de la note juste", "part des notes"),
        "note level too low": ("niveau trop bas", "part des notes"),
        "note level too high": ("niveau trop haut", "part des notes"),
        "notes held": ("notes retenues", "rien n'en sort"),
        "name survival": ("mots de noms qui restent", "noms privés, mots de trois lettres et plus"),
        "identifier survival": ("identifiants qui restent", "parmi les identifiants annotés"),
        "secret survival": ("secrets qui restent", "indices de trois mots et plus, mot pour mot"),
        "public text lost": ("texte public perdu", "morceaux sans nom privé ni identifiant"),
        "officials lost": ("noms de fonction perdus", "dans le texte public"),
    ]

    /// By label and category: what it covers.
    private static let meanings = [
        "PERSON": "noms de particuliers", "INITIALS": "initiales de particuliers",
        "OFFICIAL": "noms de personnes en fonction", "BIRTHDATE": "dates de naissance",
        "ADDRESS": "adresses de particuliers", "PHONE": "téléphones", "EMAIL": "courriels",
        "ONLINE": "comptes en ligne", "NIR": "numéros de sécurité sociale",
        "IBAN": "comptes bancaires", "PLATE": "immatriculations",
        "IDNUM": "numéros de personnes et de dossiers", "HEALTH": "santé",
        "DISABILITY": "handicap", "ADDICTION": "addictions", "SOCIAL": "suivi social et éducatif",
        "VIOLENCE": "violences subies au foyer", "JUDICIAL": "procédures et antécédents",
        "SEXUAL": "vie sexuelle", "BELIEF": "croyances, origine, opinions",
        "RADICAL": "radicalisation", "FINANCE": "dettes et aides",
    ]
}
