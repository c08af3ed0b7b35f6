public import Milters

/// A message in the queue of Postfix, and what the replies of a filter make of it.
///
/// Modelled on `cleanup_milter.c` and `milter8.c` of Postfix 3.7, its own words kept where they
/// decide: numbers of changes skip the first header, positions of insertions do not; what is
/// appended is not found again.
public struct QueueFile: Sendable {
    /// What becomes of the message.
    public enum Outcome: Hashable, Sendable {
        /// It is delivered as it stands now.
        case delivered
        /// It is held as it stands now.
        case held
        /// The client is told this line, and nothing is delivered.
        case refused(String)
        /// The client is told that it is taken, and nothing is delivered.
        case discarded
        /// The replies break the protocol, or end early: the default action applies.
        case broken
    }

    /// The header that Postfix adds and does not show.
    public static let received = Field(line: "Received: by passerelle.mairie.test (Postfix)")

    /// The header, Postfix's own field first.
    private var fields: [Field]
    private var appended: [Field] = []
    private var body: [UInt8]
    private let keepsLeadingSpace: Bool
    private var isHeld = false
    /// The recipients, without angle brackets.
    public private(set) var recipients: [String]

    /// A mail that has come.
    ///
    /// - Parameters:
    ///   - mail: The mail.
    ///   - keepsLeadingSpace: Whether values go over the wire with the blank behind the colon.
    public init(_ mail: SampleMail, keepsLeadingSpace: Bool = true) {
        fields = [Self.received] + mail.fields
        body = mail.body
        recipients = mail.recipients.map { $0.filter { $0 != "<" && $0 != ">" } }
        self.keepsLeadingSpace = keepsLeadingSpace
    }

    /// The whole message as it leaves, with CRLF.
    public var bytes: [UInt8] {
        (fields + appended).flatMap(\.lines) + [0x0D, 0x0A] + body
    }

    /// The message without Postfix's own field; nil when that is not at the top any more.
    public var visibleBytes: [UInt8]? {
        let received = Self.received.lines
        return bytes.starts(with: received) ? Array(bytes.dropFirst(received.count)) : nil
    }

    /// Reads the replies to the end of the message.
    public mutating func apply(_ replies: [Packet]) -> Outcome {
        var newBody: [UInt8]?
        var isBodyDone = false
        for (i, reply) in replies.enumerated() {
            let isLast = i == replies.count - 1
            if newBody != nil, reply.command != "b" { isBodyDone = true }
            switch reply.command {
            case "p" where reply.data.isEmpty: continue
            case "b":
                guard !isBodyDone, reply.data.count <= 65_535 else { return .broken }
                newBody = (newBody ?? []) + reply.data
            case "c", "a", "r", "t", "d", "y":
                guard isLast, reply.command == "y" || reply.data.isEmpty else { return .broken }
                if let newBody { body = newBody }
                return verdict(reply)
            default:
                guard edit(reply) else { return .broken }
            }
        }
        return .broken
    }

    private func verdict(_ reply: Packet) -> Outcome {
        switch reply.command {
        case "c", "a": return isHeld ? .held : .delivered
        case "r": return .refused("550 5.7.1 Command rejected")
        case "t": return .refused("451 4.7.1 Service unavailable - try again later")
        case "d": return .discarded
        default: break
        }
        let line = reply.strings.first ?? []
        let isOne = reply.data.count == line.count + 1
        guard isOne, line.count > 4, line[0] == 0x34 || line[0] == 0x35, line[3] == 0x20,
            line[4] == line[0]
        else { return .broken }
        return .refused(
            String(decoding: line, as: UTF8.self).split(
                separator: "%%",
                omittingEmptySubsequences: false
            )
            .map { $0.filter { $0 != "%" } }.joined(separator: "%")
        )
    }

    /// Makes one change.
    ///
    /// - Returns: Whether it reads as one.
    private mutating func edit(_ reply: Packet) -> Bool {
        let isNumbered = reply.command == "i" || reply.command == "m"
        guard reply.data.last == 0, !isNumbered || reply.data.count >= 4 else { return false }
        let number = reply.data.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        let strings = Packet(reply.command, Array(reply.data.dropFirst(isNumbered ? 4 : 0))).strings
        switch (reply.command, strings.count) {
        case ("h", 2): appended.append(field(strings))
        case ("i", 2):
            if number < fields.count {
                fields.insert(field(strings), at: number)
            } else {
                appended.append(field(strings))
            }
        case ("m", 2): change(max(number, 1), strings)
        case ("+", 1): recipients.append(Self.address(strings[0]))
        case ("-", 1): recipients.removeAll { $0 == Self.address(strings[0]) }
        case ("q", 1): isHeld = true
        default: return false
        }
        return true
    }

    private mutating func change(_ number: Int, _ strings: [[UInt8]]) {
        let wanted = String(decoding: strings[0], as: UTF8.self).lowercased()
        let places = fields.indices.dropFirst().filter {
            String(decoding: fields[$0].name, as: UTF8.self).lowercased() == wanted
        }
        let place = number <= places.count ? places[number - 1] : nil
        switch (place, strings[1].isEmpty) {
        case (let place?, true): fields.remove(at: place)
        case (let place?, false): fields[place] = field(strings)
        case (nil, true): break
        case (nil, false): appended.append(field(strings))
        }
    }

    private func field(_ strings: [[UInt8]]) -> Field {
        Field(name: strings[0], value: keepsLeadingSpace ? strings[1] : [0x20] + strings[1])
    }

    private static func address(_ string: [UInt8]) -> String {
        String(decoding: string.filter { $0 != 0x3C && $0 != 0x3E }, as: UTF8.self)
    }
}
