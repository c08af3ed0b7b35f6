public import Decisions
internal import Levels

/// The matrix for people: `biffure audiences`.
public enum AudienceTable {
    private static let words: [Audience.Action: String] = [
        .keep: "conservés", .replace: "remplacés", .function: "élus et responsables seulement",
        .remove: "retirés", .drop: "retirés", .releve: "réduits à la solution et à qui la porte",
        .anonymise: "gardés sans les noms", .cut: "retirés", .occult: "occultés",
    ]

    /// All audiences with their other names, and the profiles.
    public static func text(_ policy: Policy) -> String {
        var text = ""
        var last = ""
        for audience in policy.audiences {
            if audience.id != last {
                text += "\(audience.id)\n    \(audience.label)\n"
                let aliases = policy.aliases(of: audience.id)
                if !aliases.isEmpty { text += "    aussi : \(aliases.joined(separator: ", "))\n" }
            } else {
                text += "    \(audience.label)\n"
            }
            last = audience.id
            if let piece = audience.piece { text += "    --piece \(piece.rawValue)\n" }
            text += rows(audience) + "\n"
        }
        if !policy.profiles.isEmpty {
            text += "Profils (--profile) : \(policy.profiles.joined(separator: ", "))\n"
        }
        return text
    }

    private static func rows(_ audience: Audience) -> String {
        func word(_ action: Audience.Action) -> String { words[action] ?? action.rawValue }
        var text = "    plafond : \(audience.ceiling.name)\n"
        text += "    noms privés : \(word(audience.names))"
        text += " ; noms des personnes en fonction : \(word(audience.officials))\n"
        text += "    points confidentiels : \(word(audience.confidentiel))"
        text += " ; passages secrets : \(word(audience.secret))\n"
        if !audience.admitted.isEmpty {
            let names = audience.admitted.map { CategoryName.french($0) }
            text += "    admis comme confidentiel : \(names.joined(separator: ", "))\n"
        }
        if audience.hasOneSituation { text += "    une seule situation par note\n" }
        if audience.isMarked { text += "    le niveau est écrit en tête\n" }
        return text + "    source : \(audience.source)\n"
    }

    /// Which row of which layer decided each column of one audience: `audiences --explain`.
    public static func explanation(
        _ audience: Audience,
        _ rows: [(column: String, value: String, origin: PolicyOrigin)]
    ) -> String {
        var text = "\(audience.id) : \(audience.label)\n"
        let width = rows.map(\.column.count).max() ?? 0
        for row in rows {
            let gap = String(repeating: " ", count: width - row.column.count)
            let layer = row.origin.layer.isEmpty ? "Lexicons" : row.origin.layer
            text += "    \(row.column)\(gap) = \(row.value)  ← \(layer)/\(row.origin.file), "
            text += "ligne \(row.origin.line)"
            if !row.origin.author.isEmpty {
                text += " (\(row.origin.author), \(row.origin.date))"
            }
            text += "\n"
        }
        return text
    }
}

/// The categories of secrets and the labels of mentions as users read them.
public enum CategoryName {
    private static let names: [String: String] = [
        "HEALTH": "santé", "DISABILITY": "handicap", "ADDICTION": "addiction",
        "SOCIAL": "suivi social ou éducatif", "VIOLENCE": "violences subies",
        "JUDICIAL": "situation judiciaire", "SEXUAL": "vie sexuelle",
        "BELIEF": "convictions ou origine", "RADICAL": "radicalisation",
        "FINANCE": "situation financière",
        "PERSON": "nom", "INITIALS": "initiales", "OFFICIAL": "personne en fonction",
        "BIRTHDATE": "date de naissance", "ADDRESS": "adresse", "PHONE": "téléphone",
        "EMAIL": "courriel", "ONLINE": "compte en ligne", "CONTACT": "contact d'un service",
        "NIR": "numéro de sécurité sociale", "IBAN": "compte bancaire",
        "PLATE": "immatriculation", "IDNUM": "numéro",
    ]

    /// The French name of a tag; the tag itself when it has none.
    public static func french(_ tag: String) -> String { names[tag] ?? tag }
}
