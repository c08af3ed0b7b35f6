/// What a single word can be, by the tables of `persons/` and `places/`: one bit for each class.
public struct WordClasses: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: UInt64

    /// Classes of these bits.
    @inlinable
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    @inlinable
    init(bit: UInt64) { rawValue = 1 << bit }

    /// First name, alone enough.
    public static let firstName = WordClasses(bit: 0)
    /// First name that is also something else.
    public static let ambiguousFirstName = WordClasses(bit: 1)
    /// First name beside another name only.
    public static let extendingFirstName = WordClasses(bit: 2)
    /// Nothing but a surname.
    public static let surname = WordClasses(bit: 3)
    /// Surname that is also something else.
    public static let ambiguousSurname = WordClasses(bit: 4)
    /// M., Mme, Monsieur.
    public static let civility = WordClasses(bit: 5)
    /// MM., Mmes.
    public static let pluralCivility = WordClasses(bit: 6)
    /// Dr, Me, Pr.
    public static let title = WordClasses(bit: 7)
    /// famille, les frères: a surname follows.
    public static let family = WordClasses(bit: 8)
    /// mère, tante, fils.
    public static let kin = WordClasses(bit: 9)
    /// jeune, petit, ado.
    public static let youth = WordClasses(bit: 10)
    /// dit, alias, surnommé.
    public static let alias = WordClasses(bit: 11)
    /// l'intéressé, la locataire.
    public static let designation = WordClasses(bit: 12)
    /// il, elle, lui.
    public static let pronoun = WordClasses(bit: 13)
    /// de, van, ben.
    public static let particle = WordClasses(bit: 14)
    /// Holds an elective office.
    public static let electedFunction = WordClasses(bit: 15)
    /// Heads a service.
    public static let headFunction = WordClasses(bit: 16)
    /// Works in a service.
    public static let agentFunction = WordClasses(bit: 17)
    /// Sits for an association.
    public static let memberFunction = WordClasses(bit: 18)
    /// présente, rappelle.
    public static let speechVerb = WordClasses(bit: 19)
    /// habite, fugue.
    public static let personVerb = WordClasses(bit: 20)
    /// A label of a form or of minutes.
    public static let field = WordClasses(bit: 21)
    /// rue, avenue.
    public static let street = WordClasses(bit: 22)
    /// résidence, cité.
    public static let residence = WordClasses(bit: 23)
    /// collège, stade.
    public static let equipment = WordClasses(bit: 24)
    /// quartier, ville.
    public static let territory = WordClasses(bit: 25)
    /// Nothing but a place.
    public static let place = WordClasses(bit: 26)
    /// A place that is also a name.
    public static let ambiguousPlace = WordClasses(bit: 27)
    /// A service or an association.
    public static let institution = WordClasses(bit: 28)
    /// A shop, a firm, a product.
    public static let brand = WordClasses(bit: 29)
    /// A month, a day, a feast.
    public static let calendar = WordClasses(bit: 30)
    /// A person of history, by surname alone.
    public static let historical = WordClasses(bit: 31)
    /// psychologue, éducateur: a job.
    public static let professional = WordClasses(bit: 32)
    /// jeunes, familles: plural subjects.
    public static let plural = WordClasses(bit: 33)
    /// prévention, dispositif.
    public static let abstract = WordClasses(bit: 34)
    /// permanence, équipe.
    public static let service = WordClasses(bit: 35)

    /// bonjour, cher, slt: the reader of the message follows.
    public static let greeting = WordClasses(bit: 36)
    /// tata, mémé: kin words that become part of a name.
    public static let endearment = WordClasses(bit: 37)

    /// épicerie, garage: who keeps it acts in no public function.
    public static let shop = WordClasses(bit: 40)

    /// rappelle, précise: said of who speaks in a meeting.
    public static let reportVerb = WordClasses(bit: 41)

    /// mairie, accueil: part of the mail address of a service.
    public static let serviceWord = WordClasses(bit: 38)
    /// gmail, orange: mail addresses of private persons end so.
    public static let webmail = WordClasses(bit: 39)

    /// Any kind of first name.
    public static let anyFirstName: WordClasses = [
        .firstName, .ambiguousFirstName, .extendingFirstName,
    ]
    /// Any kind of function.
    public static let anyFunction: WordClasses = [
        .electedFunction, .headFunction, .agentFunction, .memberFunction,
    ]
    /// After these words a proper name is no person.
    public static let anyPlaceHead: WordClasses = [.street, .residence, .equipment, .territory]

    /// The class of a row, or none when its table gives words no bit.
    public init(table: LexiconTable, name: String) {
        self = Self.bits[table]?[name] ?? []
    }

    private static let bits: [LexiconTable: [String: WordClasses]] = [
        .firstNames: [
            "starts": .firstName, "ambiguous": .ambiguousFirstName, "extends": .extendingFirstName,
        ],
        .surnames: ["frequent": .surname, "ambiguous": .ambiguousSurname],
        .civilities: ["civility": .civility, "plural": .pluralCivility, "title": .title],
        .roles: [
            "family": .family, "kin": .kin, "youth": .youth, "alias": .alias,
            "designation": .designation, "pronoun": .pronoun, "greeting": .greeting,
            "endearment": [.endearment, .kin],
        ],
        .particles: ["particle": .particle],
        .functions: [
            "elected": .electedFunction, "head": .headFunction, "agent": .agentFunction,
            "caretaker": .agentFunction, "member": .memberFunction,
        ],
        .verbs: [
            "speech": .speechVerb, "report": [.speechVerb, .reportVerb], "person": .personVerb,
        ],
        .placeHeads: [
            "street": .street, "residence": .residence, "equipment": .equipment,
            "territory": .territory, "shop": [.equipment, .shop],
        ],
        .placeNames: ["place": .place, "ambiguous": .ambiguousPlace],
        .institutions: ["institution": .institution, "brand": .brand],
        .calendar: ["month": .calendar, "day": .calendar, "feast": .calendar],
        .historical: ["historical": .historical],
        .professional: ["professional": .professional, "service": .service],
        .generic: ["plural": .plural, "abstract": .abstract],
        .serviceWords: ["service": .serviceWord, "webmail": .webmail],
        .fields: Dictionary(
            uniqueKeysWithValues: (LexiconTable.fields.classes ?? []).map { ($0, .field) }
        ),
    ]
}

/// What the French dictionary says of a word.
public struct Grammar: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: UInt16

    /// Grammar of these bits.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Noun.
    public static let noun = Grammar(rawValue: 1)
    /// Adjective.
    public static let adjective = Grammar(rawValue: 2)
    /// Finite form of a verb.
    public static let verb = Grammar(rawValue: 4)
    /// Infinitive.
    public static let infinitive = Grammar(rawValue: 8)
    /// Past participle.
    public static let participle = Grammar(rawValue: 16)
    /// Adverb.
    public static let adverb = Grammar(rawValue: 32)
    /// Article, pronoun, preposition, conjunction.
    public static let grammatical = Grammar(rawValue: 64)
    /// Plural only.
    public static let plural = Grammar(rawValue: 128)
    /// First name of the dictionary (`po:prn`).
    public static let firstName = Grammar(rawValue: 256)
    /// Place or other proper noun of the dictionary (`po:npr`).
    public static let properNoun = Grammar(rawValue: 512)
    /// The key is an accented word written without its accents.
    public static let unaccented = Grammar(rawValue: 1024)
    /// The key is spelt so in the dictionary or a table.
    public static let exact = Grammar(rawValue: 2048)
    /// Interjection, number word, abbreviation.
    public static let other = Grammar(rawValue: 4096)

    /// A common word of French.
    public static let common: Grammar = [
        .noun, .adjective, .verb, .infinitive, .participle, .adverb, .grammatical, .other,
    ]
}
