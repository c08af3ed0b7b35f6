internal import Documents
internal import Lexicons
internal import Tokens

/// Particles at the start and in the middle of a name: « de Sousa », « Van den Berghe ».
extension NameRuns {
    func isParticle(_ index: Int) -> Bool {
        guard reading.tokens[index].kind == .word, reading.has(index, .particle),
            !reading.marks[index].contains(.opaque)
        else { return false }
        // « M Dupont » without its stop, but « M'Colo »
        return !reading.has(index, .civility)
            || index + 1 < reading.tokens.count && reading.tokens[index + 1].gap == .nothing
    }

    private static let prepositions = ShortKeys("de d' du")
    private static let le = ShortKeys("le")
    private static let smallArticles = ShortKeys("le la les l'")
    private static let capitalArticles = ShortKeys("le la les l' du des d' de saint")

    /// A particle at the start of a name needs a name word behind it that is no common word.
    func opensWithParticle(_ index: Int, anchored: Bool) -> Bool {
        let next = index + 1
        guard next < reading.tokens.count, isGlued(next) else { return false }
        let token = reading.tokens[index]
        let follower = reading.tokens[next]
        if reading.has(next, .particle), next + 1 < reading.tokens.count {
            return anchored && reading.tokens[next + 1].isCapitalised
        }
        let key = reading.short[index]
        // « la mère |de Jordi »: a preposition
        if token.shape == .lower, Self.prepositions.contains(key),
            reading.has(next, .firstName), let before = wordBefore(index),
            !reading.has(before, [.civility, .pluralCivility, .title]) || reading.has(before, .kin)
        {
            return false
        }
        // « le fils |dos santos »
        if token.shape == .lower, follower.shape == .lower, isWeaklyAnchored(index),
            !reading.grammar[index].contains(.grammatical), !Self.prepositions.contains(key),
            reading.has(next, [.surname, .firstName]) || reading.words[next] == 0
        {
            return true
        }
        // « Mme |la préfète », « Mme |de Villeneuve »
        if token.shape == .lower, Self.smallArticles.contains(key) {
            // « mme |le goff »
            return anchored && follower.shape == .lower
                && (isSurnamePhrase(index) || !reading.isCommon(next) && Self.le.contains(key))
        }
        if anchored, reading.profiles[Int(token.block)] == .caps, reading.isCommon(next) {
            return isSurnamePhrase(index)
        }
        if anchored,
            follower.isCapitalised || !reading.isCommon(next) || isSurnamePhrase(index)
                || !reading.grammar[index].contains(.grammatical)
                    && reading.has(next, [.surname, .ambiguousSurname])
        {
            return !reading.has(next, .anyFunction)
                && !reading.grammar[next].contains(.infinitive)
        }
        // « l'autre locataire (|de Oliveira|, hall 7) »
        let opensBracket = index > 0 && reading.tokens[index - 1].isSign("(")
        if opensBracket, follower.isCapitalised, reading.profiles[Int(token.block)] == .normal,
            !reading.isCommon(next), reading.has(next, .surname) || isSurnamePhrase(index)
        {
            return true
        }
        guard token.isCapitalised, follower.isCapitalised else { return false }
        if isSurnamePhrase(index) { return true }
        // « HADJ-ALI Rachid »
        if follower.gap == .hyphen, !reading.grammar[index].contains(.grammatical) { return true }
        if token.shape == .caps, follower.shape == .caps {
            let profile = reading.profiles[Int(token.block)]
            return profile == .normal && !reading.marks[next].contains(.institution)
                && !reading.has(next, .anyPlaceHead)
        }
        if Self.capitalArticles.contains(key) { return false }
        return !reading.isCommon(next)
    }

    func isSurnamePhrase(_ index: Int) -> Bool {
        reading.terms(startingAt: index).contains {
            $0.last > $0.first && $0.table == .surnames
        }
    }

    /// Particles between two name words: the index of the name word behind them.
    func particlesEnd(_ start: Int, after last: Int, anchored: Bool) -> Int? {
        var index = start
        while index < start + 3, index < reading.tokens.count, isParticle(index),
            index == start || isGlued(index)
        {
            index += 1
        }
        guard index > start, index < reading.tokens.count, isGlued(index) else { return nil }
        let token = reading.tokens[index]
        let isGerman = !reading.grammar[start].contains(.grammatical)
        let isCaseless = reading.profiles[Int(token.block)] != .normal
        if isCaseless, reading.has(last, .anyFirstName) || anchored, !reading.isCommon(index),
            !isBlocked(index), !reading.has(index, [.place]), token.kind == .word,
            isGerman || isSurnamePhrase(start) || reading.has(index, .surname)
        {
            return index
        }
        // « Youri de LA TOUR »: capitals that tell something
        if token.shape == .caps, !isCaseless, nameLike(last),
            reading.tokens[index - 1].shape == .caps,
            !reading.marks[index].contains(.institution), isCapsParticle(index - 1)
        {
            return index
        }
        guard token.isCapitalised, !isBlocked(index), anchored || !reading.has(index, .place),
            !reading.has(index, .calendar)
        else {
            // lower-case surnames behind a civility: « mme van den berghe »
            return anchored && isGerman && !reading.isCommon(index) && token.kind == .word
                && !isBlocked(index) && reading.tokens[start].shape == .lower ? index : nil
        }
        // « Noé de la ML »: letters of a service
        if token.shape == .caps, token.end - token.start <= 3, !anchored,
            !reading.has(index, [.surname, .ambiguousSurname])
        {
            return nil
        }
        if isGerman { return index }
        // « Kévin de Montreuil » is a person from a town, « Romane de Villeneuve » is a name
        guard nameLike(last), !reading.has(index, [.ambiguousPlace]) || anchored else { return nil }
        if reading.tokens[start].isCapitalised { return index }
        return reading.has(index, .anyFirstName) && !reading.has(index, .surname) ? nil : index
    }

    /// « LA », « DU », « D' »: a particle in capitals in the middle of a name.
    func isCapsParticle(_ index: Int) -> Bool {
        isParticle(index) && reading.tokens[index].shape != .lower
    }
}
