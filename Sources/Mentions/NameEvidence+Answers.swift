internal import Documents
internal import Lexicons
internal import Tokens

/// Who answers for something: a task, a document, a service, a letter.
extension NameEvidence {
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
                !reading.marks[index].contains(.field), !isCue(index),
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

    /// Whether who a service is reached by stands in brackets behind it, and nothing secret is told:
    /// « l'infirmerie (M |Cazal|) », « l'école d'arbitrage (Mme |Chanal|) ».
    func standsForService(bracket: Int, _ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        let next = candidate.last + 1
        guard tokens[bracket].isSign("("), tokens[bracket].gap != .block, next < tokens.count,
            tokens[next].isSign(")") || tokens[next].isSign(","), !tellsSecret(candidate)
        else { return false }
        // the head of the service, over what completes it
        for index in stride(from: bracket - 1, through: max(0, bracket - 4), by: -1) {
            guard tokens[index].kind == .word,
                !reading.has(index, [.kin, .youth, .family, .designation, .civility])
            else { return false }
            if reading.has(index, [.service, .equipment])
                || reading.marks[index].contains(.institution)
            {
                return true
            }
            if tokens[index].gap == .block { return false }
        }
        return false
    }

    /// Whether a name has a civility or two words: who answers for a task is not named by a first
    /// name alone.
    func isFullOrPolite(_ candidate: NameCandidate) -> Bool {
        [Evidence.civility, .pluralCivility, .twoParts, .initialAndWord].contains {
            candidate.evidence.contains($0)
        }
    }

    /// Notes a service at the start of the line that leads to its people: « Préfecture : |Duprat ».
    func function(inBlockOf candidate: inout NameCandidate) {
        labelled(&candidate)
        let tokens = reading.tokens
        if isInDirectory(candidate) { candidate.evidence.insert(.answerable) }
        var index = candidate.first - 1
        var dots = 0
        while index >= 0, reading.has(index, [.civility, .title]), tokens[index].gap != .block {
            index -= 1
        }
        while index >= 0, tokens[index].isSign(".") || tokens[index].isSign(":") {
            dots += 1
            if tokens[index].gap == .block { return }
            index -= 1
        }
        let isPrivate = [Evidence.age, .birth, .kinAfter].contains {
            candidate.evidence.contains($0)
        }
        guard dots >= 3 || dots == 1 && tokens[index + 1].isSign(":"), index >= 0, !isPrivate
        else { return }
        let isService =
            reading.has(index, .service)
            || reading.marks[index].contains(.institution)
                && (dots >= 3 || isFullOrPolite(candidate))
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

    /// Whether a row of dots leads to a name in its line, as in a directory.
    private func isInDirectory(_ candidate: NameCandidate) -> Bool {
        var (index, dots, steps) = (candidate.first - 1, 0, 0)
        while index >= 0, steps < 40, reading.tokens[index + 1].gap != .block {
            dots = reading.tokens[index].isSign(".") ? dots + 1 : 0
            if dots > 4 { return true }
            index -= 1
            steps += 1
        }
        return false
    }

    /// Whether a verb stands before a token in its passage.
    private func isInSentence(_ index: Int) -> Bool {
        let start = Int(reading.passages[Int(reading.passageOfToken[index])].firstToken)
        return (max(start, index - 12)...index).contains {
            !reading.grammar[$0].isDisjoint(with: [.verb, .infinitive])
                && reading.grammar[$0].isDisjoint(with: [.noun, .grammatical])
        }
    }

    /// A name alone in brackets behind what it answers for: « accueil (Mme |Roy) ».
    func isInBrackets(_ candidate: NameCandidate) -> Bool {
        guard !candidate.isInitials else { return false }
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

    func text(_ index: Int) -> String {
        String(decoding: reading.keyBytes(index), as: UTF8.self)
    }

    /// « Le mot du président⏎|Rémi Roy| remercie … »: the line above ends with the function.
    func followsFunctionLine(_ candidate: NameCandidate) -> Bool {
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

    /// The last line of a note: « La direction de la vie associative,⏎|Lina Roy| ».
    func signsForService(_ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        let first = candidate.first
        guard first > 2, tokens[first - 1].isSign(","), candidate.last > first,
            candidate.last + 1 >= tokens.count || tokens[candidate.last + 1].gap == .block,
            reading.document.blocks[Int(tokens[first].block)].line >= signatureLine
        else { return false }
        return (max(0, first - 8)..<first).contains {
            reading.has($0, .service)
                || !reading.marks[$0].isDisjoint(with: [.institution, .function])
        }
    }
}
