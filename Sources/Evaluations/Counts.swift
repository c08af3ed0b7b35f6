public import Levels

/// How many of how many.
public struct Share: Sendable, Hashable {
    /// Those that count.
    public private(set) var part = 0
    /// All.
    public private(set) var whole = 0

    mutating func count(_ counts: Bool) {
        whole += 1
        if counts { part += 1 }
    }

    static func + (a: Share, b: Share) -> Share { Share(a.part + b.part, of: a.whole + b.whole) }

    init(_ part: Int = 0, of whole: Int = 0) {
        self.part = part
        self.whole = whole
    }
}

/// How often a level was wanted and another found.
public struct Confusion: Sendable, Hashable {
    private static let size = Level.allCases.count
    private var counts = [Int](repeating: 0, count: size * size)

    /// How often `found` stood where `wanted` is right.
    public subscript(wanted wanted: Level, found found: Level) -> Int {
        counts[wanted.rawValue * Self.size + found.rawValue]
    }

    mutating func count(wanted: Level, found: Level) {
        counts[wanted.rawValue * Self.size + found.rawValue] += 1
    }

    /// The pairs for which something holds.
    func count(where holds: (_ wanted: Level, _ found: Level) -> Bool) -> Int {
        var sum = 0
        for wanted in Level.allCases {
            for found in Level.allCases where holds(wanted, found) {
                sum += self[wanted: wanted, found: found]
            }
        }
        return sum
    }

    func share(
        of whole: (_ wanted: Level, _ found: Level) -> Bool,
        that part: (_ wanted: Level, _ found: Level) -> Bool
    ) -> Share {
        Share(count { whole($0, $1) && part($0, $1) }, of: count(where: whole))
    }
}

/// Which bytes of a text are covered.
struct Mask {
    private var bits: [Bool]

    init(count: Int, _ ranges: some Sequence<Range<Int>>) {
        bits = Array(repeating: false, count: count)
        for range in ranges {
            for index in range.clamped(to: 0..<count) { bits[index] = true }
        }
    }

    subscript(_ index: Int) -> Bool { bits[index] }
    func touches(_ range: Range<Int>) -> Bool { bits[range].contains(true) }
    func covers(_ range: Range<Int>) -> Bool { !bits[range].contains(false) }
}

extension Letters {
    /// How many characters of a part that are no blanks are covered.
    func share(of part: Range<Int>, under mask: Mask) -> Share {
        var share = Share()
        for index in part where isFirst(index) && !isBlank(index) { share.count(mask[index]) }
        return share
    }

    /// The highest level that covers half of the letters and numbers of a part.
    func level(of part: Range<Int>, _ levels: [Level]) -> Level {
        var counts = [0, 0, 0]
        for index in part where isFirst(index) && isAlphanumeric(index) {
            counts[levels[index].rawValue] += 1
        }
        let all = counts.reduce(0, +)
        if 2 * counts[2] >= all { return .secret }
        return 2 * (counts[1] + counts[2]) >= all ? .confidentiel : .public
    }
}
