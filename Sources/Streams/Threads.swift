import Glibc

// All that biffure does with threads stands in this file: the rest of the module is checked by the
// compiler. Foundation has the same, and is kept out of the pipe.

/// A value that several threads share: one at a time has it, and may wait for another to change it.
///
/// `@unchecked` is right since `value` is read and written between the lock and the unlock of
/// `mutex` alone: ``withLock(_:)`` and ``wait(until:_:)`` are the only members that touch it, neither
/// lets it out but by what their bodies return, which is `Sendable`, and `pthread_cond_wait` holds the
/// mutex whenever it returns. Mutex and condition stand at fixed addresses from `init` to `deinit`,
/// and whoever is inside a member holds the object.
final class Monitor<Value: Sendable>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var value: Value

    init(_ value: Value) {
        self.value = value
        mutex.initialize(to: pthread_mutex_t())
        changed.initialize(to: pthread_cond_t())
        // neither can fail with the default attributes of Linux
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
    }

    /// Has the value alone, and tells who waits that it may have changed.
    func withLock<Result: Sendable>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        pthread_mutex_lock(mutex)
        defer {
            pthread_cond_broadcast(changed)
            pthread_mutex_unlock(mutex)
        }
        return try body(&value)
    }

    /// Sleeps until the value is as wanted, then has it alone.
    func wait<Result: Sendable>(
        until isReady: (Value) -> Bool,
        _ body: (inout Value) throws -> Result
    ) rethrows -> Result {
        pthread_mutex_lock(mutex)
        defer {
            pthread_cond_broadcast(changed)
            pthread_mutex_unlock(mutex)
        }
        while !isReady(value) { pthread_cond_wait(changed, mutex) }
        return try body(&value)
    }
}

/// Threads of the system that live as long as one call.
enum Threads {
    /// As deep as that of the main thread usually is: a note must not fail with `-j 2` that passes
    /// with `-j 1`.
    private static let stackSize = 8 << 20

    /// What a thread runs, as an object that a C pointer can stand for.
    private final class Job: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    /// Runs a body on this thread and on others beside it, and returns when all have returned.
    ///
    /// - Parameters:
    ///   - count: How many run it; none is started for 1, and fewer when the system has no more.
    ///   - body: What each runs.
    static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        let job = Job(body)
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, stackSize)
        var threads: [pthread_t] = []
        for _ in 1..<max(1, count) {
            var thread = pthread_t()
            // `job` outlives the threads: they are joined below
            let argument = Unmanaged.passUnretained(job).toOpaque()
            let failure = pthread_create(&thread, &attributes, entry, argument)
            guard failure == 0 else { break }
            threads.append(thread)
        }
        pthread_attr_destroy(&attributes)
        job.body()
        for thread in threads { pthread_join(thread, nil) }
        withExtendedLifetime(job) {}
    }

    private typealias Entry =
        @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?

    private static let entry: Entry = { argument in
        if let argument { Unmanaged<Job>.fromOpaque(argument).takeUnretainedValue().body() }
        return nil
    }
}
