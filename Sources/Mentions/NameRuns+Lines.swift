internal import Documents
internal import Lexicons
internal import Tokens

/// Names that a line end breaks: « Mme Sylvie⏎MARTEL », « K.⏎Dupont », « PREVOST⏎Lenny ».
extension NameRuns {
    /// Whether a word at the start of a line goes on with the name at the end of the line before.
    func goesOnInNextLine(_ index: Int) -> Bool {
        guard reading.isInNextLine(index), reading.tokens[index].isCapitalised,
            canGoOn(index)
        else { return false }
        var last = index - 1
        if reading.tokens[last].isSign("."), last > 0, reading.tokens[last].gap == .nothing,
            reading.tokens[last - 1].shape == .initial
        {
            last -= 1
            return !reading.has(last, .civility) || isSurnameLike(index)
        }
        guard reading.tokens[last].kind == .word else { return false }
        if reading.has(last, [.civility, .title, .particle]) { return isSurnameLike(index) }
        // two first names one below the other are two persons
        let isFirstName = reading.has(index, [.firstName, .ambiguousFirstName])
        if reading.has(last, .anyFirstName), reading.tokens[last].isCapitalised {
            guard reading.tokens[last].shape != .caps || reading.tokens[index].shape != .caps
                || reading.profiles[Int(reading.tokens[last].block)] == .caps || !isFirstName
            else { return false }
            return isSurnameLike(index) && (!isFirstName || reading.has(index, .ambiguousSurname)
                || reading.tokens[index].shape == .caps)
        }
        // « PREVOST⏎Lenny »: the surname first
        guard isFirstName, !reading.isCommon(last) || reading.has(last, .ambiguousSurname),
            reading.tokens[last].isCapitalised, !isBlocked(last),
            !reading.has(last, [.place, .speechVerb, .personVerb])
        else { return false }
        return reading.tokens[last].shape == .caps
            || reading.has(last, [.surname, .ambiguousSurname])
    }

    /// Whether a word can be the second half of a name: no title, label, function or institution.
    private func canGoOn(_ index: Int) -> Bool {
        !reading.has(index, [.civility, .pluralCivility, .title, .family, .pronoun, .kin])
            && reading.marks[index].isDisjoint(with: [.field, .function, .institution, .odonym])
    }

    /// Whether a word can be a surname: unknown, known as one, or in capitals that tell something.
    private func isSurnameLike(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        if reading.has(index, [.surname, .ambiguousSurname]) { return true }
        let isTelling =
            token.shape == .caps && reading.profiles[Int(token.block)] == .normal
            && reading.document.blocks[Int(token.block)].kind != .heading
        guard !isTelling else { return true }
        return !reading.isCommon(index) && !reading.has(index, .calendar)
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

    /// Whether a line ends with a civility or title and the token starts the next: « Mme⏎|Ravier ».
    func continuesTitle(_ index: Int) -> Bool {
        guard isInNextLine(index) else { return false }
        var before = index - 1
        if tokens[before].isSign("."), before > 0, tokens[before].gap == .nothing { before -= 1 }
        return has(before, [.civility, .title, .pluralCivility])
    }
}
