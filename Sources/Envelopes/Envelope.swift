/// Who sends a mail to whom, as the gateway hears it before the first header.
public struct Envelope: Sendable, Hashable {
    /// The listener that took it: the milter macro `daemon_name`, like `SOUMISSION`; may be empty.
    public var listener: String
    /// Who logged in (`auth_authen`); nil or empty when nobody did.
    public var login: String?
    /// The envelope sender, with or without angle brackets; empty for a bounce.
    public var sender: String
    /// The envelope recipients in their order, with or without angle brackets.
    public var recipients: [String]

    /// An envelope.
    public init(listener: String, login: String? = nil, sender: String, recipients: [String] = []) {
        self.listener = listener
        self.login = login
        self.sender = sender
        self.recipients = recipients
    }
}
