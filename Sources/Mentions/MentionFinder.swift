public import Documents
public import Lexicons
public import Tokens

/// Finds who and what a note speaks of.
///
/// One finder serves any number of notes, one after the other; its arrays are reused. Give each
/// worker its own.
public struct MentionFinder: ~Copyable {
    private let lexicon: Lexicon
    private let tables: IdentifierTables
    private let weights: EvidenceWeights
    private var tokenizer: Tokenizer
    private var cutter: PassageCutter
    private var matcher = TermMatcher()
    private var cache: WordCache

    /// A finder that knows a lexicon.
    ///
    /// - Parameters:
    ///   - lexicon: The compiled tables.
    ///   - weights: What each evidence weighs.
    /// - Throws: `TokenError` when libicu gives no break iterator.
    public init(lexicon: Lexicon, weights: EvidenceWeights) throws(TokenError) {
        // both or none: a value that cannot be copied must not be half made
        let tokenizer = try Tokenizer()
        let cutter = try PassageCutter()
        self.lexicon = lexicon
        tables = IdentifierTables(lexicon: lexicon)
        self.weights = weights
        cache = WordCache(lexicon)
        self.tokenizer = tokenizer
        self.cutter = cutter
    }

    /// Reads a document and finds its mentions.
    ///
    /// - Returns: The reading with all that is known of its tokens, and the mentions in reading
    ///   order, without overlap.
    /// - Complexity: O(*n*).
    public mutating func find(
        in document: Document
    ) throws(TokenError) -> (reading: Reading, mentions: [Mention]) {
        let note = try read(document)
        return (note.reading, note.mentions())
    }

    /// Reads a document as far as no weight is asked.
    ///
    /// - Complexity: O(*n*).
    public mutating func read(_ document: Document) throws(TokenError) -> ReadNote {
        try tokenizer.tokenize(document)
        try cutter.cut(document, tokens: tokenizer.tokens)
        var classes: [WordClasses] = []
        let found = LookedUp(
            document: document,
            tokens: tokenizer.tokens,
            keys: tokenizer.keys,
            plains: tokenizer.plains,
            accents: tokenizer.accents,
            passages: cutter.passages,
            lexicon: lexicon,
            classes: &classes,
            cache: &cache,
            matcher: &matcher
        )
        var reading = Reading(found, classes: classes, weights: weights)
        var marker = Marker()
        marker.mark(&reading)
        let finder = IdentifierFinder(reading: reading, tables: tables)
        let identifiers = finder.identifiers()
        for identifier in identifiers {
            for index in identifier.firstToken...identifier.lastToken {
                reading.marks[index].insert(.identifier)
            }
        }
        return ReadNote(
            reading: reading,
            functions: marker.functions,
            identifiers: identifiers
        )
    }
}
