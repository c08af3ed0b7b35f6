internal import Documents
internal import Lexicons
internal import Tokens

/// Initials and cut names.
extension NameRuns {
    func isInitialPart(_ index: Int, after last: Int) -> Bool {
        guard [.blank, .line, .hyphen].contains(reading.tokens[index].gap) else {
            return false
        }
        let next = index + 1
        let hasStop =
            next < reading.tokens.count && reading.tokens[next].isSign(".")
            && reading.tokens[next].gap == .nothing
        if hasStop || reading.tokens[index].gap == .hyphen { return true }
        // « Kevin D »: a first name and a letter; « Kevin A » may be a verb
        let letter = reading.document.text[Int(reading.tokens[index].start)]
        return reading.has(last, .firstName) && letter < 0x80 && letter != 0x41 && letter != 0x59
            && reading.profiles[Int(reading.tokens[index].block)] == .normal
    }

    /// « papi mouss (|moussa k.|) »: a first name and a small letter with its stop.
    func isSmallInitial(_ index: Int, after last: Int) -> Bool {
        let (token, next) = (reading.tokens[index], index + 1)
        guard token.shape == .lower, token.end - token.start == 1, last == index - 1,
            token.gap == .blank, reading.has(last, .firstName),
            reading.tokens[last].shape == .lower, next < reading.tokens.count,
            reading.tokens[next].isSign("."), reading.tokens[next].gap == .nothing
        else { return false }
        return next + 1 >= reading.tokens.count || reading.tokens[next + 1].kind != .word
            || reading.tokens[next + 1].shape == .lower
    }

    /// Whether a letter numbers an item and a civility follows.
    private func isItemLetter(_ index: Int) -> Bool {
        let (tokens, next) = (reading.tokens, index + 2)
        guard tokens[index].gap == .block, next + 2 < tokens.count, tokens[index + 1].isSign("."),
            tokens[next].gap == .blank, reading.has(next, .civility)
        else { return false }
        let behind = tokens[next + 1].isSign(".") ? next + 2 : next + 1
        return tokens[behind].kind == .word && tokens[behind].gap == .blank
            && tokens[behind].isCapitalised && tokens[behind].shape != .initial
    }

    private static let attached = ShortKeys("p n")
    private static let labels = ShortKeys("j b s")

    /// Whether letters are a label: « PJ : 2 », « NB : », « PS : » with their stops.
    private func isLabel(_ start: Int) -> Bool {
        let tokens = reading.tokens
        guard tokens[start].gap == .block || start == 0, start + 4 < tokens.count,
            tokens[start + 1].isSign("."), tokens[start + 3].isSign("."),
            tokens[start + 4].isSign(":")
        else { return false }
        return Self.attached.contains(reading.short[start])
            && Self.labels.contains(reading.short[start + 2])
    }

    private static let shortFirstNames = ShortKeys("cl th ph ch fr chr gh")

    /// Whether a word is the first letters of a first name with their stop, like « Cl » or « Th ».
    func isShortFirstName(_ index: Int) -> Bool {
        let next = index + 1
        return reading.tokens[index].shape == .capital && next < reading.tokens.count
            && reading.tokens[next].isSign(".") && reading.tokens[next].gap == .nothing
            && Self.shortFirstNames.contains(reading.short[index])
    }

    /// Whether a stop and a capitalised word that is no common word follow an initial.
    func isInitialBeforeName(_ index: Int) -> Bool {
        guard !isItemLetter(index) else { return false }
        var next = index + 1
        guard next + 1 < reading.tokens.count, reading.tokens[next].isSign("."),
            reading.tokens[next].gap == .nothing
        else { return false }
        next += 1
        // « J.-B. Etcheverry »
        if next + 3 < reading.tokens.count, reading.tokens[next].isSign("-"),
            reading.tokens[next].gap == .nothing, reading.tokens[next + 1].shape == .initial,
            reading.tokens[next + 2].isSign(".")
        {
            next += 3
        }
        var letters = 1
        while letters < 3, next + 2 < reading.tokens.count, reading.tokens[next].shape == .initial,
            reading.tokens[next].gap != .block, reading.tokens[next + 1].isSign("."),
            reading.tokens[next + 1].gap == .nothing
        {
            next += 2
            letters += 1
        }
        guard [.blank, .line, .nothing].contains(reading.tokens[next].gap),
            reading.tokens[next].isCapitalised, reading.tokens[next].shape != .initial
        else { return false }
        // « C. Saint-Just »
        if reading.has(next, .particle), next + 1 < reading.tokens.count,
            reading.tokens[next + 1].gap == .hyphen, reading.tokens[next + 1].isCapitalised
        {
            return true
        }
        return !isBlocked(next)
            && (!reading.isCommon(next)
                || reading.tokens[next].shape == .caps
                    && reading.profiles[Int(reading.tokens[next].block)] == .normal
                || reading.has(next, [.surname, .ambiguousSurname, .anyFirstName]))
    }

    /// Index behind initials with stops, or behind one initial with an anchor before it.
    func initials(from start: Int) -> Int? {
        let tokens = reading.tokens
        guard tokens[start].kind == .word, tokens[start].shape == .initial,
            tokens[start].end - tokens[start].start == 1, !isItemLetter(start),
            reading.marks[start].isDisjoint(with: [.opaque, .odonym, .identifier, .institution])
        else { return nil }
        let isAnchored =
            isAnchored(start) || isWeaklyAnchored(start)
            || !reading.marks[start].isDisjoint(with: [.personField])
        // « Monsieur X », as examples call somebody
        if reading.document.text[Int(tokens[start].start)] | 0x20 == 0x78, self.isAnchored(start),
            start + 1 >= tokens.count || !tokens[start + 1].isSign(".")
        {
            return nil
        }
        // « MADAME A MANQUÉ », « MADAME Y VA »
        let letter = reading.document.text[Int(tokens[start].start)] | 0x20
        if letter == 0x61 || letter == 0x79,
            start + 1 >= tokens.count || !tokens[start + 1].isSign(".")
        {
            return nil
        }
        if isLabel(start) { return nil }
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
                tokens[index - 1].isSign(".") || token.gap == .hyphen, token.gap != .block
            {
                letters += 1
                index += 1
            } else if token.isSign("-"), token.gap == .nothing, tokens[index - 1].isSign("."),
                index + 1 < tokens.count, tokens[index + 1].shape == .initial,
                tokens[index + 1].gap == .nothing
            {
                // « L.-A. D. »
                letters += 1
                index += 2
            } else {
                break
            }
        }
        if letters == 2, isSchoolClass(start, index) { return nil }
        let isGlued = (start + 1..<index).allSatisfy { tokens[$0].gap == .nothing }
        if letters > 4 || letters > 2 && (isGlued || isKnownAcronym(start, letters)) { return nil }
        // « au P.C. », « la P.J.|J. »: letters of an institution
        if start > 0, tokens[start].gap == .nothing, tokens[start - 1].isSign(".") { return nil }
        if letters == 2, start > 0, tokens[start].gap != .block,
            Self.institutionArticles.contains(reading.short[start - 1])
        {
            return nil
        }
        let isHousehold =
            letters == 1 && stops == 1 && start > 0 && tokens[start].gap == .blank
            && Self.several.contains(reading.short[start - 1]) && index < tokens.count
            && tokens[index].gap == .blank && tokens[index].shape == .lower
        let isApposed = letters == 1 && stops == 1 && isBetweenCommas(start, index)
        let isLabel =
            letters == 1 && index < tokens.count && !reading.has(start, .civility)
            && (tokens[start].gap == .block
                ? tokens[index].isSign(":") || tokens[index].isSign("(")
                    || tokens[index].isSign(",") && index + 1 < tokens.count
                        && tokens[index + 1].gap == .blank && tokens[index + 1].kind == .number
                : isBehindKin(start))
        guard
            letters >= 2 && stops >= 1 || isAnchored || isApposed || isHousehold
                || isLabel && stops == 1
        else {
            return nil
        }
        if letters == 1, reading.has(start, .civility) { return nil }
        let isPair = letters == 2 && stops == 2 && isGlued
        if reading.has(start, .civility), stops > 0, !isAnchored, !isPair { return nil }
        return index
    }

    private static let elementary = ShortKeys("p m e")
    private static let courses = ShortKeys("c")

    /// Whether letters behind a comma are the class of a pupil, CP or CM1 with stops.
    private func isSchoolClass(_ start: Int, _ end: Int) -> Bool {
        guard Self.courses.contains(reading.short[start]), start + 2 < reading.tokens.count,
            Self.elementary.contains(reading.short[start + 2])
        else { return false }
        return start > 0 && reading.tokens[start - 1].isSign(",")
            || end < reading.tokens.count && reading.tokens[end].kind == .number
                && reading.tokens[end].gap == .nothing
    }

    private static let several = ShortKeys("les")

    /// « sa mère, |F.|, vivait », « une lycéenne, |E.|, dont »: a letter in apposition to somebody.
    private func isBetweenCommas(_ start: Int, _ end: Int) -> Bool {
        let tokens = reading.tokens
        guard start > 1, end < tokens.count, tokens[start - 1].isSign(","), tokens[end].isSign(","),
            tokens[start].gap == .blank, !reading.has(start, .civility)
        else { return false }
        return reading.has(start - 2, [.kin, .youth, .designation])
    }

    /// Words before the letters of an institution, not before those of a person.
    private static let institutionArticles = ShortKeys("le la l' du au les aux une un")

    /// Whether kin and « de », or « chez », stand before an initial.
    func isBehindKin(_ index: Int) -> Bool {
        guard index > 1, reading.tokens[index].gap == .blank else { return false }
        if reading.isSpelt(index - 1, "chez") { return true }
        return reading.isSpelt(index - 1, "de") && reading.has(index - 2, [.kin, .youth])
    }

    func isKnownAcronym(_ start: Int, _ letters: Int) -> Bool {
        var bytes: [UInt8] = []
        var index = start
        while bytes.count < letters, index < reading.tokens.count {
            if reading.tokens[index].kind == .word { bytes += reading.keyBytes(index) }
            index += 1
        }
        let word = reading.lexicon.word(bytes)
        return word != 0
            && !reading.lexicon.classes(word).isDisjoint(with: [.institution, .brand, .service])
    }
}
