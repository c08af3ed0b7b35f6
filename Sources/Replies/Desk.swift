public import NIOCore
public import Records
internal import Synchronization
public import Workshops

/// What answers the clients of the socket.
public final class Desk: Sendable {
    /// What a client may take.
    public struct Limits: Sendable {
        /// Clients at a time.
        public var clients: Int
        /// How long a client may be silent.
        public var idle: TimeAmount
        /// How long a client may leave unread what was written to it.
        public var write: TimeAmount
        /// The longest note, in bytes.
        public var maximumNote: Int
        /// What all clients together may have sent that waits to be answered, in bytes.
        public var maximumMemory: Int

        /// Limits.
        public init(
            clients: Int,
            idle: TimeAmount,
            write: TimeAmount,
            maximumNote: Int,
            maximumMemory: Int
        ) {
            self.clients = clients
            self.idle = idle
            self.write = write
            self.maximumNote = maximumNote
            self.maximumMemory = maximumMemory
        }
    }

    /// Answers a request about held mail: the bytes with their status line.
    public typealias Held =
        @Sendable (HeldRequest, _ person: String, any EventLoop) -> EventLoopFuture<[UInt8]>

    let workshop: Workshop
    let limits: Limits
    let held: Held
    let metrics: @Sendable () -> String
    private let clients = Mutex(0)
    private let waiting = Mutex(0)

    /// A desk.
    ///
    /// - Parameters:
    ///   - workshop: Judges notes.
    ///   - limits: What a client may take.
    ///   - held: Answers requests about held mail.
    ///   - metrics: The counters as text; it may wait for the disk.
    public init(
        _ workshop: Workshop,
        limits: Limits,
        held: @escaping Held,
        metrics: @escaping @Sendable () -> String
    ) {
        self.workshop = workshop
        self.limits = limits
        self.held = held
        self.metrics = metrics
    }

    /// Whether one more client may enter; it must ``leave()`` again.
    func enter() -> Bool {
        clients.withLock { count in
            guard count < limits.clients else { return false }
            count += 1
            return true
        }
    }

    func leave() { clients.withLock { $0 -= 1 } }

    /// Whether so many more bytes may wait; they count all the same.
    func hold(_ change: Int) -> Bool {
        waiting.withLock { count in
            count += change
            return change <= 0 || count <= limits.maximumMemory
        }
    }
}
