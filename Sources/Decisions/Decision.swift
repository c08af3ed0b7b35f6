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
    /// A visible mark stands in its place: `[occulté]`.
    case occult
}

/// What becomes of a mention when its passage leaves.
public enum MentionAction: String, Sendable {
    /// Its words stay.
    case keep
    /// A letter or a placeholder stands for it.
    case replace
    /// A visible mark stands for it: `[occulté]`.
    case occult
}

/// What an audience may read of a note.
public struct Decision: Sendable {
    /// For each judgement, in order.
    public let actions: [PassageAction]
    /// For each mention, in order.
    public let mentionActions: [MentionAction]

    /// Whether anything of the note changes.
    public var changesAnything: Bool {
        actions.contains { $0 != .pass && $0 != .anonymise }
            || mentionActions.contains { $0 != .keep }
    }

    /// Decides for an audience.
    ///
    /// - Parameters:
    ///   - judgements: The passages of a note with their levels.
    ///   - mentions: Its mentions, in reading order.
    ///   - audience: Who will read it.
    ///   - mode: How the version is written.
    ///   - solutions: What each passage is to a relevé, in order; without it nothing is a solution.
    /// - Complexity: O(*n*).
    public init(
        judgements: [Judgement],
        mentions: [Mention],
        audience: Audience,
        mode: Mode = .anonymise,
        solutions: [Solution] = []
    ) {
        let isReleve = audience.isReleve(mode)
        actions = judgements.indices.map { index in
            let action: PassageAction =
                switch audience.level(of: judgements[index]) {
                case .public: .pass
                case .confidentiel:
                    isReleve
                        ? Self.releve(
                            index < solutions.count ? solutions[index] : .none,
                            ceiling: audience.ceiling
                        ) : Self.action(audience.confidentiel)
                case .secret: Self.action(audience.secret)
                }
            return mode == .occulte && (action == .cut || action == .drop) ? .occult : action
        }
        mentionActions = mentions.map { mention in
            let action: Audience.Action =
                switch mention.label {
                case .official:
                    switch audience.officials {
                    case .function: Self.isVisible(mention) ? .keep : .replace
                    case .remove: .replace
                    default: .keep
                    }
                case .contact: .keep
                default: audience.names
                }
            switch action {
            case .keep: return .keep
            case .occult: return .occult
            default: return mode == .occulte ? .occult : .replace
            }
        }
    }

    private static func action(_ action: Audience.Action) -> PassageAction {
        switch action {
        case .anonymise: .anonymise
        case .keep: .pass
        case .occult: .occult
        case .cut: .cut
        default: .drop
        }
    }

    /// Of an individual item the solution stays and who carries it; where only public information may
    /// leave, a solution that itself speaks of the person goes too.
    private static func releve(_ solution: Solution, ceiling: Level) -> PassageAction {
        switch solution {
        case .none: .drop
        case .ofPerson: ceiling >= .confidentiel ? .anonymise : .drop
        case .bare: .anonymise
        }
    }

    /// Elected persons, heads and signatories are named wherever a document is published.
    private static func isVisible(_ mention: Mention) -> Bool {
        mention.isPresumed || mention.isSignatory || mention.function >= .head
    }
}
