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
                !reading.marks[index].contains(.opaque),
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

    /// « les bâtiments Corot|, Millet et Daumier|»: index behind the names that go on with a list.
    private func listEnd(from start: Int, in reading: Reading) -> Int {
        let tokens = reading.tokens
        var end = start
        while end + 1 < tokens.count, tokens[end].gap != .block, tokens[end + 1].gap == .blank,
            tokens[end].isSign(",") || Self.joint.contains(reading.short[end]),
            tokens[end + 1].isCapitalised, reading.profiles[Int(tokens[end].block)] == .normal,
            !reading.has(end + 1, [.civility, .pluralCivility, .title, .family, .anyPlaceHead]),
            !reading.marks[end + 1].contains(.function)
        {
            var index = end + 2
            while index < tokens.count, tokens[index].isCapitalised,
                tokens[index].gap == .blank || tokens[index].gap == .hyphen
            {
                index += 1
            }
            end = index
        }
        return end
    }

    /// The last word of a head of several words, « hôpital de jour », or the word itself.
    private func headPhrase(_ index: Int, in reading: Reading) -> Int {
        guard reading.tokens[index].kind == .word else { return index }
        var last = index
        for term in reading.terms(startingAt: index) where term.last > last {
            if reading.lexicon.table(of: term.row) == .placeHeads { last = term.last }
        }
        return last
    }

    private func isPlural(_ index: Int, in reading: Reading) -> Bool {
        let last = reading.document.text[Int(reading.tokens[index].end) - 1] | 0x20
        return last == 0x73 || last == 0x78
    }

    private static let joint = ShortKeys("et ou")
    private static let seats = ShortKeys(
        """
        maire préfet préfète sous-préfet sous-préfète député députée sénateur sénatrice
        préfecture sous-préfecture mairie municipale gendarmerie brigade commissariat
        habitant habitante habitants habitantes
        """
    )

    /// « le préfet de la |Valloire| »: what somebody is elected or appointed for is a place.
    private func territory(behind index: Int, in reading: Reading) -> Int? {
        guard Self.seats.contains(reading.short[index]) else { return nil }
        let tokens = reading.tokens
        var at = index + 1
        while at < tokens.count, at < index + 3, tokens[at].gap == .blank,
            reading.has(at, .particle)
        {
            at += 1
        }
        guard at > index + 1, at < tokens.count, tokens[at].gap != .block,
            tokens[at].isCapitalised, tokens[at].kind == .word,
            reading.profiles[Int(tokens[at].block)] != .lower
        else { return nil }
        let isCaps = reading.profiles[Int(tokens[at].block)] == .caps
        var end = at + 1
        while end < tokens.count,
            tokens[end].gap == .hyphen || !isCaps && tokens[end].gap == .blank,
            tokens[end].isCapitalised, tokens[end].kind == .word,
            tokens[end].gap == .hyphen || !reading.has(end, .anyFirstName)
        {
            end += 1
        }
        return end
    }

    /// « T3 |Corot| »: the kind of a flat before the name of its building.
    private func isFlat(_ index: Int, in reading: Reading) -> Bool {
        let token = reading.tokens[index]
        let text = reading.document.text
        guard token.end - token.start == 2, index + 1 < reading.tokens.count,
            reading.tokens[index + 1].gap == .blank, reading.tokens[index + 1].shape == .capital,
            text[Int(token.start)] == 0x54 || text[Int(token.start)] == 0x46
        else { return false }
        return text[Int(token.start) + 1] >= 0x31 && text[Int(token.start) + 1] <= 0x37
    }

    private static let remarks = ShortKeys("n p")
    private static let remarkEnds = ShortKeys("b s")

    /// Index behind « N.B. », « P.S. », « P.-S. » at the start of a line.
    private func remarkEnd(_ start: Int, in reading: Reading) -> Int? {
        let tokens = reading.tokens
        guard tokens[start].gap == .block, tokens[start].shape == .initial,
            Self.remarks.contains(reading.short[start])
        else { return nil }
        var index = start + 1
        while index < min(start + 4, tokens.count),
            tokens[index].gap == .nothing || tokens[index].gap == .hyphen
        {
            if tokens[index].kind == .word {
                guard tokens[index].shape == .initial,
                    Self.remarkEnds.contains(reading.short[index])
                else { return nil }
                // « N.B. -> EPM » is a person
                let next = index + 2
                let isRemark =
                    next < tokens.count && tokens[next].gap != .block
                    && (tokens[next].isCapitalised || tokens[next].isSign(":"))
                return isRemark ? index + 1 : nil
            }
            index += 1
        }
        return nil
    }

    /// « CSAPA |Pierre-Nicole|, « PASS |Saint-André| »: a sigle before a name with a hyphen.
    private func isNamedService(_ index: Int, in reading: Reading) -> Bool {
        let (tokens, next) = (reading.tokens, index + 1)
        guard tokens[index].shape == .caps,
            reading.marks[index].contains(.institution)
                || reading.terms(startingAt: index).contains(where: {
                    reading.lexicon.table(of: $0.row).isSecret && $0.last == index
                }),
            tokens[index].end - tokens[index].start <= 6, next + 1 < tokens.count,
            reading.profiles[Int(tokens[index].block)] == .normal
        else { return false }
        return tokens[next].gap == .blank && tokens[next].shape == .capital
            && tokens[next + 1].gap == .hyphen && tokens[next + 1].shape == .capital
    }

    /// Index behind letters with stops that are the sigle of a service: « C.A.T. », « M.J.C. ».
    private func sigleEnd(_ start: Int, in reading: Reading) -> Int? {
        let tokens = reading.tokens
        guard tokens[start].shape == .initial, start == 0 || tokens[start].gap != .nothing else {
            return nil
        }
        var index = start
        var letters = 0
        while index + 1 < tokens.count, tokens[index].kind == .word,
            tokens[index].shape == .initial, tokens[index].end - tokens[index].start == 1,
            tokens[index + 1].isSign("."), tokens[index + 1].gap == .nothing,
            index == start || tokens[index].gap == .nothing
        {
            letters += 1
            index += 2
        }
        return letters > 2 ? index : nil
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
                case .normal: token.isCapitalised
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
                guard names == 0 || nextIsName(index + 1, in: reading) else { break }
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
