internal import Documents
internal import Lexicons
internal import Tokens

/// Functions before a name, and what stands before its civility.
extension NameEvidence {
    private static let oneOfMany = ShortKeys("un une ancien ancienne")
    private static let theOne = ShortKeys("le la")

    /// « la commissaire |Avril » acts, « un commerçant, Mr |Barthe » is somebody.
    func noteFunction(_ index: Int, for candidate: inout NameCandidate) {
        var start = index
        while start > 0, reading.marks[start - 1].contains(.function),
            reading.tokens[start].gap != .block
        {
            start -= 1
        }
        if start > 0, reading.tokens[start].gap == .blank {
            let article = reading.short[start - 1]
            if Self.oneOfMany.contains(article) {
                candidate.evidence.insert(.designation)
                return
            }
            // « la concierge, Mme |Roy|, a tout vu » is a witness, « Gardien : M. |Roy » is not
            if reading.marks[index].contains(.caretaker), Self.theOne.contains(article) {
                candidate.evidence.insert(.designation)
                return
            }
        }
        candidate.evidence.insert(.functionBefore)
        // « délégués : Mme |Roy|, M. Diaz »: the next ones answer for it too
        let last = reading.document.text[Int(reading.tokens[start].end) - 1] | 0x20
        if reading.grammar[start].contains(.plural) || last == 0x73 {
            candidate.evidence.insert(.answerable)
        }
        candidate.function = max(candidate.function, functions[index])
    }

    /// « Monsieur le préfet de l'Essonne |Bernard Roy| »: the whole passage is a title and a name.
    func endsTitle(_ candidate: NameCandidate) -> Bool {
        let passage = reading.passages[Int(reading.passageOfToken[candidate.first])]
        let (first, end) = (Int(passage.firstToken), Int(passage.endToken))
        guard candidate.evidence.contains(.twoParts), candidate.first - first >= 3,
            candidate.first - first <= 20, candidate.last + 1 >= end,
            reading.has(first, .civility), BareWords.articles.contains(reading.short[first + 1]),
            (first + 2...min(first + 4, candidate.first - 1)).contains(where: {
                reading.marks[$0].contains(.function)
            })
        else { return false }
        return !(first + 2..<candidate.first).contains {
            BareWords.isVerb($0, in: reading) || reading.tokens[$0].isSign(",")
        }
    }

    private static let somebody = ShortKeys("un une certain certaine dénommé dénommée nommé nommée")
    private static let joint = ShortKeys("et ou &")

    /// The civility before « et » and another civility: « |M.| et Mme ».
    private func couple(before index: Int) -> Int? {
        guard Self.joint.contains(reading.short[index]), index > 0,
            reading.tokens[index].gap == .blank
        else { return nil }
        var husband = index - 1
        if reading.tokens[husband].isSign("."), husband > 0 { husband -= 1 }
        return reading.has(husband, .civility) ? husband : nil
    }

    /// Whether « aucun lien avec » stands right before a civility.
    private func followsHomonym(_ civility: Int) -> Bool {
        (max(0, civility - 2)..<civility).contains {
            reading.marks[$0].contains(.homonym)
                && reading.tokens[$0].block == reading.tokens[civility].block
        }
    }

    /// What stands before the civility of a name: « la maire, Mme |Dupont », « la mère, Mme |Roy ».
    func beforeCivility(_ civility: Int, _ candidate: inout NameCandidate) {
        var index = civility - 1
        guard index >= 0, reading.tokens[civility].gap != .block else { return }
        let next = candidate.last + 1
        let isJoint = reading.tokens[index].isSign(",") || reading.tokens[index].isSign("-")
        if isJoint, index > 0, reading.tokens[index].gap != .block,
            !reading.marks[index - 1].isDisjoint(with: [.institution, .odonym]),
            next >= reading.tokens.count || reading.tokens[next].gap == .block
                || reading.tokens[next].isSign(")")
        {
            // « Prescripteur : collège Mistral, Mme |Roy| »
            candidate.evidence.insert(.answerable)
        }
        if standsForService(bracket: index, candidate) { candidate.evidence.insert(.answerable) }
        if reading.tokens[civility].gap != .nothing {
            if reading.marks[index].contains(.measure) {
                candidate.evidence.insert(.measure)
            } else if fieldBefore(index) == "officer" {
                candidate.evidence.insert(.officer)
            }
            if followsHomonym(civility) { candidate.evidence.insert(.byOffice) }
            if reading.has(index, .greeting) { candidate.evidence.insert(.greeting) }
            if reading.marks[index].contains(.byOffice) { candidate.evidence.insert(.byOffice) }
        }
        if reading.tokens[civility].gap == .blank, index >= 0 {
            if Self.somebody.contains(reading.short[index]) {
                // « le voisin, un M. |Mbala| »
                candidate.evidence.insert(.designation)
                return
            }
            if let husband = couple(before: index) {
                // « M. et Mme |Roy| »: a household
                candidate.evidence.insert(.designation)
                index = husband - 1
                guard index >= 0, reading.tokens[husband].gap != .block else { return }
                if reading.marks[index].contains(.measure) { candidate.evidence.insert(.measure) }
            }
        }
        var steps = 0
        var words = 0
        while index >= 0, steps < 9, reading.tokens[index + 1].gap != .block {
            let token = reading.tokens[index]
            if token.kind == .word {
                if reading.marks[index].contains(.function) {
                    noteFunction(index, for: &candidate)
                    return
                }
                if words == 0, steps > 0, isSchoolClass(index), token.shape != .lower,
                    candidate.last + 1 == reading.tokens.count
                        || reading.tokens[candidate.last + 1].gap == .block
                {
                    // « Classe : CM1, Mme |Roy| », and nothing more is told of her
                    candidate.evidence.insert(.institutionAfter)
                    return
                }
                if words == 0, isTradeOfName(index, candidate) {
                    // « le pharmacien, M. |Roy| »
                    candidate.evidence.insert(.designation)
                    return
                }
                if words == 0, reading.has(index, [.kin, .designation, .youth]) {
                    // « pour les deux petites, Mme Roy »: several are not her
                    if reading.grammar[index].contains(.plural), token.gap != .block { return }
                    candidate.evidence.insert(reading.has(index, .kin) ? .kin : .designation)
                    return
                }
                // « la directrice de l'UFM, Mme |Roy », « le président du club, M. |Roy »
                let belongsToFunction =
                    !reading.marks[index].isDisjoint(with: [.institution, .odonym])
                    || reading.has(index, [.service, .equipment, .territory, .place])
                    || words < 2
                        && !reading.grammar[index].isDisjoint(with: [.adjective, .participle])
                    || words > 0
                        && (reading.grammar[index].contains(.grammatical)
                            || BareWords.articles.contains(reading.short[index]))
                    || token.shape == .caps
                guard belongsToFunction, steps > 0 else { return }
                words += 1
            } else {
                guard words == 0,
                    token.isSign(",") || token.isSign(":") || token.isSign("-")
                        || token.isSign("(") || token.isSign("=")
                else { return }
            }
            index -= 1
            steps += 1
        }
    }
}
