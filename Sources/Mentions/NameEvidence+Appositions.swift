internal import Documents
internal import Lexicons
internal import Tokens

/// Words in apposition behind a name: kin, trades, plates, relative clauses.
extension NameEvidence {
    /// Whether who is not meant is a private person: « aucun lien avec l'enfant ».
    func isHomonymOfPrivate(_ start: Int) -> Bool {
        var index = start
        while index < reading.tokens.count, index < start + 8, reading.tokens[index].gap != .block,
            !reading.tokens[index].isSign(")")
        {
            if reading.has(index, [.kin, .youth, .family, .designation]),
                !reading.has(index, .pronoun)
            {
                return true
            }
            index += 1
        }
        return false
    }

    /// « la cadette, |Prunelle|, va mieux »: a word with a capital between two commas.
    func isBetweenCommas(_ candidate: NameCandidate) -> Bool {
        let next = candidate.last + 1
        return candidate.first > 0 && reading.tokens[candidate.first - 1].isSign(",")
            && next < reading.tokens.count && reading.tokens[next].isSign(",")
            && reading.tokens[candidate.first].shape == .capital
            && reading.profiles[Int(reading.tokens[candidate.first].block)] == .normal
    }

    /// « Madame la Maire, |chère| Lina Roy »: an office is greeted first.
    func isTitledGreeting(_ index: Int) -> Bool {
        let passage = reading.passageOfToken[index]
        var at = index - 1
        while at >= 0, index - at < 8, reading.passageOfToken[at] == passage {
            if reading.marks[at].contains(.function) { return true }
            at -= 1
        }
        return false
    }

    /// Whether two small letters with their stop abbreviate a room, no hospital.
    func isRoom(_ index: Int) -> Bool {
        let (token, next) = (reading.tokens[index], index + 1)
        return token.shape == .lower && token.end - token.start <= 2 && next < reading.tokens.count
            && reading.tokens[next].isSign(".") && reading.tokens[next].gap == .nothing
    }

    static let lives = ShortKeys("habite demeure loge réside vit")

    static let who = ShortKeys("qui")

    /// Whether a clause tells where somebody lives: « |qui habite| face à la boulangerie ».
    func isInhabitant(_ index: Int) -> Bool {
        index + 1 < reading.tokens.count && Self.who.contains(reading.short[index])
            && Self.lives.contains(reading.short[index + 1])
    }

    /// « le fleuriste |Roy| », « la coiffeuse, |Lina| »: a trade in small letters with its article.
    func isTradeOfName(_ index: Int, _ candidate: NameCandidate) -> Bool {
        guard reading.marks[index].contains(.trade), !reading.has(candidate.first, .place),
            reading.tokens[index].shape == .lower
                || reading.profiles[Int(reading.tokens[index].block)] != .normal
        else { return false }
        var start = index
        while start > 0, reading.marks[start - 1].contains(.trade),
            reading.tokens[start].gap != .block
        {
            start -= 1
        }
        return start > 0 && reading.tokens[start].gap != .block
            && Self.ofTrade.contains(reading.short[start - 1])
    }

    private static let ofTrade = ShortKeys("le la l' un une du au notre mon ma son sa")

    static let reflexives = ShortKeys("se s'")

    static let possessives = ShortKeys("son sa ses leur leurs mon ma mes")

    static let cars = ShortKeys("une la sa ma voiture véhicule citroën renault")

    static let registered = ShortKeys("immatriculée immatriculé immat")

    /// Whether a plate stands within three words: « une Mégane |grise AB-123-CD| ».
    func isNumbered(_ start: Int) -> Bool {
        var index = start
        while index < reading.tokens.count, index < start + 3, reading.tokens[index].gap == .blank {
            if reading.marks[index].contains(.identifier)
                || Self.registered.contains(reading.short[index])
            {
                return true
            }
            index += 1
        }
        return false
    }

    /// « est |désignée| conseillère déléguée ».
    static let chosen = ShortKeys(
        "désigné désignée élu élue réélu réélue nommé nommée proclamé proclamée"
    )

    static let copulas = ShortKeys("est reste devient demeure sera")

    /// The function of who holds an office, behind « est », « reste »: elected people and heads.
    func functionBehindCopula(_ index: Int) -> Int? {
        var next = index + 1
        if next < reading.tokens.count, Self.chosen.contains(reading.short[next]) { next += 1 }
        guard Self.copulas.contains(reading.short[index]), next < reading.tokens.count,
            reading.tokens[next].gap == .blank, reading.marks[next].contains(.function),
            functions[next] == .elected || functions[next] == .head
        else { return nil }
        return next
    }

    /// Whether the block ends within three tokens.
    func endsBlockSoon(_ index: Int) -> Bool {
        let end = min(index + 4, reading.tokens.count)
        return end == reading.tokens.count
            || (index + 1..<end).contains { reading.tokens[$0].gap == .block }
    }

    /// Whether a job stands behind a name that kin announces, and nothing says where it is done.
    func isTradeOfKin(_ target: Int, _ candidate: NameCandidate) -> Bool {
        candidate.evidence.contains(.kin) && functions[target] <= .agent
    }

    /// « le lieutenant Roy, |sœur Lina|, … »: the next one of a list, not kin of the one before.
    func leadsToName(_ target: Int) -> Bool {
        let next = target + 1
        return reading.tokens[target - 1].isSign(",") && next < reading.tokens.count
            && reading.tokens[next].gap == .blank && reading.tokens[next].isCapitalised
            && reading.profiles[Int(reading.tokens[next].block)] == .normal
    }

    /// « Selon Mme Roy, |le garçon serait| absent »: the subject of what follows.
    func startsClause(_ target: Int, _ sign: UInt8) -> Bool {
        let next = target + 1
        return sign == 0x2C && next < reading.tokens.count && reading.tokens[next].gap == .blank
            && reading.tokens[target - 1].kind == .word && BareWords.isVerb(next, in: reading)
    }

    /// « Kenny |(le grand)| », « Fleur |(la grande)| ».
    func isTallInBrackets(_ index: Int) -> Bool {
        guard index + 1 < reading.tokens.count, reading.tokens[index + 1].isSign(")") else {
            return false
        }
        let key = reading.keyBytes(index)
        return key.elementsEqual("grand".utf8) || key.elementsEqual("grande".utf8)
    }

    /// « Mme Roy |(Saint-Brice)| »: words with capitals alone in brackets, of which one is a place,
    /// or of several one that no table knows: alone it may be a medicine.
    func isCommuneInBrackets(_ start: Int) -> Bool {
        let tokens = reading.tokens
        var index = start
        while index < tokens.count, index < start + 6, tokens[index].gap != .block,
            tokens[index].kind == .word, tokens[index].isCapitalised || tokens[index].gap == .hyphen
        {
            guard !reading.has(index, [.anyFirstName, .kin, .youth, .civility]) else {
                return false
            }
            index += 1
        }
        return index > start && index < tokens.count && tokens[index].isSign(")")
            && (start..<index).contains {
                reading.has($0, [.place, .ambiguousPlace])
                    || index > start + 1 && !reading.isCommon($0)
            }
    }

    /// Whether « de », « du », « d' » stands at a token.
    func isOfSomebody(_ index: Int) -> Bool {
        guard index < reading.tokens.count, reading.tokens[index].gap != .block else {
            return false
        }
        return reading.has(index, .particle) && reading.grammar[index].contains(.grammatical)
    }

    /// « Ketty |(AED)| »: capitals alone in brackets, no cue of a secret.
    func isAcronymInBrackets(_ index: Int) -> Bool {
        let tokens = reading.tokens
        guard index + 1 < tokens.count, tokens[index].shape == .caps,
            reading.profiles[Int(tokens[index].block)] == .normal,
            tokens[index].end - tokens[index].start <= 6, tokens[index + 1].isSign(")")
        else { return false }
        return !reading.terms(startingAt: index).contains {
            let table = $0.table
            return table.isSecret || table.isConfidential
        }
    }
}
