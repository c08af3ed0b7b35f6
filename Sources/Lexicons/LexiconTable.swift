/// The files under `Lexicons/`, by what they tell.
///
/// The raw value is the number of the table in the image; a new table goes to the end.
public enum LexiconTable: UInt8, Sendable, CaseIterable {
    case firstNames, surnames, civilities, roles, particles, functions, verbs, fields, historical
    case placeHeads, placeNames, institutions, calendar
    case generic, professional
    case health, disability, addiction, social, violence, judicial, sexual, belief, radical, finance
    case healthExcept, disabilityExcept, addictionExcept, socialExcept, violenceExcept
    case judicialExcept, sexualExcept, beliefExcept, radicalExcept, financeExcept
    case conduct, situation, operational, sourceOfReport, judgement
    case conductExcept, situationExcept, operationalExcept, sourceExcept, judgementExcept
    case solutions, labels
    case identifierCues, addressParts, dateWords, profileHosts, ibanCountries, serviceWords
    case genres

    /// Where the table stands under `Lexicons/`, without `.tsv`.
    public var path: String {
        switch self {
        case .firstNames: "persons/first-names"
        case .surnames: "persons/surnames"
        case .civilities: "persons/civilities"
        case .roles: "persons/roles"
        case .particles: "persons/particles"
        case .functions: "persons/functions"
        case .verbs: "persons/verbs"
        case .fields: "persons/fields"
        case .historical: "persons/historical"
        case .placeHeads: "places/heads"
        case .placeNames: "places/names"
        case .institutions: "places/institutions"
        case .calendar: "places/calendar"
        case .generic: "contexts/generic"
        case .professional: "contexts/professional"
        case .health: "secrets/health"
        case .disability: "secrets/disability"
        case .addiction: "secrets/addiction"
        case .social: "secrets/social"
        case .violence: "secrets/violence"
        case .judicial: "secrets/judicial"
        case .sexual: "secrets/sexual"
        case .belief: "secrets/belief"
        case .radical: "secrets/radical"
        case .finance: "secrets/finance"
        case .healthExcept: "secrets/health.except"
        case .disabilityExcept: "secrets/disability.except"
        case .addictionExcept: "secrets/addiction.except"
        case .socialExcept: "secrets/social.except"
        case .violenceExcept: "secrets/violence.except"
        case .judicialExcept: "secrets/judicial.except"
        case .sexualExcept: "secrets/sexual.except"
        case .beliefExcept: "secrets/belief.except"
        case .radicalExcept: "secrets/radical.except"
        case .financeExcept: "secrets/finance.except"
        case .conduct: "confidentiel/conduct"
        case .situation: "confidentiel/situation"
        case .operational: "confidentiel/operational"
        case .sourceOfReport: "confidentiel/source"
        case .judgement: "confidentiel/judgement"
        case .conductExcept: "confidentiel/conduct.except"
        case .situationExcept: "confidentiel/situation.except"
        case .operationalExcept: "confidentiel/operational.except"
        case .sourceExcept: "confidentiel/source.except"
        case .judgementExcept: "confidentiel/judgement.except"
        case .solutions: "contexts/solutions"
        case .labels: "contexts/labels"
        case .identifierCues: "identifiers/cues"
        case .addressParts: "identifiers/address"
        case .dateWords: "identifiers/dates"
        case .profileHosts: "identifiers/hosts"
        case .ibanCountries: "identifiers/iban"
        case .serviceWords: "identifiers/services"
        case .genres: "contexts/genres"
        }
    }

    /// The table of a path, or nil.
    public init?(path: String) {
        guard let table = Self.allCases.first(where: { $0.path == path }) else { return nil }
        self = table
    }

    /// Whether its rows are secret cues.
    public var isSecret: Bool {
        (Self.health.rawValue...Self.finance.rawValue).contains(rawValue)
    }

    /// The category that its cues carry: its name in capitals, as the annotation guide writes it.
    public var category: String { Self.categories[Int(rawValue)] }

    private static let categories = allCases.map {
        String($0.path.split(separator: "/").last ?? "").uppercased()
    }

    /// The categories of secrets, like `HEALTH`.
    public static var secretCategories: [String] {
        allCases.filter(\.isSecret).map(\.category)
    }

    /// Whether its rows are confidential cues.
    public var isConfidential: Bool {
        (Self.conduct.rawValue...Self.judgement.rawValue).contains(rawValue)
    }

    /// Whether its rows take cues of another table away.
    public var isException: Bool {
        (Self.healthExcept.rawValue...Self.financeExcept.rawValue).contains(rawValue)
            || (Self.conductExcept.rawValue...Self.judgementExcept.rawValue).contains(rawValue)
    }

    /// The table whose cues an exception takes away; nil for other tables.
    public var excepted: LexiconTable? {
        guard isException else { return nil }
        let isSecret = rawValue <= Self.financeExcept.rawValue
        let first = isSecret ? Self.healthExcept.rawValue : Self.conductExcept.rawValue
        let base = isSecret ? Self.health.rawValue : Self.conduct.rawValue
        return LexiconTable(rawValue: rawValue - first + base)
    }

    /// Whether its rows must say what they need.
    public var hasNeeds: Bool { isSecret || isConfidential }

    /// Whether its forms are looked for among the words of a note; the others are only looked up.
    public var isMatched: Bool { rawValue < Self.profileHosts.rawValue || self == .genres }

    /// Whether a row matches whatever its accents (names are written without them in lists).
    public var ignoresAccents: Bool { rawValue <= Self.calendar.rawValue }

    /// The classes that a row may have; nil when any topic will do.
    public var classes: [String]? {
        switch self {
        case .firstNames: ["starts", "ambiguous", "extends"]
        case .surnames: ["frequent", "ambiguous"]
        case .civilities: ["civility", "plural", "title"]
        case .roles:
            [
                "family", "kin", "youth", "alias", "designation", "pronoun", "greeting",
                "endearment", "homonym", "trade",
            ]
        case .particles: ["particle"]
        case .functions: ["elected", "head", "agent", "caretaker", "member"]
        case .verbs: ["speech", "person", "measure", "office", "naming", "report"]
        case .fields:
            [
                "name", "first-name", "alias", "birth", "address", "phone", "subject",
                "attendance", "signature", "officer", "source", "facts", "actions", "due",
                "identity",
            ]
        case .historical: ["historical"]
        case .placeHeads: ["street", "residence", "equipment", "territory", "shop"]
        case .placeNames: ["place", "ambiguous"]
        case .institutions: ["institution", "brand"]
        case .calendar: ["month", "day", "feast"]
        case .generic:
            [
                "abstract", "plural", "quantity", "definition", "legend", "memory", "project",
                "impersonal", "rule",
            ]
        case .professional: ["professional", "service"]
        case .solutions: ["label", "solution"]
        case .genres: ["letter", "assembly", "public", "residents", "neighbours", "council"]
        case .labels: ["public", "confidentiel", "secret", "lead"]
        case .operational: ["operational"]
        case .sourceOfReport: ["source"]
        case .judgement: ["judgement"]
        case .identifierCues:
            [
                "key", "birth", "birth-section", "birth-weak", "birth-filler", "not-birth",
                "number",
                "file", "mark",
                "reference", "phone", "social-security", "plate", "vehicle", "firm", "account",
                "network", "handle", "at", "dot", "dash", "home", "office",
            ]
        case .addressParts:
            [
                "building", "flat", "side", "place", "box", "cedex", "repetition", "named",
                "street",
            ]
        case .profileHosts: ["profile"]
        case .serviceWords: ["service", "webmail"]
        // a number: « month 3 », « number 12 », « 27 »
        case .dateWords, .ibanCountries: nil
        default: isException ? ["generic", "professional", "metaphor", "thing"] : nil
        }
    }
}

/// What must be near for a cue to count.
public enum Need: UInt8, Sendable, CaseIterable {
    /// Nothing: the form itself points at one person.
    case nobody
    /// A person in the sentence, the row or the running item.
    case person
    /// A person in the same clause, and nothing general that governs it.
    case clause
    /// A person whom the verb takes: « a placé Diego », « les a signalés », « hospitaliser sa mère ».
    case object

    /// As written in the column `needs`.
    public init?(name: String) {
        switch name {
        case "nobody": self = .nobody
        case "person": self = .person
        case "clause": self = .clause
        case "object": self = .object
        default: return nil
        }
    }
}
