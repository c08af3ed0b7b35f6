public import Documents
public import Lexicons
public import Tokens

/// How the letters of a block are written.
public enum CaseProfile: UInt8, Sendable {
    /// Capitals tell something.
    case normal
    /// All in capitals: they tell nothing.
    case caps
    /// Hardly a capital: their absence tells nothing.
    case lower
}

/// A note read: its tokens with all that the lexicon says of them.
public struct Reading: Sendable {
    /// The note.
    public let document: Document
    /// Words, numbers and signs.
    public internal(set) var tokens: [Token]
    /// Sentences, items, cells.
    public internal(set) var passages: [Passage]
    /// The lexicon's number of each token.
    public internal(set) var words: [Lexicon.WordID] = []
    /// The key of each token that is short, as numbers.
    public internal(set) var short: [ShortKey] = []
    /// Whether a letter of its key has an accent, for each token.
    let accents: [Bool]
    /// Classes of each token.
    public internal(set) var classes: [WordClasses] = []
    /// Grammar of each token.
    public internal(set) var grammar: [Grammar] = []
    /// What longer forms and neighbours tell of each token.
    public internal(set) var marks: [Marks] = []
    /// Forms of the tables, by their last token.
    public internal(set) var terms: [Term] = []
    /// Whether a form starts at a token.
    var startsTerm: [Bool] = []
    /// Passage of each token.
    public internal(set) var passageOfToken: [Int32] = []
    /// How often the writer speaks of his own home and kin: « mon fils », « j'habite ».
    var ownLifePhrases = 0
    /// How often an assembly is told of: « voix pour », « conseil municipal ».
    var assemblyPhrases = 0
    /// How often the council of a town is told of: « conseil municipal », « pour extrait conforme ».
    var councilPhrases = 0
    /// Whether owners, tenants or inhabitants meet or write, and no council.
    var isOfResidents: Bool { residentPhrases > 1 && councilPhrases == 0 }
    /// How often owners, tenants and inhabitants who meet are told of: « copropriétaires ».
    var residentPhrases = 0
    /// How often a public text is told of: « communiqué de presse », « programme ».
    var publicPhrases = 0
    /// How each block is written.
    public internal(set) var profiles: [CaseProfile] = []
    /// The lexicon.
    public let lexicon: Lexicon
    /// What each evidence weighs.
    var weights: EvidenceWeights

    /// Looks all tokens up and finds the forms.
    ///
    /// - Complexity: O(*n*) in the tokens.
    public init(
        document: Document,
        tokens: [Token],
        keys: [ShortKey],
        accents: [Bool],
        passages: [Passage],
        lexicon: Lexicon,
        weights: EvidenceWeights,
        cache: inout WordCache,
        matcher: inout TermMatcher
    ) {
        self.document = document
        self.tokens = tokens
        short = keys
        self.accents = accents
        self.passages = passages
        self.lexicon = lexicon
        self.weights = weights
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
        marks = Array(repeating: [], count: tokens.count)
        passageOfToken = Array(repeating: 0, count: tokens.count)
        for (index, passage) in passages.enumerated() {
            for token in Int(passage.firstToken)..<Int(passage.endToken) {
                passageOfToken[token] = Int32(index)
            }
        }
        matcher.match(
            tokens,
            words: words,
            lexicon: lexicon,
            isAccented: accented * 50 > tokens.count
        )
        terms = matcher.terms
        startsTerm = Array(repeating: false, count: tokens.count)
        for term in terms { startsTerm[term.first] = true }
        profiles = Self.profiles(document.blocks, tokens)
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

    // MARK: Asking

    /// Whether a token stands at the start of a sentence, item or cell, or behind a colon or
    /// quotation mark there.
    public func startsSentence(_ index: Int) -> Bool {
        if index == Int(passages[Int(passageOfToken[index])].firstToken) { return true }
        let last = tokens[index - 1]
        if last.isSign("\"") || last.isSign(":") || last.isSign("*") || last.isSign("]") {
            return true
        }
        if last.kind == .symbol || last.kind == .number {
            // « 13h15 Chien errant », « ★ Aurore boréale »
            return startsSentence(index - 1)
        }
        return (last.isSign("-") || last.isSign("(")) && index >= 2
            && startsSentence(index - 1)
    }

    /// Whether a token is a common word of French, by the dictionary.
    public func isCommon(_ index: Int) -> Bool {
        !grammar[index].isDisjoint(with: Grammar.common)
    }

    /// Whether a first name is common French only as a form of a verb: « moussa », « amina ».
    func isVerbAlone(_ index: Int) -> Bool {
        has(index, .firstName)
            && grammar[index].intersection(Grammar.common).isSubset(of: [.verb, .participle])
    }

    /// Whether a token may stand between a word for a place and its name: a particle, « l' ».
    func isArticle(_ index: Int) -> Bool {
        if has(index, .particle) { return true }
        let token = tokens[index]
        let text = document.text
        return token.kind == .word && token.end - token.start >= 2 && token.end - token.start <= 4
            && text[Int(token.start)] | 0x20 == 0x6C
            && (text[Int(token.end) - 1] == 0x27 || text[Int(token.end) - 1] == 0x99)
    }

    /// Whether a token carries any of these classes.
    @inline(__always)
    public func has(_ index: Int, _ wanted: WordClasses) -> Bool {
        !classes[index].isDisjoint(with: wanted)
    }

    /// The bytes of a token's key.
    public func key(_ index: Int, into key: inout WordKey) {
        guard short[index] == .none else {
            key.take(short[index], hasAccent: accents[index], shape: tokens[index].shape)
            return
        }
        document.text.withUnsafeBufferPointer { text in
            key.make(text, Int(tokens[index].start), Int(tokens[index].end))
        }
    }

    /// Whether a civility or family word stands right before a token: « Mme », « famille ».
    public func followsTitle(_ index: Int) -> Bool {
        var before = index - 1
        guard index > 0, tokens[index].gap != .block else { return false }
        if tokens[before].isSign("."), before > 0, tokens[before].gap == .nothing { before -= 1 }
        return has(before, [.civility, .pluralCivility, .title, .family])
    }
}
