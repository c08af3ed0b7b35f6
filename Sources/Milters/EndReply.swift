/// What the MTA shall do with a message: changes, a new body, and the verdict.
public struct EndReply: Hashable, Sendable {
    /// The changes of header and envelope, in the order in which the MTA makes them.
    public var changes: [Change]
    /// The new body with CRLF; nil keeps the one that came.
    public var body: [UInt8]?
    /// What becomes of the message.
    public var verdict: Verdict

    /// A reply to the end of a message.
    ///
    /// - Parameters:
    ///   - changes: The changes of header and envelope, in their order.
    ///   - body: The new body with CRLF; nil keeps the one that came.
    ///   - verdict: What becomes of the message.
    public init(changes: [Change] = [], body: [UInt8]? = nil, verdict: Verdict) {
        self.changes = changes
        self.body = body
        self.verdict = verdict
    }
}

/// One change of a header or an envelope.
///
/// Names and values are checked when the reply is written: no NUL, no CR, and no LF but in a fold.
public enum Change: Hashable, Sendable {
    /// Puts a field before the one at an index; 0 is above the MTA's own `Received`, 1 below it.
    case insertField(index: Int, Field)
    /// Puts a field behind all others.
    case addField(Field)
    /// Gives the *n*th field of a name (the first is 1, the MTA's own `Received` not counted)
    /// another value, which cannot be empty.
    case changeField(index: Int, Field)
    /// Takes the *n*th field of a name away, counted likewise.
    case removeField(index: Int, name: [UInt8])
    /// Adds a recipient, its address without angle brackets.
    case addRecipient([UInt8])
    /// Takes a recipient away, its address without angle brackets.
    case removeRecipient([UInt8])
    /// Holds the message. Postfix 3.7 does not keep the reason; the changes are made all the same.
    case quarantine(reason: String)

    /// What the MTA must offer for it.
    var ability: Abilities {
        switch self {
        case .insertField, .addField: .addFields
        case .changeField, .removeField: .changeFields
        case .addRecipient: .addRecipients
        case .removeRecipient: .removeRecipients
        case .quarantine: .quarantine
        }
    }
}

/// What becomes of a message.
public enum Verdict: Hashable, Sendable {
    /// It goes on its way, other filters may still see it.
    case `continue`
    /// It goes on its way.
    case accept
    /// The client is told that it is refused (550).
    case reject
    /// The client is told to try again (451).
    case tempfail
    /// The client is told that it is taken, and it vanishes: only once it is stored elsewhere.
    case discard
    /// The client is told what the reply says.
    case reply(Reply)

    /// Whether the message reaches somebody, so that changes have a meaning.
    var delivers: Bool {
        switch self {
        case .continue, .accept: true
        case .reject, .tempfail, .discard, .reply: false
        }
    }
}

/// What is answered to one recipient.
public enum RecipientAnswer: Hashable, Sendable {
    /// It is one of the recipients.
    case accept
    /// The client shall send it in a message of its own (452 4.5.3).
    case later
    /// The client is told what the reply says.
    case reject(Reply)
}
