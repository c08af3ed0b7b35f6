public import Documents

/// Cuts a document into words, numbers and signs, the French way.
///
/// UAX #29 gives the segments (``WordSegmenter``); this layer cuts and joins them: elisions
/// (« l'|école », « d'|Émile »), « M.|Dupont », hyphens as a gap, U+202F as a blank, zero-width
/// signs and the hyphen of a line end as nothing.
///
/// One tokenizer serves any number of notes; its arrays are reused.
public struct Tokenizer: ~Copyable {
    private var words: WordSegmenter
    private var ends: [Int32] = []
    private var forms = WordForms()
    /// The tokens of the last document, in reading order.
    public private(set) var tokens: [Token] = []
    /// The keys of words and numbers that are short, for each token.
    public private(set) var keys: [ShortKey] = []
    /// The same without accents.
    public private(set) var plains: [ShortKey] = []
    /// Whether a letter of its key has an accent, for each token.
    public private(set) var accents: [Bool] = []

    /// Opens the segmenter.
    ///
    /// - Throws: `TokenError` when libicu gives no break iterator.
    public init() throws(TokenError) {
        words = try WordSegmenter()
    }

    /// Fills ``tokens`` from a document.
    ///
    /// - Complexity: O(*n*).
    public mutating func tokenize(_ document: Document) throws(TokenError) {
        tokens.removeAll(keepingCapacity: true)
        keys.removeAll(keepingCapacity: true)
        plains.removeAll(keepingCapacity: true)
        accents.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        let blocks = document.blocks
        guard !blocks.isEmpty else { return }
        try words.segments(of: document.text.span, into: &ends)
        document.text.withUnsafeBufferPointer { text in
            var block = 0
            var entered = -1
            var start = 0
            var state = State()
            for end in ends {
                let end = Int(end)
                var from = start
                start = end
                while from < end {
                    while block < blocks.count, Int(blocks[block].end) <= from { block += 1 }
                    guard block < blocks.count, Int(blocks[block].start) < end else { break }
                    if entered != block {
                        entered = block
                        state.enter(blocks[block])
                    }
                    let first = max(from, Int(blocks[block].start))
                    from = min(end, Int(blocks[block].end))
                    cut(text, first, from, Int32(block), &state)
                }
            }
        }
    }

    /// What carries over from one segment to the next.
    private struct State {
        var gap = Gap.block
        /// The last token ended with a sign that joins the next word to it.
        var joinsNext = false

        mutating func enter(_ block: Block) {
            // a word cut at a line end goes on only in a line of the same paragraph
            if gap == .hyphen, block.continues { return }
            if !block.continues { joinsNext = false }
            gap = block.continues ? .line : .block
        }
    }

    /// One segment, or the part of it that stands in a block.
    private mutating func cut(
        _ text: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ end: Int,
        _ block: Int32,
        _ state: inout State
    ) {
        let b = text[start]
        if b < 0x80, Self.isAlphanumeric(b) {
            cutWord(text, start, end, block, &state)
            return
        }
        let (scalar, length) = WordKey.decode(text, start, end)
        switch scalar {
        case 0x09, 0x20, 0xA0, 0x2000...0x200A, 0x202F, 0x3000, 0x0A, 0x0D, 0x0B, 0x0C, 0x85,
            0x2028, 0x2029:
            if scalar == 0x202F, start + length < end {
                state.gap = .blank
                cut(text, start + length, end, block, &state)
                return
            }
            // the hyphen of a line end within a row of a table joins as well
            let isCut = state.gap == .hyphen && (scalar == 0x0A || scalar == 0x0D)
            if state.gap == .nothing || state.gap == .hyphen, !isCut { state.gap = .blank }
            state.joinsNext = false
        case 0x2A, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD:
            // zero-width signs, and the stars of bold print: « **préserv**er »
            if state.gap == .nothing { state.joinsNext = true }
            if start + length < end { cut(text, start + length, end, block, &state) }
        default:
            if Self.isWordStart(scalar) {
                cutWord(text, start, end, block, &state)
            } else if let sign = Self.sign(scalar) {
                appendSign(text, start, start + length, sign, block, &state)
                if start + length < end { cut(text, start + length, end, block, &state) }
            } else {
                append(start, end, block, .symbol, .lower, 0, &state)
            }
        }
    }

    private mutating func appendSign(
        _ text: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ end: Int,
        _ sign: UInt8,
        _ block: Int32,
        _ state: inout State
    ) {
        // a hyphen between two words is no token
        if sign == 0x2D, end - start <= 3, state.gap == .nothing, let last = tokens.last,
            last.kind == .word || last.kind == .number, Int(last.end) == start,
            Self.hyphenates(text, end)
        {
            state.gap = .hyphen
            return
        }
        append(start, end, block, .punctuation, .lower, sign, &state)
    }

    /// Whether a letter or digit follows a hyphen, directly or in the next line.
    private static func hyphenates(_ text: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
        var i = end
        if i < text.count, text[i] == 0x0D { i += 1 }
        if i < text.count, text[i] == 0x0A {
            i += 1
            while i < text.count, text[i] == 0x20 || text[i] == 0x3E { i += 1 }
        }
        guard i < text.count else { return false }
        return isAlphanumeric(text[i]) || text[i] >= 0xC3 && text[i] != 0xE2
    }

    /// A segment that starts with a letter or digit.
    private mutating func cutWord(
        _ text: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ end: Int,
        _ block: Int32,
        _ state: inout State
    ) {
        var from = start
        var i = start
        while i < end {
            let b = text[i]
            if b >= 0x80 {
                let (scalar, length) = WordKey.decode(text, i, end)
                switch scalar {
                case 0x2019, 0x2018, 0x2BC:
                    appendWord(text, from, i + length, block, &state)
                    from = i + length
                case 0x202F:
                    // thousands stay one number: « 10 000 »
                    if Self.isDigit(text, i - 1), Self.isDigit(text, i + length) { break }
                    appendWord(text, from, i, block, &state)
                    from = i + length
                    state.gap = .blank
                case 0xB7, 0x2027:
                    appendWord(text, from, i, block, &state)
                    appendSign(text, i, i + length, 0x2E, block, &state)
                    from = i + length
                default: break
                }
                i += length
                continue
            }
            switch b {
            case 0x27:
                appendWord(text, from, i + 1, block, &state)
                from = i + 1
            case 0x2E where !(Self.isDigit(text, i - 1) && Self.isDigit(text, i + 1)),
                0x40, 0x5F, 0x3A:
                appendWord(text, from, i, block, &state)
                append(i, i + 1, block, .punctuation, .lower, b, &state)
                from = i + 1
            default: break
            }
            i += 1
        }
        appendWord(text, from, end, block, &state)
    }

    private mutating func appendWord(
        _ text: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ end: Int,
        _ block: Int32,
        _ state: inout State
    ) {
        guard start < end else { return }
        let form = forms.form(text, start, end)
        let kind: TokenKind = Self.isDigit(text, start) ? .number : .word
        if kind == .word, state.joinsNext || state.gap == .hyphen,
            let last = tokens.indices.last, tokens[last].kind == .word,
            joins(text, tokens[last], start, form.shape, state)
        {
            let form = forms.form(text, Int(tokens[last].start), end)
            tokens[last].end = Int32(end)
            tokens[last].shape = form.shape
            keys[last] = form.key
            plains[last] = form.plain
            accents[last] = form.hasAccent
            state.gap = .nothing
            state.joinsNext = false
            return
        }
        append(start, end, block, kind, form.shape, 0, &state, form)
    }

    /// Whether a word goes on with the word before: a zero-width sign between, or the hyphen of a
    /// line end before a small letter or within capitals.
    private func joins(
        _ text: UnsafeBufferPointer<UInt8>,
        _ last: Token,
        _ start: Int,
        _ shape: Shape,
        _ state: State
    ) -> Bool {
        // a word that never ends is no word: what was joined is read again each time
        guard last.end - last.start < 256 else { return false }
        if state.joinsNext { return true }
        guard state.gap == .hyphen, Int(last.end) < start else { return false }
        var crossesLine = false
        for i in Int(last.end)..<start where text[i] == 0x0A || text[i] == 0x0D {
            crossesLine = true
        }
        guard crossesLine else { return false }
        return shape == .lower || (last.shape == .caps && shape == .caps)
    }

    private mutating func append(
        _ start: Int,
        _ end: Int,
        _ block: Int32,
        _ kind: TokenKind,
        _ shape: Shape,
        _ sign: UInt8,
        _ state: inout State,
        _ form: WordForms.Form = WordForms.Form()
    ) {
        keys.append(form.key)
        plains.append(form.plain)
        accents.append(form.hasAccent)
        tokens.append(
            Token(
                start: Int32(start),
                end: Int32(end),
                block: block,
                kind: kind,
                shape: shape,
                gap: state.gap,
                sign: sign
            )
        )
        state.gap = .nothing
        state.joinsNext = false
    }

    // MARK: Characters

    private static func isAlphanumeric(_ b: UInt8) -> Bool {
        (b >= 0x30 && b <= 0x39) || (b | 0x20 >= 0x61 && b | 0x20 <= 0x7A)
    }

    private static func isDigit(_ text: UnsafeBufferPointer<UInt8>, _ i: Int) -> Bool {
        i >= 0 && i < text.count && text[i] >= 0x30 && text[i] <= 0x39
    }

    /// Letters beyond ASCII: Latin, Greek, Cyrillic and what follows, not the signs of U+2000-2BFF.
    private static func isWordStart(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2B8, 0x370...0x1FFF: true
        case 0x2C00...0x2DFF, 0x3040...0xD7FF, 0xF900...0xFAFF, 0xFB00...0xFDFF,
            0xFE70...0xFEFE, 0xFF21...0xFFDC:
            true
        case 0x10000...0x1EFFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    /// The ASCII sign that a scalar stands for, or nil when it is no punctuation.
    private static func sign(_ scalar: UInt32) -> UInt8? {
        switch scalar {
        case 0x21...0x7E: UInt8(scalar)
        case 0xAB, 0xBB, 0x201C, 0x201D, 0x201E, 0x2039, 0x203A: 0x22
        case 0x2018, 0x2019, 0xB4: 0x27
        case 0xAC, 0x2010...0x2015, 0x2212: 0x2D
        case 0x2026: 0x2E
        case 0xB7, 0x2022, 0x25A0...0x25FF, 0x2192, 0x2794...0x27BF, 0xA7, 0xB6, 0x2020, 0x2021:
            0x2A
        case 0xB0: 0x6F
        case 0xA1, 0xBF: 0x21
        default: nil
        }
    }
}
