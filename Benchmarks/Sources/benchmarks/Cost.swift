/// What one run of a leg cost, and what it counted.
struct Cost {
    /// What it counted: edits, mentions, boundaries, matches.
    var count: Int
    /// Seconds of user CPU.
    var user: Double
    /// Seconds on the clock.
    var wall: Double
    /// Peak resident memory in bytes; 0 in this process.
    var peak = 0
    /// Whether it was ended because it took too long: the seconds are then a lower bound.
    var isEnded = false
    /// Whether nothing left, since a person must decide.
    var isHeld = false

    /// The cost of a child.
    init(_ usage: Child.Usage, count: Int) {
        self.count = count
        user = usage.user
        wall = usage.wall
        peak = usage.peak
        isEnded = usage.isEnded
        isHeld = usage.exitCode == 3
    }

    /// The cost of a body in this process.
    init(of body: () throws -> Int) rethrows {
        let start = ContinuousClock.now
        let before = Core.userTime()
        count = try body()
        user = Core.userTime() - before
        wall = Child.seconds(start.duration(to: .now))
    }
}

/// A leg: what it does once, how many bytes it reads then, and what that cost each time.
struct Leg {
    let name: String
    let bytes: Int
    /// Whether what it counts is compared with `definitions.tsv`.
    var isCounted = true
    let run: () throws -> Cost
    private(set) var costs: [Cost] = []

    /// A leg that has not run yet.
    init(_ name: String, bytes: Int, isCounted: Bool = true, run: @escaping () throws -> Cost) {
        self.name = name
        self.bytes = bytes
        self.isCounted = isCounted
        self.run = run
    }

    /// Median seconds of user CPU.
    var user: Double { Self.median(costs.map(\.user)) }
    /// Median seconds on the clock.
    var wall: Double { Self.median(costs.map(\.wall)) }
    /// The highest peak of memory, in bytes.
    var peak: Int { costs.map(\.peak).max() ?? 0 }
    /// Bytes for each second of user CPU.
    var speed: Double { Double(bytes) / max(user, 1e-6) }
    /// What the last run counted.
    var count: Int { costs.last?.count ?? 0 }
    /// Whether a run took too long.
    var isEnded: Bool { costs.contains(where: \.isEnded) }

    /// Whether nothing left in a run.
    var isHeld: Bool { costs.contains(where: \.isHeld) }

    /// A line for each leg of which nothing left: its speed is that of a note judged to the last
    /// round.
    static func holds(_ legs: [Leg]) -> [String] {
        legs.filter(\.isHeld).map { "\($0.name): held, nothing leaves" }
    }

    /// Runs once, and ends the benchmark when the count is not the one that is known.
    mutating func measure(_ definitions: Definitions) throws {
        let cost = try run()
        if isCounted, !cost.isEnded {
            definitions.check(name, size: bytes / 1_000_000, count: cost.count)
        }
        costs.append(cost)
    }

    /// Runs legs one after the other, so many times, so that whatever else the machine does meets
    /// all of them.
    static func race(_ legs: inout [Leg], repeats: Int, _ definitions: Definitions) throws {
        for leg in legs where leg.isCounted {
            definitions.require(leg.name, size: leg.bytes / 1_000_000)
        }
        for round in 1...repeats {
            for index in legs.indices {
                try legs[index].measure(definitions)
                say("\(round)/\(repeats) \(legs[index].name)")
            }
        }
    }

    private static func median(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }
}
