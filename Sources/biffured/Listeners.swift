import Configurations
import Gateway
import Glibc
import Messages
import NIOCore
import NIOExtras
import Replies
import Services

/// The sockets at which the daemon is spoken to, from their opening to the end of what came by them.
struct Listeners {
    private let configuration: Configuration
    private let group: any EventLoopGroup
    /// One for each listening socket: each knows one alone.
    private var quiescings: [ServerQuiescingHelper] = []
    /// The paths of those that were made here.
    private var paths: [String] = []

    /// None yet.
    init(_ configuration: Configuration, _ group: any EventLoopGroup) {
        self.configuration = configuration
        self.group = group
    }

    /// Opens them: what the service manager opened counts; else what the settings name is opened here.
    ///
    /// - Throws: `Message`, or what NIO says when a socket cannot be used.
    mutating func open(
        _ activated: [ActivatedSockets.Socket],
        _ gateway: Gateway?,
        _ desk: Desk?
    ) async throws {
        if let gateway {
            var sockets = activated.filter { $0.name == "milter" }
                .map { ($0.descriptor, $0.isLocal) }
            if sockets.isEmpty {
                for milter in configuration.milters { sockets.append(try open(milter)) }
            }
            for (descriptor, isLocal) in sockets {
                _ = try await gateway.start(
                    descriptor,
                    isLocal: isLocal,
                    quiescing: quiescing(),
                    group: group
                )
            }
        }
        if let desk, let notes = configuration.notes {
            let given = activated.first { $0.name == "notes" }?.descriptor
            _ = try await DeskServer.start(
                try given ?? openUNIX(notes.socket, mode: notes.mode, group: notes.group),
                desk: desk,
                quiescing: quiescing(),
                group: group
            )
        }
    }

    /// What the service manager has opened.
    static func activated(
        _ environment: [String: String]
    ) throws(Message) -> [ActivatedSockets.Socket] {
        do throws(ServiceError) {
            return try ActivatedSockets.take(environment: environment, process: getpid())
        } catch {
            throw Message("les sockets reçus de systemd ne conviennent pas", .configuration)
        }
    }

    /// Takes nothing new, and waits until all connections have ended, or for a time: the service
    /// manager does not wait for ever.
    func drain(within patience: TimeAmount) async {
        let loop = group.next()
        let ends = quiescings.map { quiescing in
            let end = loop.makePromise(of: Void.self)
            quiescing.initiateShutdown(promise: end)
            return end.futureResult
        }
        let drained = loop.makePromise(of: Void.self)
        EventLoopFuture.andAllComplete(ends, on: loop).cascade(to: drained)
        let limit = loop.scheduleTask(in: patience) { drained.succeed() }
        try? await drained.futureResult.get()
        limit.cancel()
    }

    /// Removes the sockets that were made here; those of the service manager stay.
    func remove() {
        for path in paths { unlink(path) }
    }

    private mutating func quiescing() -> ServerQuiescingHelper {
        let quiescing = ServerQuiescingHelper(group: group)
        quiescings.append(quiescing)
        return quiescing
    }

    private mutating func open(_ milter: Configuration.Milter) throws(Message) -> (Int32, Bool) {
        switch milter.endpoint {
        case .unix(let path):
            return (try openUNIX(path, mode: milter.mode, group: milter.group), true)
        case .inet(let host, let port):
            let descriptor = try Message.orThrow { () throws(SocketError) in
                try ListeningSocket.inet(host, port: port)
            }
            return (descriptor, false)
        }
    }

    private mutating func openUNIX(
        _ path: String,
        mode: UInt32,
        group: String?
    ) throws(Message) -> Int32 {
        let descriptor = try Message.orThrow { () throws(SocketError) in
            try ListeningSocket.unix(path, mode: mode, group: group)
        }
        paths.append(path)
        return descriptor
    }
}

extension Message {
    /// What a socket gives, or why it could not be opened.
    fileprivate static func orThrow(
        _ open: () throws(SocketError) -> Int32
    ) throws(Message) -> Int32 {
        do throws(SocketError) {
            return try open()
        } catch {
            throw Message(error.french, error.code == .refused ? .io : .configuration)
        }
    }
}
