internal import Lexicons
internal import Mentions
internal import Tokens

/// Reads how the words of a passage point at somebody: « le jeune », « sa mère », « la suit ».
///
/// DOMAIN section 6, rules 1, 2 and 5.
struct Wording {
    private let reading: Reading
    /// Tokens of « il s'agit », « il faut », « il est rappelé »: pronouns of nobody.
    private let impersonal: Set<Int>
    private var key = WordKey()

    init(reading: Reading) {
        self.reading = reading
        var impersonal = Set<Int>()
        for term in reading.terms
        where reading.lexicon.table(of: term.row) == .generic
            && reading.lexicon.className(of: term.row) == "impersonal"
        {
            impersonal.formUnion(term.first...term.last)
        }
        self.impersonal = impersonal
    }

    private static let definite = Set(
        [
            "le", "la", "l'", "ce", "cet", "cette", "son", "sa", "du", "au", "notre", "leur", "mon",
            "ma",
        ]
        .map { Array($0.utf8) }
    )
    private static let indefinite = Set(["un", "une", "d'un", "d'une"].map { Array($0.utf8) })
    private static let smallNumbers = Set(
        ["deux", "trois", "quatre", "2", "3", "4"]
            .map { Array($0.utf8) }
    )
    private static let plural = Set(["les", "ces", "des", "aux"].map { Array($0.utf8) })
    private static let clitics = Set(["la", "le", "les", "l'", "leur"].map { Array($0.utf8) })
    private static let auxiliaries = Set(
        ["a", "ont", "avait", "avaient", "aurait", "aura"].map { Array($0.utf8) }
    )
    private static let lead = Set(
        ["ne", "n'", "se", "s'", "me", "m'", "en"].map { Array($0.utf8) }
    )
    private static let years = Set(
        ["ans", "an", "mois", "années", "enfants"].map { Array($0.utf8) }
    )
    private static let genitives = Set(["de", "d'", "des", "du"].map { Array($0.utf8) })
    private static let decades = Set(
        ["vingtaine", "trentaine", "quarantaine", "cinquantaine", "soixantaine", "dizaine"]
            .map { Array($0.utf8) }
    )
    private static let outside = Set(
        """
        élève élèves camarade camarades classe cour récré match arbitre gardien gardienne agent \
        agents policier policiers voisin voisine bus hall surveillant surveillante professeur prof \
        vigile chauffeur délégués bagarre portail vestiaire entraînement pare-brise
        """.split(separator: " ").map { Array($0.utf8) }
    )
    private static let articles = Set(["le", "la", "les", "un", "une"].map { Array($0.utf8) })
    private static let possessives = Set(["son", "sa", "ses"].map { Array($0.utf8) })
    private static let possessivePlural = Set(["ses", "leurs"].map { Array($0.utf8) })

    /// What the words of one passage say about somebody.
    struct Words {
        var isDefinite = false
        var isIndefinite = false
        var takesUp = false
        var isSmallGroup = false
        var isAged = false
        var isBareVerb = false
        var isBareAdjective = false
        var isInfinitive = false
        var hasPluralKin = false
        var speaks = false
        var isSomebody = false
        var isSelf = false
        /// At school or in the street, and no relative.
        var isElsewhere: Bool { isOutside && !hasKin }
        var isOutside = false
        var hasKin = false
        /// « sa jambe », « ses papiers »: something of somebody's.
        var hasPossession = false
        /// « il », « elle », « lui » of somebody.
        var hasPronoun = false
        var first = -1
        var count = 0

        mutating func designate(_ index: Int) {
            isDefinite = true
            if count == 0 { first = index }
            count += 1
        }
    }

    /// « le jeune », « sa mère », « l'intéressé »; pronouns that take a person up.
    ///
    /// - Complexity: O(*n*) in the tokens of the passage.
    mutating func words(of passage: Passage) -> Words {
        var words = Words()
        start(passage, &words)
        for index in Int(passage.firstToken)..<Int(passage.endToken) {
            guard reading.tokens[index].kind == .word else { continue }
            if reading.has(index, .speechVerb) { words.speaks = true }
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
            if isPossession(index, in: passage) {
                words.hasPossession = true
            }
            if isObject(index, in: passage) {
                words.takesUp = true
                continue
            }
            if reading.has(index, [.civility]), !isBeforeFunction(index) {
                if speaksOfSomebody(index) { words.designate(index) }
                continue
            }
            let isNoun =
                reading.has(index, [.kin, .youth, .designation, .family, .plural])
                && !reading.marks[index].contains(.odonym)
            let isFunction =
                reading.marks[index].contains(.function)
                || reading.marks[index].contains(.professional)
            let isCounted = isNoun && article(before: index) == .smallNumber
            guard isNoun || isFunction, !isPluralWord(index) || isPluralKin(index) || isCounted
            else { continue }
            switch article(before: index) {
            case .definite where isNoun: words.designate(index)
            case .definite: words.isIndefinite = true
            case .indefinite:
                words.isIndefinite = true
                words.isSomebody = words.isSomebody || isNoun
                if isNoun, hasAge(behind: index, in: passage) {
                    words.isAged = true
                    words.designate(index)
                }
            case .plural where reading.has(index, [.kin, .family]) && !isOfMany(index):
                words.hasPluralKin = true
            case .possessivePlural where isNoun: words.takesUp = true
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

    private enum Article { case none, definite, indefinite, plural, possessivePlural, smallNumber }

    /// The article before a noun, over one adjective.
    private mutating func article(before index: Int) -> Article {
        var at = index - 1
        var steps = 0
        while at >= 0, steps < 2, reading.tokens[at + 1].gap != .block,
            reading.tokens[at].kind == .word || reading.tokens[at].kind == .number
        {
            reading.key(at, into: &key)
            if Self.definite.contains(key.bytes) { return .definite }
            if Self.indefinite.contains(key.bytes) { return .indefinite }
            if Self.possessivePlural.contains(key.bytes) { return .possessivePlural }
            if Self.plural.contains(key.bytes) { return .plural }
            if Self.smallNumbers.contains(key.bytes) {
                // « les deux frères » are known, « deux frères » are counted
                let isKnown = at > 0 && steps < 2 && reading.tokens[at].gap != .block
                if isKnown {
                    reading.key(at - 1, into: &key)
                    if Self.plural.contains(key.bytes) { return .plural }
                    if Self.possessivePlural.contains(key.bytes) { return .possessivePlural }
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

    private func isPluralWord(_ index: Int) -> Bool {
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
        if reading.tokens[next].isCapitalised { return true }
        if reading.marks[next].contains(.function) { return true }
        return next + 1 < reading.tokens.count
            && reading.grammar[next].contains(.grammatical)
            && (reading.marks[next + 1].contains(.function)
                || reading.has(next + 1, .anyFunction))
    }
    /// « Menace les enfants », « ne veut pas », « Solliciter … »: how a passage without subject
    /// starts.
    private mutating func start(_ passage: Passage, _ words: inout Words) {
        var first = Int(passage.firstToken)
        let end = Int(passage.endToken)
        while first < end, reading.tokens[first].kind != .word { first += 1 }
        guard first < end else { return }
        // the subject is the person of the heading
        if reading.has(first, .personVerb) { words.takesUp = true }
        reading.key(first, into: &key)
        var led = false
        while first + 1 < end, Self.lead.contains(key.bytes) {
            led = true
            first += 1
            reading.key(first, into: &key)
        }
        let grammar = reading.grammar[first]
        if grammar.contains(.infinitive), !led { words.isInfinitive = true }
        if !led, !grammar.isDisjoint(with: [.adjective, .participle]),
            grammar.isDisjoint(with: [.noun, .grammatical, .other, .adverb]),
            !reading.has(first, .greeting)
        {
            words.isBareAdjective = true
        }
        guard grammar.contains(.verb), reading.tokens[first].kind == .word,
            led
                || grammar.isDisjoint(with: [.noun, .adjective, .grammatical, .infinitive, .other]),
            !isCall(key.bytes)
        else { return }
        words.isBareVerb = true
    }

    /// « lui-même », « elle-même ».
    private mutating func isSelf(_ index: Int) -> Bool {
        guard index + 1 < reading.tokens.count, reading.tokens[index + 1].gap == .hyphen else {
            return false
        }
        reading.key(index + 1, into: &key)
        return key.bytes.starts(with: "même".utf8)
    }

    /// « les parents |d'élèves| », « les familles |du quartier| ».
    private mutating func isOfMany(_ index: Int) -> Bool {
        guard index + 1 < reading.tokens.count, reading.tokens[index + 1].kind == .word else {
            return false
        }
        reading.key(index + 1, into: &key)
        return Self.genitives.contains(key.bytes)
    }

    /// « apportez », « passons »: said to the reader, and « merci ».
    private func isCall(_ bytes: [UInt8]) -> Bool {
        bytes.count > 3
            && (bytes.suffix(2) == Array("ez".utf8)[...]
                || bytes.suffix(3) == Array("ons".utf8)[...])
    }

    /// « sa jambe », « ses papiers », not « la ville et son maire ».
    private mutating func isPossession(_ index: Int, in passage: Passage) -> Bool {
        guard index + 1 < Int(passage.endToken) else { return false }
        reading.key(index, into: &key)
        guard Self.possessives.contains(key.bytes) else { return false }
        return !startsWithOffice(passage)
            && reading.marks[index + 1].isDisjoint(with: [.function, .professional, .institution])
            && !reading.has(index + 1, .anyFunction)
    }

    /// « La coordonnatrice rend la fiche à son auteur »: what is hers is no private person's.
    private mutating func startsWithOffice(_ passage: Passage) -> Bool {
        let first = Int(passage.firstToken)
        reading.key(first, into: &key)
        // « La maison ferme son internat »: an article, and a thing behind it
        if Self.articles.contains(key.bytes), first + 1 < Int(passage.endToken),
            !reading.has(first + 1, [.kin, .youth, .designation, .family])
        {
            return true
        }
        return (first..<min(first + 3, Int(passage.endToken))).contains {
            reading.marks[$0].contains(.function) || reading.has($0, .anyFunction)
        }
    }

    /// « |les| trois ados », « |aux| deux familles »: counted before.
    private mutating func isKnownGroup(_ index: Int, in passage: Passage) -> Bool {
        guard index + 2 < Int(passage.endToken) else { return false }
        reading.key(index, into: &key)
        guard Self.plural.contains(key.bytes) else { return false }
        reading.key(index + 1, into: &key)
        return Self.smallNumbers.contains(key.bytes) && reading.tokens[index + 1].kind == .word
            && reading.tokens[index + 2].kind == .word
    }

    /// « au collège », « dans la rue », « un élève », « un agent ».
    private mutating func isOutside(_ index: Int) -> Bool {
        if reading.has(index, [.equipment, .street]) { return true }
        reading.key(index, into: &key)
        return Self.outside.contains(key.bytes)
    }

    /// « la suit », « l'a vu », « leur conseille »: a pronoun that a verb follows.
    private mutating func isObject(_ index: Int, in passage: Passage) -> Bool {
        let next = index + 1
        guard next < Int(passage.endToken), reading.tokens[next].kind == .word else { return false }
        reading.key(index, into: &key)
        guard Self.clitics.contains(key.bytes) else { return false }
        let isCut = key.bytes.last == 0x27
        reading.key(next, into: &key)
        if isCut, Self.auxiliaries.contains(key.bytes) { return true }
        let grammar = reading.grammar[next]
        return grammar.contains(.verb)
            && grammar.isDisjoint(with: [
                .noun, .adjective, .participle, .grammatical, .firstName, .properNoun, .adverb,
            ])
    }

    /// « un homme |de 34 ans|», « une famille |de cinq enfants|», « la quarantaine ».
    private mutating func hasAge(behind index: Int, in passage: Passage) -> Bool {
        let end = min(index + 6, Int(passage.endToken))
        var at = index + 1
        while at + 1 < end {
            if reading.tokens[at].kind == .number || reading.grammar[at].contains(.other) {
                reading.key(at + 1, into: &key)
                if Self.years.contains(key.bytes) { return true }
            }
            reading.key(at, into: &key)
            if Self.decades.contains(key.bytes) { return true }
            at += 1
        }
        return false
    }
}
