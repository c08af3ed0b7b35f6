internal import NIOCore
internal import NIOPosix
internal import Submissions

/// Where a released mail is handed in again.
public enum SubmissionPlace: Sendable {
    /// A host and its port.
    case inet(host: String, port: Int)
    /// A UNIX socket.
    case unix(String)
}

/// Hands one mail in by SMTP: a socket around the pure conversation.
final class SubmissionClient: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var submission: Submission
    private let promise: EventLoopPromise<Submission.Outcome>
    private var isDone = false
    private var limit: Scheduled<Void>?

    private init(_ submission: Submission, _ promise: EventLoopPromise<Submission.Outcome>) {
        self.submission = submission
        self.promise = promise
    }

    /// How long a whole submission may take.
    private static let patience = TimeAmount.minutes(10)

    /// Hands a mail in.
    ///
    /// - Parameters:
    ///   - submission: The mail.
    ///   - place: The server.
    ///   - loop: Where it is done.
    /// - Returns: What became of it; never fails.
    static func send(
        _ submission: Submission,
        to place: SubmissionPlace,
        on loop: any EventLoop
    ) -> EventLoopFuture<Submission.Outcome> {
        let promise = loop.makePromise(of: Submission.Outcome.self)
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.seconds(30))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        SubmissionClient(submission, promise)
                    )
                }
            }
        let connection =
            switch place {
            case .inet(let host, let port): bootstrap.connect(host: host, port: port)
            case .unix(let path): bootstrap.connect(unixDomainSocketPath: path)
            }
        connection.whenFailure { _ in promise.succeed(.later(code: nil)) }
        return promise.futureResult
    }

    func channelActive(context: ChannelHandlerContext) {
        limit = context.eventLoop.assumeIsolated().scheduleTask(in: Self.patience) {
            context.close(promise: nil)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for step in submission.receive(unwrapInboundIn(data).readableBytesView) {
            switch step {
            case .send(let bytes):
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            case .done(let outcome):
                done(outcome)
                context.close(promise: nil)
            }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        limit?.cancel()
        done(submission.ended())
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func done(_ outcome: Submission.Outcome) {
        guard !isDone else { return }
        isDone = true
        promise.succeed(outcome)
    }
}
