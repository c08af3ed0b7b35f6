internal import Glibc
public import NIOCore
public import NIOExtras
internal import NIOPosix

/// The UNIX socket at which programs of this machine stream notes through one warm process.
public enum DeskServer {
    /// Serves a listening socket.
    ///
    /// - Parameters:
    ///   - descriptor: A listening UNIX socket; the server owns it.
    ///   - desk: What answers.
    ///   - quiescing: Ends the connections once nothing is in hand for them.
    ///   - group: Where clients are served.
    /// - Returns: The listening channel.
    /// - Throws: What NIO says when the socket cannot be used.
    public static func start(
        _ descriptor: Int32,
        desk: Desk,
        quiescing: ServerQuiescingHelper,
        group: any EventLoopGroup
    ) async throws -> any Channel {
        try await ServerBootstrap(group: group)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        quiescing.makeServerChannelHandler(channel: channel)
                    )
                }
            }
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(
                .writeBufferWaterMark,
                value: ChannelOptions.Types.WriteBufferWaterMark(low: 1 << 16, high: 1 << 18)
            )
            .childChannelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(
                    minimum: 1 << 10,
                    initial: 1 << 14,
                    maximum: 1 << 17
                )
            )
            .childChannelInitializer { channel in
                Self.person(of: channel).flatMapThrowing { person in
                    try channel.pipeline.syncOperations.addHandler(
                        ClientHandler(desk, person: person)
                    )
                }
            }
            .withBoundSocket(descriptor)
            .get()
    }

    /// The name of the user whose program it is, as the kernel knows it; its number when nobody has a
    /// name for it.
    private static func person(of channel: any Channel) -> EventLoopFuture<String> {
        guard let provider = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeSucceededFuture("")
        }
        let credentials: EventLoopFuture<Peer> = provider.unsafeGetSocketOption(
            level: SocketOptionLevel(SOL_SOCKET),
            name: SocketOptionName(SO_PEERCRED)
        )
        return credentials.map { name(of: $0.user) }
    }

    /// `struct ucred` of Linux, which the C library shows under `_GNU_SOURCE` alone.
    private struct Peer {
        let process: pid_t
        let user: uid_t
        let group: gid_t
    }

    private static func name(of user: uid_t) -> String {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 1 << 14)
        let failure = getpwuid_r(user, &entry, &buffer, buffer.count, &found)
        guard failure == 0, found != nil, let name = entry.pw_name else { return "\(user)" }
        return String(cString: name)
    }
}
