internal import Documents
internal import Lexicons
internal import Tokens

/// Who may be presumed to act in a function though nothing says so.
extension Persons {
    /// Takes back what a header or the end of the note said of who writes from home, and of who is
    /// alone in a passage that tells a secret.
    ///
    /// - Complexity: O(*n*) in the names.
    mutating func settleWriters(_ names: [NameCandidate]) {
        // who is named in a passage; -1 for several
        var alone: [Int32: Int] = [:]
        for name in names {
            let passage = reading.passageOfToken[name.first]
            guard passagesWithCues.contains(Int(passage)) else { continue }
            alone[passage] = (alone[passage] ?? name.entity) == name.entity ? name.entity : -1
        }
        for number in alone.values where number >= 0 {
            persons[number].official = min(
                persons[number].official,
                persons[number].sureOfficial
            )
        }
        for number in persons.indices
        where persons[number].writesFromHome && !persons[number].hasOffice {
            persons[number].official = 0
            persons[number].personal = max(persons[number].personal, 25)
        }
    }

    func placesOfPrivateMatters() -> (passages: Set<Int32>, lines: Set<Int32>) {
        var found: (passages: Set<Int32>, lines: Set<Int32>) = ([], [])
        func note(_ token: Int) {
            let passage = reading.passageOfToken[token]
            found.passages.insert(passage)
            let block = reading.document.blocks[Int(reading.passages[Int(passage)].block)]
            if block.kind == .cell { found.lines.insert(block.line) }
        }
        for term in reading.terms {
            let table = term.table
            let isPrivate =
                table.isSecret || table == .conduct || table == .situation || table == .judgement
            if isPrivate, reading.lexicon.need(of: term.row) == .nobody { note(term.first) }
        }
        for index in reading.tokens.indices where reading.marks[index].contains(.identifier) {
            let block = reading.document.blocks[Int(reading.tokens[index].block)]
            if block.kind == .cell { note(index) }
        }
        return found
    }

    /// Whether a name may be that of somebody in a function though nothing says so: with a civility
    /// or a verb of saying, or in no cell and before no verb of another kind; nothing that is told
    /// of private persons on its line.
    func isPresumable(_ name: NameCandidate) -> Bool {
        let block = reading.document.blocks[Int(reading.tokens[name.first].block)]
        if block.kind == .cell, told.lines.contains(block.line) { return false }
        if told.passages.contains(reading.passageOfToken[name.first]) { return false }
        let has = name.evidence.contains
        let speaks = has(.speechVerb) || has(.reportVerb)
        if has(.civility) || has(.pluralCivility) || speaks { return true }
        if block.kind == .cell, !told.lines.isEmpty { return false }
        return !has(.verb) && !has(.personVerb)
    }

    /// The passages that hold a secret form that needs nobody beside it.
    func passagesWithSecrets() -> Set<Int32> {
        var passages = Set<Int32>()
        for term in reading.terms
        where term.table.isSecret
            && reading.lexicon.need(of: term.row) == .nobody
        {
            passages.insert(reading.passageOfToken[term.first])
        }
        return passages
    }

    /// Who does or says something, with a civility and nothing private beside it, where three in four
    /// of those named act in a function.
    func speakersAmongOfficials(
        _ names: [NameCandidate],
        officials: Int,
        privates: Int
    ) -> Set<Int> {
        guard officials >= 3, officials >= 3 * privates, reading.ownLifePhrases < 2,
            !reading.isOfResidents
        else { return [] }
        var found = Set<Int>()
        for name in names {
            let has = name.evidence.contains
            guard has(.civility), has(.verb) || has(.speechVerb) || has(.reportVerb),
                !has(.cueNearby), isNeutral(name.entity)
            else { continue }
            found.insert(name.entity)
        }
        return found
    }

    private func isNeutral(_ number: Int) -> Bool {
        persons[number].official < 25 && persons[number].personal < 12
    }
}
