import MilterSupport
import Milters
import Testing

/// What goes over the wire at the end of a message.
@Suite struct EndReplyTests {
    private static func replies(
        _ reply: EndReply,
        by mta: MTA = MTA()
    ) throws -> [Packet] {
        var (exchange, _, message) = try Exchange.telling(SampleMail(), by: mta)
        let before = exchange.packets.count
        try exchange.finish(reply, of: message.number)
        return Array(exchange.packets.dropFirst(before))
    }

    private static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func changesComeFirstThenTheBodyThenTheVerdict() throws {
        let body = (0..<140_000).map { UInt8(truncatingIfNeeded: $0) }
        let reply = EndReply(
            changes: [
                .changeField(index: 2, Field(line: "Subject: ordre\n du jour")),
                .removeField(index: 1, name: Self.ascii("X-Note")),
                .insertField(index: 1, Field(line: "X-Biffure-Niveau: public")),
                .addField(Field(line: "X-Fin: oui")),
                .addRecipient(Self.ascii("accueil@mairie.test")),
                .removeRecipient(Self.ascii("\"a b\"@mairie.test")),
                .quarantine(reason: "a relire"),
            ],
            body: body,
            verdict: .accept
        )
        let packets = try Self.replies(reply)
        let edits = [
            Packet("m", [0, 0, 0, 2] + Self.ascii("Subject\0 ordre\n du jour\0")),
            Packet("m", [0, 0, 0, 1] + Self.ascii("X-Note\0\0")),
            Packet("i", [0, 0, 0, 1] + Self.ascii("X-Biffure-Niveau\0 public\0")),
            Packet("h", Self.ascii("X-Fin\0 oui\0")),
            Packet("+", Self.ascii("<accueil@mairie.test>\0")),
            Packet("-", Self.ascii("<\"a b\"@mairie.test>\0")),
            Packet("q", Self.ascii("a relire\0")),
        ]
        #expect(Array(packets.prefix(7)) == edits)
        #expect(packets.map(\.command).dropFirst(7) == ["b", "b", "b", "a"])
        #expect(packets.dropFirst(7).map(\.data.count) == [65_535, 65_535, 8930, 0])
        #expect(packets.filter { $0.command == "b" }.flatMap(\.data) == body)
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 131_070])
    func aBodyIsCutIntoPieces(_ count: Int) throws {
        let body = Array(repeating: UInt8(0x61), count: count)
        let packets = try Self.replies(EndReply(body: body, verdict: .continue))
        let pieces = packets.filter { $0.command == "b" }
        #expect(pieces.count == max(1, (count + 65_534) / 65_535))
        #expect(pieces.flatMap(\.data) == body)
        #expect(packets.last == Packet("c"))
    }

    @Test(arguments: [
        (Verdict.continue, Packet("c")), (.accept, Packet("a")), (.reject, Packet("r")),
        (.tempfail, Packet("t")), (.discard, Packet("d")),
    ])
    func aVerdictIsOnePacket(_ verdict: Verdict, _ packet: Packet) throws {
        #expect(try Self.replies(EndReply(verdict: verdict)) == [packet])
    }

    @Test(arguments: [
        Verdict.reject, .tempfail, .discard,
        .reply(Reply(code: "550", enhanced: "5.7.1", text: "refus")),
    ])
    func aVerdictThatDeliversNothingGoesAlone(_ verdict: Verdict) throws {
        let reply = EndReply(
            changes: [.quarantine(reason: "a relire"), .addField(Field(line: "X: y"))],
            body: [0x61],
            verdict: verdict
        )
        #expect(try Self.replies(reply) == Self.replies(EndReply(verdict: verdict)))
    }

    @Test func whatMovesTheReadTimerIsOnePacket() {
        #expect(Packet.cut(Conversation.progress).packets == [Packet("p")])
    }

    // MARK: Replies

    struct Row: CustomTestStringConvertible, Sendable {
        let reply: Reply
        /// What the client is told; nil for a temporary failure.
        let line: String?
        var testDescription: String { "\(reply.code) \(reply.enhanced) \(reply.text.prefix(20))" }

        init(_ code: String, _ enhanced: String, _ text: String, _ line: String?) {
            reply = Reply(code: code, enhanced: enhanced, text: text)
            self.line = line
        }
    }

    static let rows = [
        Row("550", "5.7.1", "Refus (CSI L.132-5)", "550 5.7.1 Refus (CSI L.132-5)"),
        Row("451", "4.7.1", "Plus tard", "451 4.7.1 Plus tard"),
        Row("554", "5.7.127", "100 % %%d", "554 5.7.127 100 % %%d"),
        Row("550", "5.7.1", "Réservé\r\n250 ok\0\u{7F}\t🙂", "550 5.7.1 R?serv???250 ok????"),
        Row("550", "5.7.1", "", "550 5.7.1 "),
        Row("250", "2.0.0", "ok", nil), Row("350", "5.7.1", "ok", nil),
        Row("55", "5.7.1", "x", nil),
        Row("5500", "5.7.1", "x", nil), Row("5a0", "5.7.1", "x", nil),
        Row("550", "4.7.1", "x", nil),
        Row("550", "5.7", "x", nil), Row("550", "5.7.1.2", "x", nil),
        Row("550", "5.7.1234", "x", nil),
        Row("550", "5..1", "x", nil), Row("550", "", "x", nil), Row("", "", "", nil),
        Row("５50", "5.7.1", "x", nil), Row("550", "5.7.1\r\n250 ", "x", nil),
    ]

    @Test(arguments: rows)
    func aReplyIsALineOfASCIIOrATemporaryFailure(_ row: Row) throws {
        let packets = try Self.replies(EndReply(verdict: .reply(row.reply)))
        var queueFile = QueueFile(SampleMail())
        let outcome = queueFile.apply(packets)
        let line = row.line ?? "451 4.7.1 Service unavailable - try again later"
        #expect(outcome == .refused(line))
        #expect(packets.map(\.command) == [row.line == nil ? "t" : "y"])
    }

    @Test(arguments: ["a", "%", "é", "abc%"])
    func aReplyHasNoMoreThan512Bytes(_ piece: String) throws {
        let text = String(repeating: piece, count: 1000)
        let reply = Reply(code: "550", enhanced: "5.7.1", text: text)
        let packets = try Self.replies(EndReply(verdict: .reply(reply)))
        let line = try #require(packets.first?.strings.first)
        // the CRLF is the MTA's
        #expect((509...510).contains(line.count))
        #expect(line.allSatisfy { (0x20...0x7E).contains($0) })
        #expect(line.count { $0 == 0x25 } % 2 == 0)
    }

    // MARK: What is refused

    static let bad: [Change] = [
        .addField(Field(line: "X: a\0b")), .addField(Field(line: "X: a\r\n b")),
        .addField(Field(line: "X: a\rb")), .addField(Field(line: "X: a\nBcc: b")),
        .addField(Field(line: "X: a\n")), .addField(Field(line: "X: a\n\n b")),
        .addField(Field(line: ": a")), .addField(Field(line: "X Y: a")),
        .addField(Field(line: "X\0Y: a")), .addField(Field(line: "É: a")),
        .addField(Field(name: [0x58, 0x3A], value: [])),
        .insertField(index: -1, Field(line: "X: a")),
        .insertField(index: Int(Int32.max), Field(line: "X: a")),
        .insertField(index: 0, Field(line: "X: a\nb")),
        .changeField(index: 0, Field(line: "X: a")), .changeField(index: -1, Field(line: "X: a")),
        .changeField(index: 1 << 32, Field(line: "X: a")),
        .changeField(index: 1, Field(line: "X:")), .changeField(index: 1, Field(line: "X: \r")),
        .removeField(index: 0, name: [0x58]), .removeField(index: 1, name: []),
        .removeField(index: 1, name: [0x58, 0]),
        .addRecipient([]), .addRecipient(ascii("a\0b")), .addRecipient(ascii("a\r\nb")),
        .removeRecipient([]), .removeRecipient(ascii("a\u{7F}")),
        .quarantine(reason: "a\0b"), .quarantine(reason: "a\nb"), .quarantine(reason: "é"),
    ]

    @Test(arguments: bad)
    func aChangeThatWouldReadOtherwiseIsRefusedWhole(_ change: Change) throws {
        var (exchange, _, message) = try Exchange.telling(SampleMail())
        let reply = EndReply(
            changes: [.addField(Field(line: "X-Avant: x")), change],
            verdict: .accept
        )
        let error = #expect(throws: MilterError.self) {
            try exchange.finish(reply, of: message.number)
        }
        #expect(error?.code == .badData)
        #expect(exchange.packets.map(\.command) == ["O"])
        // the message still waits for a reply that asks for less
        try exchange.finish(EndReply(verdict: .tempfail), of: message.number)
        #expect(exchange.packets.map(\.command) == ["O", "t"])
    }

    static let needs: [(reply: EndReply, action: Int)] = [
        (EndReply(changes: [.addField(Field(line: "X: a"))], verdict: .accept), 0x01),
        (EndReply(changes: [.insertField(index: 0, Field(line: "X: a"))], verdict: .accept), 0x01),
        (EndReply(body: [], verdict: .continue), 0x02),
        (EndReply(changes: [.addRecipient([0x61])], verdict: .continue), 0x04),
        (EndReply(changes: [.removeRecipient([0x61])], verdict: .continue), 0x08),
        (EndReply(changes: [.changeField(index: 1, Field(line: "X: a"))], verdict: .accept), 0x10),
        (EndReply(changes: [.removeField(index: 1, name: [0x58])], verdict: .accept), 0x10),
        (EndReply(changes: [.quarantine(reason: "x")], verdict: .continue), 0x20),
    ]

    @Test(arguments: needs)
    func whatIsNotOfferedIsNotAskedFor(_ reply: EndReply, _ action: Int) throws {
        let error = #expect(throws: MilterError.self) {
            try Self.replies(reply, by: MTA(actions: 0x1FF & ~action))
        }
        #expect(error?.code == .notOffered)
        #expect(try Self.replies(reply, by: MTA(actions: action)).count == 2)
    }

    @Test func withoutTheLeadingBlankTheMTAPutsItself() throws {
        let reply = EndReply(
            changes: [
                .addField(Field(line: "A: x")), .addField(Field(line: "B:x")),
                .addField(Field(line: "C:  x")),
            ],
            verdict: .accept
        )
        let packets = try Self.replies(reply, by: MTA(steps: 0x0F_FFFF))
        #expect(
            packets.prefix(3).map { Array($0.data.dropFirst(2)) } == [
                [0x78, 0], [0x78, 0], [0x20, 0x78, 0],
            ]
        )
    }
}
