public import Documents

/// The unit of level: a sentence, a list item, a table cell, or the part of one before a `;`.
public struct Passage: Sendable {
    /// First byte.
    public var start: Int32
    /// The byte after the last.
    public var end: Int32
    /// Index of the first token.
    public var firstToken: Int32
    /// Index after the last token.
    public var endToken: Int32
    /// Index of the block in which it starts.
    public var block: Int32
}

/// Cuts a tokenized document into passages.
///
/// ICU's sentence boundaries (UAX #29), less those behind abbreviations and initials and those at
/// line ends inside a paragraph, and more at `;`.
public struct PassageCutter: ~Copyable {
    private var sentences: SentenceSegmenter
    private var ends: [Int32] = []
    private var key = WordKey()
    /// The passages of the last document, in reading order.
    public private(set) var passages: [Passage] = []

    /// Opens the segmenter.
    ///
    /// - Throws: `TokenError` when libicu gives no break iterator.
    public init() throws(TokenError) {
        sentences = try SentenceSegmenter()
    }

    /// Fills ``passages``.
    ///
    /// - Parameters:
    ///   - document: The note.
    ///   - tokens: Its tokens.
    /// - Throws: `TokenError` when libicu fails.
    /// - Complexity: O(*n*).
    public mutating func cut(_ document: Document, tokens: [Token]) throws(TokenError) {
        passages.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        guard !tokens.isEmpty else { return }
        try sentences.segments(
            of: document.text.span,
            in: 0..<document.text.count,
            into: &ends
        )
        document.text.withUnsafeBufferPointer { text in
            var sentence = 0
            var first = 0
            for index in tokens.indices.dropFirst() {
                let token = tokens[index]
                var crosses = false
                while sentence < ends.count, ends[sentence] <= token.start {
                    if ends[sentence] >= tokens[index - 1].end { crosses = true }
                    sentence += 1
                }
                if isBorder(index, crosses: crosses, tokens, text) {
                    append(first, index, tokens)
                    first = index
                }
            }
            append(first, tokens.count, tokens)
        }
    }

    private mutating func append(_ first: Int, _ end: Int, _ tokens: [Token]) {
        passages.append(
            Passage(
                start: tokens[first].start,
                end: tokens[end - 1].end,
                firstToken: Int32(first),
                endToken: Int32(end),
                block: tokens[first].block
            )
        )
    }

    /// Whether a passage starts at a token.
    private mutating func isBorder(
        _ index: Int,
        crosses: Bool,
        _ tokens: [Token],
        _ text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let token = tokens[index]
        let last = tokens[index - 1]
        if token.gap == .block { return true }
        if last.isSign(";") { return true }
        // « … janvier. — PM — 10 jours »: for UAX #29 a dash goes on with the sentence
        let isDash = token.isSign("-") && token.gap == .blank && Self.isStop(last)
        // messages: « ok. le petit a fugué »: for UAX #29 a small letter goes on
        let isMessage =
            last.isSign(".") && last.gap == .nothing && token.gap == .blank
            && token.kind == .word && token.shape == .lower && index > 1
            && tokens[index - 2].kind == .word
            && tokens[index - 2].end - tokens[index - 2].start > 1
        guard crosses || isDash || isMessage else { return false }
        // a closing sign belongs to the sentence that it closes
        if token.kind == .punctuation, token.sign == 0x29 || token.sign == 0x22,
            token.gap == .nothing
        {
            return false
        }
        var stop = index - 1
        while stop > 0, index - stop < 8,
            tokens[stop].isSign("\"") || tokens[stop].isSign(")")
        {
            stop -= 1
        }
        if token.gap == .line, !Self.isStop(tokens[stop]) { return false }
        if tokens[stop].isSign("."), tokens[stop].gap == .nothing, stop > 0 {
            return !isAbbreviation(tokens[stop - 1], before: token, text)
        }
        return true
    }

    private static func isStop(_ token: Token) -> Bool {
        token.isSign(".") || token.isSign("!") || token.isSign("?") || token.isSign(":")
    }

    /// Whether the stop behind a token ends no sentence.
    private mutating func isAbbreviation(
        _ token: Token,
        before next: Token,
        _ text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard token.kind == .word else { return false }
        key.make(text, Int(token.start), Int(token.end))
        if Abbreviations.words.contains(key.bytes) { return true }
        guard token.shape == .initial, next.isCapitalised else { return false }
        key.make(text, Int(next.start), Int(next.end))
        return !Abbreviations.sentenceStarts.contains(key.bytes)
    }
}

/// Words whose stop ends no sentence, and words that start one behind an initial.
enum Abbreviations {
    static let words = Set(
        """
        m mm mr mrs mme mmes mlle mlles dr drs pr prs me mes st ste cf art av bd bld bvd imp pl all \
        ch n no tél tel port esc bât bat apt appt app ét et hab env ex p pp al fam resp adj dir \
        coord gén gal col cdt cne lt ltt cap capt adj brig bgd sgt maj min max réf ref janv févr \
        fevr avr juil sept oct nov déc dec éd ed coll lyc éc ec prof éduc educ psy asso assoc dép \
        dept cant arr arrdt vs sr jr fr rdc cél cel qq qqn tjs bcp svt rech enf ado int ext
        """.split(separator: " ").map { Array($0.utf8) }
    )

    static let sentenceStarts = Set(
        """
        il elle ils elles on je nous vous le la les l' un une des ce cette ces son sa ses leur leurs \
        mais puis selon dans à au aux en depuis après pour si lors suite décision
        """.split(separator: " ").map { WordKey.of(String($0)) }
    )
}
