internal import Envelopes
internal import Formats
internal import Glibc
internal import Holdings
internal import Milters
internal import Pipeline

/// What the modules call things, each in its own words.
extension MailJudge {
    /// The envelope as the policy knows it.
    static func envelope(of message: Message) -> Envelopes.Envelope {
        let told = message.envelope
        return Envelopes.Envelope(
            listener: told.daemonName,
            login: told.login.isEmpty ? nil : told.login,
            sender: String(decoding: told.sender, as: UTF8.self),
            recipients: told.recipients.map { String(decoding: $0, as: UTF8.self) }
        )
    }

    /// The day of a moment where the machine stands.
    static func day(_ now: Int) -> Day? {
        var seconds = time_t(now)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return Day(
            year: Int(parts.tm_year) + 1900,
            month: Int(parts.tm_mon) + 1,
            day: Int(parts.tm_mday)
        )
    }

    /// A name as a code of the store: others become one that says nothing.
    static func code(_ name: String) -> String {
        let bytes = name.utf8.prefix(64).map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E, 0x2F, 0x3A, 0x5F: byte
            default: UInt8(ascii: "_")
            }
        }
        return bytes.isEmpty ? "-" : String(decoding: bytes, as: UTF8.self)
    }

    /// Whether bytes start as a message to the reader of mails.
    static func isMail(_ bytes: [UInt8]) -> Bool { MailStart.isMail(bytes) }

    /// Where the body of a message starts.
    static func headerEnd(_ bytes: [UInt8]) -> Int {
        if bytes.starts(with: [0x0D, 0x0A]) { return 0 }
        var position = 0
        while let feed = bytes[position...].firstIndex(of: 0x0A) {
            position = feed + 1
            if bytes[position...].starts(with: [0x0D, 0x0A]) || bytes[position...].first == 0x0A {
                return position
            }
        }
        return bytes.count
    }

    /// The reply that asks the client to come again.
    static func later(_ text: String) -> Reply {
        Reply(code: "451", enhanced: "4.7.1", text: text)
    }
}

/// Why there is nothing to tell the mail server.
enum MailFault: Error {
    /// A verdict asks for a version that was not made.
    case nothingToSend
    /// The mail server does not offer the changes that the verdict needs.
    case notOffered
}

extension Finding {
    /// What it means for the policy that a mail could not be filtered.
    init(_ error: FilterError) {
        switch error.code {
        case .unreadable:
            self = error.format?.code == .tooLarge ? .tooLarge : .unreadable
        case .unavailable, .badLexicon: self = .failed
        case .aboveCeiling: self = .held([.aboveCeiling])
        case .severalSituations: self = .held([.severalSituations])
        case .removedWordsRemain: self = .held([.removedWords])
        case .obstacle:
            let reasons = Set(error.obstacles.map { MailReason($0.kind) })
            self = .held(MailReason.allCases.filter(reasons.contains))
        }
    }
}

extension MailReason {
    fileprivate init(_ kind: Obstacle.Kind) {
        switch kind {
        case .encrypted: self = .encrypted
        case .signed: self = .signed
        case .image, .object, .macros, .winmail, .scan, .partial, .unknown, .unwritable,
            .unconverted:
            self = .obstacle
        }
    }
}

extension Conversation {
    /// Whether a further recipient is of the class of those before it.
    func admits(_ address: [UInt8], by policy: MailPolicy?, at now: Int) -> Bool {
        guard let policy, let day = MailJudge.day(now), let envelope = self.envelope else {
            return true
        }
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        return policy.admits(
            text(address),
            after: envelope.recipients.map(text),
            Envelopes.Envelope(
                listener: envelope.daemonName,
                login: envelope.login.isEmpty ? nil : envelope.login,
                sender: text(envelope.sender)
            ),
            on: day
        )
    }
}
