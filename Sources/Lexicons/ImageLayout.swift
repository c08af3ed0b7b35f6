/// The layout of the compiled lexicon: one file, no pointers, little-endian 32-bit numbers.
///
/// ```
/// header   magic, version, length, checksum, offset and count of each section
/// slots    hash table of words: (hash, word + 1), open addressing
/// words    key offset, key length | grammar, classes (64 bits), first state of terms
/// edges    hash table of the term automaton: (state, word, target + 1)
/// states   first accept, number of accepts, state behind a gap (or 0)
/// accepts  row | flags
/// rows     table | need | flags, class, form and source as string offsets
/// strings  UTF-8, each behind its length in two bytes; keys without length
/// ```
enum ImageLayout {
    static let magic: UInt32 = 0x4C46_4942
    static let version: UInt32 = 2
    static let headerWords = 32
    /// Header words that tell where the plain tables stand among the strings: each its name and its
    /// text, each ended by a zero byte.
    static let plainTablesOffset = 30
    static let plainTablesLength = 31

    enum Section: Int, CaseIterable {
        case slots, words, edges, states, accepts, rows, strings
    }

    static let slotStride = 2
    static let wordStride = 5
    static let edgeStride = 3
    static let stateStride = 3
    static let rowStride = 4

    /// Flags of an accept, above the row number.
    static let acceptUnaccented: UInt32 = 1 << 30
    static let acceptAmbiguous: UInt32 = 1 << 31
    /// The variant is an acronym of one word.
    static let acceptAcronym: UInt32 = 1 << 29
    static let acceptRowMask: UInt32 = (1 << 29) - 1

    /// Flag of a row: its form has several words.
    static let rowPhrase: UInt32 = 1 << 17

    /// Flag of a row: a site folder took it away.
    static let rowRemoved: UInt32 = 1 << 18

    /// FNV-1a, 64 bits, over bytes: no secret depends on it.
    @inline(__always)
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }

    /// Mixes an edge of the automaton.
    @inline(__always)
    static func hash(state: UInt32, word: UInt32) -> UInt32 {
        let mixed = (UInt64(state) << 32 | UInt64(word)) &* 0x9E37_79B9_7F4A_7C15
        return UInt32(truncatingIfNeeded: mixed >> 32)
    }
}
