extension Span<UInt8> {
    /// Returns the code point of two or three bytes that starts at `index`, and its length.
    ///
    /// Reads nothing at `end` or after it, whatever the bytes are.
    ///
    /// - Parameters:
    ///   - index: A byte from 0x80 up.
    ///   - end: The end of the text that may be read.
    /// - Returns: For what this cannot read, because it is longer or because the text ends within
    ///   it, a value that is no code point: it is in nobody's repertoire, so that ICU judges it.
    @inline(__always)
    func wideScalar(at index: Int, before end: Int) -> (value: UInt32, length: Int) {
        let first = UInt32(self[index])
        if first < 0xE0 {
            guard first >= 0xC2, index + 1 < end else { return (UInt32.max, 1) }
            return ((first & 0x1F) << 6 | UInt32(self[index + 1] & 0x3F), 2)
        }
        guard first < 0xF0, index + 2 < end else { return (UInt32.max, 1) }
        let middle = UInt32(self[index + 1] & 0x3F) << 6
        return ((first & 0x0F) << 12 | middle | UInt32(self[index + 2] & 0x3F), 3)
    }
}
