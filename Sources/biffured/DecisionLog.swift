import Gateway
import NIOPosix

/// Writes the record of each mail to standard error, away from the event loops: whoever reads it may
/// be slow.
final class DecisionLog: Sendable {
    private let writer = NIOThreadPool(numberOfThreads: 1)

    /// Starts the writer.
    init() { writer.start() }

    /// Adds a record of a moment in seconds since 1970.
    func add(_ record: DecisionRecord, at time: Int) {
        writer.submit { state in
            if state == .active { Say.bytes(record.line(at: time)) }
        }
    }

    /// Ends once all is written.
    func close() async {
        // what waits when a pool is shut down is dropped
        try? await writer.runIfActive {}
        try? await writer.shutdownGracefully()
    }
}
