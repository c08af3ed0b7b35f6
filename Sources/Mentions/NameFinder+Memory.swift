internal import Documents
internal import Lexicons
internal import Tokens

/// A name once found is found everywhere in the note.
extension NameFinder {
    /// A surname or first name once found is found in the whole note, in any case.
    mutating func remember() {
        var known = [Bool](repeating: false, count: reading.plainWords.count)
        var names: [Int32] = []
        for candidate in candidates where candidate.isName && !candidate.isInitials {
            for index in candidate.first...candidate.last where isMemorable(index) {
                let word = reading.plainWord(index)
                if !known[Int(word)] { names.append(word) }
                known[Int(word)] = true
            }
        }
        guard !names.isEmpty else { return }
        misspelt = misspeltWords(of: names, known)
        for word in misspelt.keys { known[Int(word)] = true }
        // a copy: asked through self it would be copied for each word
        let reading = reading
        var added: [NameCandidate] = []
        var next = 0
        var index = 0
        while index < reading.tokens.count {
            if next < candidates.count, candidates[next].first == index {
                if !candidates[next].isName { recall(next, known) }
                index = candidates[next].last + 1
                next += 1
                continue
            }
            let word = reading.plainWord(index)
            if word >= 0, known[Int(word)], Self.isRecallable(index, in: reading) {
                var candidate = NameCandidate(first: index, last: index, weights: reading.weights)
                gatherer.gather(&candidate)
                candidate.evidence.insert(.remembered)
                added.append(candidate)
            }
            index += 1
        }
        guard !added.isEmpty else { return }
        candidates = merged(candidates, added)
    }

    func merged(_ a: [NameCandidate], _ b: [NameCandidate]) -> [NameCandidate] {
        var result: [NameCandidate] = []
        result.reserveCapacity(a.count + b.count)
        var i = 0
        for each in b {
            while i < a.count, a[i].first < each.first {
                result.append(a[i])
                i += 1
            }
            result.append(each)
        }
        result += a[i...]
        return result
    }

    /// Whether a word of a name is worth remembering.
    private func isMemorable(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        return token.kind == .word && token.end - token.start >= (token.shape == .lower ? 4 : 3)
            && !reading.grammar[index].contains(.grammatical)
            && !reading.has(index, [.particle])
            && !isAcronym(index)
    }

    /// Up to four capitals that are no known name: « CDN ».
    private func isAcronym(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        return token.shape == .caps && token.end - token.start <= 4
            && reading.profiles[Int(token.block)] == .normal
            && !reading.has(index, [.anyFirstName, .surname, .ambiguousSurname])
            && reading.words[index] == 0
    }

    /// Whether a word outside all runs may be a name that is known from elsewhere.
    private static func isRecallable(_ index: Int, in reading: Reading) -> Bool {
        let token = reading.tokens[index]
        guard token.kind == .word, token.end - token.start >= 3,
            reading.marks[index].isDisjoint(with: [.opaque, .odonym, .identifier])
        else { return false }
        if reading.isCommon(index) || reading.has(index, .calendar) {
            let profile = reading.profiles[Int(token.block)]
            if profile == .caps || profile == .lower && !token.isCapitalised {
                return isNamedAgain(index, in: reading)
            }
            // « Petit », « Noël »: only with a capital that the sentence does not explain
            guard token.isCapitalised,
                !reading.startsSentence(index) || BareWords.isSubject(index, in: reading),
                reading.profiles[Int(token.block)] == .normal,
                reading.marks[index].isDisjoint(with: [.function, .institution, .field])
            else { return false }
            return index == 0 || !reading.grammar[index - 1].contains(.grammatical)
                || reading.has(index - 1, .civility)
        }
        return token.end - token.start >= 4 || token.isCapitalised
    }

    private static let leads = ShortKeys("et avec chez pour contre sur sauf à ou d'")

    /// Whether a name stands here again, in capitals (« AVEC SAMBA », « JUSTE VEUT »): a word that is a name of the note too, where a
    /// name stands and nothing else would.
    private static func isNamedAgain(_ index: Int, in reading: Reading) -> Bool {
        let next = index + 1
        guard
            reading.has(index, [.anyFirstName, .surname, .ambiguousSurname])
                || reading.grammar[index].contains(.firstName),
            reading.marks[index].isDisjoint(with: [.function, .institution, .field])
        else { return false }
        let isLed =
            index == 0 || reading.tokens[index].gap == .block
            || reading.tokens[index - 1].kind != .word
            || Self.leads.contains(reading.short[index - 1])
            || reading.has(index - 1, [.kin, .youth])
        guard isLed else { return false }
        guard next < reading.tokens.count, reading.tokens[next].gap != .block else { return true }
        return reading.tokens[next].kind == .punctuation || BareWords.isVerb(next, in: reading)
            || BareWords.clitics.contains(reading.short[next])
            || BareWords.isJoint(next, in: reading)
    }

    /// A rejected run in which a known name stands: cut to it.
    private mutating func recall(_ index: Int, _ known: [Bool]) {
        var candidate = candidates[index]
        var hits: [Int] = []
        for token in candidate.first...candidate.last
        where isMemorable(token) && known[Int(reading.plainWord(token))] {
            hits.append(token)
        }
        guard let first = hits.first, let last = hits.last else { return }
        if !candidate.isInitials {
            while candidate.first < first, reading.isCommon(candidate.first),
                reading.tokens[candidate.first].shape != .initial
            {
                candidate.first += 1
            }
            while candidate.last > last, reading.isCommon(candidate.last) { candidate.last -= 1 }
        }
        gatherer.gather(&candidate)
        candidate.evidence.insert(.remembered)
        candidate.evidence.remove(.commonWords)
        candidates[index] = candidate
    }
}
