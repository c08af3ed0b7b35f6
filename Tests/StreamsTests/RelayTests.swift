import Streams
import Synchronization
import Testing

/// Workers that keep the order.
@Suite struct RelayTests {
    private struct Stop: Error, Equatable {
        let number: Int
    }

    /// Numbers; at the end it may fail.
    private struct Numbers: Supply {
        var given = 0
        let count: Int
        var failsAtEnd = false
        let taken: Counter

        mutating func next() throws -> Int? {
            guard given < count else {
                if failsAtEnd { throw Stop(number: -1) }
                return nil
            }
            given += 1
            taken.value.withLock { $0 = given }
            return given - 1
        }
    }

    private final class Counter: Sendable {
        let value = Mutex(0)
        var count: Int { value.withLock { $0 } }
    }

    private struct Results: Outlet {
        var all: [Int] = []
        var stopsAt: Int?
        /// The most that was taken before a result left and had not left itself.
        var ahead = 0
        let taken: Counter

        static func size(of result: Int) -> Int { 1 }

        mutating func take(_ result: Int) throws {
            if result == stopsAt { throw Stop(number: result) }
            ahead = max(ahead, taken.count - all.count)
            all.append(result)
        }
    }

    private static func run(
        _ count: Int,
        jobs: Int,
        failsAtEnd: Bool = false,
        stopsAt: Int? = nil,
        maximumWaiting: Int = 1 << 20
    ) throws -> Results {
        let taken = Counter()
        let relay = Relay(
            from: Numbers(count: count, failsAtEnd: failsAtEnd, taken: taken),
            to: Results(stopsAt: stopsAt, taken: taken),
            jobs: jobs,
            maximumWaiting: maximumWaiting,
            interrupt: {}
        )
        return try relay.run { relay in
            relay.work { number in
                // work of unequal length, so that results come out of order
                var sum = number
                for step in 0..<(number % 17 * 20) { sum = sum &* 31 &+ step }
                return sum == Int.min ? -1 : number
            }
        }
    }

    @Test(arguments: [1, 2, 3, 8, 64])
    func theOrderIsKept(_ jobs: Int) throws {
        let results = try Self.run(20_000, jobs: jobs)
        #expect(results.all == Array(0..<20_000))
        #expect(results.ahead <= 4 * jobs)
    }

    @Test(arguments: [1, 2, 8])
    func nobodyReadsOnWhenResultsWait(_ jobs: Int) throws {
        let results = try Self.run(5_000, jobs: jobs, maximumWaiting: 1)
        #expect(results.all == Array(0..<5_000))
        // each worker may hold one item while results wait
        #expect(results.ahead <= 2 * jobs + 1)
    }

    @Test(arguments: [1, 3, 8])
    func nothingLeavesBehindAFailure(_ jobs: Int) throws {
        for number in [0, 1, 100, 999] {
            #expect(throws: Stop(number: number)) {
                try Self.run(1_000, jobs: jobs, stopsAt: number)
            }
        }
    }

    /// What was read before the input failed still leaves.
    @Test(arguments: [1, 3, 8])
    func aFailureOfTheInputComesLast(_ jobs: Int) throws {
        #expect(throws: Stop(number: -1)) { try Self.run(500, jobs: jobs, failsAtEnd: true) }
        #expect(throws: Stop(number: 499)) {
            try Self.run(500, jobs: jobs, failsAtEnd: true, stopsAt: 499)
        }
    }

    @Test(arguments: [1, 4])
    func noItemIsNoResult(_ jobs: Int) throws {
        #expect(try Self.run(0, jobs: jobs).all.isEmpty)
    }
}
