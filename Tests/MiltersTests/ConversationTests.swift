import MilterSupport
import Milters
import Testing

/// What a conversation makes of the events in their order.
@Suite struct ConversationTests {
    private static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: Array(bytes), as: UTF8.self)
    }

    // MARK: The message

    struct Listener: CustomTestStringConvertible, Sendable {
        let name: String
        let settings: Conversation.Settings
        let mta: MTA
        var testDescription: String { name }
    }

    static let listeners = [
        Listener(name: "UNIX", settings: .init(listener: .unix), mta: MTA()),
        Listener(name: "TCP", settings: .init(listener: .tcp), mta: MTA()),
        Listener(
            name: "recipients asked for",
            settings: .init(listener: .unix, asksRecipients: true),
            mta: MTA()
        ),
        Listener(
            name: "version 2",
            settings: .init(listener: .unix),
            mta: MTA(version: 2, actions: 0x1F, steps: 0x7F)
        ),
    ]

    @Test(arguments: listeners)
    func theMessageIsByteForByteTheMail(_ row: Listener) throws {
        let mail = SampleMail(
            fields: [
                "From: Karim Benali\n <karim.benali@mairie.test>",
                "Subject:  deux blancs",
                "X-Fold: a\r\n\tb\n  c",
                "X-Raw: \u{E9}t\u{E9} \r fin",
                "X-Empty: ",
            ],
            body: String(repeating: "0123456789\r\n", count: 20_000) + "fin\r"
        )
        let (_, _, message) = try Exchange.telling(mail, row.settings, by: row.mta)
        #expect(Self.text(message.bytes) == Self.text(mail.bytes))
        #expect(message.fields == mail.fields)
        #expect(Array(message.body) == mail.body)
        #expect(!message.isTooLarge)
    }

    @Test func onlyTheBlankThatTheMTATakesAwayIsPutBack() throws {
        let mail = SampleMail(fields: ["A:x", "B:\tx", "C: x", "D:"])
        let (_, _, exact) = try Exchange.telling(mail)
        #expect(exact.bytes == mail.bytes)
        let (_, _, message) = try Exchange.telling(mail, by: MTA(steps: 0x0F_FFFF))
        #expect(Self.text(message.bytes.prefix(24)) == "A: x\r\nB: \tx\r\nC: x\r\nD: \r\n")
    }

    @Test func aMailWithoutBodyHasNone() throws {
        let (_, _, message) = try Exchange.telling(SampleMail(body: ""))
        #expect(message.body.isEmpty)
        #expect(Self.text(message.bytes.suffix(4)) == "\r\n\r\n")
    }

    @Test func theLastChunkMayComeWithTheEnd() throws {
        var (exchange, mta) = (Exchange(), MTA())
        #expect(try exchange.agree(with: &mta))
        let packets = mta.packets(of: SampleMail(body: "début, "))
        try exchange.receive(packets.dropLast() + [Packet("E", Array("fin\r\n".utf8))])
        #expect(exchange.messages.map { Self.text($0.body) } == ["début, fin\r\n"])
    }

    @Test func theEnvelopeIsThatOfTheMail() throws {
        var mail = SampleMail()
        mail.login = "kbenali"
        mail.recipients = [
            "<nadia.trevez@mairie.test>", "<\"a b\"@mairie.test>", "<é@mairie.test>",
        ]
        let (_, _, message) = try Exchange.telling(mail)
        let envelope = message.envelope
        #expect(envelope.connectionHost == "poste.mairie.test")
        #expect(envelope.family == .ipv4)
        #expect(envelope.clientAddress == "192.0.2.7")
        #expect(envelope.clientPort == 0xC001)
        #expect(envelope.helo == "poste.mairie.test")
        #expect(envelope.daemonName == "SOUMISSION")
        #expect(envelope.login == "kbenali")
        #expect(Self.text(envelope.sender) == "karim.benali@mairie.test")
        #expect(envelope.senderArguments == ["SIZE=1000", "BODY=8BITMIME"])
        #expect(
            envelope.recipients.map(Self.text)
                == ["nadia.trevez@mairie.test", "\"a b\"@mairie.test", "é@mairie.test"]
        )
        #expect(envelope.queueID == "4XyZ1")
    }

    struct Address: CustomTestStringConvertible, Sendable {
        let told: String
        let kept: String
        var testDescription: String { "\(told) is \(kept)" }
    }

    @Test(arguments: [
        Address(told: "<>", kept: ""),
        Address(told: "", kept: ""),
        Address(told: "karim.benali@mairie.test", kept: "karim.benali@mairie.test"),
        Address(told: "<karim.benali@mairie.test>", kept: "karim.benali@mairie.test"),
        Address(told: "<<@mairie.test>", kept: "<@mairie.test"),
        Address(told: "<karim", kept: "<karim"),
        Address(told: ">", kept: ">"),
    ])
    func angleBracketsAreNoPartOfAnAddress(_ row: Address) throws {
        var mail = SampleMail()
        mail.sender = row.told
        mail.recipients = [row.told]
        let (_, _, message) = try Exchange.telling(mail)
        #expect(Self.text(message.envelope.sender) == row.kept)
        #expect(message.envelope.recipients.map(Self.text) == [row.kept])
    }

    @Test(arguments: [
        (Packet("C", Array("inconnu\0U".utf8)), Envelope.Family.unknown, ""),
        (Packet("C", Array("h\0L\0\0/run/x\0".utf8)), .local, "/run/x"),
        (Packet("C", Array("h\06\0\u{19}2001:db8::7\0".utf8)), .ipv6, "2001:db8::7"),
    ])
    func clientsHaveAddressesOfManyKinds(
        _ connect: Packet,
        _ family: Envelope.Family,
        _ address: String
    ) throws {
        var (exchange, mta) = (Exchange(), MTA())
        #expect(try exchange.agree(with: &mta))
        try exchange.receive([connect] + mta.packets(of: SampleMail()))
        #expect(exchange.messages.first?.envelope.family == family)
        #expect(exchange.messages.first?.envelope.clientAddress == address)
    }

    @Test func theConnectionStaysAndTheEnvelopeGoes() throws {
        var first = SampleMail()
        first.login = "kbenali"
        var (exchange, mta, _) = try Exchange.telling(first)
        try exchange.finish(EndReply(verdict: .continue), of: 1)
        var second = SampleMail()
        second.sender = "<>"
        second.senderArguments = []
        second.recipients = ["<accueil@mairie.test>"]
        second.queueID = "4XyZ2"
        try exchange.receive(MTA.afterMessage + mta.packets(of: second))
        let envelope = try #require(exchange.messages.last?.envelope)
        #expect(envelope.daemonName == "SOUMISSION")
        #expect(envelope.helo == "poste.mairie.test")
        #expect(envelope.login.isEmpty)
        #expect(envelope.sender.isEmpty)
        #expect(envelope.senderArguments.isEmpty)
        #expect(envelope.recipients.map(Self.text) == ["accueil@mairie.test"])
        #expect(envelope.queueID == "4XyZ2")
        // the next client of a session told with K
        try exchange.finish(EndReply(verdict: .continue), of: 2)
        try exchange.receive([Packet("K")] + mta.packets(of: second))
        #expect(exchange.messages.last?.envelope.daemonName == "")
        #expect(exchange.messages.last?.envelope.helo == "")
    }

    @Test(arguments: [
        Packet("D"), Packet("D", Array("M".utf8)), Packet("D", Array("Mi".utf8)),
        Packet("D", Array("Mi\0".utf8)), Packet("D", Array("Mi\0X1\0{auth_authen}\0".utf8)),
        Packet("D", Array("Z{auth_authen}\0x\0".utf8)), Packet("D", Array("Mi\0X".utf8)),
        Packet("D", Array("M\0\0\0".utf8)), Packet("D", [0xFF, 0xFE]),
    ])
    func brokenListsOfMacrosAreTakenAsFarAsTheyGo(_ macros: Packet) throws {
        var (exchange, mta) = (Exchange(), MTA())
        #expect(try exchange.agree(with: &mta))
        try exchange.receive([macros] + mta.packets(of: SampleMail()).dropFirst())
        #expect(exchange.messages.map(\.envelope.queueID) == ["4XyZ1"])
        #expect(exchange.messages.map(\.envelope.login) == [""])
        #expect(exchange.packets.count == 1)
    }

    @Test func aLoginIsForTheMessageBehindItOnly() throws {
        var mail = SampleMail()
        mail.login = "kbenali"
        var (exchange, mta) = (Exchange(), MTA())
        #expect(try exchange.agree(with: &mta))
        try exchange.receive(Array(mta.packets(of: mail).prefix(2)))
        let next = mta.packets(of: SampleMail()).filter { $0.command != "D" }
        try exchange.receive(next)
        #expect(exchange.messages.map(\.envelope.login) == [""])
    }

    // MARK: Limits

    @Test(arguments: [0, 1, 5])
    func aMessageOverTheLimitIsCutAndSaysSo(_ missing: Int) throws {
        let mail = SampleMail(body: String(repeating: "une ligne\r\n", count: 30_000))
        let settings = Conversation.Settings(
            listener: .unix,
            maximumSize: mail.bytes.count - missing
        )
        let (_, _, message) = try Exchange.telling(mail, settings)
        #expect(message.isTooLarge == (missing > 0))
        #expect(message.bytes.count <= settings.maximumSize)
        #expect(mail.bytes.starts(with: message.bytes))
        guard missing > 0 else { return }
        let error = #expect(throws: MilterError.self) { try message.changes(to: mail.bytes) }
        #expect(error?.code == .tooLarge)
    }

    @Test(arguments: [0, 1])
    func lineEndsOfFoldsCountToo(_ missing: Int) throws {
        let mail = SampleMail(fields: ["X: a\n b\n c"], body: "")
        // the empty line behind the header is always there
        let maximumSize = mail.bytes.count - 2 - missing
        let settings = Conversation.Settings(listener: .unix, maximumSize: maximumSize)
        let (_, _, message) = try Exchange.telling(mail, settings)
        #expect(message.isTooLarge == (missing > 0))
        #expect(message.bytes.count <= maximumSize + 2)
    }

    @Test(arguments: [2, 3])
    func tooManyFieldsAreATooLargeMessage(_ count: Int) throws {
        let fields = Array(repeating: "X: y", count: count)
        let settings = Conversation.Settings(listener: .unix, maximumFields: 2)
        let (_, _, message) = try Exchange.telling(SampleMail(fields: fields), settings)
        #expect(message.isTooLarge == (count > 2))
        #expect(message.fields.count == 2)
    }

    @Test(arguments: [Conversation.Settings.Listener.unix, .tcp])
    func tooManyRecipientsAreToldToComeAgain(_ listener: Conversation.Settings.Listener) throws {
        var mail = SampleMail()
        mail.recipients = ["<a@mairie.test>", "<b@mairie.test>", "<c@mairie.test>"]
        let settings = Conversation.Settings(listener: listener, maximumRecipients: 2)
        // where no reply is possible there is nothing but the end
        if listener == .unix {
            let error = #expect(throws: MilterError.self) { try Exchange.telling(mail, settings) }
            #expect(error?.code == .tooManyRecipients)
            return
        }
        let (exchange, _, message) = try Exchange.telling(mail, settings)
        #expect(message.envelope.recipients.map(Self.text) == ["a@mairie.test", "b@mairie.test"])
        let replies = exchange.packets.filter { $0.command == "y" }
        #expect(replies.map { Self.text($0.data) } == ["452 4.5.3 Too many recipients\0"])
    }

    @Test func theOwnerJudgesEachRecipient() throws {
        var mail = SampleMail()
        mail.recipients = [
            "<a@mairie.test>", "b@mairie.test", "<c@mairie.test>", "<d@mairie.test>",
        ]
        var (exchange, mta) = (
            Exchange(.init(listener: .unix, asksRecipients: true)), MTA()
        )
        let refusal = Reply(code: "550", enhanced: "5.7.1", text: "liste fermee")
        exchange.answer = { address in
            switch Self.text(address) {
            case "b@mairie.test": .later
            case "c@mairie.test": .reject(refusal)
            default: .accept
            }
        }
        #expect(try exchange.agree(with: &mta))
        try exchange.receive(mta.connection() + mta.packets(of: mail))
        #expect(
            exchange.packets.dropFirst().map(\.description)
                == ["c", "y452 4.5.3 Too many recipients.", "y550 5.7.1 liste fermee.", "c"]
        )
        let recipients = exchange.messages.first?.envelope.recipients.map(Self.text)
        #expect(recipients == ["a@mairie.test", "d@mairie.test"])
    }

    @Test func whatIsToldSoFarIsKnownWhileARecipientIsJudged() throws {
        var mail = SampleMail()
        mail.recipients = ["<a@mairie.test>", "<b@mairie.test>", "<c@mairie.test>"]
        var (exchange, mta) = (Exchange(.init(listener: .tcp, asksRecipients: true)), MTA())
        exchange.answer = { Self.text($0) == "a@mairie.test" ? .later : .accept }
        #expect(try exchange.agree(with: &mta))
        #expect(exchange.conversation.envelope == nil)
        let packets = mta.connection() + mta.packets(of: mail)
        let data = try #require(packets.firstIndex { $0.command == "T" })
        try exchange.receive(Array(packets[..<data]))
        let envelope = try #require(exchange.conversation.envelope)
        #expect(envelope.recipients.map(Self.text) == ["b@mairie.test", "c@mairie.test"])
        #expect(envelope.daemonName == "SOUMISSION")
        try exchange.receive(Array(packets[data...]))
        #expect(exchange.conversation.envelope == nil)
    }

    @Test func nobodyAnswersForARecipientThatDoesNotWait() throws {
        var conversation = Conversation(.init(listener: .unix, asksRecipients: true))
        let error = #expect(throws: MilterError.self) {
            try conversation.answer(recipient: .accept)
        }
        #expect(error?.code == .outOfOrder)
    }
}
