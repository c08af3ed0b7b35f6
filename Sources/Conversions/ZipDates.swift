/// The dates of the entries of a zip, set to the first day that a zip can say: the same note then
/// gives the same bytes whenever it is converted.
enum ZipDates {
    private static let date: [UInt8] = [0x00, 0x00, 0x21, 0x00]
    private static let end: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    private static let entry: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
    private static let local: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let endSize = 22
    private static let entrySize = 46

    /// Clears them, as far as the directory can be followed.
    ///
    /// - Complexity: O(number of entries).
    static func clear(_ bytes: inout [UInt8]) {
        guard bytes.count >= endSize, bytes[(bytes.count - endSize)...].starts(with: end) else {
            return
        }
        var position = number(bytes, at: bytes.count - 6, bytes: 4)
        for _ in 0..<number(bytes, at: bytes.count - 12, bytes: 2) {
            guard position + entrySize <= bytes.count,
                bytes[position...].starts(with: entry)
            else { return }
            let start = number(bytes, at: position + 42, bytes: 4)
            guard start + 30 <= bytes.count, bytes[start...].starts(with: local) else { return }
            bytes.replaceSubrange(position + 12..<position + 16, with: date)
            bytes.replaceSubrange(start + 10..<start + 14, with: date)
            let lengths = [28, 30, 32].map { number(bytes, at: position + $0, bytes: 2) }
            position += entrySize + lengths.reduce(0, +)
        }
    }

    private static func number(_ bytes: [UInt8], at start: Int, bytes count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
    }
}
