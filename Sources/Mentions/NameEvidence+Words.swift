internal import Documents
internal import Lexicons
internal import Tokens

/// What the words of a run tell.
extension NameEvidence {
    func words(of candidate: inout NameCandidate) {
        var evidence = candidate.evidence
        var parts = 0
        var firstNames = 0
        var common = 0
        var places = 0
        var initials = 0
        var unknown = 0
        var historical = 0
        var placed = 0
        var others = 0
        for index in candidate.first...candidate.last {
            let token = reading.tokens[index]
            guard token.kind == .word else { continue }
            if token.shape == .initial && token.end - token.start <= 2
                || index < candidate.last && reading.tokens[index + 1].isSign(".")
                    && token.end - token.start <= 3
            {
                initials += 1
                continue
            }
            if reading.has(index, .particle), index < candidate.last,
                !reading.has(index, .anyFirstName)
            {
                continue
            }
            parts += 1
            if reading.marks[index].contains(.historical) { historical += 1 }
            if reading.marks[index].contains(.place) { placed += 1 }
            if reading.has(index, .firstName) {
                evidence.insert(.firstName)
                firstNames += 1
                continue
            }
            let isName = reading.has(
                index,
                [.ambiguousFirstName, .extendingFirstName, .surname, .ambiguousSurname]
            )
            if reading.has(index, .ambiguousFirstName) {
                evidence.insert(.ambiguousFirstName)
                firstNames += 1
            } else {
                others += 1
            }
            if reading.has(index, .extendingFirstName) { evidence.insert(.extendingFirstName) }
            if reading.has(index, .surname) { evidence.insert(.surname) }
            if reading.has(index, .ambiguousSurname) { evidence.insert(.ambiguousSurname) }
            if reading.has(index, .place) {
                places += 1
            } else if reading.has(index, .ambiguousPlace) {
                evidence.insert(.ambiguousPlace)
            }
            if reading.has(index, .calendar) { evidence.insert(.calendar) }
            if reading.isCommon(index) {
                if !isName { common += 1 }
            } else if !isName, !reading.has(index, [.place, .ambiguousPlace]) {
                unknown += 1
            }
            if token.shape == .caps,
                reading.profiles[Int(token.block)] == .normal
            {
                evidence.insert(.capsWord)
            }
            if !reading.marks[index].isDisjoint(with: [.institution]) || reading.has(index, .brand)
            {
                evidence.insert(.brand)
            }
        }
        if candidate.last > candidate.first, reading.has(candidate.first, .particle),
            isSurnamePhrase(candidate)
        {
            // « M'Baye », « Le Goff »
            evidence.insert(.surname)
            common = 0
        }
        candidate.isInitials = parts == 0
        if parts == 0 { evidence.insert(.initials) }
        if isSaint(candidate.first), candidate.last > candidate.first {
            // « Saint-Aubin-les-Ormes »: a town, a feast or a patron
            evidence.insert(.place)
        }
        if unknown > 0 { evidence.insert(.unknownWord) }
        if parts > 1 { evidence.insert(.twoParts) }
        if firstNames > 0, parts > 1 { evidence.insert(.firstNameAndOther) }
        if initials > 0, parts > 0, others > 0 || firstNames > 0 {
            evidence.insert(.initialAndWord)
        }
        if firstNames > 0, initials > 0, candidate.last > candidate.first,
            reading.tokens[candidate.last].shape == .initial
        {
            evidence.insert(.cutSurname)
        }
        if parts > 0, common == parts { evidence.insert(.commonWords) }
        if places > 0, places == parts || parts == 1 { evidence.insert(.place) }
        if parts > 1 || firstNames > 0 && evidence.contains(.firstName) {
            // « Judith AVRIL », « Paul Orange »: a first name beside it makes the other a surname
            if firstNames > 0, parts > 1 {
                evidence.remove(.calendar)
                evidence.remove(.brand)
                evidence.remove(.ambiguousPlace)
            }
        }
        if historical == parts, parts > 0 { evidence.insert(.historical) }
        if parts == 1, candidate.first == candidate.last, reading.has(candidate.first, .historical),
            !reading.followsTitle(candidate.first)
        {
            evidence.insert(.historical)
        }
        if isThing(candidate) || isCommune(candidate) { evidence.insert(.place) }
        if placed == parts, parts > 1 { evidence.insert(.place) }
        if isOdonymForm(candidate), !standsAlone(candidate.first) {
            evidence.insert(.odonymForm)
        }
        let first = reading.tokens[candidate.first]
        if reading.profiles[Int(first.block)] != .normal { evidence.insert(.withoutCase) }
        if parts == 1, first.shape == .caps {
            if first.end - first.start <= 4, unknown > 0 { evidence.insert(.acronym) }
            if isCue(candidate.first) { evidence.insert(.cueWord) }
        }
        if parts > 1, common == 0, hasMixedCapitals(candidate) { evidence.insert(.mixedCapitals) }
        if parts == 1, unknown == 1 || evidence.contains(.surname), first.gap != .block,
            candidate.first > 0,
            BareWords.articles.contains(reading.short[candidate.first - 1])
        {
            evidence.insert(.articleBefore)
        }
        if reading.startsSentence(candidate.first), first.shape == .capital,
            !evidence.contains(.firstName), unknown == 0, !evidence.contains(.initialAndWord)
        {
            evidence.insert(.sentenceStart)
        }
        candidate.evidence = evidence
    }

    /// Whether the words are one surname of the tables.
    private func isSurnamePhrase(_ candidate: NameCandidate) -> Bool {
        reading.terms(startingAt: candidate.first).contains {
            $0.last == candidate.last && $0.table == .surnames
        }
    }

    /// Whether the word is a cue of a secret: « HP », « TISF ».
    func isCue(_ index: Int) -> Bool {
        reading.terms(startingAt: index).contains {
            $0.last == index
                && ($0.table.isSecret
                    || $0.table.isConfidential)
        }
    }

    /// « Mirette BOISDUR », « BOISDUR Mirette »: only surnames are written so.
    private func hasMixedCapitals(_ candidate: NameCandidate) -> Bool {
        let first = reading.tokens[candidate.first]
        let last = reading.tokens[candidate.last]
        guard reading.profiles[Int(first.block)] == .normal else { return false }
        func isSurname(_ index: Int) -> Bool {
            let token = reading.tokens[index]
            return token.shape == .caps
                && (token.end - token.start > 3
                    || reading.has(index, [.surname, .ambiguousSurname]))
        }
        return first.shape == .capital && isSurname(candidate.last)
            || isSurname(candidate.first) && last.shape == .capital
    }

    /// « Croix-Blanche », « Plein-Ciel »: a common noun with a hyphen behind it, as places are named.
    private func isThing(_ candidate: NameCandidate) -> Bool {
        let (first, last) = (candidate.first, candidate.last)
        return last == first + 1 && reading.tokens[last].gap == .hyphen
            && reading.tokens[first].shape == .capital && reading.tokens[last].shape == .capital
            && reading.grammar[first].contains(.noun) && reading.isCommon(last)
            && !reading.has(first, [.anyFirstName, .surname, .ambiguousSurname])
            && !reading.followsTitle(first)
    }

    private static let joints = ShortKeys(
        "sur sous en le la les lès lez de du des d' à au aux l' près devant saint sainte"
    )

    /// « Vic-le-Comtal », « Mareuil-sur-Ay »: small words between hyphens, as towns are named.
    func isCommune(_ candidate: NameCandidate) -> Bool {
        guard candidate.last > candidate.first + 1 else { return false }
        return (candidate.first + 1..<candidate.last).contains {
            reading.tokens[$0].gap == .hyphen && reading.tokens[$0].shape == .lower
                && reading.tokens[$0 + 1].gap == .hyphen
                && Self.joints.contains(reading.short[$0])
        }
    }

    /// « Auguste-Escoffier »: a first name and another word joined by a hyphen, as things are named.
    func isOdonymForm(_ candidate: NameCandidate) -> Bool {
        let (first, last) = (candidate.first, candidate.last)
        guard last == first + 1, reading.tokens[last].gap == .hyphen,
            reading.tokens[first].shape == .capital, reading.tokens[last].shape == .capital
        else { return false }
        return reading.has(first, [.firstName, .ambiguousFirstName])
            && !reading.has(last, .anyFirstName)
    }

    /// Whether no article, preposition or noun stands before a word: nothing that a place follows.
    private func standsAlone(_ index: Int) -> Bool {
        guard index > 0, reading.tokens[index].gap != .block else { return true }
        let before = index - 1
        guard reading.tokens[before].kind == .word else {
            return reading.tokens[before].isSign(",") || reading.tokens[before].isSign(".")
        }
        return reading.grammar[before].isDisjoint(with: [.grammatical, .noun, .adjective])
            || reading.marks[before].contains(.function) || reading.has(before, [.kin, .youth])
    }

    /// « Saint- » or « Sainte- » with a hyphen behind it.
    func isSaint(_ index: Int) -> Bool {
        guard index + 1 < reading.tokens.count, reading.tokens[index + 1].gap == .hyphen else {
            return false
        }
        var key = WordKey()
        reading.key(index, into: &key)
        return ["saint", "sainte", "st", "ste"].contains { key.bytes.elementsEqual($0.utf8) }
    }
}
