internal import Documents
internal import Lexicons
internal import Tokens

/// Names behind the head of a place.
extension Marker {
    /// « rue |Pierre Sémard| », « collège |Jean Moulin| », « loi |Taubira| ».
    func markOdonyms(_ reading: inout Reading) {
        let tokens = reading.tokens
        var index = 0
        while index < tokens.count {
            if let end = territory(behind: index, in: reading) {
                for each in (index + 1)..<end { reading.marks[each].insert(.odonym) }
                index = end
                continue
            }
            if let end = remarkEnd(index, in: reading) {
                for each in index..<end { reading.marks[each].insert(.institution) }
                index = end
                continue
            }
            if let end = sigleEnd(index, in: reading) {
                // « au C.A.T. Henri-Dunant »
                let behind = odonymEnd(after: end - 1, in: reading)
                for each in index..<end { reading.marks[each].insert(.institution) }
                for each in end..<max(end, behind) { reading.marks[each].insert(.odonym) }
                index = max(end, behind)
                continue
            }
            if isFlat(index, in: reading) || isNamedService(index, in: reading) {
                let end = odonymEnd(after: index, in: reading)
                for each in (index + 1)..<max(end, index + 1) {
                    reading.marks[each].insert(.odonym)
                }
                index = max(end, index + 1)
                continue
            }
            // « l'avant-centre » is no centre
            let phrase = headPhrase(index, in: reading)
            guard reading.has(index, .anyPlaceHead) || phrase > index,
                !reading.marks[index].contains(.opaque), !isSurname(index, in: reading),
                !isParticiple(index, in: reading),
                tokens[index].gap != .hyphen || reading.words[index - 1] == 0
            else {
                index += 1
                continue
            }
            let head = phrase
            var end = odonymEnd(after: head, in: reading)
            if isPlural(index, in: reading), end > head + 1 {
                end = listEnd(from: end, in: reading)
            } else if isPlural(index, in: reading), head + 2 < tokens.count,
                tokens[head + 1].isSign("("), tokens[head + 2].isCapitalised,
                reading.has(index, [.residence, .street])
            {
                // « les loges (Hugo, Chopin) »
                end = listEnd(from: head + 3, in: reading)
            }
            for each in (head + 1)..<max(end, head + 1) {
                reading.marks[each].insert(.odonym)
            }
            index = max(end, head + 1)
        }
    }

    /// Whether a civility makes the head of a place a surname: « Mme |PLACE| Odette ».
    private func isSurname(_ index: Int, in reading: Reading) -> Bool {
        let tokens = reading.tokens
        guard index > 0, tokens[index].isCapitalised, tokens[index].gap == .blank else {
            return false
        }
        let before = tokens[index - 1].isSign(".") && index > 1 ? index - 2 : index - 1
        return reading.has(before, .civility)
            && (index + 1 >= tokens.count || tokens[index + 1].gap != .blank
                || !reading.isArticle(index + 1))
    }

    private static let auxiliaries = ShortKeys(
        "a ai as ont avait avaient aurait auraient ayant avoir est sont"
    )

    /// « a |cité| Kévin »: a participle behind its auxiliary is no place.
    private func isParticiple(_ index: Int, in reading: Reading) -> Bool {
        index > 0 && reading.tokens[index].gap == .blank && reading.tokens[index].shape == .lower
            && reading.grammar[index].contains(.participle)
            && Self.auxiliaries.contains(reading.short[index - 1])
    }

    /// « le tabac Le Narval de |ROY Lina| »: in capitals that tell a surname, before a first name.
    private func isOwner(_ index: Int, after name: Int, in reading: Reading) -> Bool {
        let tokens = reading.tokens
        return index + 1 < tokens.count && tokens[index].shape == .caps
            && tokens[index].gap == .blank && tokens[name].shape != .caps
            && reading.profiles[Int(tokens[index].block)] == .normal
            && reading.has(index + 1, .anyFirstName) && tokens[index + 1].gap == .blank
            && tokens[index + 1].shape == .capital
    }

    /// Index behind the name of a place whose head stands at `head`.
    func odonymEnd(after head: Int, in reading: Reading) -> Int {
        let tokens = reading.tokens
        let profile = reading.profiles[Int(tokens[head].block)]
        var end = head + 1
        var index = head + 1
        var qualifiers = 0
        var names = 0
        while index < tokens.count, tokens[index].gap != .block {
            let token = tokens[index]
            if token.kind == .number {
                // « rue du 8-Mai-1945 », not the postcode behind it
                guard token.end - token.start <= 4 else { break }
                guard names > 0 || index == head + 1 || reading.isArticle(index - 1) else {
                    break
                }
                index += 1
                if token.gap == .hyphen || names > 0 { end = index }
                // « ch 204 |Océane| », « bât. 3 |Kévin| »: a room, no street of that name
                if index == head + 2, token.gap == .blank, index < tokens.count,
                    tokens[index].gap == .blank,
                    reading.has(index, .anyFirstName)
                        || reading.words[index] == 0
                {
                    break
                }
                continue
            }
            // « V. Hugo », « av. du Général »: not the stop of a sentence
            if token.isSign("."), token.gap == .nothing,
                tokens[index - 1].shape == .initial
                    || index == head + 1 && tokens[head].end - tokens[head].start <= 4
                        && !((reading.isCommon(head) || tokens[head].shape == .caps)
                            && endsPassage(index, in: reading))
            {
                index += 1
                continue
            }
            if token.isSign("\""), names == 0 || end == index {
                index += 1
                continue
            }
            guard token.kind == .word else { break }
            // « square des Frères Lumière », but « rue des Lilas, famille Lourmel »
            let isPartOfName =
                names == 0 && (token.gap == .hyphen || token.shape == .capital && index > head + 1)
            if reading.has(index, [.civility, .pluralCivility, .family]), !isPartOfName {
                break
            }
            // « revoir la place de |Mme Roy| sur le marché »
            if token.gap == .blank, reading.has(index, .civility), token.end - token.start > 1,
                profile == .normal
            {
                break
            }
            let isName: Bool =
                switch profile {
                case .normal:
                    // « stade |albert-batteux| »
                    token.isCapitalised
                        || token.gap == .hyphen && names > 0 && index == head + 2
                            && tokens[index - 1].shape == .lower
                        || index == head + 1 && token.gap == .blank && token.shape == .lower
                            && reading.has(index, .firstName) && index + 1 < tokens.count
                            && tokens[index + 1].gap == .hyphen
                case .caps, .lower:
                    names < 3 && !reading.grammar[index].contains(.grammatical)
                        && !reading.has(index, .speechVerb) && !reading.isArticle(index)
                        && (names == 0 || token.gap == .hyphen || !reading.isCommon(index)
                            || reading.has(index, .anyFirstName))
                }
            if isName {
                // « passage de |Nourdine A.| »: nobody's initial names a street
                if reading.has(index, .firstName), index + 2 < tokens.count,
                    tokens[index + 1].shape == .initial, tokens[index + 1].gap == .blank,
                    tokens[index + 2].isSign("."), tokens[index + 2].gap == .nothing,
                    qualifiers > 0, names == 0
                {
                    return head + 1
                }
                names += 1
                index += 1
                end = index
                continue
            }
            if reading.isArticle(index) {
                // particles stand before a name, not behind it
                guard
                    names == 0
                        || nextIsName(index + 1, in: reading)
                            && !isOwner(index + 1, after: end - 1, in: reading)
                else { break }
                if names == 0, qualifiers > 2 { break }
                qualifiers += 1
                index += 1
                continue
            }
            guard names == 0, qualifiers < 3,
                reading.has(index, .anyPlaceHead) || reading.grammar[index].contains(.adjective)
                    || reading.marks[index].contains(.function)
            else { break }
            qualifiers += 1
            index += 1
        }
        return end
    }

    /// Whether another sentence starts behind a token: « à la gare|.| Lina Roy attend ».
    private func endsPassage(_ index: Int, in reading: Reading) -> Bool {
        index + 1 >= reading.tokens.count
            || reading.passageOfToken[index + 1] != reading.passageOfToken[index]
    }

    func nextIsName(_ index: Int, in reading: Reading) -> Bool {
        guard index < reading.tokens.count, reading.tokens[index].gap != .block else {
            return false
        }
        if reading.isArticle(index), index + 1 < reading.tokens.count {
            return reading.tokens[index + 1].isCapitalised
        }
        return reading.tokens[index].isCapitalised
            && !reading.has(index, [.civility, .pluralCivility])
    }
}
