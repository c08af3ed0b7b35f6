/// The layout of the compiled lexicon: one file, no pointers, little-endian 32-bit numbers.
///
/// ```
/// header   magic, version, length, checksum, offset and count of each section
/// slots    hash table of words: tag | word + 1, open addressing
/// words    key length | number of its info
/// places   where the key of each sixteenth word starts among the keys
/// keys     of all words, one behind the other
/// infos    what words can be, each combination once: classes (64 bits), grammar
/// firsts   of the words from 0 on: link to the first state of terms | whether a form holds the word
///          further on; words behind the end stand in no form
/// edges    of each state: word, link; up to eight in the order of the words, more as a hash table
/// states   first accept, first edge, state behind a gap (or 0), number of accepts | of edges
/// accepts  row | table | flags
/// rows     table | need | flags, class, form and source as string offsets
/// strings  UTF-8, each behind its length in two bytes
/// ```
///
/// States that go on in the same way are one state: many paths lead into it. A link is a state with
/// flags that spare a look at it.
enum ImageLayout {
    static let magic: UInt32 = 0x4C46_4942
    static let version: UInt32 = 6
    static let headerWords = 32
    /// Header words that tell where the plain tables stand among the strings: each its name and its
    /// text, each ended by a zero byte.
    static let plainTablesOffset = 30
    static let plainTablesLength = 31

    enum Section: Int, CaseIterable {
        case slots, words, places, infos, firsts, edges, states, accepts, rows, keys, strings
    }

    /// Words for each entry of the places.
    static let placeStride = 16
    static let infoStride = 3
    static let edgeStride = 2
    static let stateStride = 4
    static let rowStride = 4

    /// Bits of a slot that hold the word; those above hold part of the hash.
    static let slotWordBits: UInt32 = 20
    static let slotWordMask: UInt32 = (1 << slotWordBits) - 1
    /// Bits of a word that hold the length of its key; those above hold its info.
    static let keyLengthBits: UInt32 = 8
    static let keyLengthMask: UInt32 = (1 << keyLengthBits) - 1
    /// Bits of a state that hold the number of its accepts; those above hold that of its edges.
    static let acceptCountBits: UInt32 = 10
    static let acceptCountMask: UInt32 = (1 << acceptCountBits) - 1

    /// Flag of a first state: the word stands in a form behind its first word.
    static let firstGoesOn: UInt32 = 1 << 31
    /// Flags of a link: a form ends in the state, a word or a gap may follow.
    static let linkAccepts: UInt32 = 1 << 30
    static let linkGoesOn: UInt32 = 1 << 29
    static let linkGap: UInt32 = 1 << 28
    static let linkStateMask: UInt32 = (1 << 28) - 1

    /// More edges than these stand as a hash table.
    static let listedEdges = 8
    /// The word of a free place among the edges.
    static let noWord = UInt32.max

    /// Flags of an accept, above the row number.
    static let acceptUnaccented: UInt32 = 1 << 30
    static let acceptAmbiguous: UInt32 = 1 << 31
    /// The variant is an acronym of one word.
    static let acceptAcronym: UInt32 = 1 << 29
    static let acceptRowMask: UInt32 = (1 << acceptTableShift) - 1
    /// The table of the row, above its number.
    static let acceptTableShift: UInt32 = 22
    static let acceptTableMask: UInt32 = 0x7F

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

    /// The part of a hash that a slot holds.
    @inline(__always)
    static func tag(of hash: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: hash >> 32) & ~slotWordMask
    }

    /// The place of a word in a hash table of edges.
    @inline(__always)
    static func place(of word: UInt32, in capacity: UInt32) -> UInt32 {
        (word &* 0x9E37_79B1) >> UInt32(capacity.leadingZeroBitCount + 1)
    }

    /// The edges of a state as they stand in an image.
    ///
    /// - Parameter edges: In the order of their words.
    /// - Returns: Words and links; the number of places is half of it.
    static func numbers(of edges: [(word: UInt32, link: UInt32)]) -> [UInt32] {
        guard edges.count > listedEdges else { return edges.flatMap { [$0.word, $0.link] } }
        var capacity: UInt32 = 16
        while Int(capacity) * 3 < edges.count * 4 { capacity *= 2 }
        var numbers = [UInt32](repeating: noWord, count: Int(capacity) * edgeStride)
        for (word, link) in edges {
            var place = place(of: word, in: capacity)
            while numbers[Int(place) * edgeStride] != noWord {
                place = (place + 1) & (capacity - 1)
            }
            numbers[Int(place) * edgeStride] = word
            numbers[Int(place) * edgeStride + 1] = link
        }
        return numbers
    }

    /// A state with its flags.
    static func link(_ state: UInt32, accepts: Bool, goesOn: Bool, hasGap: Bool) -> UInt32 {
        state | (accepts ? linkAccepts : 0) | (goesOn ? linkGoesOn : 0) | (hasGap ? linkGap : 0)
    }
}
