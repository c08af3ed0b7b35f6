internal import Documents

/// A text as it is decoded, with the way back.
struct Decoded {
    private(set) var text: [UInt8] = []
    private(set) var map: SourceMap

    /// - Parameters:
    ///   - prefix: Source bytes that stand before the text.
    ///   - capacity: Bytes that the text will hold at least.
    init(prefix: Int, capacity: Int) {
        map = SourceMap(prefix: prefix)
        text.reserveCapacity(capacity)
    }

    /// Adds bytes that are the same in the text.
    mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
        map.append(end - start, text: 1, source: 1)
    }

    /// Adds a character that takes so many bytes of the source.
    mutating func append(_ scalar: UInt32, source length: Int) {
        let old = text.count
        text.appendUTF8(scalar)
        map.append(1, text: text.count - old, source: length)
    }
}

extension [UInt8] {
    /// Adds a character that is no surrogate.
    mutating func appendUTF8(_ scalar: UInt32) {
        if scalar < 0x80 {
            append(UInt8(scalar))
            return
        }
        if scalar < 0x800 {
            append(UInt8(0xC0 | scalar >> 6))
        } else {
            if scalar < 0x10000 {
                append(UInt8(0xE0 | scalar >> 12))
            } else {
                append(UInt8(0xF0 | scalar >> 18))
                append(UInt8(0x80 | scalar >> 12 & 0x3F))
            }
            append(UInt8(0x80 | scalar >> 6 & 0x3F))
        }
        append(UInt8(0x80 | scalar & 0x3F))
    }
}
