/// Why a conversation with the MTA cannot go on.
///
/// The owner closes the connection without a verdict, so that the default action of the MTA applies.
/// The error holds no byte of a message, so it may be logged and counted.
public struct MilterError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable {
        /// A frame of no byte, or of more than the maximum.
        case badLength
        /// A command byte that no version of the protocol knows.
        case unknownCommand
        /// A frame, a field or a change that does not read as what it should be.
        case badData
        /// An event, an answer or a verdict that has no place here.
        case outOfOrder
        /// More recipients than are kept, where the MTA takes no reply that says so.
        case tooManyRecipients
        /// A message of which not all bytes were kept.
        case tooLarge
        /// A change that the MTA does not offer.
        case notOffered
        /// A protocol version before 2.
        case unsupportedVersion
    }
    /// What failed.
    public let code: Code
    /// The event at which it failed; nil outside any, and for an unknown one.
    public let event: Event?

    init(_ code: Code, at event: Event? = nil) {
        self.code = code
        self.event = event
    }
}
