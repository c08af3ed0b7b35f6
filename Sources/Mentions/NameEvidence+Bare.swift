internal import Documents
internal import Lexicons
internal import Tokens

/// Names without any word that announces them.
extension NameEvidence {
    private static let behindVerbs = ShortKeys(
        "le la l' les un une des du de que qu' à au aux pas plus son sa ses"
    )

    /// « Zab |demande des| croquettes »: a verb that is a noun too, and what a verb takes.
    private func isVerbWithObject(_ index: Int) -> Bool {
        let next = index + 1
        return reading.grammar[index].contains(.verb)
            && reading.grammar[index].isDisjoint(with: [.adjective, .grammatical, .adverb])
            && next < reading.tokens.count && reading.tokens[next].gap == .blank
            && Self.behindVerbs.contains(reading.short[next])
    }

    /// A capital that no sentence start explains, or a subject without an article.
    func bare(_ candidate: inout NameCandidate) {
        let first = candidate.first
        let block = Int(reading.tokens[first].block)
        // « Dole et Lons-le-Saunier »
        let isFullPlace =
            candidate.last > candidate.first
            && (candidate.first...candidate.last).allSatisfy {
                reading.marks[$0].contains(.place) || reading.tokens[$0].kind != .word
            }
        guard !candidate.isInitials, !isFullPlace else { return }
        if reading.profiles[block] != .normal, candidate.first == candidate.last,
            BareWords.isSubject(first, in: reading) || BareWords.isCompany(first, in: reading)
                || BareWords.isAtHome(first, in: reading)
        {
            candidate.evidence.insert(.bareSubject)
            return
        }
        if reading.profiles[block] == .caps, candidate.evidence.contains(.surname),
            !reading.isCommon(first), !candidate.evidence.contains(.place)
        {
            // « LES HERRERA », « CASTELLI EST SUSPENDU »: nothing but a surname
            candidate.evidence.insert(.bareName)
            return
        }
        guard reading.profiles[block] == .normal, reading.tokens[first].isCapitalised,
            reading.tokens[candidate.last].end - reading.tokens[first].start > 2
        else { return }
        if !reading.startsSentence(first) {
            let isKnown =
                candidate.evidence.contains(.ambiguousFirstName)
                || candidate.evidence.contains(.surname)
                || candidate.evidence.contains(.extendingFirstName)
            let hasArticle =
                reading.tokens[first - 1].kind == .word
                && BareWords.articles.contains(reading.short[first - 1])
            if isKnown, !hasArticle { candidate.evidence.insert(.bareName) }
            return
        }
        let next = candidate.last + 1
        guard next < reading.tokens.count, reading.tokens[next].kind == .word,
            reading.tokens[next].gap == .blank, candidate.first == candidate.last
        else { return }
        guard BareWords.isVerb(next, in: reading) || isVerbWithObject(next) else { return }
        let isPossible =
            candidate.evidence.contains(.ambiguousFirstName)
            || candidate.evidence.contains(.ambiguousSurname)
            || candidate.evidence.contains(.surname)
            || candidate.evidence.contains(.unknownWord)
        if isPossible, !reading.grammar[first].contains(.grammatical) {
            candidate.evidence.insert(.bareSubject)
            candidate.evidence.remove(.sentenceStart)
        }
    }
}
