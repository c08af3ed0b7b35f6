/// A run of words that may be a name, with all that speaks for it and against it.
struct NameCandidate {
    /// Index of its first token.
    var first: Int
    /// Index of its last token.
    var last: Int
    /// What speaks for it and against it.
    var evidence: EvidenceSet
    /// Whether it is made of initials alone.
    var isInitials = false
    /// Whether it is a nickname in quotation marks whose bearer stands beside it.
    var isNickname = false
    /// The kind of a function that stands beside it.
    var function = FunctionKind.unknown
    /// Whether a private mail address stands beside it in a header, or bears the name that signs.
    var writesFromHome = false
    /// Whether it is taken for a signature only since it stands alone at the end.
    var isBareSignature = false
    /// Number of the person, once persons are told apart.
    var entity = -1
    /// Whether it acts in a function, once that is decided.
    var isOfficial = false
    /// Whether that was decided by the kind of the note alone.
    var isPresumed = false
    /// Whether its civility or kin word speaks of a woman, of a man, or not at all.
    var gender = Gender.unknown

    init(first: Int, last: Int, weights: EvidenceWeights) {
        self.first = first
        self.last = last
        evidence = EvidenceSet(weights)
    }

    /// Whether the evidence is enough.
    var isName: Bool { evidence.name >= Evidence.threshold }
}

/// What a civility or a first name tells.
enum Gender: UInt8 {
    case unknown, female, male

    /// Whether two mentions can be of one person.
    func fits(_ other: Gender) -> Bool {
        self == .unknown || other == .unknown || self == other
    }
}
