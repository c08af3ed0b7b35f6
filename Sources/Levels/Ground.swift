/// What speaks for taking a cue for the secret of one person, or against it.
///
/// The weights stand in one table (``weight``); a cue counts when those that hold reach
/// ``threshold``. Denial and supposition are no grounds: they change nothing (DOMAIN section 6,
/// rule 4).
enum Ground: UInt8, Weighing, CaseIterable {
    // how strong the cue is
    case speaksForItself, needsPerson, needsClause, takesPerson
    // who is there
    case named, designated, carried, indefinite, followedUp, somebody, himself, official, pronoun,
        smallGroup, noteHasPersons, opensLine, writer
    // what counts without a person: an operation, a source
    case operation, placeOrHour, source
    // what speaks against one person
    case general, definition, generalNote, anybody, bare, many, serviceSpeaks, profession, service,
        unticked, itself, history, reports, gloss, unasked,
        street, loose, heading, spokesman, memory

    var weight: Int {
        switch self {
        case .speaksForItself: 38
        case .needsPerson: 20
        case .needsClause: 18
        case .takesPerson: 40
        case .named: 40
        case .designated: 30
        case .carried: 22
        case .indefinite: 6
        case .followedUp: 16
        case .somebody: 14
        case .himself: 24
        case .official: 6
        case .pronoun: 12
        case .smallGroup: 40
        case .writer: 24
        case .noteHasPersons: 4
        case .opensLine: 4
        case .operation: 10
        case .placeOrHour: 30
        case .source: 10
        case .general: -18
        case .definition: -60
        case .generalNote: -10
        case .anybody: -40
        case .bare: -10
        case .many: -24
        case .serviceSpeaks: -24
        case .profession: -10
        case .service: -10
        case .unticked: -90
        case .itself: -90
        case .history: -40
        case .reports: -44
        case .gloss: -60
        case .unasked: -40
        case .street: -60
        case .loose: -8
        case .heading: -20
        case .spokesman: -44
        case .memory: -40
        }
    }

    /// What the sum must reach.
    static let threshold = 40
    /// Below this sum a level is marked as found in doubt.
    static let certainty = 44
}

/// What speaks for a passage being about the person of its item although no cue stands in it.
enum Touch: Weighing {
    // who is there
    case designated, aged, carried
    // how the person is taken up
    case pronoun, bareVerb, bareAdjective, factsColumn
    // what speaks against it
    case general, definition, infinitive

    var weight: Int {
        switch self {
        case .designated: 40
        case .aged: 40
        case .carried: 10
        case .pronoun: 30
        case .bareVerb: 30
        case .bareAdjective: 30
        case .factsColumn: 30
        case .general: -30
        case .definition: -60
        case .infinitive: -30
        }
    }

    /// What the sum must reach.
    static let threshold = 40
}

/// Something that weighs.
protocol Weighing {
    /// Tenths of a decision.
    var weight: Int { get }
}

/// What holds of one passage or cue, as one sum.
struct Balance<Kind: Weighing> {
    private(set) var sum = 0

    mutating func add(_ kind: Kind, when holds: Bool = true) {
        if holds { sum += kind.weight }
    }
}
