internal import Documents
internal import Lexicons
internal import Tokens

/// What stands behind a run: age, function, verb, the next cell.
extension NameEvidence {
    func behind(_ candidate: inout NameCandidate) {
        let tokens = reading.tokens
        var index = candidate.last + 1
        guard index < tokens.count else { return }
        if tokens[index].gap == .block {
            cellBehind(index, &candidate)
            return
        }
        if tokens[index].isSign("."), tokens[candidate.last].shape == .initial { index += 1 }
        guard index < tokens.count, tokens[index].gap != .block else { return }
        if candidate.first > 0, Self.cars.contains(reading.short[candidate.first - 1]),
            isNumbered(index)
        {
            // « une |Mégane| AB-123-CD »
            candidate.evidence.insert(.brand)
            return
        }
        var sign: UInt8 = 0
        // « Killian (aucun lien avec Mme Roy) sèche »: what follows tells of who stands outside
        var leavesBracket = false
        while index < tokens.count, tokens[index].kind == .punctuation, tokens[index].gap != .block
        {
            let token = tokens[index]
            if token.isSign("\"") || token.isSign(")") {
                leavesBracket = leavesBracket || token.isSign(")")
                index += 1
                continue
            }
            guard sign == 0,
                token.isSign(",") || token.isSign("(") || token.isSign(":") || token.isSign("-")
                    || token.isSign("/")
            else { return }
            sign = token.sign
            index += 1
        }
        guard index < tokens.count, tokens[index].gap != .block else {
            return
        }
        if sign == 0x28 || sign == 0x2C, reading.marks[index].contains(.homonym),
            !isHomonymOfPrivate(index), candidate.evidence.official < 25,
            reading.marks[candidate.first].isDisjoint(with: [.attendance, .officer])
        {
            // « Gabriel Roy (aucun lien avec M. le maire) »
            candidate.evidence.insert(.kinInBrackets)
            return
        }
        if sign == 0x28, isSpanOfLife(index) {
            // « Louise Weiss (1893-1983) »
            candidate.evidence.insert(.named)
            return
        }
        if sign == 0x28, reading.assemblyPhrases > 1, isCommuneInBrackets(index) {
            // « Mme Roy (Les Orgelets) regrette »: the town that somebody is elected in
            candidate.evidence.insert(.institutionAfter)
            return
        }
        if isAge(index) || (sign == 0x28 || sign == 0x2C) && isSchoolClass(index) {
            // « M. Roy (CP) » teaches, « Lubin (CP) » learns
            let isTeacher =
                !isAge(index) && candidate.evidence.contains(.civility)
                && reading.document.text[Int(reading.tokens[index].start)] | 0x20 == 0x63
            candidate.evidence.insert(isTeacher ? .institutionAfter : .age)
            return
        }
        if isBirth(index) {
            candidate.evidence.insert(.birth)
            return
        }
        if sign == 0x2C, isInhabitant(index) {
            candidate.evidence.insert(.kinAfter)
            return
        }
        if sign == 0 || sign == 0x2C, isWithKin(index) {
            candidate.evidence.insert(.kinAfter)
            return
        }
        if sign == 0x2C, candidate.evidence.contains(.greeting) { return }
        if sign == 0 || sign == 0x2C, isOfService(index) {
            candidate.evidence.insert(.institutionAfter)
            return
        }
        // over an article: « Hervé Lens, le directeur »
        var target = index
        if tokens[target].kind == .word, tokens[target].end - tokens[target].start <= 5,
            reading.grammar[target].contains(.grammatical), target + 1 < tokens.count,
            tokens[target + 1].gap != .block
        {
            target += 1
        }
        if reading.marks[target].contains(.trade),
            reading.marks[target].isDisjoint(with: .function),
            sign == 0x2C || sign == 0x28 || sign == 0 && target > index,
            target == index || BareWords.articles.contains(reading.short[index]),
            reading.marks[candidate.first].isDisjoint(with: [.attendance, .officer])
        {
            // « Santoni le berger », « Mme Roy, fleuriste »
            candidate.evidence.insert(.kinAfter)
            candidate.evidence.remove(.sentenceStart)
            return
        }
        let isKinOfTheirs =
            sign == 0x3A && target > index && Self.possessives.contains(reading.short[index])
        if sign == 0, target > index, BareWords.articles.contains(reading.short[index]),
            !isKinOfTheirs, reading.marks[target].contains(.function), tokens[index].gap == .blank
        {
            // « madame Gomes la concierge »
            candidate.evidence.insert(.functionAfter)
            candidate.function = max(candidate.function, functions[target])
        } else if sign != 0, !isKinOfTheirs || !reading.marks[target].contains(.function),
            sign != 0x2F || !reading.marks[target].contains(.function),
            sign != 0x3A || reading.profiles[Int(tokens[index].block)] != .normal
                || !tokens[index].isCapitalised
        {
            if reading.marks[target].contains(.function)
                || reading.marks[target].contains(.professional)
            {
                // « sa mère, Mme X, éducatrice »: a trade after a kin word stays private
                if sign == 0x3A, functions[target] <= .agent, !endsBlockSoon(target) {
                    // « Mme Roy : infirmière matin et soir » tells of who comes to her
                } else if isTradeOfKin(target, candidate) {
                    // « une fille, Fabiola, infirmière à Nantes »
                } else if reading.marks[target].contains(.function), !isCivilityNext(target) {
                    candidate.evidence.insert(.functionAfter)
                    candidate.function = max(candidate.function, functions[target])
                } else if sign == 0x28, !reading.marks[target].contains(.function) {
                    // « M. Roy (bailleur) »
                    candidate.evidence.insert(.institutionAfter)
                }
            } else if reading.marks[target].contains(.institution)
                || reading.has(target, .service)
                || reading.has(target, [.equipment, .territory]) && !reading.has(target, .shop)
                    && !isRoom(target)
                    && (sign != 0x2D || candidate.evidence.contains(.civility))
                || sign == 0x28 && isAcronymInBrackets(target)
            {
                if sign == 0x28 || sign == 0x2C || sign == 0x2D {
                    candidate.evidence.insert(.institutionAfter)
                }
            } else if reading.has(target, [.kin, .youth, .designation]) && sign != 0x3A
                && !reading.has(target, .pronoun) && !startsClause(target, sign)
                && !(sign == 0x2C && leadsToName(target))
                && !(candidate.evidence.contains(.functionBefore)
                    && reading.grammar[target].contains(.plural))
                || sign == 0x28 && isTallInBrackets(target)
            {
                candidate.evidence.insert(sign == 0x28 ? .kinInBrackets : .kinAfter)
                if sign == 0x28 { candidate.evidence.remove(.sentenceStart) }
            }
        } else if sign == 0, reading.marks[target].contains(.function), target == index,
            reading.profiles[Int(tokens[index].block)] == .normal
        {
            candidate.evidence.insert(.functionAfter)
            candidate.function = max(candidate.function, functions[target])
        } else if sign == 0, isFullOrPolite(candidate), let function = functionBehindCopula(index) {
            // « M. Roy est délégué aux fêtes »
            candidate.evidence.insert(.functionAfter)
            candidate.function = max(candidate.function, functions[function])
        } else if sign == 0, target == index, tokens[index].gap == .blank,
            reading.has(index, .kin), !isOfSomebody(index + 1)
        {
            // « Traoré père », « Roy frères »
            candidate.evidence.insert(.kinAfter)
        } else if sign == 0, target == index, tokens[index].gap == .blank,
            reading.has(index, .service), tokens[index].shape == .lower
        {
            // « vu avec Zoé accueil »
            candidate.evidence.insert(.institutionAfter)
        }
        if !leavesBracket { verb(index, sign: sign, &candidate) }
    }

    private static let kinJoints = ShortKeys("et avec chez ou")
    private static let kinPossessives = ShortKeys("son sa ses leurs leur")
    private static let ofService = ShortKeys("de du des")
    private static let of = ShortKeys("de")
    private static let articles = ShortKeys("la l'")

    /// « Mehdi |et sa mère| », « Lina, |son frère| »: kin of the person named.
    func isWithKin(_ index: Int) -> Bool {
        var at = index
        if Self.kinJoints.contains(reading.short[at]) { at += 1 }
        guard at + 1 < reading.tokens.count, reading.tokens[at + 1].gap == .blank,
            Self.kinPossessives.contains(reading.short[at])
        else { return false }
        // « son petit frère »
        return reading.has(at + 1, .kin)
            || at + 2 < reading.tokens.count && reading.has(at + 2, .kin)
                && reading.tokens[at + 2].gap == .blank
    }

    /// « Noé |de la ML| », « Mme Roy, |du CCAS| »: where somebody works.
    func isOfService(_ index: Int) -> Bool {
        guard index + 1 < reading.tokens.count else { return false }
        guard Self.ofService.contains(reading.short[index]) else { return false }
        var at = index + 1
        if Self.of.contains(reading.short[index]) {
            guard Self.articles.contains(reading.short[at]), at + 1 < reading.tokens.count else {
                return false
            }
            at += 1
        }
        guard reading.tokens[at].gap != .block else { return false }
        return reading.marks[at].contains(.institution)
            && reading.marks[at].isDisjoint(with: .odonym)
            || reading.has(at, .service)
    }

    /// Whether what follows the comma is another person.
    func isCivilityNext(_ target: Int) -> Bool {
        var index = target + 1
        while index < reading.tokens.count, reading.marks[index].contains(.function),
            reading.tokens[index].gap != .block
        {
            index += 1
        }
        guard index < reading.tokens.count, reading.tokens[index].gap != .block else {
            return false
        }
        return reading.has(index, [.civility]) && reading.tokens[target - 1].isSign(",")
    }

    func verb(_ index: Int, sign: UInt8, _ candidate: inout NameCandidate) {
        guard sign == 0, index < reading.tokens.count else { return }
        let index = behindOthers(index, in: reading.passageOfToken[candidate.first])
        guard index < reading.tokens.count else { return }
        var at = index
        // « se félicite », « n'est », « a rappelé »
        var steps = 0
        while at < reading.tokens.count, steps < 3, reading.tokens[at].kind == .word,
            reading.tokens[at].gap != .block
        {
            if reading.has(at, .speechVerb) {
                // « Mme Roy se présente »
                let isReflexive = at > index && Self.reflexives.contains(reading.short[at - 1])
                let isReport =
                    reading.has(at, .reportVerb) && !isReflexive && isFullOrPolite(candidate)
                candidate.evidence.insert(isReport ? .reportVerb : .speechVerb)
                return
            }
            if reading.has(at, .personVerb) {
                candidate.evidence.insert(.personVerb)
                return
            }
            if reading.grammar[at].contains(.verb), !reading.grammar[at].contains(.noun) {
                candidate.evidence.insert(.verb)
            } else if !reading.grammar[at].contains(.grammatical) {
                return
            }
            at += 1
            steps += 1
        }
    }
}
