/// What a mention covers: the span tags of the annotation guide.
public enum Label: String, Sendable, CaseIterable {
    /// A name of a private person.
    case person = "PERSON"
    /// Initials or a cut name of a private person.
    case initials = "INITIALS"
    /// The name of somebody in a public or professional function.
    case official = "OFFICIAL"
    /// A date of birth.
    case birthDate = "BIRTHDATE"
    /// A street-level address.
    case address = "ADDRESS"
    /// A phone number of a private person.
    case phone = "PHONE"
    /// An e-mail address of a private person.
    case email = "EMAIL"
    /// An account, handle or profile of a private person.
    case online = "ONLINE"
    /// A phone or e-mail of a public service.
    case contact = "CONTACT"
    /// A social-security number.
    case nir = "NIR"
    /// A bank account.
    case iban = "IBAN"
    /// A vehicle plate.
    case plate = "PLATE"
    /// Any other number of a person or file.
    case idNumber = "IDNUM"

    /// Whether it names a person, whoever it is.
    public var isName: Bool { self == .person || self == .initials || self == .official }
    /// Whether it names a private person.
    public var isPrivateName: Bool { self == .person || self == .initials }
    /// Whether it is an identifier of a private person other than a name.
    public var isIdentifier: Bool { !isName && self != .contact }
}

/// What kind of function an official holds; the raw value orders by visibility.
public enum FunctionKind: UInt8, Sendable, Comparable {
    /// Not known, or a function that the lexicon does not tell.
    case unknown
    /// Sits for an association or as an inhabitant.
    case member
    /// A professional.
    case agent
    /// Heads a service or an institution.
    case head
    /// Holds an elective office.
    case elected

    /// Order of visibility.
    public static func < (a: FunctionKind, b: FunctionKind) -> Bool { a.rawValue < b.rawValue }
}

/// A span of the text with a meaning.
public struct Mention: Sendable {
    /// First byte.
    public var start: Int
    /// The byte after the last.
    public var end: Int
    /// What it covers.
    public var label: Label
    /// The rule that found it, like `person.civility`.
    public var rule: String
    /// Number of the person, or -1 for what is no name.
    public var entity = -1
    /// Whether an official is one only because nobody in the note is spoken of as a private person.
    public var isPresumed = false
    /// Whether an official signs, writes or is responsible for the note.
    public var isSignatory = false
    /// Whether the evidence was thin.
    public var isDoubtful = false
    /// The function of an official.
    public var function = FunctionKind.unknown
    /// Index of the first token.
    public var firstToken: Int
    /// Index of the last token.
    public var lastToken: Int
    /// What speaks for a name and against it; nil for what is no name.
    public internal(set) var evidence: EvidenceSet?
    /// Years of age at the date of the note, for a birth date.
    public var age: Int?

    init(start: Int, end: Int, label: Label, rule: String, firstToken: Int, lastToken: Int) {
        self.start = start
        self.end = end
        self.label = label
        self.rule = rule
        self.firstToken = firstToken
        self.lastToken = lastToken
    }
}
