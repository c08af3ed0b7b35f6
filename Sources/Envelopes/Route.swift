public import Decisions

/// Who reads a mail, and how strictly its sender is taken: what the envelope alone says.
public struct Route: Sendable, Equatable {
    /// How a sender is treated.
    public enum Treatment: String, Sendable, CaseIterable {
        /// What the policy says is done.
        case enforce
        /// The mail leaves unchanged, and what would have been done is recorded.
        case shadow
        /// The mail is judged by no audience (a channel of the CRIP or the parquet), yet recorded.
        case exempt
    }

    /// The strictest of the recipients' audiences.
    public let audience: Audience
    /// How the sender is treated.
    public var treatment: Treatment
    /// What the sender writes.
    public let piece: Piece
    /// What is wrong with the recipients whatever the mail says, each once.
    public let violations: [MailReason]
    /// What is wrong with them when the mail is above public, each once.
    public let violationsAbovePublic: [MailReason]
    /// Whether the recipients are of several classes: two audiences, or some of them in violation.
    public let isDivided: Bool
}
