/// What the gateway gives to the store: a mail and what was decided of it.
public struct HeldMail: Sendable, Unprinted {
    /// Why the store has a mail.
    public enum Kind: String, CaseIterable, Sendable {
        /// Nothing has left: a person decides.
        case held
        /// A redacted copy has left, or the mail was redirected or rejected: kept for review.
        case original
    }

    /// Who sent it and who is to get it, as the envelope says; sealed.
    public struct Envelope: Hashable, Sendable, Unprinted {
        /// The address without angle brackets; empty for a bounce.
        public var sender: [UInt8]
        /// The addresses without angle brackets, in their order; at least one.
        public var recipients: [[UInt8]]

        /// An envelope.
        public init(sender: [UInt8], recipients: [[UInt8]]) {
            self.sender = sender
            self.recipients = recipients
        }
    }

    /// Sealed.
    public var envelope: Envelope
    /// The whole mail as it came, before anything of this machine was added; sealed.
    public var message: [UInt8]
    /// Why the store has it.
    public var kind: Kind
    /// The ids of the rules that decided.
    public var reasons: [String]
    /// The name of the level that was found.
    public var level: String
    /// The id of the audience.
    public var audience: String
    /// The listener that it came by.
    public var listener: String
    /// The release and digest of the rules.
    public var policy: String
    /// When it came, in seconds since 1970.
    public var received: Int
    /// When its content is to be destroyed, in seconds since 1970.
    public var expires: Int

    /// A mail and what was decided of it.
    ///
    /// `reasons`, `level`, `audience`, `listener` and `policy` are stored as they are, and the
    /// store takes only codes for them: 1 to 64 letters, digits and `. - _ + : /` of ASCII each.
    public init(
        envelope: Envelope,
        message: [UInt8],
        kind: Kind,
        reasons: [String],
        level: String,
        audience: String,
        listener: String,
        policy: String,
        received: Int,
        expires: Int
    ) {
        self.envelope = envelope
        self.message = message
        self.kind = kind
        self.reasons = reasons
        self.level = level
        self.audience = audience
        self.listener = listener
        self.policy = policy
        self.received = received
        self.expires = expires
    }

    /// Refuses what must not stand in a plain column, and what cannot be a mail.
    func check() throws(StoreError) {
        let codes = reasons + [level, audience, listener, policy]
        guard codes.allSatisfy(Shape.isCode), reasons.count <= Shape.longestList,
            !envelope.recipients.isEmpty, received >= 0, received < expires
        else { throw StoreError(.badValue, .mail) }
    }
}
