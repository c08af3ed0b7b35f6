import Submissions
import Testing

/// A mail handed in, against servers of every temper.
@Suite struct SubmissionTests {
    /// A conversation: what the server says in turn, what we send, how it ends.
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        /// One for each command, the greeting first, without their last CRLF.
        let replies: [String]
        /// Without their CRLF; the message is one of them, as it goes out.
        let sent: [String]
        let outcome: Submission.Outcome
        var mail = Mail()
        var testDescription: String { fact }

        init(
            _ fact: String,
            _ replies: [String],
            sent: [String],
            _ outcome: Submission.Outcome,
            _ mail: Mail = Mail()
        ) {
            self.fact = fact
            self.replies = replies
            self.sent = sent
            self.outcome = outcome
            self.mail = mail
        }
    }

    struct Mail: Sendable {
        var sender = "a@mairie.test"
        var recipients = ["b@mairie.test"]
        var message = "Objet\r\n"
    }

    static func submission(_ mail: Mail) throws(SubmissionError) -> Submission {
        try Submission(
            sender: mail.sender,
            recipients: mail.recipients,
            message: Array(mail.message.utf8),
            name: "passerelle.mairie.test"
        )
    }

    /// Runs a conversation, each reply cut to pieces of a length, until an outcome or silence.
    static func run(
        _ row: Row,
        cutEvery length: Int
    ) throws -> (sent: [String], outcome: Submission.Outcome) {
        var submission = try submission(row.mail)
        var sent: [String] = []
        for reply in row.replies {
            let bytes = Array((reply + "\r\n").utf8)
            for start in stride(from: 0, to: bytes.count, by: length) {
                for step in submission.receive(bytes[start..<min(start + length, bytes.count)]) {
                    switch step {
                    case .send(let bytes):
                        let text = String(decoding: bytes, as: UTF8.self)
                        #expect(text.hasSuffix("\r\n"))
                        sent.append(String(text.dropLast()))
                    case .done(let outcome): return (sent, outcome)
                    }
                }
            }
        }
        return (sent, submission.ended())
    }

    static let ehlo = "250-mx.mairie.test\r\n250-SIZE 1000\r\n250-8bitmime\r\n250 SMTPUTF8"
    static let hello = "EHLO passerelle.mairie.test"
    static let from = "MAIL FROM:<a@mairie.test> SIZE=7"
    static let to = "RCPT TO:<b@mairie.test>"
    static let body = "Objet\r\n."

    static let taken = [
        Row(
            "a mail is taken",
            ["220 mx", ehlo, "250 ok", "250 ok", "354 go", "250 queued"],
            sent: [hello, from, to, "DATA", body, "QUIT"],
            .taken
        ),
        Row(
            "replies of several lines, and without a text",
            ["220-mx\r\n220 mx", "250", "250-a\r\n250 b", "251 will forward", "354", "250"],
            sent: [hello, "MAIL FROM:<a@mairie.test>", to, "DATA", body, "QUIT"],
            .taken
        ),
        Row(
            "several recipients, in their order",
            ["220 mx", "250 mx", "250 ok", "250 ok", "250 ok", "354 go", "250 queued"],
            sent: [
                hello, "MAIL FROM:<a@mairie.test>", to, "RCPT TO:<c@mairie.test>", "DATA", body,
                "QUIT",
            ],
            .taken,
            Mail(recipients: ["b@mairie.test", "c@mairie.test"])
        ),
        Row(
            "the null sender",
            ["220 mx", "250 mx", "250 ok", "250 ok", "354 go", "250 queued"],
            sent: [hello, "MAIL FROM:<>", to, "DATA", body, "QUIT"],
            .taken,
            Mail(sender: "")
        ),
        Row(
            "letters with accents in the message",
            ["220 mx", ehlo, "250 ok", "250 ok", "354 go", "250 queued"],
            sent: [
                hello, "MAIL FROM:<a@mairie.test> SIZE=5 BODY=8BITMIME", to, "DATA", "né\r\n.",
                "QUIT",
            ],
            .taken,
            Mail(message: "né\n")
        ),
        Row(
            "letters with accents in an address",
            ["220 mx", ehlo, "250 ok", "250 ok", "354 go", "250 queued"],
            sent: [
                hello, "MAIL FROM:<a@mairie.test> SIZE=7 SMTPUTF8", "RCPT TO:<é@mairie.test>",
                "DATA", body, "QUIT",
            ],
            .taken,
            Mail(recipients: ["é@mairie.test"])
        ),
        Row(
            "a server that does not know EHLO",
            ["220 mx", "502 no", "250-mx\r\n250 SIZE", "250 ok", "250 ok", "354 go", "250 queued"],
            sent: [
                hello, "HELO passerelle.mairie.test", "MAIL FROM:<a@mairie.test>", to, "DATA", body,
                "QUIT",
            ],
            .taken
        ),
        Row(
            "more behind the reply to the message",
            ["220 mx", "250 mx", "250 ok", "250 ok", "354 go", "250 queued\r\n421 bye"],
            sent: [hello, "MAIL FROM:<a@mairie.test>", to, "DATA", body, "QUIT"],
            .taken
        ),
    ]

    static let refused = [
        Row("no service", ["554 no"], sent: ["QUIT"], .refused(code: 554, enhanced: nil)),
        Row("a busy server", ["421 busy"], sent: ["QUIT"], .later(code: 421)),
        Row(
            "neither EHLO nor HELO",
            ["220 mx", "500 no", "550 no"],
            sent: [hello, "HELO passerelle.mairie.test", "QUIT"],
            .refused(code: 550, enhanced: nil)
        ),
        Row("EHLO put off", ["220 mx", "451 no"], sent: [hello, "QUIT"], .later(code: 451)),
        Row(
            "the mail is too long",
            ["220 mx", ehlo, "552 5.3.4 too long"],
            sent: [hello, from, "QUIT"],
            .refused(code: 552, enhanced: EnhancedCode?("5.3.4"))
        ),
        Row(
            "a refused recipient withdraws the mail for all",
            ["220 mx", ehlo, "250 ok", "250 ok", "550 5.1.1 <c@mairie.test>: unknown", "250 ok"],
            sent: [hello, from, to, "RCPT TO:<c@mairie.test>", "RSET", "QUIT"],
            .refused(code: 550, enhanced: EnhancedCode?("5.1.1")),
            Mail(recipients: ["b@mairie.test", "c@mairie.test", "d@mairie.test"])
        ),
        Row(
            "a recipient put off withdraws it too",
            ["220 mx", ehlo, "250 ok", "450 4.2.0 later", "250 ok"],
            sent: [hello, from, to, "RSET", "QUIT"],
            .later(code: 450)
        ),
        Row(
            "the outcome of a withdrawn mail stands, whatever RSET gets",
            ["220 mx", ehlo, "250 ok", "550 no", "421 bye"],
            sent: [hello, from, to, "RSET", "QUIT"],
            .refused(code: 550, enhanced: nil)
        ),
        Row(
            "the connection ends while a mail is withdrawn",
            ["220 mx", ehlo, "250 ok", "550 no"],
            sent: [hello, from, to, "RSET"],
            .refused(code: 550, enhanced: nil)
        ),
        Row(
            "DATA refused",
            ["220 mx", ehlo, "250 ok", "250 ok", "503 no"],
            sent: [hello, from, to, "DATA", "QUIT"],
            .refused(code: 503, enhanced: nil)
        ),
        Row(
            "the message refused",
            ["220 mx", ehlo, "250 ok", "250 ok", "354 go", "550-5.7.1 a\r\n550 5.7.1 b"],
            sent: [hello, from, to, "DATA", body, "QUIT"],
            .refused(code: 550, enhanced: EnhancedCode?("5.7.1"))
        ),
        Row(
            "the message put off",
            ["220 mx", ehlo, "250 ok", "250 ok", "354 go", "451 4.7.1 later"],
            sent: [hello, from, to, "DATA", body, "QUIT"],
            .later(code: 451)
        ),
        Row(
            "letters with accents, and a server of seven bits",
            ["220 mx", "250 mx"],
            sent: [hello, "QUIT"],
            .refused(code: 554, enhanced: EnhancedCode?("5.6.3")),
            Mail(message: "né\r\n")
        ),
        Row(
            "an address with accents, and a server without SMTPUTF8",
            ["220 mx", "250-mx\r\n250 8BITMIME"],
            sent: [hello, "QUIT"],
            .refused(code: 553, enhanced: EnhancedCode?("5.6.7")),
            Mail(sender: "é@mairie.test")
        ),
        Row(
            "a class that the code contradicts is no enhanced code",
            ["220 mx", "250 mx", "550 4.1.1 no"],
            sent: [hello, "MAIL FROM:<a@mairie.test>", "QUIT"],
            .refused(code: 550, enhanced: nil)
        ),
    ]

    static let strange = [
        Row("another code for a greeting", ["250 ok"], sent: ["QUIT"], .later(code: 250)),
        Row(
            "354 for a sender",
            ["220 mx", "250 mx", "354 go"],
            sent: [hello, "MAIL FROM:<a@mairie.test>", "QUIT"],
            .later(code: 354)
        ),
        Row(
            "250 for DATA",
            ["220 mx", ehlo, "250 ok", "250 ok", "250 ok"],
            sent: [hello, from, to, "DATA", "QUIT"],
            .later(code: 250)
        ),
        Row(
            "354 for the message",
            ["220 mx", ehlo, "250 ok", "250 ok", "354 go", "354 go"],
            sent: [hello, from, to, "DATA", body, "QUIT"],
            .unsure
        ),
        Row("no code", ["mx"], sent: ["QUIT"], .later(code: nil)),
        Row("a code of four digits", ["2200 mx"], sent: ["QUIT"], .later(code: nil)),
        Row("a code of two digits", ["22"], sent: ["QUIT"], .later(code: nil)),
        Row("a code below 200", ["100 mx"], sent: ["QUIT"], .later(code: nil)),
        Row("a code that changes", ["220-mx\r\n221 mx"], sent: ["QUIT"], .later(code: nil)),
        Row(
            "no code for the message",
            ["220 mx", ehlo, "250 ok", "250 ok", "354 go", "ok"],
            sent: [hello, from, to, "DATA", body, "QUIT"],
            .unsure
        ),
    ]

    @Test(arguments: taken + refused + strange, [1, 2, 3, 7])
    func conversationsEndAsTheyMust(_ row: Row, length: Int) throws {
        // what is behind a reply is seen with it only when they come together
        let run = try Self.run(row, cutEvery: length)
        #expect(run.sent == row.sent)
        #expect(run.outcome == row.outcome)
    }

    @Test(arguments: taken + refused + strange)
    func wholeRepliesSayTheSame(_ row: Row) throws {
        let run = try Self.run(row, cutEvery: .max >> 1)
        #expect(run.sent == row.sent)
        #expect(run.outcome == row.outcome)
    }

    /// Which phase a connection ends in, and what is known then.
    @Test(arguments: 0...6)
    func aConnectionThatEndsIsUnsureOnlyBehindTheMessage(_ replies: Int) throws {
        let all = ["220 mx", Self.ehlo, "250 ok", "250 ok", "354 go", "250 queued"]
        let row = Row("", Array(all.prefix(replies)), sent: [], .unsure)
        let outcome = try Self.run(row, cutEvery: 1).outcome
        switch replies {
        case 0...4: #expect(outcome == .later(code: nil))
        case 5: #expect(outcome == .unsure)
        default: #expect(outcome == .taken)
        }
    }

    @Test(arguments: [
        "220 mx\r\n250 mx", "220 mx\r\n2", "220 mx\r\n\r\n", "220 mx\r\n421 bye",
    ])
    func aServerThatAnswersBeforeItIsAskedIsLeft(_ bytes: String) throws {
        var submission = try Self.submission(Mail())
        let steps = submission.receive(Array((bytes + "\r\n").utf8))
        #expect(steps == [.send(Array("QUIT\r\n".utf8)), .done(.later(code: nil))])
    }

    /// A server that had said 250 to the message before it got it would lose the mail.
    @Test func aReplyToTheMessageInAdvanceSendsNothing() throws {
        let row = Row(
            "",
            ["220 mx", Self.ehlo, "250 ok", "250 ok", "354 go\r\n250 queued"],
            sent: [],
            .taken
        )
        let run = try Self.run(row, cutEvery: .max >> 1)
        #expect(run.sent == [Self.hello, Self.from, Self.to, "DATA", "QUIT"])
        #expect(run.outcome == .later(code: nil))
    }

    @Test func anEndedSubmissionSaysNothingMore() throws {
        var submission = try Self.submission(Mail())
        #expect(submission.ended() == .later(code: nil))
        #expect(submission.receive(Array("220 mx\r\n".utf8)).isEmpty)
        #expect(submission.ended() == .later(code: nil))
    }

    @Test func replyOf64KiBIsTheLongest() throws {
        let line = "220-" + String(repeating: "x", count: 58) + "\r\n"
        #expect(line.utf8.count == 64)
        let long = String(repeating: line, count: 1023)
        var fits = try Self.submission(Mail())
        #expect(fits.receive(Array((long + "220 mx\r\n").utf8)).count == 1)
        var lines = try Self.submission(Mail())
        #expect(
            lines.receive(Array((long + line + line).utf8)).last == .done(.later(code: nil))
        )
        var line64 = try Self.submission(Mail())
        let endless = Array(repeating: UInt8(ascii: "2"), count: 70_000)
        #expect(line64.receive(endless).last == .done(.later(code: nil)))
    }

    /// Nothing of a server's words is kept: they may quote an address.
    @Test func textOfTheServerIsForgotten() throws {
        var submission = try Self.submission(Mail())
        _ = submission.receive(Array("554 5.7.1 <nadia.trevez@mairie.test> no\r\n".utf8))
        var dumped = ""
        dump(submission, to: &dumped)
        #expect(!dumped.contains("110"))
        #expect(dumped.contains("554"))
    }
}

extension EnhancedCode? {
    /// The code that a server says so.
    fileprivate init(_ text: String) {
        var submission = try? SubmissionTests.submission(.init())
        let steps = submission?.receive(Array("550 \(text) no\r\n".utf8)) ?? []
        if case .done(.refused(_, let code))? = steps.last { self = code } else { self = nil }
    }
}
