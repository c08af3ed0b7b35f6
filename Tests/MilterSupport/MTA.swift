internal import Milters

/// The side of the MTA, as Postfix 3.7 speaks it: what it sends for a mail, and for what it waits.
public struct MTA: Sendable {
    /// The steps of which the answer to an offer may take some, by the event that gets no reply.
    private static let silent: [Character: Int] = [
        "C": 0x1000, "H": 0x2000, "M": 0x4000, "R": 0x8000, "T": 0x1_0000, "U": 0x2_0000,
        "L": 0x80, "N": 0x4_0000, "B": 0x8_0000,
    ]

    /// The version that is offered.
    public let version: Int
    /// The actions that are offered.
    public let actions: Int
    /// The steps that are offered.
    public let steps: Int
    /// What the filter has answered; nil before.
    public private(set) var agreed: (version: Int, actions: Int, steps: Int)?

    /// An MTA with its offer, which is that of Postfix 3.7.11 unless told.
    ///
    /// - Parameters:
    ///   - version: The protocol version.
    ///   - actions: The changes that it can make.
    ///   - steps: What it can leave out.
    public init(version: Int = 6, actions: Int = 0x1FF, steps: Int = 0x1F_FFFF) {
        self.version = version
        self.actions = actions
        self.steps = steps
    }

    /// The offer.
    public var offer: Packet {
        Packet("O", [version, actions, steps].flatMap(Packet.number))
    }

    /// Reads the answer to the offer as Postfix does.
    ///
    /// - Returns: Whether it goes on with the filter.
    public mutating func read(answer: Packet) -> Bool {
        guard answer.command == "O", answer.data.count == 12 else { return false }
        let numbers = stride(from: 0, to: 12, by: 4).map { start in
            answer.data[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        guard numbers[0] <= version, numbers[1] & ~actions == 0, numbers[2] & ~steps == 0 else {
            return false
        }
        agreed = (numbers[0], numbers[1], numbers[2])
        return true
    }

    /// Whether it waits for a reply to an event.
    public func waits(for event: Character) -> Bool {
        if event == "O" || event == "E" { return true }
        guard let silent = Self.silent[event] else { return false }
        return (agreed?.steps ?? 0) & silent == 0
    }

    /// Whether values go over the wire with the blank behind the colon.
    public var keepsLeadingSpace: Bool { (agreed?.steps ?? 0) & 0x10_0000 != 0 }

    /// A client has connected.
    ///
    /// - Parameter daemon: The name of the listener.
    /// - Returns: What the filter is told.
    public func connection(daemon: String = "SOUMISSION") -> [Packet] {
        [
            .macros("C", [("j", "passerelle.mairie.test"), ("{daemon_name}", daemon)]),
            Packet(
                "C",
                Array("poste.mairie.test".utf8) + [0] + Array("4".utf8) + [0xC0, 0x01]
                    + Array("192.0.2.7".utf8) + [0]
            ),
            .macros("H"), Packet("H", strings: [Array("poste.mairie.test".utf8)]),
        ]
    }

    /// The envelope and the content of a mail, up to the end for which a verdict is due.
    public func packets(of mail: SampleMail) -> [Packet] {
        var packets: [Packet] = []
        let login = mail.login.map { [("{auth_authen}", $0)] } ?? []
        func tell(_ packet: Packet, _ macros: [(String, String)]) {
            packets += [.macros(packet.command, macros), packet]
        }
        let arguments = [mail.sender] + mail.senderArguments
        tell(Packet("M", strings: arguments.map { Array($0.utf8) }), login)
        for recipient in mail.recipients {
            tell(Packet("R", strings: [Array(recipient.utf8)]), [("{rcpt_mailer}", "smtp")])
        }
        let queued = [("i", mail.queueID)]
        tell(Packet("T"), queued)
        for field in mail.fields {
            let isCut = !keepsLeadingSpace && field.value.first == 0x20
            let value = isCut ? Array(field.value.dropFirst()) : field.value
            tell(Packet("L", strings: [field.name, value]), queued)
        }
        tell(Packet("N"), queued)
        for start in stride(from: 0, to: mail.body.count, by: 65_535) {
            let chunk = mail.body[start..<min(start + 65_535, mail.body.count)]
            tell(Packet("B", Array(chunk)), queued)
        }
        tell(Packet("E"), queued)
        return packets
    }

    /// What Postfix sends when a message is done, whatever became of it.
    public static let afterMessage = [Packet("A"), Packet("A")]
}
