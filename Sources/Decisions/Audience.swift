public import Levels

/// What an audience may read, and what becomes of the rest: one row of the matrix.
public struct Audience: Sendable, Equatable {
    /// What becomes of something.
    public enum Action: String, Sendable, CaseIterable {
        /// It stays.
        case keep
        /// A name gives way to a letter.
        case replace
        /// Only elected persons, heads and signatories keep their names.
        case function
        /// Nobody keeps a name.
        case remove
        /// The item goes.
        case drop
        /// Only the solution and who carries it stay.
        case releve
        /// The item stays without what identifies a person.
        case anonymise
        /// The passage goes.
        case cut
        /// It gives way to a visible mark in its place.
        case occult
    }

    /// What the mail gateway does with a note above the ceiling.
    public enum MailAction: String, Sendable, CaseIterable {
        /// The note leaves as the pipe would let it.
        case transform
        /// A person decides.
        case hold
        /// The sender gets it back.
        case reject
    }

    /// What users type: `pleniere`.
    public let id: String
    /// The piece that the row is for; nil when it is for all.
    public let piece: Piece?
    /// The highest level that may leave.
    public let ceiling: Level
    /// Names and identifiers of private persons.
    public let names: Action
    /// Names of officials.
    public let officials: Action
    /// Confidential passages.
    public let confidentiel: Action
    /// Secret passages.
    public let secret: Action
    /// Categories of secrets that count as confidential here (`JUDICIAL`).
    public let admitted: [String]
    /// Whether all that is told about one person counts as secret (profile `strict`).
    public let isStrict: Bool
    /// Whether a level that was found in doubt counts as it was found; else one lower, with a warning.
    public let doubtCounts: Bool
    /// Whether a note may hold one individual situation only.
    public let hasOneSituation: Bool
    /// Whether the level is written above what leaves; a door that tells it in its own way says no.
    public var isMarked: Bool
    /// What the mail gateway does with a note above the ceiling.
    public let mail: MailAction
    /// What users read.
    public let label: String
    /// The law behind the row.
    public let source: String

    /// Whether only solutions are kept of individual items, by the audience's row or by the mode.
    public func isReleve(_ mode: Mode) -> Bool { mode == .releve || confidentiel == .releve }

    /// What a passage counts as for this audience.
    ///
    /// Categories that are admitted count as confidential; under the profile `strict` all that speaks
    /// of a person counts as secret (an operational fact without a person does not).
    ///
    /// - Parameter judgement: A passage with its level.
    /// - Returns: The level that the row acts on.
    /// - Complexity: O(reasons of the passage).
    public func level(of judgement: Judgement) -> Level {
        var level = judgement.level
        guard level > .public else { return level }
        if level == .secret, !admitted.isEmpty {
            let isOther = judgement.reasons.contains {
                $0.level == .secret && !admitted.contains($0.category)
            }
            if !isOther { level = .confidentiel }
        }
        if isStrict {
            return judgement.reasons.allSatisfy { $0.rule.hasPrefix("operational.") }
                ? level : .secret
        }
        if judgement.isDoubtful, !doubtCounts, level == .secret { level = .confidentiel }
        return level
    }

    /// The level of a whole note for this audience: that of its highest passage.
    public func level(of judgements: [Judgement]) -> Level {
        judgements.map { level(of: $0) }.max() ?? .public
    }
}

/// What a note is: the matrix has rows for both (`--piece`).
public enum Piece: String, Sendable, CaseIterable {
    /// Minutes, and every trace that is kept.
    case compteRendu = "compte-rendu"
    /// A nominative working sheet of a group.
    case fiche
}

/// How the version of an audience is written (`--mode`).
public enum Mode: String, Sendable, CaseIterable {
    /// Letters for persons, passages cut.
    case anonymise
    /// Of an individual item only the solution and who carries it (protocol of 2005, art. 4).
    case releve
    /// A visible mark in place of each span.
    case occulte
}
