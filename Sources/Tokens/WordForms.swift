/// What was made of the words that were read last: a note writes the same words again and again.
///
/// Direct-mapped by the bytes of the word as they stand in the text: a form has one place, and the
/// form that was there goes. Keep one for each worker.
///
/// Cost: 14 KB to 460 KB.
struct WordForms {
    /// A word as it is written.
    struct Form {
        /// Its key; ``ShortKey/none`` when it is long.
        var key = ShortKey.none
        /// Its key without accents; ``ShortKey/none`` when it is long.
        var plain = ShortKey.none
        var shape = Shape.lower
        var hasAccent = false
    }

    private static let maximumSize = 8_192

    /// A power of two: a short note needs few places, and memory that is not touched costs nothing.
    private var size = 256
    private var misses = 0
    private var written = [ShortKey](repeating: .none, count: 256)
    private var forms = [Form](repeating: Form(), count: 256)
    private var key = WordKey()

    /// The form of the bytes `start..<end` of a text.
    ///
    /// - Complexity: O(length of the word).
    @inline(__always)
    mutating func form(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Form {
        let raw = ShortKey(text, start, end)
        guard raw != .none else { return made(text, start, end) }
        let place = raw.place(of: size)
        if written[place] == raw { return forms[place] }
        let form = made(text, start, end)
        written[place] = raw
        forms[place] = form
        misses += 1
        if misses > size, size < Self.maximumSize { grow() }
        return form
    }

    private mutating func grow() {
        size = min(size * 4, Self.maximumSize)
        misses = 0
        written = Array(repeating: .none, count: size)
        forms = Array(repeating: Form(), count: size)
    }

    @inline(never)
    private mutating func made(
        _ text: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ end: Int
    ) -> Form {
        key.make(text, start, end)
        let short = ShortKey(key.bytes)
        return Form(
            key: short,
            plain: key.hasAccent ? ShortKey(WordKey.withoutAccents(key.bytes)) : short,
            shape: key.shape,
            hasAccent: key.hasAccent
        )
    }
}
