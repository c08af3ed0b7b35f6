internal import Documents
internal import Lexicons
internal import Tokens

/// Which words can be part of a name.
extension NameRuns {
    func isParticle(_ index: Int) -> Bool {
        guard reading.tokens[index].kind == .word, reading.has(index, .particle),
            !reading.marks[index].contains(.opaque)
        else { return false }
        // « M Dupont » without its stop, but « M'Colo »
        return !reading.has(index, .civility)
            || index + 1 < reading.tokens.count && reading.tokens[index + 1].gap == .nothing
    }

    /// A particle at the start of a name needs a name word behind it that is no common word.
    func opensWithParticle(_ index: Int, anchored: Bool) -> Bool {
        let next = index + 1
        guard next < reading.tokens.count, isGlued(next) else { return false }
        let token = reading.tokens[index]
        let follower = reading.tokens[next]
        if reading.has(next, .particle), next + 1 < reading.tokens.count {
            return anchored && reading.tokens[next + 1].isCapitalised
        }
        let key = String(decoding: reading.keyBytes(index), as: UTF8.self)
        // « Mme |la préfète », « Mme |de Villeneuve »
        if token.shape == .lower, ["le", "la", "les", "l'"].contains(key) { return false }
        if anchored, reading.profiles[Int(token.block)] == .caps, reading.isCommon(next) {
            return isSurnamePhrase(index)
        }
        if anchored, follower.isCapitalised || !reading.isCommon(next) {
            return !reading.has(next, .anyFunction)
                && !reading.grammar[next].contains(.infinitive)
        }
        guard token.isCapitalised, follower.isCapitalised else { return false }
        if isSurnamePhrase(index) { return true }
        if token.shape == .caps, follower.shape == .caps {
            let profile = reading.profiles[Int(token.block)]
            return profile == .normal && !reading.marks[next].contains(.institution)
                && !reading.has(next, .anyPlaceHead)
        }
        let isArticle = ["le", "la", "les", "l'", "du", "des", "d'", "de", "saint"].contains(key)
        if isArticle { return false }
        return !reading.isCommon(next)
    }

    func isSurnamePhrase(_ index: Int) -> Bool {
        reading.terms(startingAt: index).contains {
            $0.last > $0.first && reading.lexicon.table(of: $0.row) == .surnames
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
    private func isCapsParticle(_ index: Int) -> Bool {
        isParticle(index) && reading.tokens[index].shape != .lower
    }

    func nameLike(_ index: Int) -> Bool {
        reading.has(index, [.firstName, .ambiguousFirstName, .surname])
            || !reading.isCommon(index)
    }

    /// Whether a token can be a word of a name.
    func isPart(
        _ index: Int,
        isFirst: Bool,
        anchored: Bool,
        after last: Int = 0
    ) -> Bool {
        let token = reading.tokens[index]
        guard token.kind == .word, token.end - token.start > 0 else { return false }
        // « d' », « qu' » stand before something
        if token.shape == .lower,
            reading.document.text[Int(token.end) - 1] == 0x27
                || reading.document.text[Int(token.end) - 1] == 0x99
        {
            return false
        }
        let marks = reading.marks[index]
        guard marks.isDisjoint(with: [.opaque, .odonym, .identifier]) else { return false }
        if isFirst, anchored, token.shape == .initial, isInitialBehindTitle(index) { return true }
        if reading.has(index, [.civility, .pluralCivility, .greeting]) {
            // « (Gérald M., 12 ans) »: a cut surname; « M.-C. Roy »: two letters of a first name
            return !isFirst && reading.has(last, .anyFirstName) && isCutSurname(index)
                || isFirst && isDoubleInitial(index)
        }
        // « LEGRAND-FÉVRIER », « Avril-Petit »: the second half of a double name
        if !isFirst, token.gap == .hyphen, token.isCapitalised, profile(of: index) == .normal,
            reading.has(index, [.calendar]) || marks.contains(.function)
        {
            return true
        }
        let follows = isFirst && anchored || !isFirst && anchored
        let profile = reading.profiles[Int(token.block)]
        let isBesideFirstName =
            isFirst
            ? index + 1 < reading.tokens.count && isGlued(index + 1)
                && reading.has(index + 1, [.firstName, .ambiguousFirstName])
                && reading.tokens[index + 1].isCapitalised
            : reading.has(last, .anyFirstName)
        if Self.hasDigit(index, in: reading) { return false }
        // not in the middle of a compound: « saint-|vincent »
        if isFirst, token.gap == .hyphen, !anchored { return false }
        if isBlocked(index) {
            if reading.has(index, .title) || profile == .caps && isVerbForm(index) { return false }
            // « LE FILS LAMBERT »: the kin word is no part of the name, save in « alias Tonton »
            let isNickname =
                profile == .normal && token.isCapitalised
                && directlyAnchored(index, isFirst: isFirst, anchored)
            if reading.has(index, [.kin, .youth, .family, .designation]), !isNickname,
                !reading.has(index, .ambiguousSurname) || profile != .normal
            {
                return false
            }
            // surnames like MAIRE, PETIT, AVRIL stand directly behind an anchor or a first name
            guard directlyAnchored(index, isFirst: isFirst, anchored) || isBesideFirstName else {
                return false
            }
            guard token.isCapitalised || profile != .normal else { return false }
            if marks.contains(.institution), !directlyAnchored(index, isFirst: isFirst, anchored) {
                return false
            }
            if marks.contains(.function), !directlyAnchored(index, isFirst: isFirst, anchored) {
                return token.shape == .caps && profile == .normal
            }
            if reading.grammar[index].contains(.grammatical) || reading.has(index, .pronoun) {
                return token.shape == .caps && profile == .normal
                    && !reading.has(index, .pronoun)
            }
            return true
        }
        if token.shape == .initial {
            // an initial starts a name only with its stop: « K. Dupont »
            if !isFirst { return isInitialPart(index, after: last) }
            return isInitialBeforeName(index)
        }
        switch profile {
        case .normal:
            return token.isCapitalised
                ? isCapitalisedPart(index, isFirst: isFirst, anchored: follows)
                : isLowerPart(index, isFirst: isFirst, last: last)
        case .caps:
            return isCaselessPart(index, isFirst: isFirst, last: last)
        case .lower:
            if token.isCapitalised {
                return isCapitalisedPart(index, isFirst: isFirst, anchored: follows)
            }
            return isCaselessPart(index, isFirst: isFirst, last: last)
        }
    }

    func profile(of index: Int) -> CaseProfile {
        reading.profiles[Int(reading.tokens[index].block)]
    }

    /// An initial behind a title, with or without its stop: « Pr |K Roy », « Mme |J-B Roy ».
    private func isInitialBehindTitle(_ index: Int) -> Bool {
        let tokens = reading.tokens
        // behind « Dr » an M is no civility
        guard tokens[index].end - tokens[index].start == 1,
            profile(of: index) == .normal
                || index + 1 < tokens.count && tokens[index + 1].isSign("."),
            !reading.has(index, .civility)
                || wordBefore(index).map({ reading.has($0, .title) })
                    ?? false
        else { return false }
        var next = index + 1
        while next < tokens.count, next < index + 5, tokens[next].gap != .block,
            tokens[next].isSign(".") || tokens[next].isSign("-")
                || tokens[next].shape == .initial
                    && tokens[next].kind == .word
        {
            next += 1
        }
        return next < tokens.count && tokens[next].kind == .word && tokens[next].gap != .block
            && tokens[next].isCapitalised && tokens[next].end - tokens[next].start > 2
            && (!reading.grammar[next].contains(.grammatical) || reading.has(next, .particle))
    }

    /// Two initials with their stops, of which the first is no civility.
    private func isDoubleInitial(_ index: Int) -> Bool {
        let tokens = reading.tokens
        return tokens[index].shape == .initial && index + 4 < tokens.count
            && tokens[index + 1].isSign(".") && tokens[index + 1].gap == .nothing
            && tokens[index + 2].isSign("-") && tokens[index + 2].gap == .nothing
            && tokens[index + 3].shape == .initial && tokens[index + 3].gap == .nothing
            && isInitialBeforeName(index)
    }

    /// An initial behind a first name and before no name: a cut surname.
    private func isCutSurname(_ index: Int) -> Bool {
        let tokens = reading.tokens
        guard tokens[index].shape == .initial, index + 1 < tokens.count,
            tokens[index + 1].isSign("."), tokens[index + 1].gap == .nothing
        else { return false }
        return index + 2 >= tokens.count || tokens[index + 2].gap == .block
            || !tokens[index + 2].isCapitalised
    }

    static func hasDigit(_ index: Int, in reading: Reading) -> Bool {
        let token = reading.tokens[index]
        let last = reading.document.text[Int(token.end) - 1]
        return last >= 0x30 && last <= 0x39
    }

    func directlyAnchored(_ index: Int, isFirst: Bool, _ anchored: Bool) -> Bool {
        guard isFirst, anchored || isAnchored(index) || isFamilyBehindArticle(index) else {
            return false
        }
        // in a column of names SEPTEMBRE and MAIRE are names, « famille » is not
        if reading.marks[index].contains(.personField), profile(of: index) == .caps,
            reading.isCommon(index), !reading.has(index, [.surname, .ambiguousSurname, .calendar]),
            !reading.has(index, .anyFirstName)
        {
            // capitals tell nothing: the word alone in its cell is the name
            return reading.tokens[index].gap == .block && !reading.marks[index].contains(.field)
                && (index + 1 >= reading.tokens.count || reading.tokens[index + 1].gap == .block)
        }
        return !reading.marks[index].contains(.personField)
            || !reading.has(index, [.family, .kin, .title, .pronoun, .civility])
                && !reading.marks[index].contains(.field)
    }

    /// « les |Petit », « chez les |Boucher »: a surname with a capital and no mark of many.
    private func isFamilyBehindArticle(_ index: Int) -> Bool {
        let tokens = reading.tokens
        guard index > 0, tokens[index].gap == .blank, tokens[index].shape == .capital,
            reading.has(index, .ambiguousSurname), profile(of: index) == .normal,
            Self.plural.contains(reading.short[index - 1])
        else { return false }
        let last = reading.document.text[Int(tokens[index].end) - 1]
        return last != 0x73 && last != 0x78
    }

    private static let plural = ShortKeys("les")

    /// Words that are something else before they are names.
    func isBlocked(_ index: Int) -> Bool {
        let marks = reading.marks[index]
        if !marks.isDisjoint(with: [.function, .institution, .field]) { return true }
        if reading.has(
            index,
            [
                .calendar, .anyPlaceHead, .family, .kin, .youth, .designation, .pronoun, .title,
                .alias, .brand, .civility, .pluralCivility,
            ]
        ) {
            return true
        }
        if reading.has(index, .ambiguousFirstName), reading.tokens[index].isCapitalised,
            !reading.startsSentence(index) || leadsSurname(index)
        {
            return false
        }
        return reading.grammar[index].contains(.grammatical)
            && !reading.has(index, [.firstName, .surname])
    }

    /// « Noel |Flantier »: an unknown word with a capital follows.
    private func leadsSurname(_ index: Int) -> Bool {
        let next = index + 1
        return next < reading.tokens.count && reading.tokens[next].gap == .blank
            && reading.tokens[next].isCapitalised && reading.words[next] == 0
            && profile(of: next) == .normal
    }

    func isCapitalisedPart(_ index: Int, isFirst: Bool, anchored: Bool) -> Bool {
        let token = reading.tokens[index]
        guard isFirst else {
            // « Contacter Kévin Lundi », « Kévin Dupont Décision »: one common word at most
            if token.shape == .caps || reading.has(index, .anyFirstName) { return true }
            return !reading.isCommon(index) || token.gap != .block
        }
        if anchored { return true }
        if reading.startsSentence(index), reading.isCommon(index), token.shape == .capital {
            return reading.has(index, [.firstName, .ambiguousFirstName, .ambiguousSurname])
        }
        return true
    }

    /// « madame berger », « mr blanc »: a civility in front of a word that is a surname too.
    private func isLowerSurname(_ index: Int) -> Bool {
        guard reading.has(index, [.ambiguousSurname, .ambiguousFirstName]),
            let before = wordBefore(index), reading.has(before, .civility)
        else { return false }
        return reading.grammar[index].isDisjoint(with: [.grammatical, .adverb])
            && !BareWords.isVerb(index, in: reading) && !reading.has(index, .personVerb)
    }

    /// « dupuich kévin / dort dehors »: an unknown word and a first name open an item.
    private func opensLowerItem(_ index: Int) -> Bool {
        let tokens = reading.tokens
        guard tokens[index].gap == .block || index == 0, reading.words[index] == 0,
            tokens[index].end - tokens[index].start > 3, index + 1 < tokens.count,
            tokens[index + 1].gap == .blank, tokens[index + 1].shape == .lower,
            reading.has(index + 1, .firstName), !reading.isCommon(index + 1)
        else { return false }
        guard index + 2 < tokens.count, tokens[index + 2].gap != .block else { return true }
        return tokens[index + 2].kind != .word
    }

    /// A word in small letters, where capitals tell something.
    func isLowerPart(_ index: Int, isFirst: Bool, last: Int) -> Bool {
        if isFirst, isLowerSurname(index) || opensLowerItem(index) || opensDoubleName(index) {
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
                return !isCommon
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
