/// A zip whose entries are not packed and have no date: the same entries give the same bytes.
struct StoredZip {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// The first day that a zip can say.
    private static let date: [UInt8] = [0x00, 0x00, 0x21, 0x00]
    private static let version = 20

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in
            value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
        }
    }

    private static func sum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
    }

    private static func number(_ value: Int, bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// Adds an entry.
    ///
    /// - Parameters:
    ///   - content: Less than 4 GiB, as all entries together.
    ///   - name: ASCII.
    mutating func add(_ content: [UInt8], as name: String) {
        let size = Self.number(content.count, bytes: 4)
        // version, flags, method, date, sum, both sizes, length of the name and of nothing else
        let common =
            Self.number(Self.version, bytes: 2) + [0, 0, 0, 0] + Self.date
            + Self.number(Int(Self.sum(content)), bytes: 4) + size + size
            + Self.number(name.utf8.count, bytes: 2) + [0, 0]
        let offset = bytes.count
        bytes += [0x50, 0x4B, 0x03, 0x04] + common + Array(name.utf8) + content
        directory +=
            [0x50, 0x4B, 0x01, 0x02] + Self.number(Self.version, bytes: 2) + common
            + [UInt8](repeating: 0, count: 10) + Self.number(offset, bytes: 4) + Array(name.utf8)
        count += 1
    }

    /// The whole zip.
    func finished() -> [UInt8] {
        let entries = Self.number(count, bytes: 2)
        return bytes + directory + [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0] + entries + entries
            + Self.number(directory.count, bytes: 4) + Self.number(bytes.count, bytes: 4) + [0, 0]
    }
}
