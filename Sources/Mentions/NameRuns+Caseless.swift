internal import Documents
internal import Lexicons
internal import Tokens

/// Words of a name in lines where capitals tell nothing.
extension NameRuns {
    /// A word in a line where capitals tell nothing.
    func isCaselessPart(_ index: Int, isFirst: Bool, last: Int) -> Bool {
        let isCommon = reading.isCommon(index) && !reading.isVerbAlone(index)
        let isCaps = profile(of: index) == .caps
        if isElision(index) || !isFirst && Self.identities.contains(reading.short[index]) {
            return false
        }
        if reading.has(index, .firstName), !isCommon || isCaps && !isBehindNoun(index) {
            return true
        }
        if isFirst, isAnchored(index) {
            if isBehindVerbOfSaying(index), !reading.has(index, .anyFirstName) { return false }
            return isCaselessSurname(index, isCommon: isCommon)
        }
        if isCommon {
            if isFirst, BareWords.isBare(index, in: reading) || leadsSurnameCaseless(index) {
                return true
            }
            if isFirst, isCaps, opensIdentity(index) || leadsFirstName(index) { return true }
            if !isFirst, isCaps, isSurnameBehindFirstName(index, last) { return true }
            if isFirst, isWeaklyAnchored(index) {
                return reading.has(index, [.ambiguousFirstName, .firstName])
            }
            return !isFirst && !reading.has(index, .speechVerb)
                && (reading.has(index, .anyFirstName)
                    || reading.has(last, .anyFirstName) && reading.has(index, .ambiguousSurname)
                    || reading.tokens[index].gap == .hyphen)
        }
        if reading.has(index, .surname) { return true }
        if !isFirst {
            // « hawa ki », « kader ok »: short words of messages
            return isCaps || reading.tokens[index].end - reading.tokens[index].start > 3
                || reading.tokens[index].gap == .hyphen
        }
        // « appel la mère stp »: a short word of messages behind kin
        let length = reading.tokens[index].end - reading.tokens[index].start
        if profile(of: index) == .lower, length < 4, isWeaklyAnchored(index) { return false }
        return length > 2
    }

    /// « OCÉANE HOUAREAU », « reine leclercq »: a word that can be a first name and a surname or an
    /// unknown word behind it, no article before it.
    private func leadsSurnameCaseless(_ index: Int) -> Bool {
        if opensDoubleName(index) { return true }
        var next = index + 1
        guard reading.has(index, .ambiguousFirstName) else { return false }
        // « VICTOIRE LE QUERREC »
        if next < reading.tokens.count, isParticle(next), reading.tokens[next].gap == .blank {
            next += 1
        }
        guard next < reading.tokens.count,
            reading.tokens[next].gap == .blank, reading.tokens[next].kind == .word,
            reading.tokens[next].end - reading.tokens[next].start > 3,
            reading.words[next] == 0 || reading.has(next, .surname) && !reading.isCommon(next),
            reading.has(index, .ambiguousSurname) || reading.grammar[index].contains(.firstName)
        else { return false }
        return index == 0 || reading.tokens[index].gap == .block
            || reading.tokens[index - 1].kind != .word
            || reading.grammar[index - 1].isDisjoint(with: [.noun, .adjective])
                && !BareWords.articles.contains(reading.short[index - 1])
    }

    /// « PROPRIETAIRE |COLIN GERALDINE| »: a surname that is a common word and a first name.
    private func leadsFirstName(_ index: Int) -> Bool {
        let next = index + 1
        guard next < reading.tokens.count, reading.tokens[next].gap == .blank,
            reading.has(next, .firstName), !reading.isCommon(next),
            reading.has(index, [.surname, .ambiguousSurname]),
            reading.grammar[index].isDisjoint(with: [.grammatical, .adverb])
        else { return false }
        return index == 0 || reading.tokens[index].gap == .block
            || !BareWords.articles.contains(reading.short[index - 1])
    }

    private static let identities = ShortKeys(
        "né née ne nee ep ép épouse epouse veuve vve alias dit dite"
    )

    /// « BONHEUR DESIRE NE LE », « MALHEUR VICTORINE EPOUSE ROY »: a surname that is a common word,
    /// a first name, and a word that only persons have behind their names.
    private func opensIdentity(_ index: Int) -> Bool {
        let behind = index + 2
        guard behind < reading.tokens.count, reading.tokens[behind].gap == .blank,
            reading.tokens[index + 1].gap == .blank, reading.tokens[index + 1].kind == .word,
            reading.has(index + 1, .anyFirstName), Self.identities.contains(reading.short[behind])
        else { return false }
        return reading.grammar[index].contains(.noun)
            && reading.grammar[index].isDisjoint(with: [.adverb, .grammatical])
            && !reading.has(index, [.kin, .youth, .designation, .family])
    }

    /// « JEAN-BAPTISTE », « marie-céleste »: two first names joined by a hyphen.
    func opensDoubleName(_ index: Int) -> Bool {
        let next = index + 1
        return reading.has(index, .anyFirstName) && next < reading.tokens.count
            && reading.tokens[next].gap == .hyphen && reading.tokens[index].gap != .hyphen
            && reading.has(next, .anyFirstName)
            && (reading.has(index, .firstName) || reading.has(next, .firstName)
                || reading.grammar[index].contains(.firstName))
    }

    /// « DANY FERRER FAIT LE CHEF », « JESSY POULET : »: a common noun between a first name and a verb
    /// or a sign.
    private func isSurnameBehindFirstName(_ index: Int, _ last: Int) -> Bool {
        let next = index + 1
        guard reading.has(last, .firstName), last == index - 1,
            reading.tokens[index].gap == .blank, reading.tokens[last].shape != .initial,
            !reading.grammar[index].isDisjoint(with: [.noun, .infinitive]),
            reading.grammar[index].isDisjoint(with: [
                .adverb, .grammatical, .participle, .verb, .plural,
            ])
        else { return false }
        guard next < reading.tokens.count, reading.tokens[next].gap != .block else { return true }
        return reading.tokens[next].isSign(",") || reading.tokens[next].isSign(":")
            || reading.tokens[next].isSign("(") || BareWords.isVerb(next, in: reading)
    }

    private static let saying = ShortKeys("dit dite dits dites")

    /// Whether « dit » stands right before a word, which may be « il dit ».
    func isBehindVerbOfSaying(_ index: Int) -> Bool {
        index > 0 && reading.tokens[index].gap == .blank
            && Self.saying.contains(reading.short[index - 1])
    }

    /// « QU' », « N' », « S' »: nothing that a name starts with, whatever its case.
    private func isElision(_ index: Int) -> Bool {
        reading.document.text[Int(reading.tokens[index].end) - 1] == 0x27
            || reading.document.text[Int(reading.tokens[index].end) - 1] == 0x99
    }

    /// A word behind « mme », « famille » where capitals tell nothing: « mme océan » is a name,
    /// « ma famille met », « MADAME SORT » are not.
    private func isCaselessSurname(_ index: Int, isCommon: Bool) -> Bool {
        if reading.grammar[index].contains(.grammatical) || reading.has(index, .speechVerb) {
            return false
        }
        guard isCommon else { return true }
        let isAlias = wordBefore(index).map { reading.marks[$0].contains(.aliasPhrase) } ?? false
        if isVerbForm(index) || isAlias && reading.grammar[index].contains(.infinitive) {
            return false
        }
        if reading.has(index, [.ambiguousSurname, .surname, .anyFirstName]) { return true }
        guard reading.tokens[index].gap != .line,
            reading.grammar[index].isDisjoint(with: [.adverb, .other, .verb, .participle])
        else { return false }
        let before = wordBefore(index) ?? index
        return reading.has(before, [.civility, .pluralCivility])
            || profile(of: index) == .caps && reading.grammar[index].isDisjoint(with: .adjective)
    }

    /// « MADAME DIT », « LA FAMILLE TRAVERSE UN MOMENT »: a verb with what belongs to it.
    func isVerbForm(_ index: Int) -> Bool {
        guard reading.grammar[index].contains(.verb) else { return false }
        if BareWords.isVerb(index, in: reading) { return true }
        let next = index + 1
        return next < reading.tokens.count && reading.tokens[next].gap == .blank
            && BareWords.articles.contains(reading.short[next])
    }

    /// « TWINGO BLANCHE »: an adjective behind its noun.
    private func isBehindNoun(_ index: Int) -> Bool {
        guard index > 0, reading.grammar[index].contains(.adjective),
            reading.tokens[index].gap == .blank, reading.tokens[index - 1].kind == .word
        else { return false }
        return reading.grammar[index - 1].isDisjoint(with: .grammatical)
            && !reading.has(index - 1, [.anyFirstName, .civility, .surname, .kin, .youth])
            || BareWords.auxiliaries.contains(reading.short[index - 1])
    }
}
