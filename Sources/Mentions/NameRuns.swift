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

    init(reading: Reading) {
        self.reading = reading
    }

    /// All runs, in reading order, without overlap.
    ///
    /// Cost: O(*n*).
    func all() -> [NameCandidate] {
        var runs: [NameCandidate] = []
        var index = 0
        let count = reading.tokens.count
        while index < count {
            if let end = end(from: index) {
                var run = NameCandidate(first: index, last: end - 1, weights: reading.weights)
                run.isNickname = nicknameEnd(index) == end
                runs.append(run)
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
    func end(from start: Int) -> Int? {
        if let end = nicknameEnd(start) { return end }
        guard mayOpen(start) else { return nil }
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
            if let second = secondOfDouble(index) {
                // « ROY--DIAZ »
                last = second
                parts += 1
                index = second + 1
                continue
            }
            if reading.tokens[index].isSign("."), reading.tokens[index].gap == .nothing,
                reading.tokens[last].shape == .initial || isShortFirstName(last),
                last == index - 1
            {
                // « K. Dupont », « Zoé P. », « J.-B. Petit »
                index += 1
                if index + 2 < reading.tokens.count, reading.tokens[index].isSign("-"),
                    reading.tokens[index].gap == .nothing,
                    reading.tokens[index + 1].shape == .initial,
                    reading.tokens[index + 1].gap == .nothing,
                    reading.tokens[index + 2].isSign(".")
                {
                    last = index + 1
                    index += 2
                    continue
                }
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
        // « PENNANEC'H »
        let behind = last + 1
        if behind < reading.tokens.count, reading.tokens[behind].gap == .nothing,
            reading.tokens[behind].kind == .word,
            reading.tokens[behind].end - reading.tokens[behind].start <= 2,
            reading.document.text[Int(reading.tokens[last].end) - 1] == 0x27
                || reading.document.text[Int(reading.tokens[last].end) - 1] == 0x99
        {
            return behind + 1
        }
        return firstNameInBrackets(start, last) ?? last + 1
    }

    /// The second surname behind the two hyphens that registrars write between surnames of two parents.
    ///
    /// Law: circulaire du 6 décembre 2004 sur le nom de famille.
    private func secondOfDouble(_ index: Int) -> Int? {
        let tokens = reading.tokens
        guard index + 2 < tokens.count, tokens[index].isSign("-"), tokens[index].gap == .nothing,
            tokens[index + 1].isSign("-"), tokens[index + 1].gap == .nothing
        else {
            // the scanner may give the second hyphen as a gap
            guard index + 1 < tokens.count, tokens[index].isSign("-"),
                tokens[index].gap == .nothing || tokens[index].gap == .hyphen,
                tokens[index + 1].gap == .hyphen || tokens[index + 1].gap == .nothing,
                tokens[index + 1].kind == .word, tokens[index + 1].isCapitalised
            else { return nil }
            return index + 1
        }
        return tokens[index + 2].kind == .word && tokens[index + 2].gap == .nothing
            && tokens[index + 2].isCapitalised ? index + 2 : nil
    }

    /// A quick no for most words: a common word in small letters that is neither a particle nor a name
    /// opens no run where capitals tell something.
    private func mayOpen(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        guard token.kind == .word else { return false }
        return token.shape != .lower || !reading.isCommon(index)
            || reading.has(index, [.anyFirstName, .ambiguousSurname, .particle])
            || reading.profiles[Int(token.block)] != .normal
    }

    /// « Lebrun (Yannick) »: index behind the bracket with the first name of one surname.
    private func firstNameInBrackets(_ start: Int, _ last: Int) -> Int? {
        let tokens = reading.tokens
        let opening = last + 1
        guard start == last, opening + 2 < tokens.count, tokens[opening].isSign("("),
            tokens[opening].gap == .blank, tokens[opening + 1].kind == .word,
            tokens[opening + 1].isCapitalised,
            reading.has(opening + 1, [.firstName, .ambiguousFirstName]),
            !reading.has(last, .firstName), tokens[last].shape != .initial
        else { return nil }
        var closing = opening + 2
        // « Tonin (Jean-Bosco ?) »
        if closing + 1 < tokens.count, tokens[closing].gap == .hyphen,
            reading.has(closing, .anyFirstName)
        {
            closing += 1
        }
        if closing + 1 < tokens.count, tokens[closing].isSign("?") { closing += 1 }
        guard closing < tokens.count, tokens[closing].isSign(")") else { return nil }
        let isSurname =
            tokens[last].shape == .caps && reading.profiles[Int(tokens[last].block)] == .normal
            || wordBefore(last).map { reading.has($0, [.civility]) } ?? false
        return isSurname ? closing + 1 : nil
    }

    /// Whether a token goes on with the run before it: a blank, a hyphen or nothing between.
    func isGlued(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        guard token.kind == .word else { return false }
        switch token.gap {
        case .blank, .hyphen: return true
        case .nothing: return true
        case .line: return true
        case .block: return false
        }
    }
}
