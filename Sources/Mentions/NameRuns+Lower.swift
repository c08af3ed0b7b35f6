internal import Documents
internal import Lexicons
internal import Tokens

/// Names in small letters where capitals tell something.
extension NameRuns {
    /// « madame berger », « mr blanc »: a civility in front of a word that is a surname too.
    func isLowerSurname(_ index: Int) -> Bool {
        guard reading.has(index, [.ambiguousSurname, .ambiguousFirstName]),
            let before = wordBefore(index), reading.has(before, .civility)
        else { return false }
        return reading.grammar[index].isDisjoint(with: [.grammatical, .adverb])
            && !BareWords.isVerb(index, in: reading) && !reading.has(index, .personVerb)
    }

    /// « dupuich kévin / dort dehors »: an unknown word and a first name open an item.
    func opensLowerItem(_ index: Int) -> Bool {
        let tokens = reading.tokens
        guard tokens[index].gap == .block || index == 0, reading.words[index] == 0,
            tokens[index].end - tokens[index].start > 3, index + 1 < tokens.count,
            tokens[index + 1].gap == .blank, tokens[index + 1].shape == .lower,
            reading.has(index + 1, .firstName), !reading.isCommon(index + 1)
        else { return false }
        guard index + 2 < tokens.count, tokens[index + 2].gap != .block else { return true }
        return tokens[index + 2].kind != .word
    }

    private static let at = ShortKeys("chez")
    private static let many = ShortKeys("les")

    /// « chez les |ferrandiz »: an unknown word in small letters behind « chez les ».
    func isLowerHousehold(_ index: Int) -> Bool {
        index > 1 && reading.words[index] == 0 && reading.tokens[index].gap == .blank
            && reading.tokens[index].end - reading.tokens[index].start > 3
            && Self.many.contains(reading.short[index - 1])
            && Self.at.contains(reading.short[index - 2]) && reading.tokens[index - 1].gap == .blank
    }

    /// « mme da |silva », « mr el |amrani »: behind the particle of a surname.
    func isLowerBehindParticle(_ index: Int) -> Bool {
        guard index > 0, reading.tokens[index].gap == .blank, isParticle(index - 1),
            reading.tokens[index - 1].shape == .lower, reading.tokens[index].shape == .lower,
            reading.tokens[index].end - reading.tokens[index].start > 2
        else { return false }
        return reading.has(index, [.surname, .ambiguousSurname]) || !reading.isCommon(index)
    }

    /// A word in small letters, where capitals tell something.
    func isLowerPart(_ index: Int, isFirst: Bool, last: Int) -> Bool {
        if isFirst,
            isLowerSurname(index) || opensLowerItem(index) || opensDoubleName(index)
                || isLowerHousehold(index)
        {
            return true
        }
        if !isFirst, last == index - 1, opensDoubleName(last) { return true }
        if reading.isCommon(index), !reading.has(index, .firstName) { return false }
        // « amina : on veut la marier », not « je me tais »
        let isCommon =
            reading.isCommon(index)
            && !(reading.isVerbAlone(index) && reading.startsSentence(index))
        if isFirst {
            if isAnchored(index) {
                // « dit ok », « dit que »: a verb, no alias
                return !isBehindVerbOfSaying(index)
                    || reading.has(index, [.firstName, .ambiguousFirstName])
            }
            if isWeaklyAnchored(index) {
                let isShort = reading.tokens[index].end - reading.tokens[index].start < 4
                return !isCommon && (!isShort || reading.has(index, .anyFirstName))
                    || reading.has(index, .firstName)
                        && reading.grammar[index].isDisjoint(with: [.participle, .adjective])
            }
            return reading.has(index, .firstName) && !isCommon
        }
        // a lower-case run goes on only behind a lower-case name
        guard reading.tokens[last].shape == .lower else { return false }
        return reading.has(index, [.firstName, .surname]) || reading.words[index] == 0
    }
}
