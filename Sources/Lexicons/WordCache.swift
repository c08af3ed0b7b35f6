public import Tokens

/// What the lexicon says of the words that were asked last: a note says the same words again and again,
/// and the tables of half a million words stand far away in memory.
///
/// Direct-mapped: a word has one place, and the word that was there goes. Keep one for each worker; it
/// belongs to one lexicon.
///
/// Cost: 8 KB to 270 KB.
public struct WordCache: Sendable {
    /// A word as the lexicon knows it.
    public struct Entry: Sendable {
        /// Its number, 0 for an unknown word.
        public var word: Lexicon.WordID = 0
        /// What the dictionary says of it.
        public var grammar: Grammar = []
        /// What the tables say of it.
        public var classes: WordClasses = []

        /// A word that nobody knows.
        public init() {}
    }

    private static let maximumSize = 8_192

    private let lexicon: Lexicon
    /// A power of two that grows with the words that were looked up.
    private var size = 256
    private var misses = 0
    private var keys = [ShortKey](repeating: .none, count: 256)
    private var entries = [Entry](repeating: Entry(), count: 256)
    private var key = WordKey()

    /// A cache over a lexicon.
    public init(_ lexicon: Lexicon) {
        self.lexicon = lexicon
    }

    /// What is known of a short key; of one that no table has, what is known of it without its accents.
    ///
    /// - Parameters:
    ///   - short: The key of a word or number; not ``ShortKey/none``.
    ///   - hasAccent: Whether a letter of it has an accent.
    /// - Returns: An entry of word 0 when it is unknown.
    /// - Complexity: O(length of the key).
    public mutating func entry(_ short: ShortKey, hasAccent: Bool) -> Entry {
        let place = short.place(of: size)
        if keys[place] == short { return entries[place] }
        key.take(short, hasAccent: hasAccent, shape: .lower)
        let entry = entry(key)
        keys[place] = short
        entries[place] = entry
        misses += 1
        if misses > size, size < Self.maximumSize { grow() }
        return entry
    }

    private mutating func grow() {
        size = min(size * 4, Self.maximumSize)
        misses = 0
        keys = Array(repeating: .none, count: size)
        entries = Array(repeating: Entry(), count: size)
    }

    /// The same for any key, which is not kept.
    public func entry(_ key: WordKey) -> Entry { find(key.bytes, hasAccent: key.hasAccent) }

    /// What is known of a key that is looked up as it is.
    public func entry(exactly key: [UInt8]) -> Entry { find(key, hasAccent: false) }

    private func find(_ key: [UInt8], hasAccent: Bool) -> Entry {
        var word = lexicon.word(key)
        if word == 0, hasAccent { word = lexicon.word(WordKey.withoutAccents(key)) }
        var entry = Entry()
        entry.word = word
        entry.grammar = lexicon.grammar(word)
        entry.classes = lexicon.classes(word)
        return entry
    }
}
