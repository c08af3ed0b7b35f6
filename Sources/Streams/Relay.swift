/// Where the items of a relay come from; one worker at a time asks.
public protocol Supply: Sendable {
    /// What one worker takes at a time.
    associatedtype Item: Sendable
    /// The next item, or nil at the end.
    ///
    /// It may wait for input, and must not wait while it has an item.
    mutating func next() throws -> Item?
}

/// Where the results of a relay go, one at a time and in the order of their items.
public protocol Outlet: Sendable {
    /// What a worker makes of one item.
    associatedtype Result: Sendable
    /// The bytes that a result holds while it waits for its turn.
    static func size(of result: Result) -> Int
    /// Takes the result whose turn it is; it may wait.
    mutating func take(_ result: Result) throws
}

/// Workers that take items from one supply and give their results to one outlet in the same order.
///
/// There is no thread that only reads and none that only writes: who is idle reads its next item
/// itself, and who finishes the result whose turn it is writes it, with those behind it that are
/// ready. So one worker needs no thread, a result leaves as soon as its turn has come, whatever the
/// others wait for, and what is in memory is bounded: the items at work, and the results that wait.
/// When these are too many, nobody reads until the outlet has taken some.
public final class Relay<Source: Supply, Sink: Outlet>: Sendable {
    private struct State {
        /// How many items were taken.
        var taken = 0
        /// The item whose result is to leave next.
        var turn = 0
        /// Results that wait for their turn, and their bytes.
        var waiting: [Int: Sink.Result] = [:]
        var waitingSize = 0
        /// Whether somebody is giving results to the outlet.
        var isGiving = false
        /// Whether nothing more is to be taken.
        var hasEnded = false
        /// Why the supply ended early; what was taken before still leaves.
        var supplyFailure: (any Error)?
        /// Why nothing more may leave.
        var failure: (any Error)?
    }

    private let source: Monitor<Source>
    private let sink: Monitor<Sink>
    private let state = Monitor(State())
    private let maximumAhead: Int
    private let maximumWaiting: Int
    private let jobs: Int
    private let interrupt: @Sendable () -> Void

    /// A relay.
    ///
    /// - Parameters:
    ///   - source: Where items come from.
    ///   - sink: Where results go.
    ///   - jobs: The number of workers.
    ///   - maximumWaiting: The bytes of results over which nobody reads on.
    ///   - interrupt: Ends the wait of the source for input; called once when all must stop.
    public init(
        from source: Source,
        to sink: Sink,
        jobs: Int,
        maximumWaiting: Int = 4 << 20,
        interrupt: @escaping @Sendable () -> Void
    ) {
        self.source = Monitor(source)
        self.sink = Monitor(sink)
        self.jobs = jobs
        maximumAhead = 4 * jobs
        self.maximumWaiting = maximumWaiting
        self.interrupt = interrupt
    }

    /// Runs all workers to the end.
    ///
    /// - Parameter worker: What each does: it makes what it needs, then calls ``work(_:)``.
    /// - Returns: The outlet after the last result.
    /// - Throws: What the first failure in the order of the items was.
    public func run(_ worker: @escaping @Sendable (Relay) throws -> Void) throws -> Sink {
        Threads.run(jobs) {
            do {
                try worker(self)
            } catch {
                self.fail(error)
            }
        }
        let (failure, supplyFailure) = state.withLock { ($0.failure, $0.supplyFailure) }
        if let failure = failure ?? supplyFailure { throw failure }
        return sink.withLock { $0 }
    }

    /// Makes results of items until there are no more.
    public func work(_ body: (Source.Item) throws -> Sink.Result) rethrows {
        while let (number, item) = take() { give(try body(item), for: number) }
    }

    /// The next item with its number.
    private func take() -> (Int, Source.Item)? {
        source.withLock { source in
            let mayTake = state.wait(
                until: { $0.hasEnded || $0.failure != nil || hasRoom($0) },
                { !$0.hasEnded && $0.failure == nil }
            )
            guard mayTake else { return nil }
            do {
                guard let item = try source.next() else {
                    state.withLock { $0.hasEnded = true }
                    return nil
                }
                return state.withLock { state in
                    state.taken += 1
                    return (state.taken - 1, item)
                }
            } catch {
                state.withLock { state in
                    state.hasEnded = true
                    state.supplyFailure = error
                }
                return nil
            }
        }
    }

    private func hasRoom(_ state: State) -> Bool {
        state.taken - state.turn < maximumAhead && state.waitingSize < maximumWaiting
    }

    /// Puts a result in its place, and gives what is ready to the outlet unless somebody does.
    private func give(_ result: Sink.Result, for number: Int) {
        let isMine = state.withLock { state in
            state.waiting[number] = result
            state.waitingSize += Sink.size(of: result)
            guard !state.isGiving, state.turn == number else { return false }
            state.isGiving = true
            return true
        }
        guard isMine else { return }
        while let result = ready() {
            do {
                try sink.withLock { try $0.take(result) }
                state.withLock { state in
                    state.turn += 1
                    state.waitingSize -= Sink.size(of: result)
                }
            } catch {
                fail(error)
            }
        }
    }

    /// The result whose turn it is; nil ends the giving.
    private func ready() -> Sink.Result? {
        state.withLock { state in
            guard state.failure == nil, let result = state.waiting.removeValue(forKey: state.turn)
            else {
                state.isGiving = false
                return nil
            }
            return result
        }
    }

    private func fail(_ error: any Error) {
        let isFirst = state.withLock { state in
            guard state.failure == nil else { return false }
            state.failure = error
            state.waiting.removeAll()
            return true
        }
        if isFirst { interrupt() }
    }
}
