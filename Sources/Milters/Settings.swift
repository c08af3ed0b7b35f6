extension Conversation {
    /// What a listener asks of its conversations, and what it keeps at most.
    public struct Settings: Hashable, Sendable {
        /// How the MTA reaches the filter; it decides which events get a reply.
        public enum Listener: Hashable, Sendable {
            /// A UNIX socket: nothing but the end of a message, and recipients if asked, gets one.
            case unix
            /// A TCP socket: all events before the content get one.
            case tcp
        }
        /// How the MTA reaches the filter.
        public var listener: Listener
        /// Whether the owner judges each recipient (``Step/recipient(_:)``).
        public var asksRecipients: Bool
        /// The bytes that are kept of one message, header and body.
        public var maximumSize: Int
        /// The recipients that are kept of one message.
        public var maximumRecipients: Int
        /// The header fields that are kept of one message.
        public var maximumFields: Int

        /// The settings of a listener.
        ///
        /// - Parameters:
        ///   - listener: How the MTA reaches the filter.
        ///   - asksRecipients: Whether the owner judges each recipient.
        ///   - maximumSize: The bytes that are kept of one message; 50 MiB unless told.
        ///   - maximumRecipients: The recipients that are kept; 1000, as many as Postfix takes.
        ///   - maximumFields: The header fields that are kept; 10 000 unless told.
        public init(
            listener: Listener,
            asksRecipients: Bool = false,
            maximumSize: Int = 52_428_800,
            maximumRecipients: Int = 1000,
            maximumFields: Int = 10_000
        ) {
            self.listener = listener
            self.asksRecipients = asksRecipients
            self.maximumSize = maximumSize
            self.maximumRecipients = maximumRecipients
            self.maximumFields = maximumFields
        }
    }
}
