internal import Documents
internal import Lexicons
internal import Tokens

/// Who takes the word: a name before a colon at the start of a line, a name above a message.
extension NameEvidence {
    /// Notes a name before a colon at the line's start: « [18:02] Fred : », « lun 7:15 - Zoé loge 2 : ».
    func speaker(_ candidate: inout NameCandidate) {
        let tokens = reading.tokens
        var next = candidate.last + 1
        // « Soumaya (CM1) : » is spoken of
        guard !candidate.evidence.contains(.age), !candidate.evidence.contains(.birth) else {
            return
        }
        if next >= tokens.count || tokens[next].gap == .block {
            if isBehindClock(candidate.first), headsShift(candidate) {
                candidate.evidence.insert(.officer)
            }
            return
        }
        if tokens[next].isSign("."), tokens[next].gap == .nothing,
            tokens[candidate.last].shape == .initial
        {
            next += 1
        }
        var first = candidate.first
        while first > 0, tokens[first].gap != .block,
            tokens[first - 1].isSign(".") || reading.has(first - 1, .civility)
        {
            first -= 1
        }
        let startsLine = tokens[first].gap == .block
        if startsLine, isTimeAlone(next) {
            // « Lola G. 09:02 » above a message
            candidate.evidence.insert(.speaker)
            candidate.evidence.insert(.officer)
            return
        }
        if startsLine, candidate.first == first,
            isTimeBeforeText(next)
                || next + 1 < tokens.count && tokens[next].kind == .word
                    && tokens[next].gap == .blank && isTimeBeforeText(next + 1)
        {
            // « Karima 19:02 on y va »
            candidate.evidence.insert(.speaker)
            candidate.evidence.insert(.turn)
            return
        }
        if startsLine, isTimeAtEnd(next) {
            // « Lenny_AED — 08:04 » above a message
            candidate.evidence.insert(.speaker)
            candidate.evidence.insert(.turn)
            return
        }
        let isClocked = !startsLine && isBehindClock(first)
        if isClocked, headsShift(candidate) {
            // « mardi 7 — Mario » above what he wrote
            candidate.evidence.insert(.officer)
            return
        }
        guard startsLine || isClocked, let turn = turn(from: next) else { return }
        candidate.evidence.insert(.speaker)
        if isClocked || turn == .clocked { candidate.evidence.insert(.turn) }
        if turn == .inOffice { candidate.evidence.insert(.officer) }
    }

    /// « 19:02 », « 19h02 » and a text behind it on the line.
    private func isTimeBeforeText(_ start: Int) -> Bool {
        let tokens = reading.tokens
        guard tokens[start].kind == .number, tokens[start].gap == .blank else { return false }
        var index = start + 1
        if index + 1 < tokens.count, tokens[index].isSign(":"), tokens[index + 1].kind == .number,
            tokens[index].gap == .nothing, tokens[index + 1].gap == .nothing
        {
            index += 2
        } else {
            let last = reading.document.text[Int(tokens[start].end) - 1]
            let text = reading.document.text[Int(tokens[start].start)..<Int(tokens[start].end)]
            guard text.contains(0x68), last >= 0x30, last <= 0x39 else { return false }
        }
        return index < tokens.count && tokens[index].gap == .blank && !tokens[index].isSign(":")
            && !tokens[index].isSign("-")
    }

    /// Whether a name behind a day ends its line, or a bracket does, and the next line is a text
    /// and no further day: the head of what somebody on duty wrote.
    private func headsShift(_ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        guard reading.document.blocks[Int(tokens[candidate.first].block)].kind != .cell,
            !candidate.evidence.contains(.civility)
        else { return false }
        var index = candidate.last + 1
        if index < tokens.count, tokens[index].isSign("("), tokens[index].gap != .block {
            while index < tokens.count, index < candidate.last + 6, !tokens[index].isSign(")") {
                index += 1
            }
            index += 1
        }
        // « MERCREDI (|Aziz|) »
        if index < tokens.count, tokens[index].isSign(")"), tokens[index].gap != .block {
            index += 1
        }
        guard index < tokens.count, tokens[index].gap == .block else { return false }
        var start = candidate.first
        while start > 0, tokens[start].gap != .block { start -= 1 }
        guard
            reading.has(start, .calendar) || isShortDay(start)
        else { return false }
        let next = tokens[index]
        if next.kind == .number { return isClockOrDate(index) }
        return next.kind == .word && !reading.has(index, .calendar) && !isShortDay(index)
    }

    /// « — 08:04 », « _AED - 8h04 » and the end of the line.
    private func isTimeAtEnd(_ start: Int) -> Bool {
        let tokens = reading.tokens
        var index = start
        while index < tokens.count, index < start + 5, tokens[index].gap != .block,
            tokens[index].kind != .number
        {
            guard tokens[index].kind != .word || tokens[index].gap == .nothing,
                !tokens[index].isSign(":")
            else { return false }
            index += 1
        }
        return index > start && index < tokens.count && tokens[index].gap != .block
            && tokens[index].end - tokens[index].start <= 5 && isTimeAlone(index)
    }

    /// « (AED) », « (nuit) »: one word alone in brackets that is no kin.
    private func isTitleInBrackets(_ index: Int) -> Bool {
        !reading.has(index, [.kin, .youth]) && !isCue(index)
            && reading.grammar[index].isDisjoint(with: .adverb)
            && reading.tokens[index - 1].isSign("(")
            && index + 1 < reading.tokens.count && reading.tokens[index + 1].isSign(")")
    }

    private enum Turn { case plain, clocked, inOffice, other }

    /// What stands between a speaker and the colon: nothing, a service, a time.
    private func turn(from start: Int) -> Turn? {
        let tokens = reading.tokens
        var turn = Turn.plain
        var index = start
        var words = 0
        var isInBrackets = false
        while index < tokens.count, index < start + 8, tokens[index].gap != .block {
            let token = tokens[index]
            if token.isSign(":") {
                let isTime =
                    index + 1 < tokens.count && tokens[index + 1].gap == .nothing
                    && tokens[index + 1].kind == .number && tokens[index - 1].kind == .number
                guard isTime else { return index == start ? .plain : turn }
                turn = .clocked
            } else if token.kind == .word {
                let isOffice =
                    !reading.marks[index].isDisjoint(with: [.institution, .professional, .function])
                    || reading.has(index, .service)
                words += 1
                if isOffice || isInBrackets && isTitleInBrackets(index) {
                    turn = .inOffice
                } else {
                    // one word more than the name: « Zoé compta : », no sentence
                    guard words < 3,
                        reading.grammar[index].isDisjoint(with: [.adverb, .grammatical]),
                        !BareWords.isVerb(index, in: reading),
                        !reading.has(index, [.kin, .youth, .pronoun, .designation])
                    else { return nil }
                    if turn == .plain { turn = .other }
                }
            } else if token.isSign("(") || token.isSign(")") {
                isInBrackets = token.isSign("(")
            } else if token.kind != .number, !token.isSign(".") {
                return nil
            }
            index += 1
        }
        return nil
    }

    /// Whether only a time, a date and signs stand between the line's start and a token.
    private func isBehindClock(_ first: Int) -> Bool {
        let tokens = reading.tokens
        var index = first
        var hasNumber = false
        var steps = 0
        while tokens[index].gap != .block {
            guard index > 0, steps < 12 else { return false }
            index -= 1
            steps += 1
            let token = tokens[index]
            if token.kind == .number {
                hasNumber = hasNumber || isClockOrDate(index)
            } else if token.kind == .word {
                guard
                    reading.has(index, .calendar) || isShortDay(index)
                        || Self.shifts.contains(reading.short[index])
                else { return false }
                hasNumber = true
            } else if token.kind == .symbol {
                return false
            }
        }
        return hasNumber && steps > 0
    }

    /// « 18:02 », « 9h », « 12/05 »: no number of an item.
    private func isClockOrDate(_ index: Int) -> Bool {
        let tokens = reading.tokens
        if tokens[index].end - tokens[index].start > 2 { return true }
        let next = index + 1
        return next < tokens.count && tokens[next].gap != .block
            && (tokens[next].isSign(":") && tokens[next].gap == .nothing
                && next + 1 < tokens.count && tokens[next + 1].kind == .number
                // « 12/05 », not « 3/ Mme Roy : »
                || tokens[next].isSign("/") && tokens[next].gap == .nothing
                    && next + 1 < tokens.count && tokens[next + 1].gap == .nothing
                    && tokens[next + 1].kind == .number
                || tokens[next].kind == .word && tokens[next].gap != .block
                    && (isHour(next) || reading.has(next, .calendar)))
            || index > 0 && tokens[index].gap == .nothing && tokens[index - 1].isSign(":")
    }

    /// The most tokens between a time and the colon behind a speaker.
    private static let longestSpeaker = 8

    /// Whether most of the lines that start with a time go on with somebody and a colon: those of a talk
    /// do, those of a log of the day do not.
    ///
    /// - Complexity: O(*n*) in the tokens.
    func isTalkByTheClock() -> Bool {
        let tokens = reading.tokens
        var (lines, turns) = (0, 0)
        for index in tokens.indices where tokens[index].gap == .block || index == 0 {
            var at = index
            while at < index + 2, at + 1 < tokens.count, tokens[at].kind == .punctuation,
                tokens[at + 1].gap != .block
            {
                at += 1
            }
            guard tokens[at].kind == .number, isClockOrDate(at) else { continue }
            lines += 1
            var hasWord = false
            var next = at + 1
            while next < tokens.count, next < at + Self.longestSpeaker + 4,
                tokens[next].gap != .block
            {
                if tokens[next].isSign(":"), hasWord {
                    turns += 1
                    break
                }
                hasWord = hasWord || tokens[next].kind == .word && !isHour(next)
                next += 1
            }
        }
        return turns * 3 >= lines * 2
    }

    private static let shifts = ShortKeys(
        "matin matinée après midi aprem soir soirée nuit journée veille"
    )

    private func isHour(_ index: Int) -> Bool { Self.hours.contains(reading.short[index]) }

    private static let hours = ShortKeys("h heures heure")

    /// « lun », « mer »: in front of a time.
    private func isShortDay(_ index: Int) -> Bool {
        Self.shortDays.contains(reading.short[index])
    }

    private static let shortDays = ShortKeys("lun mar mer merc jeu ven vend sam dim le à")

    /// « 09:02 », « 9h02 » and the end of the line.
    func isTimeAlone(_ start: Int) -> Bool {
        let tokens = reading.tokens
        var index = start
        if index < tokens.count, tokens[index].isSign("."), tokens[index].gap == .nothing {
            index += 1
            // « yacine.m 09:03 »
            if index < tokens.count, tokens[index].gap == .nothing, tokens[index].kind == .word,
                tokens[index].end - tokens[index].start <= 3
            {
                index += 1
            }
        }
        guard index < tokens.count, tokens[index].kind == .number, tokens[index].gap == .blank
        else { return false }
        if index + 2 < tokens.count, tokens[index + 1].isSign(":"),
            tokens[index + 2].kind == .number
        {
            index += 2
        }
        return index + 1 >= tokens.count || tokens[index + 1].gap == .block
    }
}
