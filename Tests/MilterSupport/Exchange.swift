public import Milters

/// A conversation on whose socket a test writes: the smallest owner there is.
public struct Exchange {
    /// Who decided on a packet to the MTA.
    public enum Author: Sendable {
        /// The conversation by itself.
        case machine
        /// The owner, with a verdict or an answer.
        case owner
    }

    /// The packets to the MTA, in their order.
    public private(set) var sent: [(author: Author, packet: Packet)] = []
    /// The messages that came to their end.
    public private(set) var messages: [Message] = []
    /// How many of them were given up.
    public private(set) var abandonedCount = 0
    /// Whether the MTA has said the end.
    public private(set) var isClosed = false
    /// The state machine.
    public var conversation: Conversation
    private var reader = FrameReader()
    /// The verdict on each message; without one it waits.
    public var judge: (Message) -> EndReply? = { _ in nil }
    /// The answer for each recipient.
    public var answer: ([UInt8]) -> RecipientAnswer = { _ in .accept }

    /// A conversation before its first byte.
    ///
    /// - Parameter settings: What its listener asks for.
    public init(_ settings: Conversation.Settings = Conversation.Settings(listener: .unix)) {
        conversation = Conversation(settings)
    }

    /// The packets to the MTA, whoever decided on them.
    public var packets: [Packet] { sent.map(\.packet) }

    /// Takes packets.
    public mutating func receive(_ packets: [Packet]) throws(MilterError) {
        for packet in packets { try receive(packet.bytes) }
    }

    /// Takes bytes, cut anywhere.
    public mutating func receive(_ bytes: some Sequence<UInt8>) throws(MilterError) {
        reader.push(bytes)
        while let frame = try reader.next() {
            switch try conversation.receive(frame) {
            case .nothing: break
            case .send(let packet): send(packet, .machine)
            case .recipient(let address):
                send(try conversation.answer(recipient: answer(address)), .owner)
            case .judge(let message):
                messages.append(message)
                if let reply = judge(message) { try finish(reply, of: message.number) }
            case .abandoned: abandonedCount += 1
            case .close: isClosed = true
            }
        }
    }

    /// Gives the verdict on a message.
    public mutating func finish(_ reply: EndReply, of number: Int) throws(MilterError) {
        send(try conversation.finish(reply, of: number), .owner)
    }

    private mutating func send(_ bytes: [UInt8], _ author: Author) {
        sent += Packet.cut(bytes).packets.map { (author, $0) }
    }

    /// Agrees with an MTA as the first exchange of a connection.
    ///
    /// - Returns: Whether the MTA takes the answer.
    public mutating func agree(with mta: inout MTA) throws(MilterError) -> Bool {
        try receive([mta.offer])
        guard let answer = packets.last else { return false }
        return mta.read(answer: answer)
    }
}

extension Exchange {
    /// A mail as a message at its end, all connection and envelope told.
    ///
    /// - Parameters:
    ///   - mail: The mail.
    ///   - settings: What the listener asks for.
    ///   - mta: The MTA that brings it.
    /// - Returns: The exchange in which the message waits for its verdict, the MTA and the message.
    /// - Throws: What the conversation throws, or ``NoMessage``.
    public static func telling(
        _ mail: SampleMail,
        _ settings: Conversation.Settings = Conversation.Settings(listener: .unix),
        by mta: MTA = MTA()
    ) throws -> (exchange: Exchange, mta: MTA, message: Message) {
        var (exchange, mta) = (Exchange(settings), mta)
        guard try exchange.agree(with: &mta) else { throw NoMessage() }
        try exchange.receive(mta.connection() + mta.packets(of: mail))
        guard let message = exchange.messages.last else { throw NoMessage() }
        return (exchange, mta, message)
    }
}

/// A mail that did not come to its end.
public struct NoMessage: Error {}
