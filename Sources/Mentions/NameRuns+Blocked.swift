internal import Documents
internal import Lexicons
internal import Tokens

/// Words that are something else before they are names, and what makes them names.
extension NameRuns {
    func directlyAnchored(_ index: Int, isFirst: Bool, _ anchored: Bool) -> Bool {
        guard isFirst,
            anchored || isAnchored(index) || isFamilyBehindArticle(index) || isSonOf(index)
        else { return false }
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

    /// « le fils |Janvier », « le petit |Place »: a surname that is a month or the head of a place.
    func isSonOf(_ index: Int) -> Bool {
        guard isWeaklyAnchored(index) || isBehindKin(index), reading.tokens[index].gap == .blank,
            reading.tokens[index].shape == .capital, profile(of: index) != .caps,
            reading.has(index, [.calendar, .anyPlaceHead]),
            reading.has(index, [.calendar, .surname, .ambiguousSurname, .ambiguousFirstName])
        else { return false }
        // « le petit Stade de la Plaine » is a place
        return reading.marks[index + 1 < reading.tokens.count ? index + 1 : index]
            .isDisjoint(with: .odonym)
    }

    /// « les |Petit », « chez les |Boucher »: a surname with a capital and no mark of many.
    func isFamilyBehindArticle(_ index: Int) -> Bool {
        let tokens = reading.tokens
        guard index > 0, tokens[index].gap == .blank,
            tokens[index].shape == .capital || tokens[index].shape == .caps,
            reading.has(index, .ambiguousSurname), profile(of: index) != .caps,
            Self.plural.contains(reading.short[index - 1])
        else { return false }
        let last = reading.document.text[Int(tokens[index].end) - 1]
        return last != 0x73 && last != 0x78
    }

    private static let plural = ShortKeys("les")

    /// Words that are something else before they are names.
    func isBlocked(_ index: Int) -> Bool {
        let marks = reading.marks[index]
        let next = index + 1
        if reading.tokens[index].shape == .initial, !reading.has(index, .civility),
            next < reading.tokens.count, reading.tokens[next].isSign("."),
            reading.tokens[next].gap == .nothing
        {
            // « rédactrice Y. Cordier »
            return false
        }
        if !marks.isDisjoint(with: [.function, .institution, .field]) { return true }
        if reading.has(index, .ambiguousFirstName), reading.has(index, .calendar),
            reading.tokens[index].shape == .capital, leadsSurname(index)
        {
            // « Toussaint Albertini »
            return false
        }
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
            && reading.tokens[next].isCapitalised && profile(of: next) == .normal
            && (reading.words[next] == 0 || reading.has(next, .surname))
    }
}
