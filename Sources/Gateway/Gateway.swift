internal import Glibc
public import NIOCore
public import NIOExtras
internal import NIOPosix
internal import Milters
internal import Synchronization
public import Workshops

/// The mail gateway: what the mail server tells, judged, and answered.
public final class Gateway: Sendable {
    /// What the gateway keeps to.
    public struct Settings: Sendable {
        /// Whether recipients of another class are told to come in a message of their own.
        public var isSplit: Bool
        /// The longest mail that is judged, in bytes.
        public var maximumSize: Int
        /// What all mails in flight may take together, in bytes; above it connections are closed.
        public var maximumMemory: Int
        /// How often the mail server hears that the work goes on.
        public var progress: TimeAmount
        /// How long a mail may take.
        public var deadline: TimeAmount

        /// Settings.
        public init(
            isSplit: Bool,
            maximumSize: Int,
            maximumMemory: Int,
            progress: TimeAmount,
            deadline: TimeAmount
        ) {
            self.isSplit = isSplit
            self.maximumSize = maximumSize
            self.maximumMemory = maximumMemory
            self.progress = progress
            self.deadline = deadline
        }
    }

    let workshop: Workshop
    let judge: MailJudge
    let settings: Settings
    let budget: MemoryBudget
    let clock: @Sendable () -> Int
    private let log: @Sendable (DecisionRecord) -> Void
    /// What was done.
    public let counters = GatewayCounters()

    /// A gateway.
    ///
    /// - Parameters:
    ///   - workshop: Judges mails.
    ///   - judge: How they are judged.
    ///   - settings: What the gateway keeps to.
    ///   - clock: Seconds since 1970.
    ///   - log: Takes the record of each mail, on an event loop: it must not wait.
    public init(
        _ workshop: Workshop,
        judge: MailJudge,
        settings: Settings,
        clock: @escaping @Sendable () -> Int,
        log: @escaping @Sendable (DecisionRecord) -> Void
    ) {
        self.workshop = workshop
        self.judge = judge
        self.settings = settings
        self.clock = clock
        self.log = log
        budget = MemoryBudget(settings.maximumMemory)
    }

    func record(_ record: DecisionRecord) {
        counters.add(record)
        log(record)
    }

    /// Serves a listening socket.
    ///
    /// - Parameters:
    ///   - descriptor: The socket; the server owns it.
    ///   - isLocal: Whether it is a UNIX socket: fewer replies are then needed.
    ///   - quiescing: Ends the connections once nothing waits for a verdict on them.
    ///   - group: Where connections are served.
    /// - Returns: The listening channel.
    /// - Throws: What NIO says when the socket cannot be used.
    public func start(
        _ descriptor: Int32,
        isLocal: Bool,
        quiescing: ServerQuiescingHelper,
        group: any EventLoopGroup
    ) async throws -> any Channel {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        quiescing.makeServerChannelHandler(channel: channel)
                    )
                }
            }
            .childChannelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(
                    minimum: 1 << 12,
                    initial: 1 << 14,
                    maximum: 1 << 18
                )
            )
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        MilterHandler(self, isLocal ? .unix : .tcp)
                    )
                }
            }
        let tuned =
            isLocal
            ? bootstrap : bootstrap.childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        return try await tuned.withBoundSocket(descriptor).get()
    }
}

/// What all connections may have in memory together.
final class MemoryBudget: Sendable {
    private let left: Atomic<Int>

    /// A budget of so many bytes.
    init(_ bytes: Int) { left = Atomic(bytes) }

    /// Whether so many more may be held; they count all the same, until they are given back.
    func take(_ count: Int) -> Bool {
        left.subtract(count, ordering: .relaxed).newValue >= 0
    }

    func giveBack(_ count: Int) { left.add(count, ordering: .relaxed) }
}
