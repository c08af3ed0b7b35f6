/// SplitMix64: the same numbers for the same seed, on every machine and with every compiler.
///
/// The standard library's `random(in:using:)` may change its use of a generator from one release to
/// the next, so ``below(_:)`` is used instead.
struct SplitMix64 {
    private var state: UInt64

    /// A generator at the start of the row of a seed.
    init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A number from 0 up to, not including, a bound.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number of a range.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// True in so many cases of 100.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}
