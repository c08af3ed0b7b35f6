internal import Documents
internal import Lexicons
internal import Tokens

/// Which words can be part of a name.
extension NameRuns {

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
        if token.shape == .initial, marks.contains(.institution) { return false }
        if isFirst, anchored, token.shape == .initial, isInitialBehindTitle(index) { return true }
        if reading.has(index, [.civility, .pluralCivility, .greeting]) {
            // « (Gérald M., 12 ans) »: a cut surname; « M.-C. Roy »: two letters of a first name
            return !isFirst && reading.has(last, .anyFirstName) && isCutSurname(index)
                || isFirst && isDoubleInitial(index)
        }
        // « LEGRAND-FÉVRIER », « Avril-Petit », « Lenoir-Bastide »: the second half of a double name
        if !isFirst, token.gap == .hyphen, token.isCapitalised, profile(of: index) == .normal,
            reading.has(index, [.calendar, .ambiguousSurname]) || marks.contains(.function)
                || reading.has(index, .anyPlaceHead)
                    && (token.shape == .capital || reading.has(last, .surname))
        {
            return true
        }
        // « Aurélien |Bonhomme-Sarr »: the first half of a double name
        if !isFirst, token.shape == .capital, token.gap == .blank, profile(of: index) == .normal,
            reading.has(last, .firstName), index + 1 < reading.tokens.count,
            reading.tokens[index + 1].gap == .hyphen, reading.tokens[index + 1].isCapitalised,
            !reading.isCommon(index + 1) || reading.has(index + 1, [.surname, .ambiguousSurname]),
            marks.isDisjoint(with: [.function, .institution])
        {
            return true
        }
        if !isFirst, isInitialBehindSurname(index, last) { return true }
        let follows = isFirst && anchored || !isFirst && anchored
        let profile = reading.profiles[Int(token.block)]
        let isBesideFirstName =
            isFirst
            ? index + 1 < reading.tokens.count && isGlued(index + 1)
                && reading.has(index + 1, [.firstName, .ambiguousFirstName])
                && reading.tokens[index + 1].isCapitalised
            : reading.has(last, .anyFirstName)
        if Self.hasDigit(index, in: reading) { return false }
        // « préfet de l'Essonne  |Bernard Roy| »
        if isFirst, !anchored, reading.has(index, .place), isBesideFirstName,
            reading.tokens[index + 1].gap == .blank,
            !reading.has(index, [.surname, .ambiguousSurname, .ambiguousFirstName, .firstName])
        {
            return false
        }
        // not in the middle of a compound: « saint-|vincent »
        if isFirst, token.gap == .hyphen, !anchored, !isCompoundParticle(index - 1) { return false }
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
                guard profile == .normal, !reading.has(index, .pronoun) else { return false }
                // « le Dr |Vu Thanh| »
                return token.shape == .caps
                    || token.shape == .capital && leadsUnknown(index)
                        && directlyAnchored(index, isFirst: isFirst, anchored)
            }
            return true
        }
        if isFirst, isShortFirstName(index) { return isInitialBeforeName(index) }
        if token.shape == .initial {
            // an initial starts a name only with its stop: « K. Dupont »
            if !isFirst { return isInitialPart(index, after: last) }
            return isInitialBeforeName(index)
        }
        if !isFirst, isSmallInitial(index, after: last) { return true }
        switch profile {
        case .normal:
            return token.isCapitalised
                ? isCapitalisedPart(index, isFirst: isFirst, anchored: follows)
                : isLowerPart(index, isFirst: isFirst, last: last)
                    || isFirst && anchored && isLowerBehindParticle(index)
        case .caps:
            return isCaselessPart(index, isFirst: isFirst, last: last)
        case .lower:
            if token.isCapitalised {
                return isCapitalisedPart(index, isFirst: isFirst, anchored: follows)
            }
            return isCaselessPart(index, isFirst: isFirst, last: last)
        }
    }

    /// « les |Hadj|-Moussa »: a particle with a capital before a hyphen that is no French word.
    private func isCompoundParticle(_ index: Int) -> Bool {
        index >= 0 && reading.tokens[index].isCapitalised && isParticle(index)
            && reading.grammar[index].isDisjoint(with: .grammatical)
            && reading.has(index, [.anyFirstName, .surname, .ambiguousSurname])
    }

    /// Whether an unknown word with a capital follows.
    private func leadsUnknown(_ index: Int) -> Bool {
        let next = index + 1
        return next < reading.tokens.count && reading.tokens[next].gap == .blank
            && reading.tokens[next].isCapitalised && !reading.isCommon(next)
            && !reading.has(index, .particle)
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

    /// « LAGIER |M.| », « Mme Cornu |Y.| »: a surname and the letter of a first name at the end.
    private func isInitialBehindSurname(_ index: Int, _ last: Int) -> Bool {
        let (tokens, next) = (reading.tokens, index + 1)
        guard tokens[index].shape == .initial, tokens[index].end - tokens[index].start == 1,
            tokens[index].gap == .blank, tokens[last].isCapitalised,
            tokens[last].end - tokens[last].start > 2,
            !reading.isCommon(last)
                || reading.has(last, [.surname, .ambiguousSurname]),
            next < tokens.count, tokens[next].isSign("."), tokens[next].gap == .nothing,
            profile(of: index) == .normal
        else { return false }
        return next + 1 >= tokens.count || tokens[next + 1].gap == .block
            || tokens[next + 1].kind != .word
    }

    /// Whether a word that is no noun, a first name and the end of the item follow: « Turbé Maurice, ».
    private func leadsListedName(_ index: Int) -> Bool {
        let (first, behind) = (index + 1, index + 2)
        guard first < reading.tokens.count, reading.tokens[first].gap == .blank,
            reading.tokens[first].shape == .capital, reading.has(first, .firstName),
            reading.grammar[index].isDisjoint(with: [
                .noun, .infinitive, .grammatical, .adverb, .other, .adjective,
            ])
        else { return false }
        return behind >= reading.tokens.count || reading.tokens[behind].gap == .block
            || reading.tokens[behind].isSign(",") || reading.tokens[behind].isSign("/")
            || reading.tokens[behind].isSign("(") || reading.tokens[behind].isSign(":")
    }

    static func hasDigit(_ index: Int, in reading: Reading) -> Bool {
        let token = reading.tokens[index]
        let last = reading.document.text[Int(token.end) - 1]
        return last >= 0x30 && last <= 0x39
    }

    func isCapitalisedPart(_ index: Int, isFirst: Bool, anchored: Bool) -> Bool {
        let token = reading.tokens[index]
        guard isFirst else {
            // « Contacter Kévin Lundi », « Kévin Dupont Décision »: one common word at most
            if token.shape == .caps {
                // « Akouvi ET contre la mairie »
                return reading.grammar[index].isDisjoint(with: .grammatical)
                    || reading.has(index, [.surname, .ambiguousSurname, .anyFirstName, .particle])
            }
            if reading.has(index, .anyFirstName) { return true }
            return !reading.isCommon(index) || token.gap != .block
        }
        if anchored { return true }
        if reading.startsSentence(index), reading.isCommon(index), token.shape == .capital {
            if leadsListedName(index) { return true }
            return reading.has(index, [.firstName, .ambiguousFirstName, .ambiguousSurname])
        }
        return true
    }
}
