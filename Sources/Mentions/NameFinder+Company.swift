internal import Documents
internal import Lexicons
internal import Tokens

/// What the other names of a note tell about one.
extension NameFinder {
    // MARK: Unknown words

    /// « on a reconnu |Ybald|, avec |Zhirko| »: an unknown word where a person is expected, in a note
    /// that speaks of private persons.
    mutating func addBareUnknowns() {
        let speaksOfPersons =
            !gatherer.passagesWithCues.isEmpty
            || candidates.contains { $0.isName && $0.evidence.personal >= 25 }
        guard speaksOfPersons else { return }
        for index in candidates.indices where !candidates[index].isName {
            if isBareUnknown(candidates[index]) { candidates[index].evidence.insert(.bareUnknown) }
        }
    }

    /// Words before which stands a verb or a preposition that leads to persons.
    private static let leads = ShortKeys(
        """
        avec chez et que qu' dont selon contre pour entre sauf par lui comme ou mais
        quand si car sans grand grande gros grosse vieux vieille
        """
    )

    private static let isWord = ShortKeys("est")
    private static let who = ShortKeys("qui")

    private func isBareUnknown(_ candidate: NameCandidate) -> Bool {
        let first = candidate.first
        let token = reading.tokens[first]
        guard candidate.evidence.contains(.unknownWord), !candidate.isInitials,
            !reading.marks[first].contains(.place),
            reading.profiles[Int(token.block)] == .normal,
            token.shape == .capital || token.shape == .mixed, token.end - token.start >= 3,
            !reading.startsSentence(first), token.gap == .blank || token.gap == .nothing
        else { return false }
        let before = reading.tokens[first - 1]
        if before.kind == .word {
            if BareWords.articles.contains(reading.short[first - 1]) { return false }
            if first > 1, reading.has(first - 2, .place),
                BareWords.isJoint(first - 1, in: reading)
            {
                // « de Béthune et |Bruay| »
                return false
            }
            if Self.leads.contains(reading.short[first - 1]) { return true }
            let next = candidate.last + 1
            if Self.isWord.contains(reading.short[first - 1]), next < reading.tokens.count,
                Self.who.contains(reading.short[next])
            {
                // « c'est |Vidalenc| qui a mis »
                return true
            }
            return !reading.grammar[first - 1].isDisjoint(with: [.verb, .infinitive, .participle])
                && reading.grammar[first - 1].isDisjoint(with: [.noun, .adjective, .grammatical])
        }
        // « le deuxième, |Ybald|, n'a pas »
        let next = candidate.last + 1
        guard before.isSign(","), next < reading.tokens.count, reading.tokens[next].gap != .block
        else { return false }
        return reading.tokens[next].isSign(",")
    }

    // MARK: Speakers

    /// Who takes the word twice takes part in the talk.
    mutating func addSpeakers() {
        // neighbours who write of their own homes take part in no function
        guard reading.ownLifePhrases < 2, !reading.isOfResidents else { return }
        var turns: [[UInt8]: Int] = [:]
        let speakers = candidates.indices.filter { candidates[$0].evidence.contains(.speaker) }
        for index in speakers { turns[key(of: candidates[index]), default: 0] += 1 }
        guard turns.count > 1 else {
            let isTalk = !speakers.isEmpty && gatherer.isTalkByTheClock()
            for index in speakers where isTalk && candidates[index].evidence.contains(.turn) {
                candidates[index].evidence.insert(.officer)
            }
            return
        }
        // messages with their hour, in which somebody writes again, are a talk; in a log of the day
        // nobody does
        let clocked = speakers.filter { candidates[$0].evidence.contains(.turn) }
        let isTalk =
            (clocked.count < 4
                || clocked.contains { turns[key(of: candidates[$0])] ?? 0 > 1 })
            && (clocked.isEmpty || gatherer.isTalkByTheClock())
        for index in speakers {
            let isTurn = candidates[index].evidence.contains(.turn)
            if isTurn ? isTalk : turns[key(of: candidates[index])] ?? 0 > 1 {
                candidates[index].evidence.insert(.officer)
            }
        }
    }

    private func key(of candidate: NameCandidate) -> [UInt8] {
        (candidate.first...candidate.last).flatMap { reading.plainKey($0) + [0x20] }
    }

    // MARK: Colleagues

    /// « Mme Roy (UDAF), Mme Diaz, Mme Petit (CAF) »: a list of which most names have an office.
    mutating func addColleagues() {
        var start = 0
        while start < candidates.count {
            guard candidates[start].isName else {
                start += 1
                continue
            }
            var members = [start]
            var next = start + 1
            while next < candidates.count, members.count < 64 {
                // « (UDAF) » is a run of words too
                guard candidates[next].isName || !isInBrackets(next) else {
                    next += 1
                    continue
                }
                guard candidates[next].isName,
                    isListed(after: members[members.count - 1], next)
                else { break }
                members.append(next)
                next += 1
            }
            addOffice(to: members)
            start = next
        }
    }

    /// « 1) Mme Roy, CAF⏎2) LONS Lina, gérante »: items of a list that begin with names, of which most
    /// have an office.
    mutating func addMembers() {
        let blocks = reading.document.blocks
        var members: [Int] = []
        var lastBlock = -2
        func startsItem(_ index: Int) -> Bool {
            var first = candidates[index].first
            while reading.tokens[first].gap != .block, first > 0,
                reading.has(first - 1, [.civility, .title]) || reading.tokens[first - 1].isSign(".")
            {
                first -= 1
            }
            return reading.tokens[first].gap == .block
        }
        for index in candidates.indices where candidates[index].isName && startsItem(index) {
            let block = Int(reading.tokens[candidates[index].first].block)
            guard blocks[block].kind == .bullet else { continue }
            if block > lastBlock + 1 {
                addOffice(to: members, atLeast: 4)
                members = []
            }
            members.append(index)
            lastBlock = block
        }
        addOffice(to: members, atLeast: 4)
    }

    private func isInBrackets(_ index: Int) -> Bool {
        let first = candidates[index].first
        return first > 0 && reading.tokens[first - 1].isSign("(")
    }

    private mutating func addOffice(to members: [Int], atLeast count: Int = 3) {
        guard members.count >= count else { return }
        let inOffice = members.count { candidates[$0].evidence.official >= 25 }
        let privates = members.count { candidates[$0].evidence.personal >= 40 }
        guard inOffice >= 2, inOffice * 5 >= members.count * 2, privates == 0 else { return }
        for member in members { candidates[member].evidence.insert(.colleague) }
    }

    /// Whether two names follow each other in a list: commas, « et », brackets, civilities between.
    private func isListed(after first: Int, _ second: Int) -> Bool {
        let start = candidates[first].last + 1
        let end = candidates[second].first
        guard end > start, end - start <= 14 else { return false }
        var depth = 0
        for index in start...end {
            let token = reading.tokens[index]
            if token.gap == .block { return false }
            if index == end { break }
            if token.isSign("(") {
                depth += 1
            } else if token.isSign(")") {
                depth -= 1
            } else if depth == 0 {
                let isJoint =
                    token.isSign(",") || token.isSign(".") || token.isSign(";")
                    || reading.keyBytes(index) == Array("et".utf8)
                    || reading.has(index, [.civility, .title, .pluralCivility])
                    || !reading.marks[index].isDisjoint(with: [.function, .institution])
                guard isJoint else { return false }
            }
        }
        return depth == 0
    }
}
