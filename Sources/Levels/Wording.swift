internal import Lexicons
internal import Mentions
internal import Tokens

/// Reads how the words of a passage point at somebody: « le jeune », « sa mère », « la suit ».
///
/// DOMAIN section 6, rules 1, 2 and 5.
struct Wording {
    let reading: Reading
    /// Tokens of « il s'agit », « il faut », « il est rappelé »: pronouns of nobody.
    private let impersonal: Set<Int>
    /// Tokens that start a designation of several words: « le |mis en cause| », « |celui du 3e| ».
    private let phrases: Set<Int>

    init(reading: Reading) {
        self.reading = reading
        var impersonal = Set<Int>()
        var phrases = Set<Int>()
        for term in reading.terms {
            let table = term.table
            if table == .generic, reading.lexicon.className(of: term.row) == "impersonal" {
                impersonal.formUnion(term.first...term.last)
            } else if table == .roles, term.last > term.first,
                reading.lexicon.className(of: term.row) == "designation"
            {
                phrases.insert(term.first)
            }
        }
        self.impersonal = impersonal
        self.phrases = phrases
    }

    /// « le jeune », « sa mère », « l'intéressé »; pronouns that take a person up.
    ///
    /// - Complexity: O(*n*) in the tokens of the passage.
    func words(of passage: Passage, isCell: Bool) -> Words {
        var words = Words()
        start(passage, isCell: isCell, &words)
        words.opensWithThing = opensWithThing(passage)
        words.isOfOne = FunctionWords.indefinite.contains(reading.short[Int(passage.firstToken)])
        for index in Int(passage.firstToken)..<Int(passage.endToken) {
            guard reading.tokens[index].kind == .word else { continue }
            if index > Int(passage.firstToken), reading.tokens[index - 1].kind != .word,
                reading.grammar[index].contains(.verb), isCall(index)
            {
                words.isCall = true
            }
            if reading.has(index, .speechVerb) { words.speaks = true }
            if words.report < 0, opensReport(index, in: passage) { words.report = index + 1 }
            if FunctionWords.there.contains(reading.short[index]),
                isPlaceTakenUp(index, in: passage)
            {
                words.goesThere = true
            }
            if FunctionWords.own.contains(reading.short[index]) { words.isFirstPerson = true }
            if reading.has(index, .pronoun) {
                if !impersonal.contains(index) {
                    words.takesUp = true
                    words.hasPronoun = true
                }
                if isSelf(index) { words.isSelf = true }
                continue
            }
            if reading.has(index, .kin) { words.hasKin = true }
            if isKnownGroup(index, in: passage) { words.hasPluralKin = true }
            if isOutside(index) { words.isOutside = true }
            if isPossession(index, in: passage) { words.hasPossession = true }
            if isObject(index, in: passage) {
                words.takesUp = true
                continue
            }
            if reading.has(index, [.civility]), !isBeforeFunction(index) {
                if speaksOfSomebody(index) { words.designate(index) }
                continue
            }
            let isPhrase = !phrases.isEmpty && phrases.contains(index)
            let isNoun =
                (isPhrase || reading.has(index, [.kin, .youth, .designation, .family, .plural]))
                && !reading.marks[index].contains(.odonym)
            let isFunction =
                reading.marks[index].contains(.function)
                || reading.marks[index].contains(.professional)
            guard isNoun || isFunction else { continue }
            let isRelative = reading.has(index, [.kin, .youth])
            let article = article(before: index)
            let isCounted = isNoun && (article == .smallNumber || article == .knownNumber)
            guard isPhrase || !isPluralWord(index) || isPluralKin(index) || isCounted
            else { continue }
            switch article {
            case .definite where isNoun: words.designate(index, isRelative: isRelative)
            case .definite: words.isIndefinite = true
            case .indefinite:
                words.isIndefinite = true
                words.isSomebody = words.isSomebody || isNoun
                if isNoun, hasAge(behind: index, in: passage) {
                    words.isAged = true
                    words.designate(index)
                }
            case .plural
            where reading.has(index, .kin) && !isOfMany(index) && !isOfService(index):
                words.hasPluralKin = true
            case .possessivePlural where isNoun: words.takesUp = true
            // « les deux frères », « ces trois jeunes »: a few who are known
            case .knownNumber where isNoun: words.designate(index)
            case .none where isPhrase && FunctionWords.pointing.contains(reading.short[index]):
                words.designate(index)
            case .smallNumber where isNoun:
                words.isIndefinite = true
                words.isSmallGroup = words.isSmallGroup || hasPlace(near: index, in: passage)
            case .none
            where isNoun && reading.has(index, .designation)
                && hasAge(behind: index, in: passage):
                // « n° 41 : homme seul, la cinquantaine »
                words.isAged = true
                words.designate(index)
            case .none
            where isNoun && index == Int(passage.firstToken)
                && reading.has(index, [.kin, .youth]):
                // telegraphic: « mère HP depuis lundi »
                words.takesUp = true
                words.isIndefinite = true
                if isTelegraphic(index, in: passage) {
                    words.designate(index, isRelative: true)
                }
            default: break
            }
        }
        return words
    }

    /// « deux jeunes |de la résidence des Iris| »: a precise place within a few words.
    private func hasPlace(near index: Int, in passage: Passage) -> Bool {
        (max(index - 8, Int(passage.firstToken))..<min(index + 8, Int(passage.endToken)))
            .contains { reading.marks[$0].contains(.odonym) }
    }

    private enum Article {
        case none, definite, indefinite, plural, possessivePlural, smallNumber, knownNumber
    }

    /// The article before a noun, over one adjective.
    private func article(before index: Int) -> Article {
        var at = index - 1
        var steps = 0
        while at >= 0, steps < 2, reading.tokens[at + 1].gap != .block,
            reading.tokens[at].kind == .word || reading.tokens[at].kind == .number
        {
            let word = reading.short[at]
            if FunctionWords.definite.contains(word) { return .definite }
            if FunctionWords.indefinite.contains(word) { return .indefinite }
            if FunctionWords.possessivePlural.contains(word) { return .possessivePlural }
            if FunctionWords.plural.contains(word) { return .plural }
            if FunctionWords.smallNumbers.contains(word) {
                // « les deux frères » are known, « deux frères » are counted
                let isKnown = at > 0 && steps < 2 && reading.tokens[at].gap != .block
                if isKnown {
                    if FunctionWords.known.contains(reading.short[at - 1]) {
                        return .knownNumber
                    }
                }
                return .smallNumber
            }
            guard reading.grammar[at].contains(.adjective) || reading.has(at, [.youth, .kin]) else {
                return .none
            }
            at -= 1
            steps += 1
        }
        return .none
    }

    func isPluralWord(_ index: Int) -> Bool {
        reading.grammar[index].contains(.plural)
    }

    private func isPluralKin(_ index: Int) -> Bool {
        reading.has(index, [.kin])
    }

    /// « Madame ne dort plus » against « Madame, Monsieur, … »: a word of the sentence follows.
    private func speaksOfSomebody(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        let next = index + 1
        guard token.end - token.start > 3, next < reading.tokens.count,
            reading.tokens[next].gap == .blank || reading.tokens[next].gap == .line
        else { return false }
        return reading.tokens[next].kind == .word
    }

    /// « Monsieur le Maire », « Madame la Préfète ».
    private func isBeforeFunction(_ index: Int) -> Bool {
        let next = index + 1
        guard next < reading.tokens.count, reading.tokens[next].gap != .block else { return false }
        // in a line of capitals they tell nothing: « MADAME REFUSE »
        if reading.tokens[next].isCapitalised,
            reading.profiles[Int(reading.tokens[next].block)] != .caps
        {
            return true
        }
        if reading.marks[next].contains(.function) { return true }
        return next + 1 < reading.tokens.count
            && reading.grammar[next].contains(.grammatical)
            && (reading.marks[next + 1].contains(.function)
                || reading.has(next + 1, .anyFunction))
    }
}
