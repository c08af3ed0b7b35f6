internal import Documents
internal import Lexicons
internal import Tokens

/// Decides which runs are names, tells persons apart, and says who acts in a function.
///
/// Four steps: the evidence of each run; what lists, tables and other names of the note add; memory
/// (a name once found is found everywhere); persons (``Persons``).
struct NameFinder {
    let reading: Reading
    let gatherer: NameEvidence
    var candidates: [NameCandidate]

    init(reading: Reading, functions: [FunctionKind]) {
        self.reading = reading
        gatherer = NameEvidence(reading: reading, functions: functions)
        var runs = NameRuns(reading: reading)
        candidates = runs.all()
        for index in candidates.indices { gatherer.gather(&candidates[index]) }
    }

    /// The names of the note, in reading order.
    ///
    /// Cost: O(*n*) in the tokens.
    mutating func names() -> [Mention] {
        addNeighbours()
        addColumns()
        addBareUnknowns()
        remember()
        addNeighbours()
        addSpeakers()
        addColleagues()
        var names = candidates.filter(\.isName)
        var persons = Persons(reading: reading, passagesWithCues: gatherer.passagesWithCues)
        persons.tellApart(&names)
        return names.map { mention(of: $0) }
    }

    // MARK: Lists and tables

    /// « Kévin, Sofia et Liam »: what stands between names in a list is a name.
    private mutating func addNeighbours() {
        for index in candidates.indices.dropFirst() {
            link(index, to: index - 1)
        }
        for index in candidates.indices.dropLast().reversed() {
            link(index, to: index + 1)
        }
    }

    private mutating func link(_ index: Int, to neighbour: Int) {
        guard candidates[neighbour].isName, !candidates[index].evidence.contains(.neighbour),
            isJoined(min(index, neighbour), max(index, neighbour))
        else { return }
        candidates[index].evidence.insert(.neighbour)
        // « maquillage : Océane et Shaïna »: the neighbour explains the capital
        candidates[index].evidence.remove(.sentenceStart)
        let shared: [Evidence] = [
            .attendance, .family, .youth, .kin, .pluralCivility, .officer, .labelled,
            .answerable,
        ]
        for evidence in shared
        where neighbour < index && candidates[neighbour].evidence.contains(evidence)
            && evidence != .kin && evidence != .youth
        {
            candidates[index].evidence.insert(evidence)
        }
    }

    /// Whether only « , », « et », « / », « & », « + », « ou » stand between two candidates.
    private func isJoined(_ first: Int, _ second: Int) -> Bool {
        let start = candidates[first].last + 1
        let end = candidates[second].first
        guard end > start, end - start <= 4 else { return false }
        var joints = 0
        for index in start..<end {
            let token = reading.tokens[index]
            if token.gap == .block { return false }
            // « Mme |Roy|, M. |Diaz| »
            if joints > 0, candidates[first].evidence.contains(.civility),
                reading.has(index, .civility) || token.isSign(".")
            {
                continue
            }
            joints += 1
            guard joints <= 2 else { return false }
            let byte = reading.document.text[Int(token.start)]
            if token.kind != .word {
                guard byte == 0x2C || byte == 0x2F || byte == 0x26 || byte == 0x2B else {
                    return false
                }
            } else {
                let isJoint =
                    token.end - token.start == 2
                    && (byte | 0x20 == 0x65 || byte | 0x20 == 0x6F)
                    && reading.grammar[index].contains(.grammatical)
                guard
                    isJoint
                        || joints == 2 && index == end - 1 && reading.has(index, .particle)
                            && token.shape == .lower
                else { return false }
            }
        }
        return reading.tokens[end].gap != .block
    }

    /// A column of which most cells hold names holds names.
    private mutating func addColumns() {
        var named: [Int64: Int] = [:]
        let blocks = reading.document.blocks
        func column(_ block: Block) -> Int64 { Int64(block.table) << 32 | Int64(block.column) }
        for candidate in candidates where candidate.isName {
            let first = reading.tokens[candidate.first]
            let block = blocks[Int(first.block)]
            guard block.kind == .cell, first.gap == .block || startsCell(candidate.first) else {
                continue
            }
            named[column(block), default: 0] += 1
        }
        guard !named.isEmpty else { return }
        var cells: [Int64: Int] = [:]
        for block in blocks where block.kind == .cell { cells[column(block), default: 0] += 1 }
        for index in candidates.indices where !candidates[index].isName {
            let first = reading.tokens[candidates[index].first]
            let block = blocks[Int(first.block)]
            guard block.kind == .cell, startsCell(candidates[index].first) else { continue }
            let all = cells[column(block)] ?? 0
            let found = named[column(block)] ?? 0
            if found >= 2, found * 5 >= all * 2 {
                candidates[index].evidence.insert(.personColumn)
            }
        }
    }

    private func startsCell(_ index: Int) -> Bool {
        var at = index
        while reading.tokens[at].gap != .block, at > 0 {
            guard
                reading.has(at - 1, [.civility, .family, .pluralCivility])
                    || reading.tokens[at - 1].isSign(".")
            else { return false }
            at -= 1
        }
        return true
    }

    // MARK: Memory

    /// A surname or first name once found is found in the whole note, in any case.
    private mutating func remember() {
        var known = Set<[UInt8]>()
        for candidate in candidates where candidate.isName && !candidate.isInitials {
            for index in candidate.first...candidate.last where isMemorable(index) {
                known.insert(reading.plainKey(index))
            }
        }
        guard !known.isEmpty else { return }
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
            if isRecallable(index), known.contains(reading.plainKey(index)) {
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

    private func merged(_ a: [NameCandidate], _ b: [NameCandidate]) -> [NameCandidate] {
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
    private func isRecallable(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        guard token.kind == .word, token.end - token.start >= 3,
            reading.marks[index].isDisjoint(with: [.opaque, .odonym, .identifier])
        else { return false }
        if reading.isCommon(index) || reading.has(index, .calendar) {
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

    /// A rejected run in which a known name stands: cut to it.
    private mutating func recall(_ index: Int, _ known: Set<[UInt8]>) {
        var candidate = candidates[index]
        var hits: [Int] = []
        for token in candidate.first...candidate.last
        where isMemorable(token) && known.contains(reading.plainKey(token)) {
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

    // MARK: Mentions

    private static let suffixes = ShortKeys("junior jr senior sr jun")

    private func isSuffix(_ index: Int) -> Bool {
        reading.tokens[index].kind == .word && Self.suffixes.contains(reading.short[index])
    }

    private func mention(of candidate: NameCandidate) -> Mention {
        let tokens = reading.tokens
        var last = candidate.last
        let isLetter =
            tokens[last].shape == .initial
            || last > candidate.first && tokens[last].end - tokens[last].start == 1
        if isLetter, last + 1 < tokens.count, tokens[last + 1].isSign("."),
            tokens[last + 1].gap == .nothing
        {
            last += 1
        }
        while last + 1 < tokens.count, last > candidate.first || !candidate.isInitials,
            tokens[last + 1].gap == .blank, isSuffix(last + 1)
        {
            // « Kévin junior »: the younger of two who bear one name
            last += 1
        }
        var first = candidate.first
        if first > 0, tokens[first].gap == .blank || tokens[first].gap == .line,
            reading.has(first - 1, .endearment),
            !candidate.isOfficial
        {
            // « tata Bijou », « Mémé Sel »: the kin word is part of the name
            first -= 1
        }
        let label: Label =
            candidate.isOfficial ? .official : candidate.isInitials ? .initials : .person
        let family =
            candidate.isOfficial && candidate.isPresumed
            ? "presumed"
            : candidate.isOfficial ? "official" : candidate.isInitials ? "initials" : "person"
        let rule = candidate.evidence.strongest?.ruleName ?? "name"
        var mention = Mention(
            start: Int(tokens[first].start),
            end: Int(tokens[last].end),
            label: label,
            rule: "\(family).\(rule)",
            firstToken: first,
            lastToken: last
        )
        mention.evidence = candidate.evidence
        mention.entity = candidate.entity
        mention.function = candidate.function
        mention.isSignatory =
            candidate.evidence.contains(.signature) || candidate.evidence.contains(.officer)
        mention.isPresumed = candidate.isOfficial && candidate.isPresumed
        mention.isDoubtful = candidate.evidence.name < Evidence.certainty
        return mention
    }
}
