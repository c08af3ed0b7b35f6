import Gateway
import NIOPosix
import Synchronization

/// Writes the record of each mail to standard error, away from the event loops: whoever reads it may
/// be slow.
///
/// Whoever does not read at all costs no memory without end: beyond a limit records are left out, and
/// the next line says how many.
final class DecisionLog: Sendable {
    private let writer = NIOThreadPool(numberOfThreads: 1)
    private let waiting = Atomic(0)
    private let leftOut = Atomic(0)
    private static let maximumWaiting = 10_000

    /// Starts the writer.
    init() { writer.start() }

    /// Adds a record of a moment in seconds since 1970.
    func add(_ record: DecisionRecord, at time: Int) {
        guard waiting.load(ordering: .relaxed) < Self.maximumWaiting else {
            leftOut.add(1, ordering: .relaxed)
            return
        }
        waiting.add(1, ordering: .relaxed)
        writer.submit { [self] state in
            waiting.subtract(1, ordering: .relaxed)
            guard state == .active else { return }
            let lost = leftOut.exchange(0, ordering: .relaxed)
            if lost > 0 { Say.line("\(lost) décisions n'ont pas été journalisées") }
            Say.bytes(record.line(at: time))
        }
    }

    /// Ends once all is written.
    func close() async {
        // what waits when a pool is shut down is dropped
        try? await writer.runIfActive {}
        try? await writer.shutdownGracefully()
    }
}
