/// What was made of the words that were read last: a note writes the same words again and again.
///
/// Direct-mapped by the bytes of the word as they stand in the text: a form has one place, and the
/// form that was there goes. Keep one for each worker.
///
/// Cost: 460 KB.
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

    private static let size = 8_192

    private var written = [ShortKey](repeating: .none, count: size)
    private var forms = [Form](repeating: Form(), count: size)
    private var key = WordKey()

    /// The form of the bytes `start..<end` of a text.
    ///
    /// - Complexity: O(length of the word).
    @inline(__always)
    mutating func form(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Form {
        let raw = ShortKey(text, start, end)
        guard raw != .none else { return made(text, start, end) }
        let place = raw.place(of: Self.size)
        if written[place] == raw { return forms[place] }
        let form = made(text, start, end)
        written[place] = raw
        forms[place] = form
        return form
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
