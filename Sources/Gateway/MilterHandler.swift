internal import Glibc
internal import Milters
internal import NIOCore
internal import NIOExtras
internal import Synchronization
internal import Workshops

/// One connection of the mail server, on its event loop: a thin skin around the conversation.
///
/// After any fault the connection is closed without a verdict, so that the default action of the mail
/// server applies.
final class MilterHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let gateway: Gateway
    private var reader = FrameReader()
    private var conversation: Conversation
    /// What the message that is being told holds in memory, as the budget knows it.
    private var taken = 0
    /// The message under judgement; 0 when none is.
    private var judged = 0
    /// Whether somebody waits for the verdict on it.
    private var interest: Interest?
    private var isClosed = false
    /// Whether the service ends: the connection closes once nothing waits for a verdict.
    private var isEnding = false
    private var hasMessage = false
    private var progress: Scheduled<Void>?
    private var deadline: Scheduled<Void>?
    /// The end of a connection on which a message is told for too long while the service ends.
    private var grace: Scheduled<Void>?
    /// How long a message may still be told while the service ends; its client may be asleep.
    private static let graceTime = TimeAmount.seconds(5)

    /// A connection.
    init(_ gateway: Gateway, _ listener: Conversation.Settings.Listener) {
        self.gateway = gateway
        conversation = Conversation(
            Conversation.Settings(
                listener: listener,
                asksRecipients: gateway.settings.isSplit,
                maximumSize: gateway.settings.maximumSize
            )
        )
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosed else { return }
        let buffer = unwrapInboundIn(data)
        taken += buffer.readableBytes
        guard gateway.budget.take(buffer.readableBytes) else { return fail(context) }
        buffer.withUnsafeReadableBytes { reader.push($0) }
        do throws(MilterError) {
            while !isClosed, let frame = try reader.next() {
                take(try conversation.receive(frame), frame.command, context)
            }
        } catch {
            fail(context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            isEnding = true
            guard hasMessage else { return close(context) }
            grace = context.eventLoop.assumeIsolated().scheduleTask(in: Self.graceTime) { [self] in
                if judged == 0 { close(context) }
            }
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        isClosed = true
        grace?.cancel()
        stopWaiting()
        giveBack()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { fail(context) }

    // MARK: Steps

    private func take(
        _ step: Conversation.Step,
        _ command: UInt8,
        _ context: ChannelHandlerContext
    ) {
        switch step {
        case .nothing: break
        case .send(let packet): send(packet, context)
        case .recipient(let address): answer(address, context)
        case .judge(let message): judge(message, context)
        case .abandoned: endMessage(context)
        case .close: return close(context)
        }
        // 'M' starts a message, 'A' and 'K' end one that nobody judges
        switch command {
        case UInt8(ascii: "M"): hasMessage = true
        case UInt8(ascii: "A"), UInt8(ascii: "K"): if judged == 0 { endMessage(context) }
        default: break
        }
    }

    private func answer(_ address: [UInt8], _ context: ChannelHandlerContext) {
        let book = gateway.workshop.book
        let isSame = conversation.admits(address, by: book.mail, at: gateway.clock())
        do throws(MilterError) {
            send(try conversation.answer(recipient: isSame ? .accept : .later), context)
        } catch {
            fail(context)
        }
    }

    private func judge(_ message: Message, _ context: ChannelHandlerContext) {
        let number = message.number
        judged = number
        let interest = Interest()
        self.interest = interest
        // the judgement holds the message until it is done, whatever becomes of the connection
        let size = taken
        taken = 0
        showProgress(context)
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: gateway.settings.deadline) {
            [self] in
            let later = MailJudge.later("Courriel differe : le filtre n'a pas fini a temps.")
            reply(number, EndReply(verdict: .reply(later)), context)
        }
        let start = NIODeadline.now()
        let gateway = gateway
        let future = gateway.workshop.run(on: context.eventLoop) { (book, engine) in
            guard interest.stands else { return MailJudge.notBegun(message, book) }
            return gateway.judge.judge(message, by: book, with: &engine, at: gateway.clock())
        }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        // a workshop that takes no more jobs says so at once
        future.whenComplete { result in
            let (handler, context) = bound.value
            gateway.budget.giveBack(size)
            handler.finish(number, result, since: start, context)
        }
    }

    /// Tells the mail server from time to time that the work goes on.
    private func showProgress(_ context: ChannelHandlerContext) {
        progress = context.eventLoop.assumeIsolated().scheduleTask(in: gateway.settings.progress) {
            [self] in
            send(Conversation.progress, context)
            showProgress(context)
        }
    }

    private func finish(
        _ number: Int,
        _ result: Result<MailJudge.Judgement, any Error>,
        since start: NIODeadline,
        _ context: ChannelHandlerContext
    ) {
        switch result {
        case .success(var judgement):
            let nanoseconds = (NIODeadline.now() - start).nanoseconds
            judgement.record.microseconds = Int(nanoseconds / 1_000)
            let isLate = judged != number || isClosed
            if isLate { judgement.record.isLate() }
            gateway.record(judgement.record)
            guard !isLate else { return }
            guard let answer = judgement.reply else { return fail(context) }
            reply(number, answer, context)
        case .failure:
            guard judged == number, !isClosed else { return }
            fail(context)
        }
    }

    /// Tells the mail server what becomes of a message, in one write.
    private func reply(_ number: Int, _ answer: EndReply, _ context: ChannelHandlerContext) {
        guard judged == number, !isClosed else { return }
        // before the mail server hears it, so that nothing is begun for it any more
        interest?.lapse()
        do throws(MilterError) {
            let packets = try conversation.finish(answer, of: number)
            send(packets, context)
            endMessage(context)
        } catch {
            fail(context)
        }
    }

    // MARK: Ends

    private func endMessage(_ context: ChannelHandlerContext) {
        judged = 0
        hasMessage = false
        stopWaiting()
        giveBack()
        if isEnding, !isClosed { close(context) }
    }

    private func stopWaiting() {
        interest?.lapse()
        progress?.cancel()
        deadline?.cancel()
        interest = nil
        progress = nil
        deadline = nil
    }

    private func giveBack() {
        gateway.budget.giveBack(taken)
        taken = 0
    }

    private func send(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }

    private func fail(_ context: ChannelHandlerContext) {
        guard !isClosed else { return }
        gateway.counters.addFailure()
        isClosed = true
        stopWaiting()
        context.close(promise: nil)
    }

    /// Closes once what was written has left.
    private func close(_ context: ChannelHandlerContext) {
        guard !isClosed else { return }
        isClosed = true
        stopWaiting()
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in
            context.close(promise: nil)
        }
    }
}

/// Whether somebody still waits for a verdict: a mail that nobody waits for is not begun.
private final class Interest: Sendable {
    private let isThere = Atomic(true)

    var stands: Bool { isThere.load(ordering: .relaxed) }

    func lapse() { isThere.store(false, ordering: .relaxed) }
}
