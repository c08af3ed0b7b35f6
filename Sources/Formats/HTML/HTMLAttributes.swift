/// The attributes of one tag, from behind its name to its `>`; tolerant as browsers are.
struct HTMLAttributes: IteratorProtocol {
    /// One attribute.
    struct Attribute {
        /// The bytes of its name.
        let name: Range<Int>
        /// The bytes of its value without quotes; nil without `=`.
        let value: Range<Int>?
        /// The quote around the value, 0 for none.
        let quote: UInt8
    }

    private let bytes: [UInt8]
    private let limit: Int
    /// Where the next attribute is looked for; behind the last the byte of the `>`.
    private(set) var position: Int
    /// Whether a slash stands before the `>`.
    private(set) var isSelfClosing = false

    /// Attributes from a position to a `>` before a limit.
    init(_ bytes: [UInt8], from start: Int, limit: Int) {
        self.bytes = bytes
        position = start
        self.limit = limit
    }

    /// Whether the tag was closed, once there is no further attribute.
    var isClosed: Bool { position < limit && bytes[position] == 0x3E }

    /// The next attribute; nil at the `>` or the limit.
    ///
    /// - Complexity: O(its bytes).
    mutating func next() -> Attribute? {
        while position < limit, HTMLBytes.isSpace(bytes[position]) || bytes[position] == 0x2F {
            isSelfClosing = bytes[position] == 0x2F
            position += 1
        }
        guard position < limit, bytes[position] != 0x3E else { return nil }
        isSelfClosing = false
        let start = position
        // an equals sign at the start is a part of the name
        position += 1
        while position < limit, !endsName(bytes[position]) { position += 1 }
        let name = start..<position
        var next = position
        while next < limit, HTMLBytes.isSpace(bytes[next]) { next += 1 }
        guard next < limit, bytes[next] == 0x3D else {
            return Attribute(name: name, value: nil, quote: 0)
        }
        next += 1
        while next < limit, HTMLBytes.isSpace(bytes[next]) { next += 1 }
        position = next
        guard next < limit, bytes[next] == 0x22 || bytes[next] == 0x27 else {
            while position < limit, !HTMLBytes.isSpace(bytes[position]), bytes[position] != 0x3E {
                position += 1
            }
            return Attribute(name: name, value: next..<position, quote: 0)
        }
        let quote = bytes[next]
        position = next + 1
        while position < limit, bytes[position] != quote { position += 1 }
        let value = next + 1..<position
        if position < limit { position += 1 }
        return Attribute(name: name, value: value, quote: quote)
    }

    private func endsName(_ byte: UInt8) -> Bool {
        byte == 0x3D || byte == 0x3E || byte == 0x2F || HTMLBytes.isSpace(byte)
    }
}
