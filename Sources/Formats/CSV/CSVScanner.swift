/// Cuts comma-separated values into fields; tolerant, so that no text is lost.
struct CSVScanner {
    /// One field.
    struct Field {
        /// Its bytes with quotes.
        let whole: Range<Int>
        /// Its bytes without the outer quotes; two quotes in it are one.
        let content: Range<Int>
        let isQuoted: Bool
        /// Whether a line end or the end follows.
        let endsRecord: Bool
    }

    private let bytes: [UInt8]
    private let delimiter: UInt8
    private var position: Int
    /// Whether a field follows although no byte is left: behind a last delimiter.
    private var isOpen = false
    /// Whether quotes stood where none belong.
    private(set) var isBroken = false

    /// A scanner of UTF-8 or of bytes with ASCII in them.
    init(_ bytes: [UInt8], from start: Int = 0, delimiter: UInt8) {
        self.bytes = bytes
        self.delimiter = delimiter
        position = start
    }

    /// The next field; nil at the end.
    ///
    /// - Complexity: O(its bytes).
    mutating func next() -> Field? {
        guard position < bytes.count || isOpen else { return nil }
        let start = position
        var content = start..<start
        var isQuoted = false
        if start < bytes.count, bytes[start] == 0x22 {
            isQuoted = true
            var i = start + 1
            while i < bytes.count {
                if bytes[i] == 0x22 {
                    guard i + 1 < bytes.count, bytes[i + 1] == 0x22 else { break }
                    i += 1
                }
                i += 1
            }
            content = start + 1..<i
            if i >= bytes.count { isBroken = true }
            position = min(bytes.count, i + 1)
            let closed = position
            skipToBorder()
            if position > closed {
                // text behind the quotes belongs to the field, quotes and all
                isBroken = true
                isQuoted = false
                content = start..<position
            }
        } else {
            skipToBorder()
            content = start..<position
        }
        let whole = start..<position
        isOpen = position < bytes.count && bytes[position] == delimiter
        if position < bytes.count {
            let isPair =
                bytes[position] == 0x0D && position + 1 < bytes.count
                && bytes[position + 1] == 0x0A
            position += isPair ? 2 : 1
        }
        return Field(whole: whole, content: content, isQuoted: isQuoted, endsRecord: !isOpen)
    }

    private mutating func skipToBorder() {
        while position < bytes.count, bytes[position] != delimiter, bytes[position] != 0x0A,
            bytes[position] != 0x0D
        {
            position += 1
        }
    }
}
