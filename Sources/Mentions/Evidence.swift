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

    private static let ruleNames = allCases.map { evidence in
        var name: [UInt8] = []
        for byte in "\(evidence)".utf8 {
            if (0x41...0x5A).contains(byte) { name.append(0x2D) }
            name.append(byte | 0x20)
        }
        return String(decoding: name, as: UTF8.self)
    }
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
