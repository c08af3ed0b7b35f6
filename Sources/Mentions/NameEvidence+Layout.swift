internal import Documents
internal import Lexicons
internal import Tokens

/// Where a run stands: list, field, header, signature, message.
extension NameEvidence {
    func layout(of candidate: inout NameCandidate) {
        let tokens = reading.tokens
        let block = reading.document.blocks[Int(tokens[candidate.first].block)]
        let marks = reading.marks[candidate.first]
        if tokens[candidate.first].gap != .block { function(inBlockOf: &candidate) }
        if marks.contains(.attendance) {
            candidate.evidence.insert(.attendance)
            candidate.function = max(candidate.function, functionOfRow[block.line] ?? .unknown)
        }
        if marks.contains(.officer) { candidate.evidence.insert(.officer) }
        if marks.contains(.personField) {
            candidate.evidence.insert(.personField)
            candidate.evidence.remove(.commonWords)
            candidate.evidence.remove(.sentenceStart)
        }
        if marks.contains(.subjectField) { candidate.evidence.insert(.subject) }
        if block.kind == .mailHeader, !marks.contains(.subjectField) {
            candidate.evidence.insert(.mailHeader)
        }
        bare(&candidate)
        if isInBrackets(candidate) || introducesItself(candidate) || followsFunctionLine(candidate) {
            candidate.evidence.insert(.answerable)
        }
        let isAlone =
            tokens[candidate.first].gap == .block
            && (candidate.last + 1 >= tokens.count || tokens[candidate.last + 1].gap == .block)
        if isAlone, block.kind != .cell, block.kind != .bullet, block.line >= signatureLine {
            candidate.evidence.insert(.signature)
        }
        if signsForService(candidate) { candidate.evidence.insert(.answerable) }
        if closesNote(candidate) || followsClosing(candidate.first) {
            candidate.evidence.insert(.signature)
        }
        if isAboveAddress(candidate) { candidate.evidence.insert(.atAddress) }
        if tellsSecret(candidate) { candidate.evidence.insert(.subjectOfSecret) }
        if isListed(candidate) { candidate.evidence.insert(.listed) }
        let isInOffice = [
            Evidence.institutionAfter, .functionAfter, .attendance, .officer, .labelled,
            .answerable, .byOffice,
        ].contains { candidate.evidence.contains($0) }
        if !isInOffice, hasCue(Int(reading.passageOfToken[candidate.first])) {
            candidate.evidence.insert(.cueNearby)
        }
        speaker(&candidate)
    }

    /// « (S. |Roy) », « vie scolaire (M. |Roy) »: a name alone in brackets behind what it answers for.
    private func isInBrackets(_ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        var end = candidate.last + 1
        if end < tokens.count, tokens[end].isSign("."), tokens[candidate.last].shape == .initial {
            end += 1
        }
        guard end < tokens.count, tokens[end].isSign(")"), tokens[end].gap == .nothing else {
            return false
        }
        var start = candidate.first
        var hasCivility = false
        while start > 0, tokens[start].gap != .block,
            tokens[start - 1].isSign(".") || reading.has(start - 1, [.civility, .title])
        {
            start -= 1
            hasCivility = hasCivility || tokens[start].kind == .word
        }
        guard start > 1 else { return false }
        let opening = tokens[start - 1]
        // « (S. Roy) » at the end of a text, « (document de travail, S. Roy) »
        let startsWithInitial =
            tokens[candidate.first].shape == .initial && candidate.last > candidate.first
            && tokens[candidate.last].shape != .initial
        if opening.isSign(",") {
            // « (document de travail, S. Roy) »
            var open = start - 2
            while open > 0, open > start - 9, tokens[open].kind == .word { open -= 1 }
            return startsWithInitial && tokens[open].isSign("(")
        }
        guard opening.isSign("(") else { return false }
        let before = start - 2
        guard tokens[before].kind == .word else { return startsWithInitial }
        if reading.has(before, [.kin, .youth, .designation, .family, .alias])
            || reading.has(before, .anyFirstName)
        {
            return false
        }
        let isOffice =
            reading.has(before, [.service, .equipment])
            || !reading.marks[before].isDisjoint(with: [.institution, .odonym])
        return startsWithInitial || hasCivility && isOffice
    }

    /// « c'est |Noé| de la médiation », « slt c |lamia| de la mairie »: the writer names herself.
    private func introducesItself(_ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        let next = candidate.last + 1
        guard candidate.first > 0, tokens[candidate.first].gap == .blank, next + 1 < tokens.count,
            tokens[next].gap == .blank, ["de", "du", "à", "au", "a"].contains(text(next)),
            !reading.has(next + 1, [.kin, .youth])
        else { return false }
        let before = text(candidate.first - 1)
        if before == "c" || before == "ici" || before == "cest" { return true }
        return before == "est" && candidate.first > 1 && text(candidate.first - 2) == "c'"
    }

    private func text(_ index: Int) -> String {
        String(decoding: reading.keyBytes(index), as: UTF8.self)
    }

    /// « Le mot du président⏎|Rémi Roy| remercie … »: the line above ends with the function.
    private func followsFunctionLine(_ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        let first = candidate.first
        guard first > 1, tokens[first].gap == .block, candidate.last > first,
            !candidate.isInitials
        else { return false }
        let blocks = reading.document.blocks
        let above = blocks[Int(tokens[first - 1].block)]
        guard blocks[Int(tokens[first].block)].line == above.line + 1,
            above.kind == .heading || above.kind == .line,
            reading.marks[first - 1].contains(.function)
        else { return false }
        return tokensBefore(first - 1) < 4 || above.kind == .heading
    }

    /// « Mme Lina Roy⏎|7 impasse des Tilleuls| »: the head of a private person's letter.
    private func isAboveAddress(_ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        let next = candidate.last + 1
        guard next + 1 < tokens.count, tokens[next].gap == .block, tokens[next].kind == .number,
            reading.marks[next].contains(.identifier), candidate.last > candidate.first,
            reading.document.blocks[Int(tokens[next].block)].kind != .cell
        else { return false }
        // « 7 impasse », « 5 ter rue »
        let isStreet = (next + 1...min(next + 3, tokens.count - 1)).contains {
            reading.has($0, .street)
        }
        return isStreet && tokensBefore(candidate.first) <= 2
    }

    /// « KONE Awa : bavarde », « 3. ROY Lina - cantine »: surname first, then what is said of her.
    func isListed(_ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        let next = candidate.last + 1
        guard candidate.last > candidate.first, tokens[candidate.first].gap == .block,
            next + 1 < tokens.count, tokens[next].gap != .block, tokens[next + 1].gap != .block,
            tokens[next].isSign(":") || tokens[next].isSign("-") || tokens[next].isSign("/"),
            tokens[candidate.first].shape == .caps,
            reading.has(candidate.last, .anyFirstName),
            tokens[candidate.last].shape == .capital
        else { return false }
        return !reading.marks[next + 1].contains(.function)
            && !reading.marks[next + 1].contains(.professional)
    }

    /// Whether a name alone is the last sentence of the note.
    func closesNote(_ candidate: NameCandidate) -> Bool {
        let number = Int(reading.passageOfToken[candidate.first])
        guard number >= 3, number == reading.passages.count - 1 else { return false }
        let passage = reading.passages[number]
        return Int(passage.firstToken) == candidate.first
            && Int(passage.endToken) == candidate.last + 1
            && reading.document.blocks[Int(passage.block)].kind != .cell
    }

    /// « La direction de la vie associative,⏎|L. Roy| »: the last line of the note.
    private func signsForService(_ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        let first = candidate.first
        guard first > 2, tokens[first].gap == .line || tokens[first].gap == .block,
            tokens[first - 1].isSign(","), candidate.last > first,
            candidate.last + 1 >= tokens.count || tokens[candidate.last + 1].gap == .block,
            reading.document.blocks[Int(tokens[first].block)].line >= signatureLine
        else { return false }
        return (max(0, first - 8)..<first).contains {
            reading.has($0, .service)
                || !reading.marks[$0].isDisjoint(with: [.institution, .function])
        }
    }

    /// « Cordialement,⏎|Odile »: a closing word stands before the name.
    func followsClosing(_ first: Int) -> Bool {
        var index = first - 1
        var steps = 0
        while index >= 0, steps < 2, reading.tokens[index].isSign(",") {
            index -= 1
            steps += 1
        }
        guard index >= 0, reading.tokens[first].gap != .blank || steps > 0 else { return false }
        return fieldBefore(index) == "signature"
    }

    /// Notes a name before a colon at the line's start: « [18:02] Fred : », « lun 7:15 - Zoé loge 2 : ».
    func speaker(_ candidate: inout NameCandidate) {
        let tokens = reading.tokens
        var next = candidate.last + 1
        guard next < tokens.count, tokens[next].gap != .block else { return }
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
        let isClocked = !startsLine && isBehindClock(first)
        guard startsLine || isClocked, let turn = turn(from: next) else { return }
        candidate.evidence.insert(.speaker)
        if isClocked || turn == .clocked || turn == .inOffice { candidate.evidence.insert(.officer) }
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
                if isOffice || isInBrackets && !reading.has(index, [.kin, .youth]) {
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
                hasNumber = true
            } else if token.kind == .word {
                guard reading.has(index, .calendar) || isShortDay(index) else { return false }
            } else if token.kind == .symbol {
                return false
            }
        }
        return hasNumber && steps > 0
    }

    /// « lun », « mer »: in front of a time.
    private func isShortDay(_ index: Int) -> Bool {
        ["lun", "mar", "mer", "jeu", "ven", "sam", "dim", "le", "à"].contains(
            String(decoding: reading.keyBytes(index), as: UTF8.self)
        )
    }

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

    /// « Chronométrage : Ghania », « Accompagnatrices : Mme Legros »: a task leads to who does it,
    /// unless a sentence follows.
    func labelled(_ candidate: inout NameCandidate) {
        guard isFullOrPolite(candidate) else { return }
        let tokens = reading.tokens
        var colon = candidate.first - 1
        while colon >= 0, tokens[colon + 1].gap != .block,
            tokens[colon].isSign(".") || reading.has(colon, [.civility, .pluralCivility])
        {
            colon -= 1
        }
        guard colon > 0, tokens[colon].isSign(":"), tokens[colon].gap != .block else { return }
        let next = candidate.last + 1
        if next < tokens.count, tokens[next].gap != .block, tokens[next].kind == .word,
            !tokens[next].isCapitalised, !reading.has(next, .particle),
            !reading.grammar[next].contains(.grammatical)
        {
            return
        }
        var words = 0
        var index = colon - 1
        while index >= 0, words < 4 {
            guard tokens[index].kind == .word,
                reading.isCommon(index) || tokens[index].shape == .caps,
                !reading.marks[index].contains(.field),
                !reading.has(index, [.kin, .youth, .family, .designation, .civility])
            else { return }
            words += 1
            if tokens[index].gap == .block || index > 0 && tokens[index - 1].isSign(";") {
                candidate.evidence.insert(.labelled)
                return
            }
            index -= 1
        }
    }

    /// Whether a name has a civility or two words: who answers for a task is not named by a first
    /// name alone.
    private func isFullOrPolite(_ candidate: NameCandidate) -> Bool {
        [Evidence.civility, .pluralCivility, .twoParts, .initialAndWord].contains {
            candidate.evidence.contains($0)
        }
    }

    /// Notes a service at the start of the line that leads to its people: « Préfecture : |Duprat ».
    func function(inBlockOf candidate: inout NameCandidate) {
        labelled(&candidate)
        let tokens = reading.tokens
        var index = candidate.first - 1
        var dots = 0
        while index >= 0, tokens[index].isSign(".") || tokens[index].isSign(":") {
            dots += 1
            if tokens[index].gap == .block { return }
            index -= 1
        }
        guard dots >= 3 || dots == 1 && tokens[index + 1].isSign(":"), index >= 0 else { return }
        let isService =
            reading.marks[index].contains(.institution)
            || reading.has(index, .service)
            || (reading.has(index, .equipment) || reading.marks[index].contains(.odonym))
                && isFullOrPolite(candidate)
        if dots >= 3 {
            // a directory: « Archives ........ M. |Roy »
            candidate.evidence.insert(.answerable)
        }
        // « Demander un point à l'ASE : Lina est placée »: a sentence, no list of services
        if isService, dots >= 3 || !isInSentence(index) && !tellsSecret(candidate) {
            candidate.evidence.insert(.institutionAfter)
            candidate.evidence.insert(.functionBefore)
        }
    }

    /// Whether a verb stands before a token in its passage.
    private func isInSentence(_ index: Int) -> Bool {
        let start = Int(reading.passages[Int(reading.passageOfToken[index])].firstToken)
        return (max(start, index - 12)...index).contains {
            !reading.grammar[$0].isDisjoint(with: [.verb, .infinitive])
                && reading.grammar[$0].isDisjoint(with: [.noun, .grammatical])
        }
    }
}
