/// A place in a structured field value.
struct Cursor {
    private let bytes: [UInt8]
    private let end: Int
    var position: Int
    /// Whether a quoted text or a comment had no end.
    private(set) var isBroken = false

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// Goes on while bytes are so.
    mutating func run(while isSo: (UInt8) -> Bool) {
        while position < end, isSo(bytes[position]) { position += 1 }
    }

    /// The position behind blanks, folds and comments.
    mutating func skipped() -> Int {
        while position < end {
            if Lines.isSpace(bytes[position]) {
                position += 1
            } else if bytes[position] == 0x28 {
                skipComment()
            } else {
                break
            }
        }
        return position
    }

    private mutating func skipComment() {
        var depth = 0
        while position < end {
            switch bytes[position] {
            case 0x28: depth += 1
            case 0x29: depth -= 1
            case 0x5C: position += 1
            default: break
            }
            position += 1
            if depth == 0 { return }
        }
        position = min(position, end)
        isBroken = true
    }

    /// A quoted text, or all up to the next semicolon.
    mutating func value() -> [UInt8] {
        var value: [UInt8] = []
        guard skipped() < end, bytes[position] == 0x22 else {
            let start = position
            run { $0 != 0x3B }
            var stop = position
            while stop > start, Lines.isSpace(bytes[stop - 1]) { stop -= 1 }
            position = stop
            return bytes[start..<stop].filter { $0 != 0x0D && $0 != 0x0A }
        }
        position += 1
        while position < end, bytes[position] != 0x22 {
            if bytes[position] == 0x5C, position + 1 < end { position += 1 }
            if bytes[position] != 0x0D, bytes[position] != 0x0A { value.append(bytes[position]) }
            position += 1
        }
        if position >= end { isBroken = true }
        position = min(position + 1, end)
        return value
    }
}
