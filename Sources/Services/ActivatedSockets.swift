internal import Glibc

/// Listening sockets that the service manager opened before it started the daemon.
///
/// So the daemon needs no right to create them, and nobody is turned away while it starts again.
///
/// Source: sd_listen_fds_with_names(3), systemd.socket(5).
public enum ActivatedSockets {
    /// A socket and the name of its unit, `FileDescriptorName=`.
    public struct Socket: Hashable, Sendable {
        /// The name; `unknown` when the manager gives none.
        public let name: String
        /// The descriptor, which programs that the daemon starts do not inherit.
        public let descriptor: Int32

        /// Whether it is a UNIX socket.
        public var isLocal: Bool {
            ActivatedSockets.option(SO_DOMAIN, of: descriptor) == AF_UNIX
        }
    }

    /// Where the manager puts the first one.
    private static let first: Int32 = 3
    private static let most: Int32 = 1024

    /// The sockets that were handed over to this process, in the order of their descriptors.
    ///
    /// - Parameters:
    ///   - environment: `LISTEN_FDS`, `LISTEN_PID`, `LISTEN_FDNAMES`; programs that the daemon
    ///     starts must not get them.
    ///   - process: The number of this process: what is meant for another one is none of ours.
    /// - Returns: None when nothing was handed over.
    /// - Throws: `badEnvironment`, or `notListening` for the first descriptor that is no listening
    ///   socket.
    public static func take(
        environment: [String: String],
        process: Int32
    ) throws(ServiceError) -> [Socket] {
        try take(environment: environment, process: process, first: first)
    }

    static func take(
        environment: [String: String],
        process: Int32,
        first: Int32
    ) throws(ServiceError) -> [Socket] {
        guard let listening = environment["LISTEN_FDS"], let owner = environment["LISTEN_PID"]
        else {
            return []
        }
        guard let owner = Int32(owner), let count = Int32(listening), 0...most ~= count else {
            throw ServiceError(.badEnvironment)
        }
        guard owner == process else { return [] }
        var names = Array(repeating: "unknown", count: Int(count))
        if count > 0, let given = environment["LISTEN_FDNAMES"] {
            names = given.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard names.count == count else { throw ServiceError(.badEnvironment) }
        }
        let sockets = zip(names, first...).map { Socket(name: $0, descriptor: $1) }
        // first of all: whatever fails, no child gets one of them
        for socket in sockets {
            guard fcntl(socket.descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
                throw ServiceError(.notListening, descriptor: socket.descriptor)
            }
        }
        for socket in sockets where !isListening(socket.descriptor) {
            throw ServiceError(.notListening, descriptor: socket.descriptor)
        }
        return sockets
    }

    private static func isListening(_ descriptor: Int32) -> Bool {
        option(SO_ACCEPTCONN, of: descriptor).map { $0 != 0 } ?? false
    }

    private static func option(_ option: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, option, &value, &length) == 0 ? value : nil
    }
}
