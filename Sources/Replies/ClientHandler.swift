internal import Decisions
internal import Documents
internal import Messages
internal import NIOCore
internal import NIOExtras
internal import Pipeline
internal import Records
internal import Streams
internal import Workshops

/// One client of the socket, on its event loop.
///
/// One step is answered at a time, and nothing more is read while too much waits to be answered or to
/// be read by the client: a slow one slows itself alone.
final class ClientHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let desk: Desk
    private let person: String
    private var conversation: ClientConversation
    private var question: LineQuestion?
    private var version: Version?
    private var isBusy = false
    private var hasEnded = false
    private var isClosing = false
    /// Whether the service ends: what is in hand is answered, then the connection closes.
    private var isEnding = false
    /// When something last arrived or left.
    private var lastLife = NIODeadline.now()
    private var watch: Scheduled<Void>?
    /// How much may wait to be answered before nothing more is read.
    private static let maximumWaiting = 1 << 18

    /// A client.
    ///
    /// - Parameters:
    ///   - desk: What answers.
    ///   - person: The user whose program it is.
    init(_ desk: Desk, person: String) {
        self.desk = desk
        self.person = person
        conversation = ClientConversation(
            maximumLine: JSONLine.maximumSize(ofNotes: desk.limits.maximumNote)
        )
    }

    func channelActive(context: ChannelHandlerContext) {
        guard desk.enter() else {
            isClosing = true
            refuse(75, "trop de clients à la fois : réessayer plus tard", context)
            return
        }
        isEntered = true
        lastLife = .now()
        look(context)
        context.read()
    }

    private var isEntered = false
    /// What the desk knows to wait here, in bytes.
    private var held = 0

    /// Tells the desk what waits here now.
    ///
    /// - Returns: Whether there is room for it.
    private func count(_ waiting: Int) -> Bool {
        defer { held = waiting }
        return waiting == held || desk.hold(waiting - held)
    }

    func channelInactive(context: ChannelHandlerContext) {
        watch?.cancel()
        if isEntered { desk.leave() }
        isEntered = false
        _ = count(0)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastLife = .now()
        guard !isClosing else { return }
        conversation.push(unwrapInboundIn(data).readableBytesView)
        guard count(conversation.waiting) else {
            return refuse(75, "le service est surchargé : réessayer plus tard", context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) { go(context) }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event {
            hasEnded = true
            conversation.end()
            go(context)
        } else if event is ChannelShouldQuiesceEvent {
            isEnding = true
            if !isBusy, !isClosing { close(context) }
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        lastLife = .now()
        if context.channel.isWritable { go(context) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // whatever went wrong with the connection ends it; nothing is said of what it carried
        context.close(promise: nil)
    }

    // MARK: Steps

    private func go(_ context: ChannelHandlerContext) {
        while !isBusy, !isClosing, context.channel.isWritable {
            guard let step = conversation.next() else { break }
            take(step, context)
        }
        if !isClosing { _ = count(conversation.waiting) }
        let mayRead = !isBusy || conversation.waiting < Self.maximumWaiting
        if !hasEnded, !isClosing, mayRead, context.channel.isWritable { context.read() }
    }

    private func take(_ step: ClientConversation.Step, _ context: ChannelHandlerContext) {
        switch step {
        case .request(let request): accept(request, context)
        case .records(let pieces):
            guard let question else { return close(context) }
            work(context) { (_, engine) in
                var output: [UInt8] = []
                for piece in pieces {
                    output +=
                        piece.fault.map {
                            LineAnswer(failure: $0.rawValue, at: 0, id: Array("null".utf8)).bytes
                        } ?? LineAnswer(piece.bytes, question, engine: &engine).bytes
                }
                return output
            }
        case .note(let bytes):
            guard let version else { return close(context) }
            work(context) { (_, engine) in Self.answer(bytes, as: version, &engine) }
        case .notUnderstood: refuse(64, "la demande n'est pas comprise", context)
        case .end: close(context)
        }
    }

    private func accept(_ request: ClientRequest, _ context: ChannelHandlerContext) {
        let book = desk.workshop.book
        do throws(Message) {
            switch request {
            case .filter(let wanted):
                question = .filter(try Self.version(wanted, book.policy))
            case .note(let wanted, let size):
                guard size <= desk.limits.maximumNote else {
                    throw Message("la note dépasse la limite du service", .data)
                }
                version = try Self.version(wanted, book.policy)
                // the answer says how it went
                conversation.begin(request)
                return
            case .detect(let unit, let withText):
                question = .detect(
                    FindingsForm(rules: book.version, unit: unit, withText: withText)
                )
            case .classe: question = .classe
            case .metrics:
                conversation.begin(request)
                isBusy = true
                finish(metrics(on: context.eventLoop), context)
                return
            case .held(let held):
                conversation.begin(request)
                isBusy = true
                finish(desk.held(held, person, context.eventLoop), context)
                return
            }
        } catch {
            conversation.refuse()
            return refuse(Int(error.code.rawValue), error.text, context)
        }
        conversation.begin(request)
        send(ClientStatus(exit: 0).line, context)
    }

    /// The counters; those of the store wait for the disk.
    private func metrics(on loop: any EventLoop) -> EventLoopFuture<[UInt8]> {
        let desk = desk
        return desk.workshop.run(withoutEngineOn: loop) { _ in
            let text = Array(desk.metrics().utf8)
            return ClientStatus(exit: 0, size: text.count).line + text
        }
    }

    private static func version(
        _ wanted: VersionRequest,
        _ policy: Policy
    ) throws(Message) -> Version {
        do throws(PolicyError) {
            return Version(
                try policy.audience(
                    wanted.audience,
                    piece: wanted.piece,
                    profiles: wanted.profiles
                ),
                mode: wanted.mode
            )
        } catch {
            throw Message(error)
        }
    }

    /// The answer to one note: how it went, then what leaves.
    private static func answer(
        _ bytes: [UInt8],
        as version: Version,
        _ engine: inout Engine
    ) -> [UInt8] {
        do throws(FilterError) {
            let outcome = try engine.filter(bytes, as: version)
            return ClientStatus(exit: 0, message: summaryLine(outcome), size: outcome.bytes.count)
                .line + outcome.bytes
        } catch {
            let message = Message(error)
            return ClientStatus(exit: Int(message.code.rawValue), message: message.text).line
        }
    }

    // MARK: Working and writing

    private func work(
        _ context: ChannelHandlerContext,
        _ body: @escaping @Sendable (Rulebook, inout Engine) throws -> [UInt8]
    ) {
        isBusy = true
        finish(desk.workshop.run(on: context.eventLoop, body), context)
    }

    private func finish(_ answer: EventLoopFuture<[UInt8]>, _ context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        answer.whenComplete { result in
            let (handler, context) = bound.value
            handler.isBusy = false
            handler.lastLife = .now()
            guard context.channel.isActive else { return }
            switch result {
            case .success(let bytes):
                handler.send(bytes, context)
                if handler.isEnding { handler.close(context) } else { handler.go(context) }
            // nothing of the note leaves, and nothing says that all is well
            case .failure: context.close(promise: nil)
            }
        }
    }

    private func send(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }

    private func refuse(_ code: Int, _ text: String, _ context: ChannelHandlerContext) {
        send(ClientStatus(exit: code, message: text).line, context)
        close(context)
    }

    /// Closes once what was written has left.
    private func close(_ context: ChannelHandlerContext) {
        isClosing = true
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in
            context.close(promise: nil)
        }
    }

    // MARK: Slow and silent clients

    private func look(_ context: ChannelHandlerContext) {
        watch = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { [self] in
            let limit =
                context.channel.isWritable ? desk.limits.idle : desk.limits.write
            if !isBusy, NIODeadline.now() - lastLife > limit {
                context.close(promise: nil)
            } else {
                look(context)
            }
        }
    }
}
