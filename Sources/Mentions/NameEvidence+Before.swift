internal import Documents
internal import Lexicons
internal import Tokens

/// What stands before a run: civility, kin, function, label.
extension NameEvidence {
    func before(_ candidate: inout NameCandidate) {
        let first = candidate.first
        guard first > 0, reading.tokens[first].gap != .block else { return }
        var index = first - 1
        var steps = 0
        var sawComma = false
        var isCrossed = false
        // over « . », quotation marks, opening brackets, commas and articles
        while index >= 0, steps < 5 {
            let token = reading.tokens[index]
            if token.kind == .word {
                if isCrossed {
                    if reading.has(index, .kin) { candidate.evidence.insert(.kin) }
                    return
                }
                if note(index, for: &candidate, sawComma: sawComma) { return }
                guard reading.has(index, .particle) || reading.grammar[index].contains(.grammatical)
                else { return }
                if reading.has(index, .pronoun) { return }
                // « la mère de |Kévin », « chez |Kévin »: no anchor behind these
                // « la mère des |Benali » says nothing of one person
                if steps > 0 || !isArticle(index) || reading.grammar[index].contains(.plural) {
                    return
                }
                isCrossed = true
            } else if token.kind == .number, token.end - token.start <= 2, index > 0,
                fieldBefore(index - 1) == "officer"
            {
                // « binôme 2 (|Zoé/Ali) »
                candidate.evidence.insert(.officer)
                return
            } else if token.isSign(",") || token.isSign("(") || token.isSign(":")
                || token.isSign("-") || token.isSign("/")
            {
                if token.isSign("("), index > 0, token.gap != .block, isGroupInOffice(index - 1) {
                    // « les agents de nuit (|Solène|, Hervé) »
                    candidate.evidence.insert(.functionBefore)
                    candidate.evidence.insert(.answerable)
                    return
                }
                sawComma = true
            } else if token.isSign(".") {
                let before = index > 0 ? reading.tokens[index - 1] : token
                guard token.gap == .nothing, before.end - before.start <= 4 else { return }
            } else if !token.isSign("\"") {
                return
            }
            if token.gap == .block { return }
            index -= 1
            steps += 1
        }
    }

    func isArticle(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        return token.end - token.start <= 3
    }

    /// Notes what a word before the name tells; returns whether the search is over.
    func note(
        _ index: Int,
        for candidate: inout NameCandidate,
        sawComma: Bool
    ) -> Bool {
        if reading.marks[index].contains(.measure) {
            candidate.evidence.insert(.measure)
            return true
        }
        if reading.marks[index].contains(.naming) {
            candidate.evidence.insert(.named)
            return true
        }
        if reading.marks[index].contains(.function) {
            if !isOfSpeaker(index, candidate) { noteFunction(index, for: &candidate) }
            return true
        }
        if reading.has(index, .title),
            !reading.has(index, .kin)
                || reading.tokens[index].isCapitalised
                    && reading.profiles[Int(reading.tokens[index].block)] == .normal && !sawComma
                || !sawComma && isNextOfList(index)
        {
            candidate.evidence.insert(.title)
            return true
        }
        if reading.has(index, .greeting), isTitledGreeting(index) {
            candidate.evidence.insert(.functionBefore)
            return true
        }
        if reading.has(index, .greeting) {
            // neighbours greet neighbours
            if reading.ownLifePhrases < 2, !reading.isOfResidents {
                candidate.evidence.insert(.greeting)
            }
            return true
        }
        if index == candidate.first - 1 || reading.tokens[candidate.first - 1].isSign("\""),
            BareWords.isAnimal(index, in: reading)
        {
            // « le chien « Brutus » »
            candidate.evidence.insert(.brand)
            return true
        }
        if BareWords.leadsToHome(index, in: reading), reading.tokens[index].shape == .capital,
            !reading.startsSentence(index),
            reading.profiles[Int(reading.tokens[index].block)] == .normal
        {
            // « le snack Chez Momo »
            candidate.evidence.insert(.brand)
            return true
        }
        if BareWords.leadsToHome(index, in: reading) {
            if reading.tokens[candidate.first].isCapitalised
                || reading.has(candidate.first, .anyFirstName)
            {
                candidate.evidence.insert(.atHome)
            }
            return true
        }
        if reading.marks[index].contains(.byOffice) {
            candidate.evidence.insert(.byOffice)
            return true
        }
        if reading.marks[index].contains(.homonym) {
            // « rien à voir avec |Roy| »
            candidate.evidence.insert(.byOffice)
            return true
        }
        if reading.has(index, .civility) {
            guard !sawComma else { return true }
            candidate.evidence.insert(.civility)
            candidate.evidence.remove(.commonWords)
            candidate.evidence.remove(.place)
            candidate.evidence.remove(.calendar)
            candidate.gender = gender(ofCivility: index)
            // « le maire, M. |Dupont »
            beforeCivility(index, &candidate)
            return true
        }
        if reading.has(index, .pluralCivility) {
            candidate.evidence.insert(.pluralCivility)
            // « les maires concernés, MM. |Faure|, Ndong »
            beforeCivility(index, &candidate)
            return true
        }
        if reading.marks[index].contains(.aliasPhrase) {
            if isLaw(index) {
                // « la loi du 15 juin 2000 (dite |Guigou|) »
                candidate.evidence.insert(.brand)
                return true
            }
            candidate.evidence.insert(.alias)
            candidate.evidence.remove(.place)
            if reading.tokens[candidate.first - 1].isSign("\"")
                || index == candidate.first - 1 && reading.tokens[candidate.first].isCapitalised
            {
                candidate.evidence.remove(.commonWords)
            }
            return true
        }
        if reading.marks[index].contains(.field), !sawComma {
            switch fieldBefore(index) {
            case "first-name":
                candidate.evidence.insert(.personField)
                return true
            case "officer", "signature":
                // « notes de |Bérengère », « auprès de Mme |Astier »
                candidate.evidence.insert(.officer)
                return true
            default: break
            }
        }
        if reading.has(index, .family) {
            // « Les Frères Karamazov » is a title
            let isTitle =
                reading.tokens[index].shape == .capital
                && !reading.startsSentence(index)
                && reading.profiles[Int(reading.tokens[index].block)] == .normal
                && reading.grammar[index].contains(.plural)
            if !sawComma, !isTitle {
                candidate.evidence.remove(.place)
                candidate.evidence.insert(.family)
                candidate.evidence.remove(.commonWords)
                candidate.evidence.remove(.calendar)
            }
            return true
        }
        // « Le Petit Poucet » is a title
        let isTitleWord =
            !reading.startsSentence(index)
            && reading.profiles[Int(reading.tokens[index].block)] == .normal
            && (reading.tokens[index].shape == .capital
                || reading.tokens[index].shape == .caps && isHeadline(index))
        if reading.has(index, .youth), !sawComma, !isTitleWord {
            candidate.evidence.insert(.youth)
            // « PETITES ANNONCES »
            if endsInS(index), endsInS(candidate.first), reading.isCommon(candidate.first) {
                return true
            }
            candidate.evidence.remove(.commonWords)
            if isDirectlyBefore(index, candidate) { candidate.evidence.remove(.calendar) }
            return true
        }
        if reading.has(index, .kin) {
            // « visite conjointe |Roy »: an adjective behind its noun
            let isAdjective =
                index > 0 && reading.grammar[index].contains(.adjective)
                && reading.tokens[index].gap == .blank
                && reading.grammar[index - 1].contains(.noun)
                && reading.grammar[index - 1].isDisjoint(with: [.grammatical, .adjective])
            guard !isAdjective else { return true }
            candidate.evidence.insert(.kin)
            if !reading.startsSentence(candidate.first), !sawComma || isBetweenCommas(candidate) {
                candidate.evidence.remove(.commonWords)
            }
            if isDirectlyBefore(index, candidate) { candidate.evidence.remove(.calendar) }
            return true
        }
        if reading.has(index, .designation) || isTradeOfName(index, candidate) {
            candidate.evidence.insert(.designation)
            return true
        }
        if reading.marks[index].contains(.professional) {
            candidate.evidence.insert(.professionalBefore)
            return true
        }
        if index == candidate.first - 1, reading.tokens[candidate.first].shape != .mixed,
            leadsToHousehold(index, candidate)
        {
            // « les |Bourdin », « les |Da Cunha », « les trois |Petit »
            candidate.evidence.insert(.designation)
            candidate.evidence.remove(.articleBefore)
            candidate.evidence.remove(.commonWords)
            candidate.evidence.remove(.calendar)
            return true
        }
        return false
    }
}
