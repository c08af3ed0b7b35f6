/// Values written one behind the other so that no two lists of values give the same bytes.
///
/// Each value carries its length before it. This is what keys are applied to, and how an envelope
/// is sealed.
struct Fields: Sendable {
    /// What was added.
    private(set) var bytes: [UInt8] = []

    /// Starts with what the bytes are for, so that a code for one purpose serves no other.
    init(for purpose: String) { add(purpose) }

    /// Starts with nothing, for bytes that have a purpose already.
    init() {}

    mutating func add(_ value: some Collection<UInt8>) {
        append(value.count)
        bytes += value
    }

    mutating func add(_ text: String) { add(text.utf8) }

    mutating func add(_ number: Int) {
        append(8)
        append(number)
    }

    /// Eight bytes, the highest first.
    private mutating func append(_ number: Int) {
        let number = UInt64(bitPattern: Int64(number))
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    /// The values of bytes that were written here, or nil for other bytes.
    static func values(_ bytes: some Sequence<UInt8>) -> [[UInt8]]? {
        var values: [[UInt8]] = []
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            guard rest.count >= 8 else { return nil }
            let length = rest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            rest = rest.dropFirst(8)
            guard length <= rest.count else { return nil }
            values.append(Array(rest.prefix(Int(length))))
            rest = rest.dropFirst(Int(length))
        }
        return values
    }
}
