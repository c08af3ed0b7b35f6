public import Levels
public import Mentions

/// What becomes of a passage.
public enum PassageAction: String, Sendable {
    /// It leaves as it is.
    case pass
    /// It leaves without what identifies a person.
    case anonymise
    /// It is cut: `[passage retiré]`.
    case cut
    /// It is dropped: `[point non communicable]`.
    case drop
}

/// What an audience may read of a note.
public struct Decision: Sendable {
    /// For each judgement, in order.
    public let actions: [PassageAction]
    /// For each mention, in order: whether its words are replaced (when its passage leaves).
    public let replaced: [Bool]

    /// Whether anything of the note changes.
    public var changesAnything: Bool {
        actions.contains { $0 == .cut || $0 == .drop } || replaced.contains(true)
    }

    /// Decides for an audience.
    ///
    /// - Parameters:
    ///   - judgements: The passages of a note with their levels.
    ///   - mentions: Its mentions, in reading order.
    ///   - audience: Who will read it.
    /// - Complexity: O(*n*).
    public init(judgements: [Judgement], mentions: [Mention], audience: Audience) {
        actions = judgements.map { judgement in
            switch judgement.level {
            case .public: .pass
            case .confidentiel:
                switch audience.confidentiel {
                case .drop: .drop
                case .anonymise: .anonymise
                default: .pass
                }
            case .secret: audience.secret == .cut ? .cut : .pass
            }
        }
        replaced = mentions.map { mention in
            switch mention.label {
            case .official: audience.officials == .function && !Self.isVisible(mention)
            case .contact: false
            default: audience.names == .replace
            }
        }
    }

    /// Elected persons, heads and signatories are named wherever a document is published.
    private static func isVisible(_ mention: Mention) -> Bool {
        mention.isPresumed || mention.isSignatory || mention.function >= .head
    }
}
