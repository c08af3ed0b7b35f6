public import NIOCore
internal import NIOPosix
public import Pipeline
internal import Synchronization

/// Threads that judge notes for many connections, each with an engine of its own.
///
/// The rules may change at any moment: a job that began keeps those that it began with, the next one
/// has the new ones, and the old ones go with the last engine over them.
///
/// Jobs without an engine have threads of their own: they never wait behind long notes.
public final class Workshop: Sendable {
    /// An engine between two jobs.
    ///
    /// `@unchecked` is right since a bench is either in `idle`, where nobody touches it, or in the
    /// hands of the one thread that took it out.
    private final class Bench: @unchecked Sendable {
        let book: Rulebook
        var engine: Engine

        init(_ book: Rulebook) throws {
            self.book = book
            engine = try book.engine()
        }
    }

    private struct State {
        var book: Rulebook
        var idle: [Bench] = []
        var waiting = 0
        /// When the jobs began that have an engine in hand.
        var begun: [Int: NIODeadline] = [:]
        var count = 0
    }

    private let state: Mutex<State>
    private let threads: NIOThreadPool
    /// For jobs without an engine.
    private let sideThreads = NIOThreadPool(numberOfThreads: 2)
    private let maximumWaiting: Int

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - threads: How many notes are judged at a time.
    ///   - book: The rules.
    ///   - maximumWaiting: Jobs that may wait for a thread; more are refused.
    /// - Throws: What makes an engine over these rules impossible.
    public init(threads: Int, book: Rulebook, maximumWaiting: Int = 10_000) throws {
        state = Mutex(State(book: book, idle: [try Bench(book)]))
        self.threads = NIOThreadPool(numberOfThreads: max(1, threads))
        self.maximumWaiting = maximumWaiting
        self.threads.start()
        sideThreads.start()
    }

    /// The rules that the next job has.
    public var book: Rulebook { state.withLock { $0.book } }

    /// Changes the rules for the jobs to come.
    ///
    /// - Throws: What makes an engine over them impossible; the old ones then stay.
    public func adopt(_ book: Rulebook) throws {
        let first = try Bench(book)
        state.withLock { state in
            state.book = book
            state.idle = [first]
        }
    }

    /// Runs a job on one of the threads.
    ///
    /// - Parameters:
    ///   - loop: Where the answer is wanted.
    ///   - body: The job: the rules, and an engine over them.
    /// - Returns: What the job gives; fails with `WorkshopError.busy` when too many jobs wait, and
    ///   with what makes an engine impossible.
    public func run<Answer: Sendable>(
        on loop: any EventLoop,
        _ body: @escaping @Sendable (Rulebook, inout Engine) throws -> Answer
    ) -> EventLoopFuture<Answer> {
        let mayWait = state.withLock { state in
            guard state.waiting < maximumWaiting else { return false }
            state.waiting += 1
            return true
        }
        guard mayWait else { return loop.makeFailedFuture(WorkshopError.busy) }
        return threads.runIfActive(eventLoop: loop) { [self] in
            let (number, book, idle) = state.withLock { state in
                state.waiting -= 1
                state.count += 1
                state.begun[state.count] = .now()
                return (state.count, state.book, state.idle.popLast())
            }
            defer { state.withLock { $0.begun[number] = nil } }
            let bench = try idle ?? Bench(book)
            defer { putBack(bench) }
            return try body(bench.book, &bench.engine)
        }
    }

    /// Whether no note gets on: every thread has been at the same one for longer than a time.
    public func isStuck(longerThan time: TimeAmount) -> Bool {
        let start = NIODeadline.now() - time
        return state.withLock { state in
            state.begun.values.count { $0 < start } >= threads.numberOfThreads
        }
    }

    private func putBack(_ bench: Bench) {
        state.withLock { state in
            if state.book === bench.book { state.idle.append(bench) }
        }
    }

    /// Runs a job that needs no engine, such as one over the store.
    public func run<Answer: Sendable>(
        withoutEngineOn loop: any EventLoop,
        _ body: @escaping @Sendable (Rulebook) throws -> Answer
    ) -> EventLoopFuture<Answer> {
        sideThreads.runIfActive(eventLoop: loop) { [self] in try body(book) }
    }

    /// Ends the threads once the jobs are done that have begun; those that wait fail.
    public func shutdown() throws {
        try threads.syncShutdownGracefully()
        try sideThreads.syncShutdownGracefully()
    }
}

/// Why a job was not begun.
public enum WorkshopError: Error, Sendable {
    /// Too many jobs wait.
    case busy
}
