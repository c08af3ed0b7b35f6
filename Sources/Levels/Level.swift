/// What the law makes of a passage (loi du 5 mars 2007, CSI L.132-5).
public enum Level: Int, Sendable, Comparable, CaseIterable {
    /// General information: anybody may read it.
    case `public`
    /// About a person or a family, without secret character: the group alone may read it.
    case confidentiel
    /// Details of an individual situation: only who shares the professional secret may read it.
    case secret

    /// As users read it.
    public var name: String {
        switch self {
        case .public: "public"
        case .confidentiel: "confidentiel"
        case .secret: "secret"
        }
    }

    /// The level of a name, or nil.
    public init?(name: String) {
        guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = level
    }

    /// Order of disclosure: public is lowest.
    public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
}

/// Why a passage has its level.
public struct Reason: Sendable {
    /// Rule, like `health.followup`.
    public let rule: String
    /// Category of a secret, like `HEALTH`; empty for other reasons.
    public let category: String
    /// First byte of what the rule found.
    public let start: Int
    /// The byte after its last.
    public let end: Int
    /// Law or lexicon behind the rule.
    public let law: String
    /// The level that it supports.
    public let level: Level
    /// Whether its grounds hardly outweighed those against it.
    public var isDoubtful = false
    /// What spoke for it and against it; nil for what needs no weighing.
    public var grounds: GroundSet?
}

/// A passage with its level.
public struct Judgement: Sendable {
    /// First byte.
    public let start: Int
    /// The byte after the last.
    public let end: Int
    /// Index of its first token.
    public let firstToken: Int
    /// Index after its last token.
    public let endToken: Int
    /// Index of the block in which it starts.
    public let block: Int
    /// The highest level that a reason supports.
    public let level: Level
    /// Why; empty when it is public.
    public let reasons: [Reason]
    /// Whether it was decided in doubt.
    public let isDoubtful: Bool

    /// The same passage as one that goes on with the secret of the one before: « Il y retourne. »
    func following(_ before: Judgement) -> Judgement {
        guard level < .secret, let cause = before.reasons.last(where: { $0.level == .secret })
        else {
            return self
        }
        let reason = Reason(
            rule: "\(cause.category.lowercased()).there",
            category: cause.category,
            start: start,
            end: end,
            law: cause.law,
            level: .secret
        )
        return Judgement(
            start: start,
            end: end,
            firstToken: firstToken,
            endToken: endToken,
            block: block,
            level: .secret,
            reasons: reasons + [reason],
            isDoubtful: before.isDoubtful
        )
    }
}
