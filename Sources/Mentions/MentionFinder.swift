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
    private var tokenizer: Tokenizer
    private var cutter: PassageCutter
    private var matcher = TermMatcher()

    /// A finder that knows a lexicon.
    ///
    /// - Throws: `TokenError` when libicu gives no break iterator.
    public init(lexicon: Lexicon) throws(TokenError) {
        // both or none: a value that cannot be copied must not be half made
        let tokenizer = try Tokenizer()
        let cutter = try PassageCutter()
        self.lexicon = lexicon
        tables = IdentifierTables(lexicon: lexicon)
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
        try tokenizer.tokenize(document)
        try cutter.cut(document, tokens: tokenizer.tokens)
        var reading = Reading(
            document: document,
            tokens: tokenizer.tokens,
            passages: cutter.passages,
            lexicon: lexicon,
            matcher: &matcher
        )
        var marker = Marker()
        marker.mark(&reading)
        var finder = IdentifierFinder(reading: reading, tables: tables)
        var identifiers = finder.identifiers()
        for identifier in identifiers {
            for index in identifier.firstToken...identifier.lastToken {
                reading.marks[index].insert(.identifier)
            }
        }
        var names = NameFinder(reading: reading, functions: marker.functions)
        let found = names.names()
        Contacts(reading: reading, names: found).label(&identifiers)
        return (reading, merged(found, identifiers))
    }

    /// Both in reading order; where they overlap the identifier stays.
    private func merged(_ names: [Mention], _ identifiers: [Mention]) -> [Mention] {
        var result: [Mention] = []
        result.reserveCapacity(names.count + identifiers.count)
        var next = 0
        for name in names {
            while next < identifiers.count, identifiers[next].start < name.start {
                result.append(identifiers[next])
                next += 1
            }
            // where both claim words the identifier has them, the name keeps the rest
            var name = name
            if let last = result.last, last.end > name.start { name.start = last.end }
            if next < identifiers.count { name.end = min(name.end, identifiers[next].start) }
            if name.start < name.end { result.append(name) }
        }
        result += identifiers[next...]
        return result
    }
}
