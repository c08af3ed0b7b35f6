public import Milters

/// A mail as a client hands it to the MTA.
public struct SampleMail: Sendable {
    /// The sender as the MTA tells it, in angle brackets unless it did not come by SMTP.
    public var sender = "<karim.benali@mairie.test>"
    /// The parameters behind the sender.
    public var senderArguments = ["SIZE=1000", "BODY=8BITMIME"]
    /// The recipients, told likewise.
    public var recipients = ["<nadia.trevez@mairie.test>"]
    /// The header; values start with the blank behind the colon, folds are LF and a blank.
    public var fields: [Field]
    /// The body with CRLF.
    public var body: [UInt8]
    /// The queue id.
    public var queueID = "4XyZ1"
    /// The login of the sender; nil when there is none.
    public var login: String?

    /// A mail.
    ///
    /// - Parameters:
    ///   - fields: Lines of the header, folded with LF.
    ///   - body: The body with CRLF.
    public init(
        fields: [String] = ["From: karim.benali@mairie.test", "Subject: ordre du jour"],
        body: String = "Bonjour,\r\n"
    ) {
        self.fields = fields.map(Field.init(line:))
        self.body = Array(body.utf8)
    }

    /// The whole mail with CRLF, as it comes out when nothing is changed.
    public var bytes: [UInt8] {
        fields.flatMap(\.lines) + [0x0D, 0x0A] + body
    }
}

extension Field {
    /// A field from its line; folds are LF and a blank.
    public init(line: String) {
        let bytes = Array(line.utf8)
        let colon = bytes.firstIndex(of: 0x3A) ?? bytes.count
        self.init(name: Array(bytes[..<colon]), value: Array(bytes.dropFirst(colon + 1)))
    }

    /// The field as it stands in a mail, with CRLF.
    public var lines: [UInt8] {
        name + [0x3A] + value.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] } + [0x0D, 0x0A]
    }
}
