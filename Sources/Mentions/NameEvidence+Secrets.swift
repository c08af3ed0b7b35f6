internal import Documents
internal import Lexicons
internal import Tokens

/// Whether a sentence tells a secret of the person that it names.
extension NameEvidence {
    /// Pronouns that stand for another person than the subject.
    private static let objects = ShortKeys("l' le la les lui leur")

    private func isVerbOrClitic(_ index: Int) -> Bool {
        reading.tokens[index].kind == .word
            && (BareWords.isVerb(index, in: reading) || reading.has(index, .speechVerb)
                || BareWords.clitics.contains(reading.short[index])
                    && !BareWords.articles.contains(reading.short[index]))
    }

    /// Whether the sentence tells a secret of the person named: « Mme Roy, principale, |est en arrêt
    /// pour dépression| ».
    ///
    /// Cost: O(1): some twenty tokens.
    func tellsSecret(_ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        let passage = reading.passageOfToken[candidate.first]
        func isHere(_ index: Int) -> Bool {
            index < tokens.count && reading.passageOfToken[index] == passage
        }
        var index = behindOthers(candidate.last + 1, in: passage)
        if isHere(index), tokens[index].isSign(",") || tokens[index].isSign("(") {
            // « équipe 2 : Nadia Roux, |dépression| »
            if isHere(index + 1), isIllness(index + 1) { return true }
            // over what stands between two commas, or in brackets
            let closing: Unicode.Scalar = tokens[index].isSign("(") ? ")" : ","
            index += 1
            let start = index
            var steps = 0
            while isHere(index), !tokens[index].isSign(closing), steps < 12 {
                index += 1
                steps += 1
            }
            // « le principal, M. Roy, est … »: the comma closes what stands before
            let isClosed = isHere(start) && isVerbOrClitic(start)
            index = !isClosed && isHere(index) && tokens[index].isSign(closing) ? index + 1 : start
        }
        // « l'agent Roy |en arrêt| à la suite »
        if isHere(index), tokens[index].gap == .blank, index == candidate.last + 1,
            tokens[index].kind == .word, startsSecret(index)
        {
            return true
        }
        var steps = 0
        while isHere(index), steps < 3, BareWords.clitics.contains(reading.short[index]) {
            // « M. Roy |l'a vu| à l'hôpital »
            if Self.objects.contains(reading.short[index]) { return false }
            index += 1
            steps += 1
        }
        // « M. Roy, |adjoint au handicap| »: dictionaries take « adjoint » for a verb too
        guard isHere(index), tokens[index].kind == .word, !reading.has(index, .speechVerb),
            reading.marks[index].isDisjoint(with: .function),
            reading.grammar[index].contains(.verb)
                || BareWords.auxiliaries.contains(reading.short[index])
        else { return false }
        // « le docteur Roy penche pour une démence »
        if candidate.evidence.contains(.title),
            !BareWords.auxiliaries.contains(reading.short[index])
        {
            return false
        }
        let verb = index
        while isHere(index), index < verb + 7, tokens[index].kind == .word {
            if reading.has(index, .speechVerb), index > verb { return false }
            if Self.thatOrOfMany.contains(reading.short[index]) { return false }
            if startsSecret(index) { return true }
            index += 1
            // « est arrêté six semaines, |opération du dos| »
            if isHere(index), tokens[index].isSign(","), isHere(index + 1),
                startsSecret(index + 1)
            {
                return true
            }
        }
        return false
    }

    private static let and = ShortKeys("et ou ainsi que")
    private static let mostOthers = 12

    /// Behind the other names that the sentence says the same of.
    ///
    /// « M. Roy |et Mme Lopez| sont suivis »
    func behindOthers(_ start: Int, in passage: Int32) -> Int {
        let tokens = reading.tokens
        guard start < tokens.count, Self.and.contains(reading.short[start]) else { return start }
        var index = start
        while index < tokens.count, index < start + Self.mostOthers,
            reading.passageOfToken[index] == passage
        {
            let isName =
                tokens[index].isCapitalised || reading.has(index, .civility)
                || tokens[index].isSign(",") || tokens[index].isSign(".")
                || tokens[index].isSign("-") || Self.and.contains(reading.short[index])
            guard isName else { return index }
            index += 1
        }
        return start
    }

    private static let thatOrOfMany = ShortKeys("que qu' des")

    /// Whether one word for an illness is all that stands up to the next sign or the end of the line.
    ///
    /// Other secrets are what elected persons are in charge of: « Mme Roy, |handicap| ».
    private func isIllness(_ index: Int) -> Bool {
        let tokens = reading.tokens
        let next = index + 1
        // « M. Roy, |CMP| » works there
        guard
            next >= tokens.count || tokens[next].gap == .block
                || tokens[next].kind == .punctuation,
            reading.marks[index].isDisjoint(with: [.function, .institution]),
            tokens[index].shape == .lower
        else { return false }
        return reading.terms(startingAt: index).contains {
            $0.table == .health && $0.last == index && reading.lexicon.need(of: $0.row) != .clause
        }
    }

    private func startsSecret(_ index: Int) -> Bool {
        reading.terms(startingAt: index).contains {
            $0.table.isSecret
                && reading.lexicon.need(of: $0.row) != .clause
        }
    }

    func hasCue(inRow line: Int32) -> Bool { rowsWithCues.contains(line) }

    func hasCue(_ passage: Int) -> Bool { passagesWithCues.contains(passage) }
}
