internal import Formats

/// The layout of a zip archive: which bytes belong to which entry, and that all belong to one.
///
/// What stands between entries, before the first or behind the last is read by no program, and would
/// leave unseen; entries that lie over each other are those of bombs.
enum ZipLayout {
    private static let local: UInt64 = 0x0403_4B50
    private static let central: UInt64 = 0x0201_4B50
    private static let end: UInt64 = 0x0605_4B50
    private static let longEnd: UInt64 = 0x0606_4B50
    private static let endSize = 22
    private static let centralSize = 46
    private static let localSize = 30
    /// The end of a directory of 64 bits and what leads to it.
    private static let longEndSize = 56 + 20
    /// What may stand behind packed bytes: their checksum and sizes, with and without signature.
    private static let descriptorSizes: Set<Int> = [12, 16, 20, 24]
    private static let longest = 0xFFFF

    /// Checks that every byte belongs to an entry, the directory or its end.
    ///
    /// - Throws: `FormatError` `damaged` at the first byte that does not.
    /// - Complexity: O(*n* log *n*) in the entries.
    static func check(_ bytes: UnsafeBufferPointer<UInt8>) throws(FormatError) {
        let end = try endOfDirectory(bytes)
        var entries: [(start: Int, packed: Int, hasDescriptor: Bool)] = []
        var directory = end.start
        var position = end.start
        while number(bytes, position, 4) == central {
            let packed = number(bytes, position + 20, 4)
            let lengths = [28, 30, 32].reduce(0) { $0 + Int(number(bytes, position + $1, 2)) }
            let start = number(bytes, position + 42, 4)
            // sizes of 64 bits are those of archives far over every limit
            guard packed < 0xFFFF_FFFF, start < 0xFFFF_FFFF else {
                throw FormatError(.damaged, at: position)
            }
            let flags = number(bytes, position + 8, 2)
            entries.append((Int(start), Int(packed), flags & 8 != 0))
            position += centralSize + lengths
        }
        if position != end.stop {
            let isLong = number(bytes, position, 4) == longEnd
            guard isLong, end.stop - position == longEndSize else {
                throw FormatError(.damaged, at: position)
            }
        }
        entries.sort { $0.start > $1.start }
        // from the last entry to the first
        for entry in entries {
            guard number(bytes, entry.start, 4) == local else {
                throw FormatError(.damaged, at: entry.start)
            }
            let lengths = [26, 28].reduce(0) { $0 + Int(number(bytes, entry.start + $1, 2)) }
            let stop = entry.start + localSize + lengths + entry.packed
            let rest = directory - stop
            guard rest == 0 || entry.hasDescriptor && descriptorSizes.contains(rest) else {
                throw FormatError(.damaged, at: max(0, min(stop, directory)))
            }
            directory = entry.start
        }
        guard directory == 0 else { throw FormatError(.damaged, at: 0) }
    }

    /// Where the directory starts, and where its end record does.
    private static func endOfDirectory(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(FormatError) -> (start: Int, stop: Int) {
        var position = bytes.count - endSize
        while position >= 0, bytes.count - position <= endSize + longest {
            if number(bytes, position, 4) == end,
                position + endSize + Int(number(bytes, position + 20, 2)) == bytes.count
            {
                var start = number(bytes, position + 16, 4)
                let before = position - longEndSize
                if start == 0xFFFF_FFFF, before >= 0, number(bytes, before, 4) == longEnd {
                    start = number(bytes, before + 48, 8)
                }
                guard start <= UInt64(position) else { break }
                return (Int(start), position)
            }
            position -= 1
        }
        throw FormatError(.damaged, at: bytes.count)
    }

    /// A number of some bytes, the lowest first; what lies outside is all ones.
    private static func number(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ count: Int
    ) -> UInt64 {
        guard start >= 0, start + count <= bytes.count else { return .max >> (64 - 8 * count) }
        var number: UInt64 = 0
        for offset in (0..<count).reversed() {
            number = number << 8 | UInt64(bytes[start + offset])
        }
        return number
    }
}
