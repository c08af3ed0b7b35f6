/// A quick no for most keys that are not in a small set: a bit for their ends and length.
struct KeyMask {
    private var bits: UInt64 = 0

    /// The mask of these keys.
    init(_ keys: Set<[UInt8]>) {
        for key in keys { bits |= Self.bit(of: key) }
    }

    /// Whether a key may be one of them.
    func mayHold(_ key: [UInt8]) -> Bool { bits & Self.bit(of: key) != 0 }

    private static func bit(of key: [UInt8]) -> UInt64 {
        guard let first = key.first, let last = key.last else { return 1 }
        let mixed = (Int(first) &* 31 &+ Int(last)) &* 31 &+ key.count
        return 1 << UInt64(mixed & 63)
    }
}
