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
    /// What does not change once it was looked up.
    @usableFromInline
    var found: LookedUp
    /// Classes of each token.
    public internal(set) var classes: [WordClasses]
    /// What longer forms and neighbours tell of each token.
    public internal(set) var marks: [Marks]
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
    /// What each evidence weighs.
    var weights: EvidenceWeights

    /// What was looked up, before anything is marked.
    init(_ found: LookedUp, classes: [WordClasses], weights: EvidenceWeights) {
        self.found = found
        self.classes = classes
        self.weights = weights
        marks = Array(repeating: [], count: found.tokens.count)
    }
}

extension Reading {
    /// The note.
    @inlinable public var document: Document { found.document }
    /// Words, numbers and signs.
    @inlinable public var tokens: [Token] { found.tokens }
    /// Sentences, items, cells.
    @inlinable public var passages: [Passage] { found.passages }
    /// The lexicon's number of each token.
    @inlinable public var words: [Lexicon.WordID] { found.words }
    /// The key of each token that is short, as numbers.
    @inlinable public var short: [ShortKey] { found.short }
    /// Whether a letter of its key has an accent, for each token.
    var accents: [Bool] { found.accents }
    /// The words without capitals and accents, numbered.
    var plainWords: PlainWords { found.plainWords }
    /// The number of a token among ``plainWords``.
    func plainWord(_ index: Int) -> Int32 { found.plainWords.numbers[index] }
    /// Grammar of each token.
    @inlinable public var grammar: [Grammar] { found.grammar }
    /// Forms of the tables, by their last token.
    @inlinable public var terms: [Term] { found.terms }
    /// Passage of each token.
    @inlinable public var passageOfToken: [Int32] { found.passageOfToken }
    /// How each block is written.
    @inlinable public var profiles: [CaseProfile] { found.profiles }
    /// The lexicon.
    @inlinable public var lexicon: Lexicon { found.lexicon }
}

// MARK: Asking

extension Reading {
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
