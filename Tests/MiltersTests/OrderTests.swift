import MilterSupport
import Milters
import Testing

/// Events where they do not belong, messages that are given up, connections that are cut: never a
/// verdict that nobody gave.
@Suite struct OrderTests {
    /// A packet for each letter of a row.
    private static let packets: [Character: Packet] = [
        "O": MTA().offer, "C": MTA().connection()[1], "H": MTA().connection()[3],
        "M": Packet("M", strings: [Array("<karim.benali@mairie.test>".utf8)]),
        "R": Packet("R", strings: [Array("<nadia.trevez@mairie.test>".utf8)]),
        "T": Packet("T"), "L": Packet("L", strings: [[0x58], [0x79]]), "N": Packet("N"),
        "B": Packet("B", [0x7A]), "E": Packet("E"), "A": Packet("A"), "Q": Packet("Q"),
        "K": Packet("K"), "U": Packet("U", strings: [[0x78]]), "D": .macros("M"),
        "x": Packet("x"), "Z": Packet("Z", Array("post".utf8)),
    ]

    struct Row: CustomTestStringConvertible, Sendable {
        let events: String
        /// What the last event ends in; nil when it is taken.
        var code: MilterError.Code?
        /// How many messages come to their end.
        var messages = 0
        var testDescription: String { "\(events): \(code?.rawValue ?? "taken")" }
    }

    /// MAIL section 4, cases 8 and 10 to 13.
    static let rows = [
        Row(events: "OCHMRTLNBE", messages: 1),
        Row(events: "OMRE", messages: 1), Row(events: "OMRNE", messages: 1),
        Row(events: "OMRLE", messages: 1), Row(events: "OMRBE", messages: 1),
        Row(events: "OMRNBBE", messages: 1),
        Row(events: "OAA"), Row(events: "OAMRTAA"), Row(events: "OMMRTE", messages: 1),
        Row(events: "OMRTLMRTLNE", messages: 1), Row(events: "AO"), Row(events: "DO"),
        Row(events: "Q"), Row(events: "OQ"), Row(events: "OMQ"),
        Row(events: "OMRTLNBEQ", messages: 1),
        Row(events: "OKCHM"), Row(events: "OMRKM"), Row(events: "OMHM"),
        Row(events: "OUMURUTUE", messages: 1),
        Row(events: "E", code: .outOfOrder), Row(events: "M", code: .outOfOrder),
        Row(events: "C", code: .outOfOrder), Row(events: "K", code: .outOfOrder),
        Row(events: "OO", code: .outOfOrder), Row(events: "OMO", code: .outOfOrder),
        Row(events: "OE", code: .outOfOrder), Row(events: "OR", code: .outOfOrder),
        Row(events: "OT", code: .outOfOrder), Row(events: "OL", code: .outOfOrder),
        Row(events: "ON", code: .outOfOrder), Row(events: "OB", code: .outOfOrder),
        Row(events: "OMAE", code: .outOfOrder), Row(events: "OMKE", code: .outOfOrder),
        Row(events: "OMAR", code: .outOfOrder), Row(events: "OMAT", code: .outOfOrder),
        Row(events: "OMAL", code: .outOfOrder), Row(events: "OMLAN", code: .outOfOrder),
        Row(events: "OMLNAB", code: .outOfOrder), Row(events: "OMKR", code: .outOfOrder),
        Row(events: "OMHR", code: .outOfOrder), Row(events: "OMCR", code: .outOfOrder),
        Row(events: "OMNN", code: .outOfOrder), Row(events: "OMBL", code: .outOfOrder),
        Row(events: "OMNL", code: .outOfOrder), Row(events: "OMBN", code: .outOfOrder),
        Row(events: "OMLR", code: .outOfOrder), Row(events: "OMNT", code: .outOfOrder),
        Row(events: "OMLH", code: .outOfOrder), Row(events: "OMLC", code: .outOfOrder),
        Row(events: "OMEE", code: .outOfOrder, messages: 1),
        Row(events: "OMEM", code: .outOfOrder, messages: 1),
        Row(events: "OMEAE", code: .outOfOrder, messages: 1),
        Row(events: "OQM", code: .outOfOrder), Row(events: "OQQ", code: .outOfOrder),
        Row(events: "x", code: .unknownCommand), Row(events: "OMRTLx", code: .unknownCommand),
        Row(events: "OMEZ", code: .unknownCommand, messages: 1),
    ]

    @Test(arguments: rows)
    func eventsHaveTheirOrder(_ row: Row) throws {
        var exchange = Exchange()
        let packets = row.events.compactMap { Self.packets[$0] }
        try exchange.receive(Array(packets.dropLast()))
        let last = try #require(packets.last)
        if let code = row.code {
            let error = #expect(throws: MilterError.self) { try exchange.receive([last]) }
            #expect(error?.code == code)
            // then it is over, whatever comes
            #expect(throws: MilterError.self) { try exchange.receive([MTA().offer]) }
            #expect(throws: MilterError.self) {
                try exchange.finish(EndReply(verdict: .accept), of: row.messages)
            }
        } else {
            try exchange.receive([last])
        }
        #expect(exchange.messages.count == row.messages)
        #expect(exchange.packets.allSatisfy { $0.command == "O" })
        #expect(exchange.isClosed == row.events.dropLast(row.code == nil ? 0 : 1).contains("Q"))
    }

    static let brokenPackets = [
        Packet("C", Array("h".utf8)), Packet("C", Array("h\0".utf8)),
        Packet("C", Array("h\0X".utf8)),
        Packet("C", Array("h\04".utf8)), Packet("C", Array("h\04\0".utf8)),
        Packet("C", Array("h\04\0\0a".utf8)), Packet("H"), Packet("H", Array("h".utf8)),
        Packet("M"), Packet("M", Array("<a>".utf8)),
        Packet("M", strings: [Array(repeating: 0x61, count: 2049)]),
    ]

    static let brokenInMessage = [
        Packet("R"), Packet("R", Array("<a>".utf8)), Packet("L"), Packet("L", Array("X".utf8)),
        Packet("L", Array("X\0".utf8)), Packet("L", Array("X\0y".utf8)),
        Packet("L", Array("X\0y\0z\0".utf8)), Packet("L", Array("\0y\0".utf8)),
        Packet("L", Array("X:Y\0z\0".utf8)), Packet("L", Array("X \0z\0".utf8)),
        Packet("L", Array("X\nY\0z\0".utf8)), Packet("L", Array("é\0z\0".utf8)),
        Packet("L", Array("X\0y\nBcc: z\0".utf8)), Packet("L", Array("X\0y\n\n z\0".utf8)),
        Packet("L", Array("X\0y\n\0".utf8)),
    ]

    @Test(
        arguments: brokenPackets.map { ([$0]) }
            + brokenInMessage.map { [.init("M", strings: [[]]), $0] }
    )
    func dataThatDoesNotReadEndsTheConversation(_ packets: [Packet]) throws {
        var exchange = Exchange()
        try exchange.receive([MTA().offer] + packets.dropLast())
        let last = try #require(packets.last)
        let error = #expect(throws: MilterError.self) { try exchange.receive([last]) }
        #expect(error?.code == .badData)
        #expect(error?.event?.rawValue == last.command.asciiValue)
    }

    // MARK: Messages that are given up

    private static let secret = SampleMail(
        fields: ["Subject: PREMIER", "X-Premier: PREMIER"],
        body: "PREMIER\r\n"
    )

    @Test(arguments: 1...17, ["A", "AA", "", "K"])
    func nothingOfAMessageGivenUpIsInTheNext(_ told: Int, _ between: String) throws {
        var (exchange, mta) = (Exchange(), MTA())
        #expect(try exchange.agree(with: &mta))
        var first = Self.secret
        first.sender = "<premier@mairie.test>"
        first.login = "premier"
        first.queueID = "PREMIER"
        let packets = mta.packets(of: first)
        try exchange.receive(Array(packets.prefix(min(told, packets.count - 2))))
        let next = SampleMail()
        try exchange.receive(between.compactMap { Self.packets[$0] } + mta.packets(of: next))
        let message = try #require(exchange.messages.first)
        #expect(message.bytes == next.bytes)
        var envelope = Envelope()
        envelope.sender = Array("karim.benali@mairie.test".utf8)
        envelope.senderArguments = next.senderArguments
        envelope.recipients = [Array("nadia.trevez@mairie.test".utf8)]
        envelope.queueID = next.queueID
        #expect(message.envelope == envelope)
    }

    @Test(arguments: ["A", "AA", "K", "Q"])
    func aVerdictThatComesTooLateIsNotSent(_ after: String) throws {
        var (exchange, mta, message) = try Exchange.telling(Self.secret)
        try exchange.receive(after.compactMap { Self.packets[$0] })
        #expect(exchange.abandonedCount == (after == "Q" ? 0 : 1))
        for _ in 0..<2 {
            let error = #expect(throws: MilterError.self) {
                try exchange.finish(EndReply(verdict: .accept), of: message.number)
            }
            #expect(error?.code == .outOfOrder)
            guard after != "Q" else { return }
            // nor is it taken for the message behind
            if exchange.messages.count == 1 { try exchange.receive(mta.packets(of: SampleMail())) }
        }
        #expect(exchange.messages.map(\.number) == [1, 2])
        try exchange.finish(EndReply(verdict: .reject), of: 2)
        #expect(exchange.packets.map(\.command) == ["O", "r"])
    }

    @Test func aVerdictIsGivenOnce() throws {
        var (exchange, _, message) = try Exchange.telling(SampleMail())
        try exchange.finish(EndReply(verdict: .reject), of: message.number)
        #expect(throws: MilterError.self) {
            try exchange.finish(EndReply(verdict: .accept), of: message.number)
        }
        #expect(exchange.packets.map(\.command) == ["O", "r"])
    }

    @Test func aRecipientUnderJudgementIsGivenUpWithItsMessage() throws {
        var conversation = Conversation(.init(listener: .unix, asksRecipients: true))
        func receive(_ events: String) throws {
            for packet in events.compactMap({ Self.packets[$0] }) {
                let command = try #require(packet.command.asciiValue)
                _ = try conversation.receive(Frame(command: command, data: packet.data[...]))
            }
        }
        try receive("OMRA")
        #expect(throws: MilterError.self) { try conversation.answer(recipient: .accept) }
        try receive("MR")
        // the MTA waits for the answer: it has nothing else to tell
        #expect(throws: MilterError.self) { try receive("T") }
    }

    // MARK: Connections that are cut

    @Test(arguments: ConversationTests.listeners)
    func aConnectionCutAtAnyByteHasNoVerdict(_ row: ConversationTests.Listener) throws {
        var mta = row.mta
        var whole = Exchange(row.settings)
        #expect(try whole.agree(with: &mta))
        let packets = [mta.offer] + mta.connection() + mta.packets(of: Self.secret)
        let bytes = packets.flatMap(\.bytes)
        var exchange = Exchange(row.settings)
        // byte by byte: after each of them the connection may be gone
        for (i, byte) in bytes.enumerated() {
            #expect(exchange.messages.isEmpty)
            try exchange.receive(CollectionOfOne(byte))
            let isWhole = i == bytes.count - 1
            #expect(exchange.messages.count == (isWhole ? 1 : 0))
        }
        #expect(exchange.messages.first?.bytes == Self.secret.bytes)
        // and in one read
        var glued = Exchange(row.settings)
        try glued.receive(bytes)
        #expect(glued.messages.first?.bytes == Self.secret.bytes)
        #expect(glued.messages.first?.envelope == exchange.messages.first?.envelope)
        #expect(glued.packets == exchange.packets)
        // what was sent are answers to events that the MTA waits on, none of them a verdict
        let waited = packets.filter { mta.waits(for: $0.command) }.count - 1
        #expect(glued.packets.count == waited)
        #expect(glued.packets.allSatisfy { $0.command == "O" || $0.command == "c" })
    }
}
