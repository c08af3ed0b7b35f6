public import Tokens

/// A row of a table that was found in the text.
public struct Term: Sendable {
    /// Index of its first token.
    public let first: Int
    /// Index of its last token.
    public let last: Int
    /// Number of the row in the lexicon.
    public let row: Int
    /// The table of the row.
    public let table: LexiconTable
}

/// Finds all forms of the tables in a run of tokens.
///
/// A small automaton over word numbers: at each token a handful of states is active. Punctuation
/// other than quotation marks, and the border of a block, end every form.
///
/// Cost: O(*n*) in the tokens; the active states are bounded by ``maximumActive``.
public struct TermMatcher: Sendable {
    private struct Active {
        var state: UInt32
        var first: Int32
        /// Words that the gap may still pass over; -1 outside a gap.
        var slack: Int8
    }

    /// More active states than any text in French needs; the oldest go first.
    private static let maximumActive = 64

    private var isAccented = true
    private var active: [Active] = []
    private var next: [Active] = []
    /// The forms found by the last ``match(_:words:lexicon:)``, by their last token.
    public private(set) var terms: [Term] = []

    /// A matcher without matches.
    public init() {}

    /// Fills ``terms``.
    ///
    /// - Parameters:
    ///   - tokens: All tokens of a note.
    ///   - words: The lexicon's number of each token, 0 for unknown ones.
    ///   - lexicon: Where the numbers come from.
    ///   - isAccented: Whether the note is written with its accents: then « place » is never a
    ///     « placé » that lost one.
    public mutating func match(
        _ tokens: [Token],
        words: [Lexicon.WordID],
        lexicon: Lexicon,
        isAccented: Bool = true
    ) {
        self.isAccented = isAccented
        terms.removeAll(keepingCapacity: true)
        active.removeAll(keepingCapacity: true)
        for index in tokens.indices {
            let token = tokens[index]
            if token.gap == .block { active.removeAll(keepingCapacity: true) }
            if token.kind == .punctuation || token.kind == .symbol {
                if !isTransparent(index, tokens, words, lexicon) {
                    active.removeAll(keepingCapacity: true)
                }
                continue
            }
            let word = words[index]
            let start = lexicon.firstLink(word)
            if start == 0, active.isEmpty { continue }
            next.removeAll(keepingCapacity: true)
            let mayGoOn = lexicon.mayGoOn(word)
            for each in active {
                let target = mayGoOn ? lexicon.next(each.state, word) : 0
                if target != 0 {
                    reach(target, from: Int(each.first), at: index, tokens, words, lexicon)
                }
                if each.slack > 0 {
                    next.append(
                        Active(state: each.state, first: each.first, slack: each.slack - 1)
                    )
                }
            }
            if start != 0 { reach(start, from: index, at: index, tokens, words, lexicon) }
            swap(&active, &next)
            if active.count > Self.maximumActive {
                active.removeFirst(active.count - Self.maximumActive)
            }
        }
    }

    /// Whether a form goes on over a sign: a quotation mark, « 300 |€| », the stop of a word that was
    /// cut short (« violences conj|.| chez »).
    private func isTransparent(
        _ index: Int,
        _ tokens: [Token],
        _ words: [Lexicon.WordID],
        _ lexicon: Lexicon
    ) -> Bool {
        let token = tokens[index]
        guard token.kind == .punctuation else {
            return index > 0 && tokens[index - 1].kind == .number && token.gap != .block
        }
        if token.sign == 0x22 { return true }
        guard token.isSign("."), token.gap == .nothing, index > 0, index + 1 < tokens.count,
            tokens[index - 1].kind == .word, tokens[index + 1].kind == .word,
            tokens[index + 1].gap == .blank, tokens[index + 1].shape == .lower
        else { return false }
        return lexicon.grammar(words[index - 1]).isDisjoint(with: Grammar.common)
    }

    private mutating func reach(
        _ link: UInt32,
        from first: Int,
        at last: Int,
        _ tokens: [Token],
        _ words: [Lexicon.WordID],
        _ lexicon: Lexicon
    ) {
        let state = link & ImageLayout.linkStateMask
        if link & ImageLayout.linkAccepts != 0 {
            for accept in lexicon.accepts(state)
            where fits(accept, first, last, tokens, words, lexicon) {
                let raw = accept >> ImageLayout.acceptTableShift & ImageLayout.acceptTableMask
                terms.append(
                    Term(
                        first: first,
                        last: last,
                        row: Int(accept & ImageLayout.acceptRowMask),
                        table: LexiconTable(rawValue: UInt8(raw)) ?? .generic
                    )
                )
            }
        }
        if link & ImageLayout.linkGoesOn != 0 {
            next.append(Active(state: state, first: Int32(first), slack: -1))
        }
        if link & ImageLayout.linkGap != 0 {
            let gap = lexicon.gap(state)
            next.append(Active(state: gap, first: Int32(first), slack: 3))
        }
    }

    /// Accents and capitals: « place » is not « placé », « as » is not « AS ».
    private func fits(
        _ accept: UInt32,
        _ first: Int,
        _ last: Int,
        _ tokens: [Token],
        _ words: [Lexicon.WordID],
        _ lexicon: Lexicon
    ) -> Bool {
        let isCaps = tokens[first].shape == .caps || tokens[first].shape == .initial
        if accept & ImageLayout.acceptAmbiguous != 0, first == last || isAccented && !isCaps {
            return false
        }
        guard accept & ImageLayout.acceptAcronym != 0 else { return true }
        if isCaps { return true }
        let length = tokens[first].end - tokens[first].start
        return length >= 3
            && lexicon.grammar(words[first]).isDisjoint(with: Grammar.common)
    }
}
