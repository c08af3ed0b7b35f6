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
    /// Columns of tables of which most cells hold names: the table and the number of the column.
    var personColumns = Set<Int64>()
    /// Words of the note that one letter tells from a name of the note, with that name.
    var misspelt: [Int32: Int32] = [:]

    init(reading: Reading, functions: [FunctionKind]) {
        self.reading = reading
        gatherer = NameEvidence(reading: reading, functions: functions)
        candidates = NameRuns(reading: reading).all()
        for index in candidates.indices { gatherer.gather(&candidates[index]) }
    }

    /// The names of the note, in reading order.
    ///
    /// Cost: O(*n*) in the tokens.
    mutating func names() -> [Mention] {
        addNeighbours()
        addColumns()
        completeCells()
        addBareUnknowns()
        remember()
        addNeighbours()
        addSpeakers()
        addColleagues()
        addMembers()
        var names = candidates.filter(\.isName)
        var persons = Persons(
            reading: reading,
            passagesWithCues: gatherer.passagesWithCues,
            meant: misspelt
        )
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

    /// What holds of all names of a list.
    private static let shared: [Evidence] = [
        .attendance, .family, .youth, .kin, .pluralCivility, .officer, .labelled,
        .answerable,
        .functionBefore,
    ]

    private mutating func link(_ index: Int, to neighbour: Int) {
        guard candidates[neighbour].isName,
            isJoined(min(index, neighbour), max(index, neighbour))
        else { return }
        // « MM. |Roy|, Diaz et Le Goff (clubs de football) »
        if neighbour > index, candidates[index].evidence.contains(.pluralCivility) {
            for evidence in [Evidence.institutionAfter, .functionAfter]
            where candidates[neighbour].evidence.contains(evidence) {
                candidates[index].evidence.insert(evidence)
            }
        }
        guard !candidates[index].evidence.contains(.neighbour) else { return }
        candidates[index].evidence.insert(.neighbour)
        // « maquillage : Océane et Shaïna »: the neighbour explains the capital
        candidates[index].evidence.remove(.sentenceStart)
        for evidence in Self.shared
        where neighbour < index && candidates[neighbour].evidence.contains(evidence)
            && evidence != .kin && evidence != .youth
            && (evidence != .functionBefore
                || candidates[neighbour].evidence.contains(.pluralCivility))
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
                && tokens[last].kind == .word
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
