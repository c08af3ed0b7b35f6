/// The key of a short word as two numbers, to compare without touching its bytes.
///
/// Grammatical words are looked at for every token, by rules that ask one after the other: the key is
/// packed once, and each question is a comparison of numbers.
public struct ShortKey: Hashable, Sendable {
    @usableFromInline let low: UInt64
    @usableFromInline let high: UInt64

    /// The longest key that is held, in bytes.
    public static let maximumLength = 16
    /// What stands for a longer key, and for what is no word.
    public static let none = ShortKey(low: 0, high: 0)

    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// The key of these bytes; ``none`` when they are too many.
    @inlinable
    public init(_ bytes: [UInt8]) {
        self = bytes.withUnsafeBufferPointer { Self.packed($0) }
    }

    /// The bytes `start..<end` of a text; ``none`` when they are too many or hold a zero.
    @inline(__always)
    init(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        let count = end - start
        guard count <= Self.maximumLength, start + Self.maximumLength <= text.count else {
            self =
                count > Self.maximumLength
                ? .none : Self.packed(UnsafeBufferPointer(rebasing: text[start..<end]))
            return
        }
        // sixteen bytes lie there: two loads, and what is behind the word goes
        let raw = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped + start)
        let low = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
        let high = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        if count <= 8 {
            self.low = count == 8 ? low : low & (1 << UInt64(count * 8) &- 1)
            self.high = 0
        } else {
            self.low = low
            self.high = count == 16 ? high : high & (1 << UInt64(count * 8 - 64) &- 1)
        }
    }

    /// Number of bytes.
    @inline(__always)
    var count: Int {
        high == 0 ? 8 - low.leadingZeroBitCount / 8 : 16 - high.leadingZeroBitCount / 8
    }

    /// Hands the bytes to a function.
    public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2) { numbers in
            numbers[0] = low.littleEndian
            numbers[1] = high.littleEndian
            let bytes = UnsafeRawBufferPointer(numbers).bindMemory(to: UInt8.self)
            return body(UnsafeBufferPointer(rebasing: bytes[..<count]))
        }
    }

    /// The key's place in a table.
    ///
    /// - Parameter size: A power of two.
    /// - Returns: A number below it.
    @inlinable
    public func place(of size: Int) -> Int {
        let mixed = (low ^ high &* 0xC2B2_AE3D_27D4_EB4F) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 40) & (size - 1)
    }

    @usableFromInline
    static func packed(_ bytes: UnsafeBufferPointer<UInt8>) -> ShortKey {
        guard bytes.count <= maximumLength else { return none }
        var low: UInt64 = 0
        var high: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            if index < 8 {
                low |= UInt64(byte) << UInt64(index * 8)
            } else {
                high |= UInt64(byte) << UInt64(index * 8 - 64)
            }
        }
        return ShortKey(low: low, high: high)
    }
}

/// A small set of short words.
public struct ShortKeys: Sendable {
    /// Each word at its place or behind it, ``ShortKey/none`` where there is none.
    @usableFromInline let table: [ShortKey]
    /// A bit for the place of each of them.
    @usableFromInline let mask: UInt64

    /// The words of a text, separated by blanks or line ends.
    ///
    /// - Parameter text: Words as their keys are written: small letters with accents; none is longer
    ///   than ``ShortKey/maximumLength``.
    public init(_ text: String) {
        let keys = text.split(whereSeparator: { $0 == " " || $0.isNewline }).map { word in
            precondition(word.utf8.count <= ShortKey.maximumLength, "too long: \(word)")
            return ShortKey(Array(word.utf8))
        }
        mask = keys.reduce(0) { $0 | 1 << UInt64($1.place(of: 64)) }
        var size = 4
        while size < keys.count * 2 { size *= 2 }
        var table = [ShortKey](repeating: .none, count: size)
        for key in keys {
            var place = key.place(of: size)
            while table[place] != .none, table[place] != key { place = (place + 1) & (size - 1) }
            table[place] = key
        }
        self.table = table
    }

    /// Whether a word is among them.
    ///
    /// - Complexity: O(1).
    @inlinable
    public func contains(_ key: ShortKey) -> Bool {
        mask >> UInt64(truncatingIfNeeded: key.place(of: 64)) & 1 != 0 && isListed(key)
    }

    @usableFromInline
    func isListed(_ key: ShortKey) -> Bool {
        guard key != .none else { return false }
        var place = key.place(of: table.count)
        while table[place] != .none {
            if table[place] == key { return true }
            place = (place + 1) & (table.count - 1)
        }
        return false
    }
}
