/// What the MTA says on one connection and what is answered: frames in, steps out.
///
/// It never gives a verdict by itself: to what is told before the end of a message it answers
/// « continue » where the MTA waits for an answer, and nothing elsewhere; at the end the owner says
/// what becomes of the message. The owner gives it frame after frame and does what the steps say;
/// at an error it closes the connection without a verdict, and the default action of the MTA
/// applies. Nothing is sent, waited for or timed in here.
///
/// ```swift
/// while let frame = try reader.next() {
///     switch try conversation.receive(frame) {
///     case .nothing: break
///     case .send(let packet): write(packet)
///     case .recipient(let address): write(try conversation.answer(recipient: policy(address)))
///     case .judge(let message): judge(message)  // then conversation.finish(reply, of: number)
///     case .abandoned: cancelJudgement()
///     case .close: close()
///     }
/// }
/// ```
///
/// Source: MAIL.md section 2; `milter8.c` of Postfix 3.7.
public struct Conversation: Sendable {
    /// What the owner does next.
    public enum Step: Sendable {
        /// Take the next frame.
        case nothing
        /// Send a packet.
        case send([UInt8])
        /// Judge a recipient, its address without angle brackets, and call
        /// ``Conversation/answer(recipient:)`` before the next frame is given.
        case recipient([UInt8])
        /// Judge a message, then call ``Conversation/finish(_:of:)``; frames may come before.
        case judge(Message)
        /// Give up the message under judgement: nobody waits for a verdict.
        case abandoned
        /// Close the connection.
        case close
    }

    /// Where the conversation stands.
    enum Phase {
        /// Nothing is agreed on.
        case opening
        /// Between two messages.
        case idle
        /// A message is being told.
        case telling
        /// The owner judges a recipient of it.
        case asking(recipient: [UInt8])
        /// The owner judges it.
        case judging
        /// It failed or came to its end.
        case closed
    }

    /// Tells the MTA that the judgement goes on: it waits again as long as at the start.
    public static let progress = Packets.progress

    let settings: Settings
    var phase = Phase.opening
    var agreement: Agreement?
    /// What is known of the connection.
    var connection = Envelope()
    /// The macros of the event that comes next.
    var macros: (event: UInt8, macros: Macros)?
    var draft: Draft?
    /// How many messages came to their end.
    var messageCount = 0

    /// A conversation for one connection.
    public init(_ settings: Settings) {
        self.settings = settings
    }

    /// Takes the next frame of the MTA.
    ///
    /// - Throws: ``MilterError`` when the conversation cannot go on; then it stays closed.
    public mutating func receive(_ frame: Frame) throws(MilterError) -> Step {
        do throws(MilterError) {
            guard let event = Event(rawValue: frame.command) else {
                throw MilterError(.unknownCommand)
            }
            return try receive(event, frame.data)
        } catch {
            close()
            throw error
        }
    }

    private mutating func receive(
        _ event: Event,
        _ data: ArraySlice<UInt8>
    ) throws(MilterError) -> Step {
        // sendmail sends no list when it has nothing to tell: an old one is not for this event
        defer { if event != .macros { macros = nil } }
        switch (phase, event) {
        case (.closed, _): throw MilterError(.outOfOrder, at: event)
        case (_, .quit):
            close()
            return .close
        case (.opening, .negotiate): return try negotiate(data)
        case (.opening, .macros), (.opening, .abort): return .nothing
        case (.opening, _): throw MilterError(.outOfOrder, at: event)
        case (_, .abort): return abandon()
        case (_, .quitNew):
            let step = abandon()
            connection = Envelope()
            return step
        case (.asking, _), (.judging, _), (_, .negotiate):
            throw MilterError(.outOfOrder, at: event)
        case (_, .macros):
            readMacros(data)
            return .nothing
        case (.telling, .endOfMessage): return try end(data)
        case (.idle, _), (.telling, _):
            if let step = try tell(event, data) { return step }
            return agreement?.steps.expectReply(to: event) == true
                ? .send(Packets.continue) : .nothing
        }
    }

    private mutating func negotiate(_ offer: ArraySlice<UInt8>) throws(MilterError) -> Step {
        let agreement = try Agreement(to: offer, wanted: .wanted(settings))
        self.agreement = agreement
        phase = .idle
        return .send(agreement.packet)
    }

    /// Forgets the message; the connection stays.
    private mutating func abandon() -> Step {
        let isJudged = if case .judging = phase { true } else { false }
        phase = .idle
        draft = nil
        return isJudged ? .abandoned : .nothing
    }

    private mutating func close() {
        phase = .closed
        draft = nil
    }

    /// Keeps the macros of the events that have something to tell.
    private mutating func readMacros(_ data: ArraySlice<UInt8>) {
        guard let event = data.first else { return }
        switch Event(rawValue: event) {
        case .connect, .helo, .mail, .recipient, .data, .endOfMessage:
            macros = (event, Macros(data.dropFirst()))
        default: macros = nil
        }
    }

    /// The macros of an event, when they came right before it.
    func macros(of event: Event) -> Macros? {
        guard let macros, macros.event == event.rawValue else { return nil }
        return macros.macros
    }

    func expect(_ isInOrder: Bool, at event: Event) throws(MilterError) {
        guard isInOrder else { throw MilterError(.outOfOrder, at: event) }
    }

    // MARK: Before the end

    /// Takes what is told before the end of a message.
    ///
    /// - Returns: What takes the place of the usual answer; nil for the usual one.
    private mutating func tell(
        _ event: Event,
        _ data: ArraySlice<UInt8>
    ) throws(MilterError) -> Step? {
        switch event {
        case .connect:
            try forgetEnvelope(at: event)
            connection = try Envelope(connect: data)
            connection.daemonName = macros(of: event)?.daemonName ?? ""
        case .helo:
            try forgetEnvelope(at: event)
            guard let name = data.terminatedStrings()?.first else {
                throw MilterError(.badData, at: event)
            }
            connection.helo = String(decoding: name, as: UTF8.self)
        case .mail:
            var envelope = connection
            try envelope.readSender(data)
            envelope.take(macros(of: event))
            draft = Draft(envelope, settings)
            phase = .telling
        case .recipient: return try readRecipient(data)
        case .data:
            try expect(draft?.hasContent == false, at: event)
            let macros = macros(of: event)
            draft?.envelope.take(macros)
        case .field:
            try expect(draft?.hasEndedFields == false, at: event)
            let hasLeadingSpace = agreement?.hasLeadingSpace ?? false
            try draft?.addField(data, hasLeadingSpace: hasLeadingSpace)
        case .endOfFields:
            try expect(draft?.hasEndedFields == false, at: event)
            draft?.endFields()
        case .body:
            try expect(draft != nil, at: event)
            draft?.addBody(data)
        case .unknown: break
        case .negotiate, .macros, .endOfMessage, .abort, .quit, .quitNew:
            throw MilterError(.outOfOrder, at: event)
        }
        return nil
    }

    /// Forgets an envelope of which no content was told: the client has started anew.
    private mutating func forgetEnvelope(at event: Event) throws(MilterError) {
        try expect(draft?.hasContent != true, at: event)
        draft = nil
        phase = .idle
    }
}
