/// A reason to take words for a name, or not to.
///
/// Each carries three weights, which stand in one table (``EvidenceWeights``): for being a name at
/// all, for the bearer acting in a function, and for the bearer being a private person.
public enum Evidence: UInt8, Sendable, CaseIterable {
    // before the name
    case civility, pluralCivility, title, family, kin, youth, designation, alias
    case functionBefore, professionalBefore, measure
    // the words of the name
    case firstName, ambiguousFirstName, extendingFirstName, surname, ambiguousSurname
    case unknownWord, capsWord, twoParts, mixedCapitals, firstNameAndOther, initialAndWord
    case cutSurname
    // behind the name
    case age, birth, personVerb, speechVerb, reportVerb, verb, functionAfter, institutionAfter,
        kinAfter
    case kinInBrackets
    case subjectOfSecret
    // where it stands
    case attendance, officer, answerable, mailHeader, personField, personColumn, speaker, signature
    case atAddress, neighbour, colleague, remembered, articleBefore, bareName, bareUnknown,
        bareSubject, atHome
    case listed
    // what speaks against it
    case letterWriter, assembly, turn
    case greeting, initials, cueNearby, byOffice, subject, labelled, odonymForm
    case historical, named, place, ambiguousPlace, commonWords, acronym, cueWord, withoutCase,
        calendar
    case brand
    case sentenceStart

    /// What the sum of the name weights must reach.
    static let threshold = 35
    /// Below this sum a name is marked as doubtful.
    static let certainty = 45

    /// How the evidence is called in rules and tables: `first-name`, `function-before`.
    public var ruleName: String { Self.ruleNames[Int(rawValue)] }

    /// In the order of the cases; written out, since to ask a case for its name takes longer than a
    /// short note.
    static let ruleNames = """
        civility plural-civility title family kin youth designation alias function-before
        professional-before measure first-name ambiguous-first-name extending-first-name surname
        ambiguous-surname unknown-word caps-word two-parts mixed-capitals first-name-and-other
        initial-and-word cut-surname age birth person-verb speech-verb report-verb verb
        function-after institution-after kin-after kin-in-brackets subject-of-secret attendance
        officer answerable mail-header person-field person-column speaker signature at-address
        neighbour colleague remembered article-before bare-name bare-unknown bare-subject
        at-home listed letter-writer assembly turn greeting initials cue-nearby by-office
        subject labelled odonym-form historical named place ambiguous-place common-words acronym
        cue-word without-case calendar brand sentence-start
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
}

/// All evidence for one candidate.
public struct EvidenceSet: Sendable {
    private var bits: UInt128 = 0

    private let weights: EvidenceWeights

    /// No evidence, to be weighed by a table.
    public init(_ weights: EvidenceWeights) { self.weights = weights }

    /// Adds one.
    public mutating func insert(_ evidence: Evidence) { bits |= 1 << UInt128(evidence.rawValue) }

    /// Takes one away.
    public mutating func remove(_ evidence: Evidence) { bits &= ~(1 << UInt128(evidence.rawValue)) }

    /// Whether it is there.
    public func contains(_ evidence: Evidence) -> Bool {
        bits >> UInt128(evidence.rawValue) & 1 == 1
    }

    /// All that is there, in the order of the cases.
    public var all: [Evidence] {
        var all: [Evidence] = []
        all.reserveCapacity(bits.nonzeroBitCount)
        var rest = bits
        while rest != 0 {
            if let evidence = Evidence(rawValue: UInt8(rest.trailingZeroBitCount)) {
                all.append(evidence)
            }
            rest &= rest - 1
        }
        return all
    }

    /// What an evidence weighs for being a name at all.
    public func weight(of evidence: Evidence) -> Int { weights[Int(evidence.rawValue), .name] }

    /// Whether a function, a title or a service is named with it.
    var showsOffice: Bool {
        [
            Evidence.functionAfter, .functionBefore, .institutionAfter, .title, .byOffice,
            .professionalBefore, .attendance, .officer, .answerable,
        ].contains(where: contains)
    }

    func sum(_ column: EvidenceWeights.Column) -> Int {
        var sum = 0
        var rest = bits
        while rest != 0 {
            sum += weights[rest.trailingZeroBitCount, column]
            rest &= rest - 1
        }
        return sum
    }

    /// For being a name.
    var name: Int { sum(.name) }
    /// For acting in a function.
    var official: Int { sum(.official) }
    /// For being a private person.
    var personal: Int { sum(.personal) }

    /// The evidence that weighs most for the name.
    var strongest: Evidence? { all.max { weights[$0, .name] < weights[$1, .name] } }
}
