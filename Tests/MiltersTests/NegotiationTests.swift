import MilterSupport
import Milters
import TestSupport
import Testing

@Suite struct NegotiationTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let name: String
        var mta = MTA()
        var settings = Conversation.Settings(listener: .unix)
        let version: Int
        let actions: Int
        let steps: Int
        var testDescription: String { name }
    }

    /// MAIL section 4, cases 1 to 3 and 14.
    static let rows = [
        Row(name: "Postfix 3.7, UNIX", version: 6, actions: 0x3F, steps: 0x1F_F080),
        Row(
            name: "Postfix 3.7, UNIX, recipients asked for",
            settings: Conversation.Settings(listener: .unix, asksRecipients: true),
            version: 6,
            actions: 0x3F,
            steps: 0x1F_7080
        ),
        Row(
            name: "Postfix 3.7, TCP",
            settings: Conversation.Settings(listener: .tcp),
            version: 6,
            actions: 0x3F,
            steps: 0x1C_0080
        ),
        Row(
            name: "version 2",
            mta: MTA(version: 2, actions: 0x1F, steps: 0x7F),
            version: 2,
            actions: 0x1F,
            steps: 0
        ),
        Row(
            name: "version 3",
            mta: MTA(version: 3, actions: 0x3F, steps: 0x1FF),
            version: 3,
            actions: 0x3F,
            steps: 0x80
        ),
        Row(
            name: "version 4",
            mta: MTA(version: 4, actions: 0x3F, steps: 0x3FF),
            version: 4,
            actions: 0x3F,
            steps: 0x80
        ),
        Row(
            name: "a version to come",
            mta: MTA(version: 7, actions: 0xFFFF_FFFF, steps: 0xFFFF_FFFF),
            version: 6,
            actions: 0x3F,
            steps: 0x1F_F080
        ),
        Row(
            name: "nothing offered",
            mta: MTA(actions: 0, steps: 0),
            version: 6,
            actions: 0,
            steps: 0
        ),
    ]

    @Test(arguments: rows)
    func onlyWhatIsOfferedIsAskedFor(_ row: Row) throws {
        var (exchange, mta) = (Exchange(row.settings), row.mta)
        #expect(try exchange.agree(with: &mta))
        #expect(mta.agreed?.version == row.version)
        #expect(mta.agreed?.actions == row.actions)
        #expect(mta.agreed?.steps == row.steps)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func eachEventGetsAReplyExactlyWhenTheMTAWaits(_ seed: UInt64) throws {
        var random = Seeded(seed)
        var mta = MTA(
            version: Int.random(in: 2...7, using: &random),
            actions: Int.random(in: 0...0xFFFF, using: &random),
            steps: Int.random(in: 0...0x1F_FFFF, using: &random)
        )
        var exchange = Exchange(
            Conversation.Settings(
                listener: Bool.random(using: &random) ? .unix : .tcp,
                asksRecipients: Bool.random(using: &random)
            )
        )
        exchange.judge = { _ in EndReply(verdict: .tempfail) }
        #expect(try exchange.agree(with: &mta))
        let unknown = Packet("U", strings: [Array("XCLIENT".utf8)])
        let packets =
            mta.connection() + [unknown] + mta.packets(of: SampleMail()) + MTA.afterMessage
            + mta.packets(of: SampleMail()) + MTA.afterMessage + [Packet("Q")]
        for packet in packets {
            let before = exchange.packets.count
            try exchange.receive([packet])
            let count = exchange.packets.count - before
            #expect(count == (mta.waits(for: packet.command) ? 1 : 0), "\(packet.command)")
        }
        #expect(exchange.isClosed)
    }

    @Test(arguments: [
        Packet("O", [0, 1].flatMap(Packet.number)),
        Packet("O", [1, 0x1F, 0x7F].flatMap(Packet.number)),
        Packet("O", [0, 0, 0].flatMap(Packet.number)),
        Packet("O"),
    ])
    func anOfferThatCannotBeMetEndsTheConversation(_ offer: Packet) {
        var exchange = Exchange()
        #expect(throws: MilterError.self) { try exchange.receive([offer]) }
        #expect(throws: MilterError.self) { try exchange.receive([MTA().offer]) }
        #expect(exchange.packets.isEmpty)
    }

    @Test(
        arguments: [
            (
                0x1FF,
                Abilities([.addFields, .changeBody, .addRecipients, .removeRecipients])
                    .union([.changeFields, .quarantine])
            ),
            (0x1D, [.addFields, .addRecipients, .removeRecipients, .changeFields]),
            (0, []),
        ] as [(Int, Abilities)]
    )
    func theMessageTellsWhatMayBeChanged(_ actions: Int, _ abilities: Abilities) throws {
        let (_, _, message) = try Exchange.telling(SampleMail(), by: MTA(actions: actions))
        #expect(message.abilities == abilities)
    }
}
