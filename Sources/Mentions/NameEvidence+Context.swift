internal import Documents
internal import Lexicons
internal import Tokens

/// What the words before a name are part of.
extension NameEvidence {
    /// Whether a plural function stands at a token or up to three words before it.
    func isGroupInOffice(_ index: Int) -> Bool {
        for at in stride(from: index, through: max(0, index - 3), by: -1) {
            guard reading.tokens[at].kind == .word else { return false }
            if reading.marks[at].contains(.function) {
                return reading.grammar[at].contains(.plural)
            }
            if reading.tokens[at].gap == .block { return false }
        }
        return false
    }

    /// « Enzo anim : |Gaspard| a vomi »: the function of who takes the word, not of whom he names.
    func isOfSpeaker(_ index: Int, _ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        guard index + 1 < candidate.first, tokens[index + 1].isSign(":"), index > 0,
            tokens[index].gap == .blank
        else { return false }
        var start = index
        while start > 0, reading.marks[start].contains(.function), tokens[start].gap != .block {
            start -= 1
        }
        return tokens[start].gap == .block && !reading.marks[start].contains(.function)
            && tokens[start].kind == .word && reading.has(start, .anyFirstName)
    }

    /// Whether a word opens the next item of a list, without an article: « pôle social ; |sœur| Lina ».
    func isNextOfList(_ index: Int) -> Bool {
        guard index > 0, reading.tokens[index].gap == .blank else { return false }
        return reading.tokens[index - 1].isSign(";")
    }

    func endsInS(_ index: Int) -> Bool {
        reading.document.text[Int(reading.tokens[index].end) - 1] | 0x20 == 0x73
    }

    static let laws = ShortKeys(
        "loi circulaire directive affaire plan rapport méthode opération technique approche"
    )

    /// Whether « dite » stands in brackets behind a law.
    func isLaw(_ alias: Int) -> Bool {
        let passage = reading.passageOfToken[alias]
        return (max(0, alias - 8)..<alias).contains {
            reading.passageOfToken[$0] == passage && Self.laws.contains(reading.short[$0])
        }
    }

    /// « LE PETIT FERRÉEN – bulletin municipal »: the title of the paper in the first line.
    func isHeadline(_ index: Int) -> Bool {
        index < 3 && reading.document.blocks[Int(reading.tokens[index].block)].kind != .cell
    }

    /// « le fils |Janvier| »: nothing between, and a capital that tells something.
    func isDirectlyBefore(_ index: Int, _ candidate: NameCandidate) -> Bool {
        let token = reading.tokens[candidate.first]
        return index == candidate.first - 1 && token.gap == .blank && token.isCapitalised
            && reading.profiles[Int(token.block)] != .caps
    }

    private static let numbers = ShortKeys("deux trois quatre cinq 2 3 4 5")
    private static let plurals = ShortKeys("les ces aux des")
    private static let ofMany = ShortKeys("des")
    private static let belongings = ShortKeys(
        """
        faute maison chien chiens jardin haie haies voiture porte appartement logement terrain
        enfants fils fille filles garçons petits gosses clôture cave balcon ferme garage camion
        fourgon caravane jeune aîné aînés cadet cadette dernier grand petit bande clan hangar cabane
        chez pavillon
        """
    )

    /// Whether a word before a name makes it that of a household: « les », « les trois », and « des »
    /// behind what belongs to one.
    func leadsToHousehold(_ index: Int, _ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        if index > 0, tokens[candidate.first].shape == .lower {
            // « chez les ferrandiz »
            return isPluralArticle(index) && BareWords.leadsToHome(index - 1, in: reading)
        }
        guard index > 0 || isPluralArticle(index), tokens[candidate.first].isCapitalised else {
            return false
        }
        let isCounted =
            Self.numbers.contains(reading.short[index]) && index > 0 && tokens[index].gap == .blank
            && Self.plurals.contains(reading.short[index - 1])
        let isOfMany =
            Self.ofMany.contains(reading.short[index]) && index > 0 && tokens[index].gap == .blank
            && Self.belongings.contains(reading.short[index - 1])
        guard isPluralArticle(index) || isCounted || isOfMany else { return false }
        if candidate.first == candidate.last {
            return !reading.isCommon(candidate.first) || isFamilyName(candidate.first)
                || reading.has(candidate.first, .ambiguousFirstName)
                    && !reading.startsSentence(candidate.first) && !endsInS(candidate.first)
        }
        guard reading.profiles[Int(tokens[index].block)] == .normal, !isCommune(candidate),
            !reading.has(candidate.last, [.place])
        else { return false }
        // « les Vieilles-Vignes »: no word of a surname is only a word
        return (candidate.first...candidate.last).allSatisfy { at in
            tokens[at].kind != .word
                || tokens[at].isCapitalised
                    && (reading.has(at, [.surname, .ambiguousSurname, .particle, .firstName])
                        || !reading.isCommon(at))
                    && reading.marks[at].isDisjoint(with: [.institution, .odonym, .function])
        }
    }

    /// Whether a surname with a capital stands behind « les » without the mark of many.
    func isFamilyName(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        let last = reading.document.text[Int(token.end) - 1] | 0x20
        return token.isCapitalised && reading.profiles[Int(token.block)] != .caps
            && reading.has(index, [.surname, .ambiguousSurname])
            && last != 0x73 && last != 0x78
    }

    /// The class of the label that ends at a token, without a colon: « prénom |Pharell ».
    func fieldBefore(_ index: Int) -> String? {
        for start in max(0, index - 3)...index {
            for term in reading.terms(startingAt: start)
            where term.last == index && term.table == .fields {
                return reading.lexicon.className(of: term.row)
            }
        }
        return nil
    }

    func isPluralArticle(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        return token.end - token.start == 3
            && reading.document.text[Int(token.end) - 1] | 0x20
                == 0x73
            && reading.document.text[Int(token.start)] | 0x20 == 0x6C
    }

    func gender(ofCivility index: Int) -> Gender {
        let token = reading.tokens[index]
        let length = token.end - token.start
        let second = length > 1 ? reading.document.text[Int(token.start) + 1] | 0x20 : 0
        // Mme, Mlle, Madame, Mademoiselle against M, Mr, Monsieur
        return second == 0x6D || second == 0x6C || second == 0x61 ? .female : .male
    }
}
