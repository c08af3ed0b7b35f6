internal import Documents
internal import Lexicons
internal import Tokens

/// Names that a line end breaks: « Mme Sylvie⏎MARTEL », « K.⏎Dupont », « PREVOST⏎Lenny ».
extension NameRuns {
    /// Whether a word at the start of a line goes on with the name at the end of the line before.
    func goesOnInNextLine(_ index: Int) -> Bool {
        guard reading.isInNextLine(index), reading.tokens[index].kind == .word, !isTurn(index)
        else {
            return false
        }
        var last = index - 1
        let isInitial =
            reading.tokens[last].isSign(".") && last > 0 && reading.tokens[last].gap == .nothing
            && reading.tokens[last - 1].shape == .initial
        if isInitial { last -= 1 }
        guard reading.tokens[last].kind == .word else { return false }
        if opensSurname(index), isFirstName(last) { return true }
        if reading.has(last, .endearment) {
            return !reading.isCommon(index) || reading.has(index, .anyFirstName)
        }
        guard reading.tokens[index].isCapitalised, canGoOn(index) else { return false }
        if isInitial { return !reading.has(last, .civility) || isSurnameLike(index) }
        if reading.has(last, [.civility, .title, .particle]) { return isSurnameLike(index) }
        if reading.tokens[last].isCapitalised, reading.has(last, .anyFirstName) {
            return isSurnameBehind(index, last)
        }
        // « Evaëlle⏎TROADEC »: capitals that tell something behind an unknown word
        if reading.tokens[last].shape == .capital, reading.words[last] == 0,
            isTelling(index), !reading.isCommon(index)
        {
            return true
        }
        // « PREVOST⏎Lenny »: the surname first
        guard reading.has(index, [.firstName, .ambiguousFirstName]),
            !reading.isCommon(last) || reading.has(last, .ambiguousSurname),
            reading.tokens[last].isCapitalised, !isBlocked(last),
            !reading.has(last, [.place, .speechVerb, .personVerb]),
            !isWhole(last, before: index)
        else { return false }
        return reading.tokens[last].shape == .caps
            || reading.has(last, [.surname, .ambiguousSurname])
    }

    /// Whether a surname that ends a line is no first half: « Famille LOURMEL⏎|Anaïs, 15 ans », or
    /// « LOURMEL⏎|Anaïs Lourmel », where somebody else has the same.
    private func isWhole(_ last: Int, before index: Int) -> Bool {
        let tokens = reading.tokens
        if last > 0, tokens[last].gap != .block, reading.has(last - 1, .family) { return true }
        let next = index + 1
        return next < tokens.count && tokens[next].gap == .blank && tokens[next].kind == .word
            && reading.plainKey(next) == reading.plainKey(last)
    }

    /// « Zoé 22:31 »: a speaker and a time, no second half of a name.
    private func isTurn(_ index: Int) -> Bool {
        let tokens = reading.tokens
        return index + 3 < tokens.count && tokens[index + 1].kind == .number
            && tokens[index + 2].isSign(":") && tokens[index + 3].kind == .number
    }

    private func isFirstName(_ index: Int) -> Bool {
        reading.has(index, .anyFirstName) && reading.tokens[index].isCapitalised
    }

    /// Whether a particle or an initial starts the line: « Apolline⏎|d'Hautefeuille ».
    private func opensSurname(_ index: Int) -> Bool {
        let next = index + 1
        guard next < reading.tokens.count, reading.tokens[next].gap != .block else { return false }
        if reading.tokens[index].shape == .initial {
            return reading.tokens[next].isSign(".") && reading.tokens[next].gap == .nothing
                && !reading.has(index, .civility)
        }
        return isParticle(index) && reading.tokens[next].isCapitalised && canGoOn(next)
            && !reading.isCommon(next) && !reading.has(next, [.place])
            // « Assia⏎Ben Salah », not « Léa⏎de Lina »
            && (!reading.has(next, .anyFirstName)
                || !reading.grammar[index].contains(.grammatical)
                    && reading.tokens[index].isCapitalised)
    }

    /// Whether a word is the surname behind a first name; two first names are two persons.
    private func isSurnameBehind(_ index: Int, _ last: Int) -> Bool {
        if last > 0, reading.tokens[last].gap != .block,
            reading.has(last - 1, [.civility, .title]) || reading.followsTitle(last)
                || reading.marks[last - 1].contains(.function)
        {
            return reading.grammar[index].isDisjoint(with: [.grammatical])
        }
        guard isSurnameLike(index) else { return false }
        return !reading.has(index, [.firstName, .ambiguousFirstName])
            || reading.has(index, .ambiguousSurname)
            || isTelling(index) && reading.tokens[last].shape != .caps
    }

    /// Whether a word can be the second half of a name: no title, label, function or institution.
    private func canGoOn(_ index: Int) -> Bool {
        !reading.has(index, [.civility, .pluralCivility, .title, .family, .pronoun, .kin])
            && reading.marks[index].isDisjoint(with: [.function, .institution, .odonym])
            && !reading.terms(startingAt: index).contains {
                $0.table == .fields
            } && !isAcronym(index)
    }

    /// « NIR », « RDV »: up to four capitals that are no known name.
    private func isAcronym(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        return token.shape == .caps && token.end - token.start <= 4
            && !reading.has(index, [.surname, .ambiguousSurname, .anyFirstName, .calendar])
    }

    /// Whether a word can be a surname: unknown, known as one, or in capitals that tell something.
    private func isSurnameLike(_ index: Int) -> Bool {
        reading.has(index, [.surname, .ambiguousSurname]) || isTelling(index)
            || !reading.isCommon(index) && !reading.has(index, .calendar)
    }

    /// Whether a word is in capitals that its line does not explain.
    private func isTelling(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        return token.shape == .caps && reading.profiles[Int(token.block)] == .normal
            && reading.document.blocks[Int(token.block)].kind != .heading
    }
}

extension Marker {
    /// Makes one passage of lines between which a name is broken; the line end tells nothing there.
    func joinBrokenNames(_ reading: inout Reading) {
        let runs = NameRuns(reading: reading)
        let joints = reading.tokens.indices.filter {
            reading.tokens[$0].gap == .block && $0 > 0 && runs.goesOnInNextLine($0)
        }
        guard !joints.isEmpty else { return }
        var tokens = reading.tokens
        for index in joints { tokens[index].gap = .line }
        let starts = Set(joints.map(Int32.init))
        var passages: [Passage] = []
        passages.reserveCapacity(reading.passages.count)
        for passage in reading.passages {
            if starts.contains(passage.firstToken), !passages.isEmpty {
                passages[passages.count - 1].end = passage.end
                passages[passages.count - 1].endToken = passage.endToken
            } else {
                passages.append(passage)
            }
        }
        reading.found = LookedUp(reading.found, tokens: tokens, passages: passages)
    }
}

extension Reading {
    /// Whether a token starts the line below the token before it, in the same text.
    func isInNextLine(_ index: Int) -> Bool {
        guard index > 0, tokens[index].gap == .block else { return false }
        let blocks = document.blocks
        let block = blocks[Int(tokens[index].block)]
        let before = blocks[Int(tokens[index - 1].block)]
        return block.line == before.line + 1 && block.quote == before.quote
            && (block.kind == .line || block.kind == .heading) && before.kind != .cell
    }
}
