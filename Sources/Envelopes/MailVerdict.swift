public import Levels

/// What the gateway does with a mail, and why; it holds no text of the mail and no address of it.
public struct MailVerdict: Sendable, Hashable {
    /// What becomes of a mail.
    public enum Action: Sendable, Hashable {
        /// It leaves byte for byte.
        case pass
        /// It leaves with its level in a header.
        case tag
        /// The version that all recipients may read leaves.
        case anonymise
        /// It goes, unchanged, to this address of the table in place of its recipients.
        case redirect(address: String)
        /// It is kept until a person decides.
        case hold
        /// The sender gets it back with this sentence: ASCII, at most 400 bytes, nothing of the mail.
        case reject(reply: String)
        /// The sender's server tries again later, told so by such a sentence.
        case tempfail(reply: String)

        /// The actions without what goes with them, as tables write them.
        public enum Kind: String, Sendable, CaseIterable, Comparable {
            /// As the action of this name.
            case pass, tag, anonymise, redirect, hold, reject, tempfail

            /// From lax to strict.
            public static func < (a: Kind, b: Kind) -> Bool { a.rank < b.rank }

            private var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
        }

        /// The action without what goes with it.
        public var kind: Kind {
            switch self {
            case .pass: .pass
            case .tag: .tag
            case .anonymise: .anonymise
            case .redirect: .redirect
            case .hold: .hold
            case .reject: .reject
            case .tempfail: .tempfail
            }
        }
    }

    /// What is done.
    public let action: Action
    /// What would have been done for a sender that is only watched; else the same as ``action``.
    public let intended: Action
    /// Why, each once, in the order of `MailReason`; empty for a mail that passes at once.
    public let reasons: [MailReason]
    /// The level of the mail that came in; nil when it was not found out.
    public let level: Level?
    /// The level of what leaves; nil when nothing leaves, or the level was not found out.
    public let levelAfter: Level?
}

/// What the filter found in a mail, for the strictest of its recipients.
public enum Finding: Sendable, Hashable {
    /// It was read, and the version for the audience was made.
    ///
    /// - Parameters:
    ///   - level: The level of the mail.
    ///   - levelForAudience: What it counts as for the audience.
    ///   - levelAfter: What the version counts as for the audience.
    ///   - isChanged: Whether the version differs from the mail.
    case judged(level: Level, levelForAudience: Level, levelAfter: Level, isChanged: Bool)
    /// It was read, and there is no version of it: a person must decide.
    case held([MailReason])
    /// It cannot be read as a mail.
    case unreadable
    /// It is larger than the limit.
    case tooLarge
    /// Something has to change, and the mail server accepts no changes.
    case cannotEdit
    /// The filter failed, or was too slow.
    case failed
}
