internal import Lexicons
internal import Mentions
internal import Tokens

extension Wording {
    /// « Menace les enfants », « ne veut pas », « Solliciter … »: how a passage without subject
    /// starts.
    func start(_ passage: Passage, isCell: Bool, _ words: inout Words) {
        var first = Int(passage.firstToken)
        let end = Int(passage.endToken)
        while first < end, reading.tokens[first].kind != .word { first += 1 }
        guard first < end else { return }
        // the subject is the person of the heading
        if reading.has(first, .personVerb) { words.takesUp = true }
        var led = false
        while first + 1 < end, FunctionWords.lead.contains(reading.short[first]) {
            led = true
            first += 1
        }
        let grammar = reading.grammar[first]
        if grammar.contains(.infinitive), !led { words.isInfinitive = true }
        // « urgent » alone in a cell describes nobody
        if !led, !isCell || end - first > 1, !grammar.isDisjoint(with: [.adjective, .participle]),
            grammar.isDisjoint(with: [.noun, .grammatical, .other, .adverb]),
            !reading.has(first, .greeting)
        {
            words.isBareAdjective = true
        }
        if grammar.contains(.verb), isCall(first) { words.isCall = true }
        guard grammar.contains(.verb), reading.tokens[first].kind == .word,
            led
                || grammar.isDisjoint(with: [.noun, .adjective, .grammatical, .infinitive, .other]),
            !isCall(first)
        else { return }
        words.isBareVerb = true
    }

    /// « demande |que| la rampe soit faite », « demande |si| … ».
    func opensReport(_ index: Int, in passage: Passage) -> Bool {
        index + 1 < Int(passage.endToken)
            && FunctionWords.reporting.contains(reading.short[index + 1])
            && (reading.has(index, .speechVerb)
                || FunctionWords.asking.contains(reading.short[index]))
    }

    /// « il |y| retourne », « n'|y| est jamais allée », not « il y a ».
    func isPlaceTakenUp(_ index: Int, in passage: Passage) -> Bool {
        let next = index + 1
        guard next < Int(passage.endToken), reading.tokens[next].kind == .word else { return false }
        return !FunctionWords.being.contains(reading.short[next])
            && !reading.grammar[next].isDisjoint(with: [.verb, .infinitive])
    }

    /// « lui-même », « elle-même ».
    func isSelf(_ index: Int) -> Bool {
        guard index + 1 < reading.tokens.count, reading.tokens[index + 1].gap == .hyphen else {
            return false
        }
        return FunctionWords.same.contains(reading.short[index + 1])
    }

    /// « |Mère| dépressive », « |Fils| en CEF », not « Fille au pair », « Père : »: a relative in
    /// telegraphic style.
    func isTelegraphic(_ index: Int, in passage: Passage) -> Bool {
        let next = index + 1
        guard next < Int(passage.endToken), reading.has(index, .kin), !isPluralWord(index),
            reading.tokens[next].kind == .word, reading.tokens[next].shape == .lower
        else { return false }
        return !FunctionWords.joining.contains(reading.short[next])
    }

    /// « les parents |d'élèves| », « les familles |du quartier| ».
    func isOfMany(_ index: Int) -> Bool {
        guard index + 1 < reading.tokens.count, reading.tokens[index + 1].kind == .word else {
            return false
        }
        return FunctionWords.genitives.contains(reading.short[index + 1])
    }

    /// « le juge |des enfants| », « l'association |des parents| »: what a service is for.
    func isOfService(_ index: Int) -> Bool {
        if !reading.marks[index].isDisjoint(with: [.function, .institution]) { return true }
        return index >= 2 && FunctionWords.bodies.contains(reading.short[index - 2])
    }

    /// « apportez », « passons »: said to the reader, and « merci ».
    func isCall(_ index: Int) -> Bool {
        guard reading.short[index] != .none else {
            var key = WordKey()
            reading.key(index, into: &key)
            return key.bytes.withUnsafeBufferPointer { Self.calls($0) }
        }
        return reading.short[index].withBytes { Self.calls($0) }
    }

    private static func calls(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
        let end = key.count
        guard end > 3 else { return false }
        // « -ez », « -ons »
        return key[end - 1] == 0x7A && key[end - 2] == 0x65
            || key[end - 1] == 0x73 && key[end - 2] == 0x6E && key[end - 3] == 0x6F
    }

    /// « sa jambe », « ses papiers », not « la ville et son maire ».
    func isPossession(_ index: Int, in passage: Passage) -> Bool {
        guard index + 1 < Int(passage.endToken) else { return false }
        guard FunctionWords.possessives.contains(reading.short[index]) else { return false }
        return !startsWithOffice(passage)
            && reading.marks[index + 1].isDisjoint(with: [.function, .professional, .institution])
            && !reading.has(index + 1, .anyFunction)
    }

    /// « |La prison| ferme », « |L'hospitalisation| à domicile … », not « La mère … ».
    func opensWithThing(_ passage: Passage) -> Bool {
        let first = Int(passage.firstToken)
        return first + 1 < Int(passage.endToken)
            && (FunctionWords.definite.contains(reading.short[first])
                || FunctionWords.indefinite.contains(reading.short[first]))
            && !FunctionWords.possessives.contains(reading.short[first])
            && reading.tokens[first + 1].kind == .word
            && reading.grammar[first + 1].contains(.noun)
            && !reading.has(first + 1, [.kin, .youth, .designation, .family])
    }

    /// « La coordonnatrice rend la fiche à son auteur »: what is hers is no private person's.
    func startsWithOffice(_ passage: Passage) -> Bool {
        let first = Int(passage.firstToken)
        // « La maison ferme son internat »: an article, and a thing behind it
        if FunctionWords.articles.contains(reading.short[first]), first + 1 < Int(passage.endToken),
            !reading.has(first + 1, [.kin, .youth, .designation, .family])
        {
            return true
        }
        return (first..<min(first + 3, Int(passage.endToken))).contains {
            reading.marks[$0].contains(.function) || reading.has($0, .anyFunction)
        }
    }

    /// « |les| trois ados », « |aux| deux familles »: counted before.
    func isKnownGroup(_ index: Int, in passage: Passage) -> Bool {
        guard index + 2 < Int(passage.endToken) else { return false }
        guard FunctionWords.plural.contains(reading.short[index]) else { return false }
        return FunctionWords.smallNumbers.contains(reading.short[index + 1])
            && reading.tokens[index + 1].kind == .word
            && reading.tokens[index + 2].kind == .word
    }

    /// « au collège », « dans la rue », « un élève », « un agent ».
    func isOutside(_ index: Int) -> Bool {
        if reading.has(index, [.equipment, .street]) { return true }
        return FunctionWords.outside.contains(reading.short[index])
    }

    /// « la suit », « l'a vu », « leur conseille »: a pronoun that a verb follows.
    func isObject(_ index: Int, in passage: Passage) -> Bool {
        let next = index + 1
        guard next < Int(passage.endToken), reading.tokens[next].kind == .word else { return false }
        guard FunctionWords.clitics.contains(reading.short[index]) else { return false }
        let isCut = FunctionWords.elided.contains(reading.short[index])
        if isCut, FunctionWords.auxiliaries.contains(reading.short[next]) { return true }
        let grammar = reading.grammar[next]
        return grammar.contains(.verb)
            && grammar.isDisjoint(with: [
                .noun, .adjective, .participle, .grammatical, .firstName, .properNoun, .adverb,
            ])
    }

    /// « un homme |de 34 ans|», « une famille |de cinq enfants|», « la quarantaine ».
    func hasAge(behind index: Int, in passage: Passage) -> Bool {
        let end = min(index + 6, Int(passage.endToken))
        var at = index + 1
        while at + 1 < end {
            if reading.tokens[at].kind == .number || reading.grammar[at].contains(.other) {
                if FunctionWords.years.contains(reading.short[at + 1]) { return true }
            }
            if FunctionWords.decades.contains(reading.short[at]) { return true }
            at += 1
        }
        return false
    }
}
