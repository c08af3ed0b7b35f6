/// What spoke for taking a cue for the secret of one person, and against it.
///
/// Kept with each reason, so that `explain` can show the balance; a set is one number.
public struct GroundSet: Sendable, Hashable {
    /// One ground.
    public struct Item: Sendable, Hashable {
        /// Its name in the table of weights: `needsPerson`, `designated`.
        public let name: String
        /// What it weighs: negative when it speaks against.
        public let weight: Int
    }

    private var bits: UInt64 = 0

    mutating func insert(_ ground: Ground) { bits |= 1 << UInt64(ground.rawValue) }

    private func contains(_ ground: Ground) -> Bool { bits & 1 << UInt64(ground.rawValue) != 0 }

    /// The grounds that held, in the order of the table of weights.
    public var items: [Item] {
        Ground.allCases.filter(contains).map { Item(name: "\($0)", weight: $0.weight) }
    }

    /// What they weigh together.
    public var sum: Int { items.reduce(0) { $0 + $1.weight } }

    /// What the sum must reach.
    public static var threshold: Int { Ground.threshold }

    /// The names of all grounds that there are.
    public static var names: [String] { Ground.allCases.map { "\($0)" } }
}

/// The grounds of one cue, as they are found.
struct Grounds {
    private(set) var sum = 0
    private(set) var set = GroundSet()

    mutating func add(_ ground: Ground, when holds: Bool = true) {
        guard holds else { return }
        sum += ground.weight
        set.insert(ground)
    }
}
