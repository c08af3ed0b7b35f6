/// One mail handed in to a mail server: the conversation of SMTP without its socket.
///
/// Connect, give ``receive(_:)`` what the server says, cut anywhere, and write what it gives back;
/// when the connection ends or time is over, ask ``ended()``. All recipients get the mail or none:
/// as soon as the server refuses one, the mail is withdrawn.
///
/// ```swift
/// var submission = try Submission(
///     sender: "n.trevez@mairie.test",
///     recipients: ["k.benali@mairie.test"],
///     message: bytes,
///     name: "passerelle.mairie.test"
/// )
/// for step in submission.receive(bytesOfTheServer) { … }
/// ```
///
/// Of what the server says only numbers are kept: its text may quote addresses. Commands are sent
/// one at a time, so a server that answers before it is asked is not understood, and left.
///
/// Source: RFC 5321, 1870, 6152, 6531.
public struct Submission: Sendable {
    /// What became of a mail.
    public enum Outcome: Hashable, Sendable {
        /// The server answers for it from now on.
        case taken
        /// The server will not have it, whenever it is tried.
        ///
        /// 553 5.6.7 and 554 5.6.3 also stand for servers that lack what the mail needs.
        case refused(code: Int, enhanced: EnhancedCode?)
        /// Nothing was handed over; try again.
        ///
        /// No code where the connection ended or what came is no reply in its turn.
        case later(code: Int?)
        /// The whole mail went out and no answer came: the server may have it or not.
        case unsure
    }

    /// What the owner of the connection does next.
    public enum Step: Hashable, Sendable {
        /// Write these bytes.
        case send([UInt8])
        /// The outcome is known; close the connection once all is written. Nothing follows.
        case done(Outcome)
    }

    private enum State: Hashable, Sendable {
        case greeting, hello, oldHello, sender
        case recipient(Int)
        case data, message
        /// The mail is withdrawn, and the server told so.
        case withdrawn(Outcome)
        case finished(Outcome)
    }

    private let sender: String
    private let recipients: [String]
    private let name: String
    private var message: [UInt8]
    private var state = State.greeting
    private var reader = ReplyReader()

    private static let maximumAddress = 320

    /// A mail to hand in.
    ///
    /// - Parameters:
    ///   - sender: The address without angle brackets; empty for the null sender.
    ///   - recipients: Addresses without angle brackets, at least one.
    ///   - message: The whole message; its line ends are CRLF or LF.
    ///   - name: The name of this machine, or its address in square brackets.
    /// - Throws: `badAddress`, `noRecipient`, `badName`.
    public init(
        sender: String,
        recipients: [String],
        message: [UInt8],
        name: String
    ) throws(SubmissionError) {
        guard !recipients.isEmpty else { throw SubmissionError(.noRecipient) }
        for address in recipients + [sender] {
            let isPlain = address.utf8.allSatisfy {
                $0 > UInt8(ascii: " ") && $0 != 0x7F && $0 != UInt8(ascii: "<")
                    && $0 != UInt8(ascii: ">")
            }
            guard isPlain, address.utf8.count <= Self.maximumAddress else {
                throw SubmissionError(.badAddress)
            }
        }
        guard !recipients.contains("") else { throw SubmissionError(.badAddress) }
        let isName = name.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber) || ".-:[]".contains($0)
        }
        guard isName, 1...255 ~= name.utf8.count else { throw SubmissionError(.badName) }
        self.sender = sender
        self.recipients = recipients
        self.message = message
        self.name = name
    }

    /// Takes what the server said, cut anywhere.
    ///
    /// - Returns: What to do, in order; nothing while a reply is not complete or after the outcome.
    /// - Complexity: O(*n*) in the bytes taken, once O(*m*) in those of the message.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [Step] {
        if case .finished = state { return [] }
        var reply: Reply?
        for byte in bytes {
            if reply != nil {
                // nobody asked for what comes behind a reply; behind the last one it says nothing
                if isLastReply { break }
                return interrupted()
            }
            do {
                reply = try reader.push(byte)
            } catch {
                return interrupted()
            }
        }
        return reply.map { answer($0) } ?? []
    }

    /// The outcome when the connection has ended, or has to: time is over, the program stops.
    ///
    /// - Returns: The outcome that is known; ``Outcome/unsure`` from the step that sends the message
    ///   until its reply, since nobody knows how much of it arrived.
    public mutating func ended() -> Outcome {
        let outcome: Outcome =
            switch state {
            case .message: .unsure
            case .withdrawn(let outcome), .finished(let outcome): outcome
            default: .later(code: nil)
            }
        state = .finished(outcome)
        message = []
        return outcome
    }

    // MARK: One reply

    /// Whether the outcome is known with the next reply, whichever it is.
    private var isLastReply: Bool {
        switch state {
        case .message, .withdrawn: true
        default: false
        }
    }

    private mutating func answer(_ reply: Reply) -> [Step] {
        switch (state, reply.code) {
        case (.greeting, 220):
            state = .hello
            return [command("EHLO \(name)")]
        case (.hello, 250):
            return begin(reply.offers)
        case (.oldHello, 250):
            return begin([])
        case (.hello, 500...504), (.hello, 550):
            state = .oldHello
            return [command("HELO \(name)")]
        case (.sender, 250):
            return recipient(0)
        case (.recipient(let index), 250...251):
            return recipient(index + 1)
        case (.recipient, 400...599) where reply.code != 421:
            state = .withdrawn(Self.outcome(of: reply))
            message = []
            return [command("RSET")]
        case (.data, 354):
            state = .message
            defer { message = [] }
            return [.send(MessageLines.stuffed(message))]
        case (.message, 250):
            return finish(.taken)
        case (.message, 200...399):
            return finish(.unsure)
        case (.withdrawn(let outcome), _):
            return finish(outcome)
        default:
            return finish(Self.outcome(of: reply))
        }
    }

    /// What a reply means that is not the one hoped for: 5xx for ever, the others for now.
    private static func outcome(of reply: Reply) -> Outcome {
        reply.code >= 500
            ? .refused(code: reply.code, enhanced: reply.enhanced) : .later(code: reply.code)
    }

    private mutating func begin(_ offers: Set<Reply.Offer>) -> [Step] {
        var line = "MAIL FROM:<\(sender)>"
        if offers.contains(.size) { line += " SIZE=\(MessageLines.size(of: message))" }
        if message.contains(where: { $0 >= 0x80 }) {
            guard offers.contains(.eightBit) else {
                return finish(.refused(code: 554, enhanced: EnhancedCode(5, 6, 3)))
            }
            line += " BODY=8BITMIME"
        }
        if !(recipients + [sender]).allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) {
            guard offers.contains(.utf8) else {
                return finish(.refused(code: 553, enhanced: EnhancedCode(5, 6, 7)))
            }
            line += " SMTPUTF8"
        }
        state = .sender
        return [command(line)]
    }

    /// Names the recipient at an index; behind the last one, asks to send.
    private mutating func recipient(_ index: Int) -> [Step] {
        guard index < recipients.count else {
            state = .data
            return [command("DATA")]
        }
        state = .recipient(index)
        return [command("RCPT TO:<\(recipients[index])>")]
    }

    // MARK: The end

    /// What is no reply, or none in its turn, ends the conversation.
    private mutating func interrupted() -> [Step] {
        finish(ended())
    }

    private mutating func finish(_ outcome: Outcome) -> [Step] {
        state = .finished(outcome)
        message = []
        reader = ReplyReader()
        return [command("QUIT"), .done(outcome)]
    }

    private func command(_ line: String) -> Step {
        .send(Array("\(line)\r\n".utf8))
    }
}
