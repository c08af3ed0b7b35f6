public import Documents
public import Lexicons
public import Tokens

/// The tokens of a note with what the lexicon says of them.
///
/// One object, since a reading is handed on for each question: it is made once and never changes.
public final class LookedUp: Sendable {
    @usableFromInline let document: Document
    @usableFromInline let tokens: [Token]
    @usableFromInline let passages: [Passage]
    @usableFromInline let words: [Lexicon.WordID]
    @usableFromInline let short: [ShortKey]
    @usableFromInline let grammar: [Grammar]
    @usableFromInline let terms: [Term]
    @usableFromInline let passageOfToken: [Int32]
    @usableFromInline let profiles: [CaseProfile]
    @usableFromInline let lexicon: Lexicon
    let accents: [Bool]
    /// The words of the note without accents, numbered.
    let plainWords: PlainWords
    /// The forms by their first token, and where those of each token start; one number more.
    let termsByFirst: [Term]
    let firstTerm: [Int32]

    /// Looks all tokens up and finds the forms.
    ///
    /// `classes` gets the classes of each token.
    ///
    /// - Complexity: O(*n*) in the tokens and forms.
    init(
        document: Document,
        tokens: [Token],
        keys: [ShortKey],
        plains: [ShortKey],
        accents: [Bool],
        passages: [Passage],
        lexicon: Lexicon,
        classes: inout [WordClasses],
        cache: inout WordCache,
        matcher: inout TermMatcher
    ) {
        var words: [Lexicon.WordID] = []
        var grammar: [Grammar] = []
        words.reserveCapacity(tokens.count)
        classes.reserveCapacity(tokens.count)
        grammar.reserveCapacity(tokens.count)
        var key = WordKey()
        var scanned = ScannedWord()
        var accented = 0
        document.text.withUnsafeBufferPointer { text in
            for (index, token) in tokens.enumerated() {
                var entry = WordCache.Entry()
                if token.kind == .word || token.kind == .number {
                    if Self.isElided(keys[index], token, before: index + 1, tokens, text) {
                        // « demande d asile », « l hopital »: typed without its apostrophe
                        key.make(text, Int(token.start), Int(token.end))
                        entry = cache.entry(exactly: key.bytes + [0x27])
                    } else {
                        if accents[index] { accented += 1 }
                        if keys[index] == .none {
                            key.make(text, Int(token.start), Int(token.end))
                            entry = cache.entry(key)
                        } else {
                            entry = cache.entry(keys[index], hasAccent: accents[index])
                        }
                    }
                }
                if entry.word == 0, token.kind == .word {
                    entry = scanned.meant(text, token, cache)
                }
                words.append(entry.word)
                classes.append(entry.classes)
                grammar.append(entry.grammar)
            }
        }
        matcher.match(
            tokens,
            words: words,
            lexicon: lexicon,
            isAccented: accented * 50 > tokens.count
        )
        self.document = document
        self.tokens = tokens
        self.passages = passages
        self.words = words
        short = keys
        self.accents = accents
        plainWords = PlainWords(document.text, tokens, plains)
        self.grammar = grammar
        passageOfToken = Self.passageNumbers(passages, tokens.count)
        self.lexicon = lexicon
        terms = matcher.terms
        (termsByFirst, firstTerm) = Self.sortedByFirst(matcher.terms, tokens.count)
        profiles = Self.profiles(document.blocks, tokens)
    }

    /// The same with other passages, and tokens that differ in their gaps.
    init(_ other: LookedUp, tokens: [Token], passages: [Passage]) {
        document = other.document
        self.tokens = tokens
        self.passages = passages
        words = other.words
        short = other.short
        accents = other.accents
        plainWords = other.plainWords
        grammar = other.grammar
        terms = other.terms
        termsByFirst = other.termsByFirst
        firstTerm = other.firstTerm
        passageOfToken = Self.passageNumbers(passages, tokens.count)
        profiles = other.profiles
        lexicon = other.lexicon
    }

    private static func passageNumbers(_ passages: [Passage], _ count: Int) -> [Int32] {
        var numbers = [Int32](repeating: 0, count: count)
        for (index, passage) in passages.enumerated() {
            for token in Int(passage.firstToken)..<Int(passage.endToken) {
                numbers[token] = Int32(index)
            }
        }
        return numbers
    }

    /// The forms by their first token, those of one token in the order they had.
    private static func sortedByFirst(_ terms: [Term], _ count: Int) -> ([Term], [Int32]) {
        var starts = [Int32](repeating: 0, count: count + 1)
        for term in terms { starts[term.first + 1] += 1 }
        for index in 0..<count { starts[index + 1] += starts[index] }
        var next = starts
        var places = [Int32](repeating: 0, count: terms.count)
        for (index, term) in terms.enumerated() {
            places[Int(next[term.first])] = Int32(index)
            next[term.first] += 1
        }
        return (places.map { terms[Int($0)] }, starts)
    }

    /// Whether a small « d », « l », « qu » stands before a vowel as « d' », « l' », « qu' » would.
    private static func isElided(
        _ key: ShortKey,
        _ token: Token,
        before next: Int,
        _ tokens: [Token],
        _ text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard token.kind == .word, token.shape == .lower, next < tokens.count,
            tokens[next].kind == .word, tokens[next].gap == .blank, elided.contains(key)
        else { return false }
        return vowels.contains(text[Int(tokens[next].start)] | 0x20)
    }

    private static let elided = ShortKeys("d l n s j m t c qu")
    private static let vowels = Set("aeiouyh".utf8).union([0xE3])

    /// Judges capitals block by block, against the note where a block is short.
    private static func profiles(_ blocks: [Block], _ tokens: [Token]) -> [CaseProfile] {
        var caps = [Int32](repeating: 0, count: blocks.count)
        var lower = [Int32](repeating: 0, count: blocks.count)
        var capital = [Int32](repeating: 0, count: blocks.count)
        for token in tokens where token.kind == .word && token.end - token.start > 1 {
            let block = Int(token.block)
            switch token.shape {
            case .caps: caps[block] += 1
            case .lower: lower[block] += 1
            default: capital[block] += 1
            }
        }
        let allCaps = caps.reduce(0, +)
        let allLower = lower.reduce(0, +)
        let allCapital = capital.reduce(0, +)
        let all = allCaps + allLower + allCapital
        let isCapsNote = allCaps * 10 > all * 8 && all > 8
        let isLowerNote = allLower > 8 && (allCapital + allCaps) * 33 < all
        return blocks.indices.map { block in
            let words = caps[block] + lower[block] + capital[block]
            let kind = blocks[block].kind
            if isCapsNote, caps[block] >= lower[block] + capital[block] { return .caps }
            if caps[block] * 10 > words * 7, words > (kind == .cell ? 5 : 3) { return .caps }
            if isLowerNote { return .lower }
            return .normal
        }
    }
}
