/// A message at its end: what the owner judges.
public struct Message: Sendable {
    /// Which message of the conversation it is; ``Conversation/finish(_:of:)`` asks for it, so that
    /// a verdict that comes late meets no other message.
    public let number: Int
    /// Who sends it to whom.
    public var envelope: Envelope
    /// The whole message as RFC 5322 bytes with CRLF: header, empty line, body.
    ///
    /// Blanks and folds are those that the MTA gave. What it does not show is not there: its own
    /// `Received` field, blanks before a colon.
    public let bytes: [UInt8]
    /// Where the body starts in ``bytes``.
    public let bodyStart: Int
    /// Whether a limit was met, so that ``bytes`` is only the start of the message.
    public let isTooLarge: Bool
    /// What may be changed.
    public let abilities: Abilities

    /// The body; empty when there is none.
    public var body: ArraySlice<UInt8> { bytes[bodyStart...] }

    /// The header fields in their order.
    ///
    /// - Complexity: O(*n*), where *n* is the number of bytes of the header: ask once.
    public var fields: [Field] {
        // only what reads as a field was kept
        guard let header = try? Header(of: bytes) else { return [] }
        return header.places.map(header.field)
    }
}
