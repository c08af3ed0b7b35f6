public import Decisions
public import Envelopes
public import Pipeline

/// The rules of one moment: words, audiences, and whom mail goes to.
///
/// It never changes: a program that reads its rules again makes a new one.
public final class Rulebook: Sendable {
    /// Who may read what.
    public let policy: Policy
    /// Whom mail goes to, and what becomes of it; nil without a mail gateway.
    public let mail: MailPolicy?
    /// Who may do what with held mail; nil without a mail gateway.
    public let reviewers: Reviewers?
    /// Whether mails are judged and tagged only, whoever sends them.
    public let isShadow: Bool
    /// Release and digest of the words and rules.
    public let version: String
    private let makeEngine: @Sendable () throws -> Engine

    /// Rules.
    ///
    /// - Parameters:
    ///   - policy: Who may read what.
    ///   - mail: Whom mail goes to.
    ///   - reviewers: Who may do what with held mail.
    ///   - isShadow: Whether mails are judged and tagged only.
    ///   - version: Release and digest of the words and rules.
    ///   - makeEngine: Makes an engine over these rules.
    public init(
        policy: Policy,
        mail: MailPolicy?,
        reviewers: Reviewers?,
        isShadow: Bool,
        version: String,
        makeEngine: @escaping @Sendable () throws -> Engine
    ) {
        self.policy = policy
        self.mail = mail
        self.reviewers = reviewers
        self.isShadow = isShadow
        self.version = version
        self.makeEngine = makeEngine
    }

    /// An engine over these rules.
    func engine() throws -> Engine { try makeEngine() }
}
