/// A reason to take words for a name, or not to.
///
/// Each carries three weights, which stand in one table (``weights``): for being a name at all, for
/// the bearer acting in a function, and for the bearer being a private person.
public enum Evidence: UInt8, Sendable, CaseIterable {
    // before the name
    case civility, pluralCivility, title, family, kin, youth, designation, alias
    case functionBefore, professionalBefore, measure
    // the words of the name
    case firstName, ambiguousFirstName, extendingFirstName, surname, ambiguousSurname
    case unknownWord, capsWord, twoParts, mixedCapitals, firstNameAndOther, initialAndWord
    case cutSurname
    // behind the name
    case age, birth, personVerb, speechVerb, verb, functionAfter, institutionAfter, kinAfter
    case subjectOfSecret
    // where it stands
    case attendance, officer, answerable, mailHeader, personField, personColumn, speaker, signature
    case atAddress, neighbour, colleague, remembered, articleBefore, bareName, bareUnknown, bareSubject, atHome
    case listed
    // what speaks against it
    case greeting, initials, cueNearby, byOffice, subject, labelled, odonymForm
    case historical, place, ambiguousPlace, commonWords, acronym, cueWord, withoutCase, calendar
    case brand
    case sentenceStart

    /// Tenths of a decision: a name needs ``threshold``.
    struct Weights {
        let name: Int
        let official: Int
        let personal: Int
    }

    /// What the sum of the name weights must reach.
    static let threshold = 35
    /// Below this sum a name is marked as doubtful.
    static let certainty = 45

    var weights: Weights {
        func w(_ name: Int, _ official: Int = 0, _ personal: Int = 0) -> Weights {
            Weights(name: name, official: official, personal: personal)
        }
        return switch self {
        case .civility: w(60, 0, 5)
        case .pluralCivility: w(60, 0, 5)
        case .title: w(55, 45)
        case .family: w(55, 0, 45)
        case .kin: w(40, 0, 40)
        case .youth: w(45, 0, 45)
        case .designation: w(28, 0, 30)
        case .alias: w(55, 0, 40)
        case .functionBefore: w(35, 40)
        case .professionalBefore: w(20, 30)
        case .measure: w(14, -5, 20)
        case .firstName: w(40)
        case .ambiguousFirstName: w(16)
        case .extendingFirstName: w(8)
        case .surname: w(26)
        case .ambiguousSurname: w(8)
        case .unknownWord: w(15)
        case .capsWord: w(10)
        case .twoParts: w(8)
        case .mixedCapitals: w(14)
        case .firstNameAndOther: w(22)
        case .initialAndWord: w(25)
        case .cutSurname: w(0, -15, 12)
        case .age: w(40, 0, 45)
        case .birth: w(45, 0, 45)
        case .personVerb: w(12, -8, 18)
        case .speechVerb: w(12, 20)
        case .verb: w(8)
        case .functionAfter: w(30, 45)
        case .institutionAfter: w(15, 30)
        case .kinAfter: w(22, -45, 25)
        case .subjectOfSecret: w(5, -100, 60)
        case .attendance: w(25, 50)
        case .officer: w(35, 45)
        case .mailHeader: w(25, 40)
        case .personField: w(50, 0, 25)
        case .personColumn: w(35)
        case .speaker: w(15, 12)
        case .signature: w(20, 40)
        case .atAddress: w(15, -20, 45)
        case .neighbour: w(20)
        case .colleague: w(15, 30)
        case .remembered: w(45)
        case .articleBefore: w(-15)
        case .atHome: w(22, 0, 10)
        case .bareName: w(20)
        case .bareUnknown: w(20)
        case .listed: w(14, -5, 14)
        case .bareSubject: w(24, 0, 5)
        case .greeting: w(25, 35)
        case .initials: w(40)
        case .cueNearby: w(5, -10, 12)
        case .byOffice: w(10, 30)
        case .subject: w(12, -20, 25)
        case .labelled: w(10, 26)
        case .answerable: w(10, 28)
        case .odonymForm: w(-50)
        case .historical: w(-60)
        case .place: w(-45)
        case .ambiguousPlace: w(-10)
        case .commonWords: w(-25)
        case .acronym: w(-30)
        case .cueWord: w(-60)
        case .withoutCase: w(-5)
        case .calendar: w(-50)
        case .brand: w(-45)
        case .sentenceStart: w(-8)
        }
    }

    /// How the evidence is called in rules: `first-name`, `function-before`.
    var ruleName: String {
        var name = ""
        for character in "\(self)" {
            if character.isUppercase { name += "-" }
            name += character.lowercased()
        }
        return name
    }
}

/// All evidence for one candidate.
public struct EvidenceSet: Sendable, Hashable {
    private var bits: UInt128 = 0

    /// No evidence.
    public init() {}

    /// Adds one.
    public mutating func insert(_ evidence: Evidence) { bits |= 1 << UInt128(evidence.rawValue) }

    /// Takes one away.
    public mutating func remove(_ evidence: Evidence) { bits &= ~(1 << UInt128(evidence.rawValue)) }

    /// Whether it is there.
    public func contains(_ evidence: Evidence) -> Bool {
        bits >> UInt128(evidence.rawValue) & 1 == 1
    }

    /// All that is there, in the order of the cases.
    public var all: [Evidence] { Evidence.allCases.filter { contains($0) } }

    func sum(_ weight: KeyPath<Evidence.Weights, Int>) -> Int {
        var sum = 0
        var rest = bits
        while rest != 0 {
            let bit = UInt8(rest.trailingZeroBitCount)
            rest &= rest - 1
            if let evidence = Evidence(rawValue: bit) { sum += evidence.weights[keyPath: weight] }
        }
        return sum
    }

    /// For being a name.
    var name: Int { sum(\.name) }
    /// For acting in a function.
    var official: Int { sum(\.official) }
    /// For being a private person.
    var personal: Int { sum(\.personal) }

    /// The evidence that weighs most for the name.
    var strongest: Evidence? { all.max { $0.weights.name < $1.weights.name } }
}
