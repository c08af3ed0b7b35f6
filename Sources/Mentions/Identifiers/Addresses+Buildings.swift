internal import Documents
internal import Lexicons
internal import Tokens

/// Building, stair, floor, flat, residence.
extension Addresses {
    /// Building, stair, floor, flat or side: « escalier 6 », « apt n° 21 », « appart du 4e », « RDC ».
    func building(_ index: Int, after parts: Parts) -> Part? {
        if let phrase = phrase(index) { return phrase }
        // « 17 chemin des Vignes, allée 5 »
        let isBuilding =
            cued.has(index, .building)
            || parts.contains(.street) && reading.has(index, .street)
                && (reading.isSpelt(index, "allée") || reading.isSpelt(index, "allee"))
        // « foyer, ch. 114 »: behind a street it is a room
        let isRoom = parts.contains(.street) && cued.has(index, .street)
        guard isBuilding || isRoom || cued.has(index, .flat) else {
            // « gauche », « D »
            guard cued.has(index, .side), !parts.isDisjoint(with: [.building, .flat, .street]),
                tokens[index].end - tokens[index].start > 1 || tokens[index].gap == .blank
            else { return nil }
            return Part(kind: .flat, last: index)
        }
        guard let last = value(after: index, isBuilding: isBuilding) else {
            // « 4e étage »: the number stood before
            return nil
        }
        return Part(kind: isBuilding ? .building : .flat, last: last)
    }

    /// A part without a number: « rez-de-chaussée », « pavillon au fond ».
    private func phrase(_ index: Int) -> Part? {
        for term in reading.terms(startingAt: index)
        where term.table == .addressParts {
            let cue = cued.tables.cue(of: term.row)
            if cue.contains(.place) {
                let isBuilding = cued.has(index, .building)
                return Part(kind: isBuilding ? .building : .flat, last: term.last)
            }
            if cue.contains(.side), term.last > term.first {
                return Part(kind: .flat, last: term.last)
            }
        }
        return nil
    }

    /// The last token of the number, letter or side behind « bât », « porte ».
    func value(after index: Int, isBuilding: Bool) -> Int? {
        var at = index + 1
        var steps = 0
        while at < tokens.count, steps < 4, reading.goesOn(at) {
            let token = tokens[at]
            if token.kind == .number {
                return token.end - token.start <= 5 && !isStreetAhead(at + 1) ? at : nil
            }
            if token.kind == .word {
                if token.end - token.start == 1, token.isCapitalised || tokens[at - 1].isSign("."),
                    !(at + 1 < tokens.count && tokens[at + 1].isSign("o"))
                {
                    return at
                }
                // « bât. B2 »
                if token.isCapitalised, token.end - token.start <= 3, token.shape != .capital,
                    reading.grammar[at].isDisjoint(with: Grammar.common),
                    reading.profiles[Int(token.block)] != .caps
                {
                    return at
                }
                if token.end - token.start == 1, isBuilding || cued.has(index, .flat),
                    reading.profiles[Int(token.block)] == .lower
                {
                    return at
                }
                if cued.has(at, .side), token.end - token.start > 1 { return at }
                // « n° », « du 4e », « numéro »
                guard
                    reading.has(at, .particle) || cued.has(at, .mark)
                        || token.end - token.start == 1
                else { return nil }
            } else if !(token.isSign("o") || token.isSign(".") && token.gap == .nothing
                || token.isSign(":"))
            {
                return nil
            }
            at += 1
            steps += 1
        }
        return nil
    }

    /// « bât 12 rue des Lilas »: the number is the street's.
    private func isStreetAhead(_ index: Int) -> Bool {
        index < tokens.count && reading.goesOn(index) && reading.has(index, .street)
    }

    /// A floor by its ordinal: « 3ème étage gauche », « 2e » within an address.
    func floor(_ index: Int, after parts: Parts) -> Part? {
        guard isOrdinal(tokens[index]) else { return nil }
        let next = index + 1
        if next < tokens.count, reading.goesOn(next), tokens[next].kind == .word,
            cued.has(next, [.flat, .side])
        {
            return Part(kind: .flat, last: next)
        }
        guard !parts.isDisjoint(with: [.building, .street, .flat]) else { return nil }
        return Part(kind: .flat, last: index)
    }

    /// « 1er », « 2e », « 4ème ».
    private func isOrdinal(_ token: Token) -> Bool {
        let text = reading.document.text
        guard token.end - token.start <= 6 else { return false }
        let first = Int(token.start)
        var i = first
        while i < Int(token.end), Bytes.isDigit(text, i) { i += 1 }
        guard i > first, i - first <= 2, i < Int(token.end) else { return false }
        let letter = text[i] | 0x20
        return letter == 0x65 || letter == 0xE8 || text[i] == 0xC3
    }

    /// A residence with its name or number: « résidence du Lavoir », « tour 3 », « lot 12 ».
    func residence(_ index: Int) -> Part? {
        if cued.has(index, .named), let last = value(after: index, isBuilding: true) {
            // « lot 12 »
            return Part(kind: .flat, last: last)
        }
        var last = index
        while last + 1 < tokens.count, reading.marks[last + 1].contains(.odonym),
            last == index || !isPart(last + 1)
        {
            last += 1
        }
        var at = last + 1
        if last == index {
            // « lot. Les Mésanges », « gîte des Ajoncs »
            if at + 1 < tokens.count, tokens[at].isSign("."), tokens[at].gap == .nothing,
                tokens[at + 1].gap == .blank
            {
                at += 1
            }
            while at < tokens.count, at - index < 7, reading.goesOn(at), tokens[at].kind == .word,
                tokens[at].isCapitalised || reading.has(at, .particle)
            {
                if tokens[at].isCapitalised { last = at }
                at += 1
            }
        }
        // « n° 11 »
        if last > index, let end = value(after: last, isBuilding: true), end - last <= 3,
            (last + 1..<end).contains(where: { tokens[$0].isSign("o") || cued.has($0, .mark) })
        {
            return Part(kind: [.residence, .building], last: end)
        }
        if last == index, let end = value(after: index, isBuilding: true), end == index + 1 {
            // « tour B, 8e étage »
            return Part(kind: .building, last: end)
        }
        if last == index + 1, tokens[last].end - tokens[last].start == 1 {
            return Part(kind: .building, last: last)
        }
        return last > index ? Part(kind: .residence, last: last) : nil
    }
}
