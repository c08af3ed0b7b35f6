extension Span<UInt8> {
    /// Returns the end of the run of ASCII letters from `index` on, which may be empty.
    ///
    /// Eight bytes at a time, because the end of a word is what a processor cannot predict.
    @inline(__always)
    func asciiLettersEnd(from index: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highBits = ones &* 0x80
        var index = index
        while index &+ 8 <= count {
            let word = UInt64(
                littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            )
            // Lower case, and below 0x80 so that no sum carries into the next byte.
            let lower = word & ~highBits | ones &* 0x20
            let fromA = lower &+ ones &* (0x80 - 0x61)
            let pastZ = lower &+ ones &* (0x80 - 0x7B)
            let stops = ~(fromA & ~pastZ & ~word) & highBits
            if stops != 0 { return index &+ stops.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < count, self[index] | 0x20 &- UInt8(ascii: "a") < 26 {
            index &+= 1
        }
        return index
    }
}
