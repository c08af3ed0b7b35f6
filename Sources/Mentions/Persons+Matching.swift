internal import Documents
internal import Lexicons
internal import Tokens

/// Which of the persons known so far a name belongs to.
extension Persons {
    func match(_ parts: Parts, _ name: NameCandidate, isFamily: Bool) -> Int? {
        if parts.firsts.isEmpty, parts.lasts.isEmpty {
            return lettered[parts.letters]?.last ?? named(parts.letters, name)
        }
        var best: Int?
        var letterTells = false
        for part in parts.firsts.union(parts.lasts).all {
            for number in (bearers[part] ?? []).suffix(Self.depth).reversed()
            where fits(parts, name, isFamily: isFamily, persons[number]) {
                let fitsLetter = initialsFit(parts, persons[number]) == true
                if fitsLetter != letterTells {
                    if fitsLetter { (best, letterTells) = (number, true) }
                } else {
                    best = max(best ?? -1, number)
                }
                break
            }
        }
        return best
    }

    /// The first letter of a word.
    func letter(of word: Int32?) -> UInt8? {
        guard let word else { return nil }
        return reading.plainWords.bytes(word).first
    }

    /// Whether one of these words starts with a letter.
    private func starts(_ words: WordSet, with letter: UInt8) -> Bool {
        for word in words.all where self.letter(of: word) == letter { return true }
        return false
    }

    /// The one private person whose name two letters are short for: « KD » beside « Kévin D ».
    private func named(_ letters: [UInt8], _ name: NameCandidate) -> Int? {
        guard letters.count == 2, let number = shortened[letters], number >= 0,
            !persons[number].isOfficial, name.gender.fits(persons[number].gender)
        else { return nil }
        return number
    }

    /// Whether the initial of one fits the first name of the other, or nil when none tells.
    private func initialsFit(_ parts: Parts, _ person: Person) -> Bool? {
        guard !parts.lasts.isDisjoint(with: person.lasts) else { return nil }
        if let letter = parts.letters.first, parts.firsts.isEmpty, !person.firsts.isEmpty {
            return starts(person.firsts, with: letter)
        }
        if let letter = person.letters.first, person.firsts.isEmpty, !parts.firsts.isEmpty {
            return starts(parts.firsts, with: letter)
        }
        return nil
    }

    private func fits(
        _ parts: Parts,
        _ name: NameCandidate,
        isFamily: Bool,
        _ person: Person
    ) -> Bool {
        let official = name.evidence.official
        let personal = name.evidence.personal
        // a person in function here, a private person there
        if person.isOfficial, personal >= 25, official < 25 { return false }
        let initials = initialsFit(parts, person)
        // who signs a letter with the name at its head is the same
        let signs =
            (name.evidence.contains(.signature) || name.evidence.contains(.officer))
            && (initials == true || !parts.firsts.isDisjoint(with: person.firsts))
        if person.personal >= 25, !person.isOfficial, official >= 25, personal < 25, !signs {
            return false
        }
        if initials == false { return false }
        // « Killian NOËL » beside « Mme Noël (service jeunesse) »
        if person.isOfficial, person.firsts.isEmpty, !parts.firsts.isEmpty, official < 10,
            initials != true
        {
            return false
        }
        let sharesFirst = !parts.firsts.isDisjoint(with: person.firsts)
        let sharesLast = !parts.lasts.isDisjoint(with: person.lasts)
        if parts.either {
            let all = parts.firsts.union(parts.lasts)
            // « Mme Vidal » beside « M. Vidal »
            let fitsGender = parts.lasts.isEmpty || name.gender.fits(person.gender)
            return fitsGender
                && !(all.isDisjoint(with: person.firsts) && all.isDisjoint(with: person.lasts))
        }
        if parts.firsts.isEmpty {
            guard sharesLast else {
                // a surname that was taken for a first name
                return !parts.lasts.isDisjoint(with: person.firsts) && person.lasts.isEmpty
            }
            if isFamily != person.isFamily, !person.firsts.isEmpty || isFamily {
                return isFamily == person.isFamily
            }
            return name.gender.fits(person.gender)
        }
        if parts.lasts.isEmpty {
            return sharesFirst
                || !parts.firsts.isDisjoint(with: person.lasts)
                    && person.firsts.isEmpty && !person.isFamily
        }
        if sharesFirst { return sharesLast || person.lasts.isEmpty }
        if initials == true { return sharesLast }
        return sharesLast && person.firsts.isEmpty && !person.isFamily
            && name.gender.fits(person.gender)
    }
}
