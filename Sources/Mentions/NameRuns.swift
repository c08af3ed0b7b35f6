internal import Documents
internal import Lexicons
internal import Tokens

/// Cuts the tokens of a note into runs that may be names.
///
/// A run is made of name words with particles, hyphens and initials between them. Where capitals
/// tell something, a name word has one; in lines of capitals or of small letters the lexicons and
/// the word before decide.
struct NameRuns {
    let reading: Reading
    private var key = WordKey()

    init(reading: Reading) {
        self.reading = reading
    }

    /// All runs, in reading order, without overlap.
    ///
    /// Cost: O(*n*).
    mutating func all() -> [NameCandidate] {
        var runs: [NameCandidate] = []
        var index = 0
        let count = reading.tokens.count
        while index < count {
            if let end = end(from: index) {
                runs.append(NameCandidate(first: index, last: end - 1))
                index = end
            } else {
                index += 1
            }
        }
        return runs
    }

    // MARK: Anchors

    /// Whether the word before says that a name follows: « Mme |… », « famille |… ».
    func isAnchored(_ index: Int) -> Bool {
        if reading.marks[index].contains(.personField) { return true }
        guard let before = wordBefore(index) else { return false }
        if reading.has(before, [.civility, .pluralCivility, .title]) { return true }
        if reading.has(before, .family) || reading.marks[before].contains(.aliasPhrase) {
            return true
        }
        return false
    }

    /// Whether a first name may follow in small letters: « le petit |sofiane ».
    func isWeaklyAnchored(_ index: Int) -> Bool {
        guard let before = wordBefore(index) else { return false }
        return reading.has(before, [.kin, .youth])
    }

    /// Index of the word before a token in the same block, over a stop and quotation marks.
    func wordBefore(_ index: Int) -> Int? {
        var before = index - 1
        var steps = 0
        guard index > 0, reading.tokens[index].gap != .block else { return nil }
        while before >= 0, steps < 3 {
            let token = reading.tokens[before]
            if token.kind == .word { return before }
            guard token.isSign(".") && token.gap == .nothing || token.isSign("\"") else {
                return nil
            }
            if token.gap == .block { return nil }
            // the stop of « M. », « fam. », not that of a sentence
            if token.isSign("."), before > 0,
                reading.tokens[before - 1].end - reading.tokens[before - 1].start > 4
            {
                return nil
            }
            before -= 1
            steps += 1
        }
        return nil
    }

    // MARK: Runs

    /// Index behind the run that starts at a token, or nil when none starts there.
    private mutating func end(from start: Int) -> Int? {
        var index = start
        let anchored = isAnchored(start)
        // « de Sousa », « d'Almeida », « Le Goff », « N'Diaye »
        while index < start + 3, isParticle(index), opensWithParticle(index, anchored: anchored) {
            index += 1
            guard index < reading.tokens.count, isGlued(index) else { return nil }
        }
        guard isPart(index, isFirst: true, anchored: anchored) else {
            if let end = initials(from: start) { return end }
            return nil
        }
        var last = index
        var parts = 1
        index += 1
        while index < reading.tokens.count, parts < 8 {
            if reading.tokens[index].isSign("."), reading.tokens[index].gap == .nothing,
                reading.tokens[last].shape == .initial, last == index - 1
            {
                // « K. Dupont », « Zoé P. »
                index += 1
                if index < reading.tokens.count, reading.tokens[index].kind == .word,
                    reading.tokens[index].gap != .block,
                    isPart(index, isFirst: false, anchored: anchored, after: last)
                {
                    last = index
                    parts += 1
                    index += 1
                    continue
                }
                break
            }
            guard isGlued(index) else { break }
            if let behind = particlesEnd(index, after: last, anchored: anchored) {
                last = behind
                parts += 1
                index = behind + 1
                continue
            }
            guard isPart(index, isFirst: false, anchored: anchored, after: last) else { break }
            last = index
            parts += 1
            index += 1
        }
        return last + 1
    }

    /// Whether a token goes on with the run before it: a blank, a hyphen or nothing between.
    private func isGlued(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        guard token.kind == .word else { return false }
        switch token.gap {
        case .blank, .hyphen: return true
        case .nothing: return true
        case .line: return true
        case .block: return goesOnInNextLine(index)
        }
    }

    /// A name broken by a line end: « Mme Sylvie⏎MARTEL ».
    private func goesOnInNextLine(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        let blocks = reading.document.blocks
        let block = blocks[Int(reading.tokens[index].block)]
        let before = blocks[Int(reading.tokens[index - 1].block)]
        guard block.line == before.line + 1, block.kind == .line || block.kind == .heading,
            before.kind != .cell, block.quote == before.quote
        else { return false }
        let last = reading.tokens[index - 1]
        guard last.kind == .word, reading.tokens[index].isCapitalised else { return false }
        // the line before ends in the middle of a name
        if reading.has(index - 1, [.civility, .firstName, .particle]) {
            guard index >= 2, reading.tokens[index - 1].gap == .blank else { return false }
            // two names one below the other are two persons
            return !reading.has(index, [.civility, .firstName]) && !isListLine(before)
                && (!reading.isCommon(index) || reading.has(index, .ambiguousSurname))
        }
        return false
    }

    private func isListLine(_ block: Block) -> Bool {
        block.end - block.start < 30 && block.kind == .bullet
    }

    // MARK: Parts

    private func isParticle(_ index: Int) -> Bool {
        reading.tokens[index].kind == .word && reading.has(index, .particle)
            && !reading.marks[index].contains(.opaque)
    }

    /// A particle at the start of a name needs a name word behind it that is no common word.
    private func opensWithParticle(_ index: Int, anchored: Bool) -> Bool {
        let next = index + 1
        guard next < reading.tokens.count, isGlued(next) else { return false }
        let token = reading.tokens[index]
        let follower = reading.tokens[next]
        if reading.has(next, .particle), next + 1 < reading.tokens.count {
            return anchored && reading.tokens[next + 1].isCapitalised
        }
        let key = String(decoding: keyBytes(index), as: UTF8.self)
        // « Mme |la préfète », « Mme |de Villeneuve »
        if token.shape == .lower, ["le", "la", "les", "l'"].contains(key) { return false }
        if anchored, follower.isCapitalised || !reading.isCommon(next) {
            return !reading.has(next, .anyFunction)
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

    private func keyBytes(_ index: Int) -> [UInt8] {
        var key = WordKey()
        reading.key(index, into: &key)
        return key.bytes
    }

    private func isSurnamePhrase(_ index: Int) -> Bool {
        reading.terms(startingAt: index).contains {
            $0.last > $0.first && reading.lexicon.table(of: $0.row) == .surnames
        }
    }

    /// Particles between two name words: the index of the name word behind them.
    private func particlesEnd(_ start: Int, after last: Int, anchored: Bool) -> Int? {
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
        guard token.isCapitalised, !isBlocked(index), anchored || !reading.has(index, .place),
            !reading.has(index, .calendar)
        else {
            // lower-case surnames behind a civility: « mme van den berghe »
            return anchored && isGerman && !reading.isCommon(index) && token.kind == .word
                && !isBlocked(index) && reading.tokens[start].shape == .lower ? index : nil
        }
        if isGerman { return index }
        // « Kévin de Montreuil » is a person from a town, « Romane de Villeneuve » is a name
        guard nameLike(last), !reading.has(index, [.ambiguousPlace]) || anchored else { return nil }
        if reading.tokens[start].isCapitalised { return index }
        return reading.has(index, .anyFirstName) && !reading.has(index, .surname) ? nil : index
    }

    private func nameLike(_ index: Int) -> Bool {
        reading.has(index, [.firstName, .ambiguousFirstName, .surname])
            || !reading.isCommon(index)
    }

    /// Whether a token can be a word of a name.
    private func isPart(
        _ index: Int,
        isFirst: Bool,
        anchored: Bool,
        after last: Int = 0
    ) -> Bool {
        let token = reading.tokens[index]
        guard token.kind == .word, token.end - token.start > 0 else { return false }
        // « d' », « qu' » stand before something
        if token.shape == .lower, reading.document.text[Int(token.end) - 1] == 0x27
            || reading.document.text[Int(token.end) - 1] == 0x99
        {
            return false
        }
        let marks = reading.marks[index]
        guard marks.isDisjoint(with: [.opaque, .odonym, .identifier]) else { return false }
        if reading.has(index, [.civility, .pluralCivility, .greeting]) { return false }
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
            if reading.has(index, .title) { return false }
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

    private static func hasDigit(_ index: Int, in reading: Reading) -> Bool {
        let token = reading.tokens[index]
        let last = reading.document.text[Int(token.end) - 1]
        return last >= 0x30 && last <= 0x39
    }

    private func directlyAnchored(_ index: Int, isFirst: Bool, _ anchored: Bool) -> Bool {
        guard isFirst, anchored || isAnchored(index) else { return false }
        // in a column of names SEPTEMBRE and MAIRE are names, « famille » is not
        return !reading.marks[index].contains(.personField)
            || !reading.has(index, [.family, .kin, .title, .pronoun, .civility])
    }

    /// Words that are something else before they are names.
    private func isBlocked(_ index: Int) -> Bool {
        let marks = reading.marks[index]
        if !marks.isDisjoint(with: [.function, .institution, .field]) { return true }
        if reading.has(
            index,
            [
                .calendar, .anyPlaceHead, .family, .kin, .youth, .designation, .pronoun, .title,
                .alias, .brand,
            ]
        ) {
            return true
        }
        if reading.has(index, .ambiguousFirstName), reading.tokens[index].isCapitalised,
            !reading.startsSentence(index)
        {
            return false
        }
        return reading.grammar[index].contains(.grammatical)
            && !reading.has(index, [.firstName, .surname])
    }

    private func isCapitalisedPart(_ index: Int, isFirst: Bool, anchored: Bool) -> Bool {
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

    /// A word in small letters, where capitals tell something.
    private func isLowerPart(_ index: Int, isFirst: Bool, last: Int) -> Bool {
        if reading.isCommon(index), !reading.has(index, .firstName) { return false }
        if isFirst {
            if isAnchored(index) { return true }
            if isWeaklyAnchored(index) {
                return !reading.isCommon(index) || reading.has(index, .firstName)
            }
            return reading.has(index, .firstName) && !reading.isCommon(index)
        }
        // a lower-case run goes on only behind a lower-case name
        guard reading.tokens[last].shape == .lower else { return false }
        return reading.has(index, [.firstName, .surname]) || reading.words[index] == 0
    }

    /// A word in a line where capitals tell nothing.
    private func isCaselessPart(_ index: Int, isFirst: Bool, last: Int) -> Bool {
        let isCommon = reading.isCommon(index)
        let isCaps = reading.profiles[Int(reading.tokens[index].block)] == .caps
        if reading.has(index, .firstName), !isCommon || isCaps { return true }
        let isKnownName = reading.has(index, [.surname])
        if isFirst, isAnchored(index) {
            if reading.grammar[index].contains(.grammatical) || reading.has(index, .speechVerb) {
                return false
            }
            // « mme océan » is a name, « ma famille met » is not
            let before = wordBefore(index) ?? index
            return !isCommon || reading.has(before, [.civility, .pluralCivility])
                && reading.tokens[index].gap == .blank
                && reading.grammar[index].isDisjoint(with: [.adverb, .other])
                || reading.profiles[Int(reading.tokens[index].block)] == .caps
        }
        if isCommon {
            if isFirst, BareWords.isSubject(index, in: reading) { return true }
            if isFirst, isWeaklyAnchored(index) {
                return reading.has(index, [.ambiguousFirstName, .firstName])
            }
            return !isFirst
                && (reading.has(index, .anyFirstName)
                    || reading.has(last, .anyFirstName) && reading.has(index, .ambiguousSurname)
                    || reading.tokens[index].gap == .hyphen)
        }
        if isKnownName { return true }
        if !isFirst { return true }
        return reading.tokens[index].end - reading.tokens[index].start > 2
    }

    // MARK: Initials

    private func isInitialPart(_ index: Int, after last: Int) -> Bool {
        guard reading.tokens[index].gap == .blank || reading.tokens[index].gap == .hyphen else {
            return false
        }
        let next = index + 1
        let hasStop = next < reading.tokens.count && reading.tokens[next].isSign(".")
            && reading.tokens[next].gap == .nothing
        return hasStop || reading.tokens[index].gap == .hyphen
    }

    /// « K. Dupont », « K.-L. Dupont »: the stop and a capitalised word that is no common word.
    private func isInitialBeforeName(_ index: Int) -> Bool {
        var next = index + 1
        guard next + 1 < reading.tokens.count, reading.tokens[next].isSign("."),
            reading.tokens[next].gap == .nothing
        else { return false }
        next += 1
        // « J.-B. Etcheverry »
        var letters = 1
        while letters < 3, next + 2 < reading.tokens.count, reading.tokens[next].shape == .initial,
            reading.tokens[next].gap != .block, reading.tokens[next + 1].isSign("."),
            reading.tokens[next + 1].gap == .nothing
        {
            next += 2
            letters += 1
        }
        guard reading.tokens[next].gap == .blank || reading.tokens[next].gap == .nothing,
            reading.tokens[next].isCapitalised, reading.tokens[next].shape != .initial
        else { return false }
        return !isBlocked(next)
            && (!reading.isCommon(next) || reading.tokens[next].shape == .caps
                || reading.has(next, [.ambiguousSurname, .ambiguousFirstName]))
    }

    /// « K.D. », « K. D. », « K… » behind an anchor: index behind the initials.
    private func initials(from start: Int) -> Int? {
        let tokens = reading.tokens
        guard tokens[start].kind == .word, tokens[start].shape == .initial,
            tokens[start].end - tokens[start].start == 1,
            reading.marks[start].isDisjoint(with: [.opaque, .odonym, .identifier, .institution])
        else { return nil }
        let isAnchored =
            isAnchored(start) || isWeaklyAnchored(start)
            || !reading.marks[start].isDisjoint(with: [.personField])
        var letters = 1
        var stops = 0
        var index = start + 1
        // more than four are no initials: the rest need not be read
        while index < tokens.count, tokens[index].gap != .block, letters <= 4 {
            let token = tokens[index]
            if token.isSign("."), token.gap == .nothing, !tokens[index - 1].isSign(".") {
                stops += 1
                index += 1
            } else if token.kind == .word, token.shape == .initial,
                tokens[index - 1].isSign("."), token.gap != .block
            {
                letters += 1
                index += 1
            } else {
                break
            }
        }
        if letters > 4 || (letters > 2 && isKnownAcronym(start, letters)) { return nil }
        let isLabel = letters == 1 && index < tokens.count && !reading.has(start, .civility)
            && (tokens[start].gap == .block
                ? tokens[index].isSign(":") || tokens[index].isSign("(")
                : isBehindKin(start))
        guard letters >= 2 && stops >= 1 || isAnchored || isLabel && stops == 1 else {
            return nil
        }
        if letters == 1, reading.has(start, .civility) { return nil }
        if reading.has(start, .civility), stops > 0, !isAnchored, letters < 3 { return nil }
        return index
    }

    /// « la sœur de |L. », « chez |L. »
    private func isBehindKin(_ index: Int) -> Bool {
        guard index > 1, reading.tokens[index].gap == .blank else { return false }
        let key = String(decoding: keyBytes(index - 1), as: UTF8.self)
        if key == "chez" { return true }
        return key == "de" && reading.has(index - 2, [.kin, .youth])
    }

    private func isKnownAcronym(_ start: Int, _ letters: Int) -> Bool {
        var bytes: [UInt8] = []
        var index = start
        while bytes.count < letters, index < reading.tokens.count {
            if reading.tokens[index].kind == .word { bytes += keyBytes(index) }
            index += 1
        }
        return reading.lexicon.word(bytes) != 0
    }
}
