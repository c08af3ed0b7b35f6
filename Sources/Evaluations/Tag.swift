public import Mentions

/// Why a passage is secret: the tag on the words that tell it.
public enum CueCategory: String, Sendable, CaseIterable {
    /// Illness, treatment, pregnancy.
    case health = "HEALTH"
    /// A disability.
    case disability = "DISABILITY"
    /// Use of alcohol or drugs.
    case addiction = "ADDICTION"
    /// Social work and child protection in detail.
    case social = "SOCIAL"
    /// Violence suffered at home.
    case violence = "VIOLENCE"
    /// Record and procedure.
    case judicial = "JUDICIAL"
    /// Sexual life.
    case sexual = "SEXUAL"
    /// Religion, origin, opinion.
    case belief = "BELIEF"
    /// A radicalisation file.
    case radical = "RADICAL"
    /// Debts and benefits.
    case finance = "FINANCE"
}

/// A tag of the annotation guide that covers words.
public enum Tag: Hashable, Sendable {
    /// What names, identifies or reaches somebody.
    case label(Label)
    /// What makes a passage secret.
    case cue(CueCategory)

    /// The tag of a name like `PERSON` or `HEALTH`, or nil.
    public init?(name: some Sequence<UInt8>) {
        let name = Array(name)
        if let label = Label.allCases.first(where: { name.elementsEqual($0.rawValue.utf8) }) {
            self = .label(label)
        } else if let category = CueCategory.allCases.first(where: {
            name.elementsEqual($0.rawValue.utf8)
        }) {
            self = .cue(category)
        } else {
            return nil
        }
    }

    /// As it is written in notes.
    public var name: String {
        switch self {
        case .label(let label): label.rawValue
        case .cue(let category): category.rawValue
        }
    }
}
