internal import Glibc

/// Tells the service manager how the daemon does: the `sd_notify` protocol without its library.
///
/// Each message is one datagram. Where no manager waits for it, nothing happens; a message that
/// cannot be sent is lost, since a daemon must not stop because nobody listens.
///
/// Source: sd_notify(3), systemd.service(5) `Type=notify`.
public struct ServiceNotifier: Sendable {
    /// The socket of the manager: a path, or a name behind `@`; nil when there is none.
    private let socket: String?
    /// How often ``watchdog()`` must be called, in microseconds; nil when nobody waits for it.
    ///
    /// Call it about twice as often.
    public let watchdogInterval: UInt64?

    /// What the environment says of a service manager.
    ///
    /// - Parameters:
    ///   - environment: `NOTIFY_SOCKET`, `WATCHDOG_USEC`, `WATCHDOG_PID`; programs that the daemon
    ///     starts must not get them.
    ///   - process: The number of this process.
    public init(environment: [String: String], process: Int32) {
        let socket = environment["NOTIFY_SOCKET"] ?? ""
        let isSocket = socket.hasPrefix("/") || socket.hasPrefix("@")
        self.socket = isSocket && 2...SocketAddress.maximumPath ~= socket.utf8.count ? socket : nil
        let isForUs = environment["WATCHDOG_PID"].map { Int32($0) == process } ?? true
        let interval = environment["WATCHDOG_USEC"].flatMap(UInt64.init) ?? 0
        watchdogInterval = isForUs && interval > 0 ? interval : nil
    }

    /// The daemon serves, for the first time or again after ``reloading()``.
    public func ready() { send("READY=1") }

    /// The daemon reads its files again; ``ready()`` must follow.
    public func reloading() {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let microseconds = Int(now.tv_sec) * 1_000_000 + Int(now.tv_nsec) / 1000
        send("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
    }

    /// The daemon takes nothing new and ends what it has.
    public func stopping() { send("STOPPING=1") }

    /// The daemon is alive.
    public func watchdog() { send("WATCHDOG=1") }

    /// Shows a line to people who ask for the status of the service.
    ///
    /// - Parameter text: One line; what stands behind a line end is left out. Anybody on the machine
    ///   can read it: counts and words of ours alone, nothing of a mail.
    public func status(_ text: String) {
        send("STATUS=" + text.prefix { !$0.isNewline })
    }

    private func send(_ message: String) {
        guard let socket, let address = SocketAddress(socket) else { return }
        let descriptor = Glibc.socket(
            AF_UNIX,
            Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue),
            0
        )
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let bytes = Array(message.utf8)
        address.withPointer { pointer, length in
            _ = sendto(
                descriptor,
                bytes,
                bytes.count,
                Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT),
                pointer,
                length
            )
        }
    }
}
