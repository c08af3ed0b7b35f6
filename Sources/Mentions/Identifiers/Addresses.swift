internal import Documents
internal import Lexicons
internal import Tokens

/// Street-level addresses, in any order of their parts: number and street, residence, building,
/// stair, floor, flat, box, postcode and town.
///
/// An address is a number with a street, or a building or stair with another part: « hall 7 apt 21 »,
/// « cité Gagarine, escalier 6 ». A street, a residence, a flat or a floor alone is none, unless
/// « demeurant », « adresse : » stands before it.
struct Addresses {
    /// Behind « demeurant », « adresse : ».
    static let homeRule = "address.home"
    /// A number with a street.
    static let streetRule = "address.street"
    /// A building or stair with another part.
    static let buildingRule = "address.building"

    /// What the parts read so far amount to.
    private struct Parts: OptionSet {
        let rawValue: UInt8
        static let number = Parts(rawValue: 1)
        static let street = Parts(rawValue: 2)
        static let residence = Parts(rawValue: 4)
        static let building = Parts(rawValue: 8)
        static let flat = Parts(rawValue: 16)
        static let postcode = Parts(rawValue: 32)
        static let town = Parts(rawValue: 64)
        static let box = Parts(rawValue: 128)
    }

    private struct Part {
        var kind: Parts
        var last: Int
    }

    private let cued: CueReading
    private var reading: Reading { cued.reading }
    private var tokens: [Token] { cued.reading.tokens }

    init(cued: CueReading) { self.cued = cued }

    /// Whether an address may start at a token.
    func mayStart(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.kind == .number { return token.end - token.start <= 6 }
        return token.kind == .word
            && (cued.has(index, [.building, .flat, .place, .box, .named])
                || reading.has(index, [.street, .residence]))
    }

    /// The address that starts at a token, or nil.
    ///
    /// Cost: at most twelve parts of a few tokens each.
    func find(from index: Int) -> IdentifierFinder.Find? {
        guard mayStart(index), !isItemNumber(index) else { return nil }
        var parts: Parts = []
        var kinds = 0
        var at = index
        var last = -1
        while kinds < 12, let part = part(at, after: parts) {
            parts.formUnion(part.kind)
            kinds += 1
            last = part.last
            guard let next = separated(last + 1) else { break }
            at = next
        }
        guard last >= 0 else { return nil }
        let isHome = hasHomeCue(before: index)
        guard isAddress(parts, kinds, isHome: isHome) else { return nil }
        return IdentifierFinder.Find(
            start: Int(tokens[index].start),
            end: Int(tokens[last].end),
            label: .address,
            rule: isHome
                ? Self.homeRule
                : parts.contains(.number) ? Self.streetRule : Self.buildingRule
        )
    }

    private func isAddress(_ parts: Parts, _ count: Int, isHome: Bool) -> Bool {
        if parts.isSuperset(of: [.number, .street]) { return true }
        let hasDetail = !parts.isDisjoint(with: [.flat, .street, .residence])
        if parts.contains(.building), hasDetail || count > 1 { return true }
        if !parts.isDisjoint(with: [.box, .residence]), parts.contains(.postcode) { return true }
        if isHome {
            return parts.contains(.building) || parts.contains(.street)
                || parts.contains(.residence) && count > 1
        }
        return false
    }

    /// « Étape 2, passage des Tanneurs »: the number of something else.
    private func isItemNumber(_ index: Int) -> Bool {
        guard tokens[index].kind == .number, index > 0, tokens[index].gap == .blank,
            index + 1 < tokens.count, tokens[index + 1].isSign(",")
        else { return false }
        return reading.grammar[index - 1].contains(.noun)
            && !reading.grammar[index - 1].contains(.participle)
            && !cued.has(index - 1, [.home, .building, .flat])
            && !reading.has(index - 1, .anyFirstName)
            || reading.plainKey(index - 1) == Array("le".utf8)
    }

    /// « demeurant », « habite au », « adresse : » right before.
    private func hasHomeCue(before index: Int) -> Bool {
        var at = index - 1
        var steps = 0
        while at >= 0, steps < 5, reading.goesOn(at + 1) {
            if cued.has(at, .home) || reading.marks[at].contains(.addressField) { return true }
            guard
                tokens[at].kind == .punctuation && !tokens[at].isSign(".")
                    || reading.grammar[at].contains(.grammatical)
                    || reading.grammar[at].contains(.adverb)
            else { return false }
            at -= 1
            steps += 1
        }
        return false
    }

    // MARK: Parts

    /// The token behind commas, hyphens, brackets and « au »; nil when something else stands there.
    private func separated(_ start: Int) -> Int? {
        var at = start
        while at < tokens.count, at - start < 3, reading.goesOn(at) {
            let token = tokens[at]
            guard
                token.isSign(",") || token.isSign("-") || token.isSign("(") || token.isSign("/")
                    || token.isSign(".") && token.gap == .nothing
                        && tokens[at - 1].end
                            - tokens[at - 1].start <= 4
                    || token.isSign(":") || token.isSign(")")
            else { return at }
            at += 1
        }
        return at < tokens.count && reading.goesOn(at) && at - start < 3 ? at : nil
    }

    private func part(_ at: Int, after parts: Parts) -> Part? {
        guard at < tokens.count, !reading.marks[at].contains(.opaque) else { return nil }
        if tokens[at].kind == .number {
            if let last = postcode(at), parts.rawValue > 0 || hasHomeCue(before: at) {
                return Part(kind: [.postcode, .town], last: last)
            }
            if let part = floor(at, after: parts) { return part }
            if !parts.contains(.number), let last = numberedStreet(at) {
                return Part(kind: [.number, .street], last: last)
            }
            return nil
        }
        guard tokens[at].kind == .word else { return nil }
        if let part = building(at, after: parts) { return part }
        if cued.has(at, .box), at + 1 < tokens.count, tokens[at + 1].kind == .number {
            return Part(kind: .box, last: at + 1)
        }
        if reading.has(at, .street), !parts.contains(.street), let last = street(at) {
            // « villa Les Roses »
            return Part(kind: cued.has(at, .building) ? .residence : .street, last: last)
        }
        if reading.has(at, .residence) || cued.has(at, .named), let residence = residence(at) {
            return residence
        }
        if parts.contains(.street), !parts.contains(.town), let last = town(at) {
            return Part(kind: .town, last: last)
        }
        return nil
    }

    /// « 12 bis, rue … », « 12-14 rue … », « 3 B rue … », « 12 de la rue … ».
    private func numberedStreet(_ index: Int) -> Int? {
        guard isHouseNumber(tokens[index]) else { return nil }
        var at = index + 1
        var steps = 0
        while at < tokens.count, steps < 5, reading.goesOn(at), !isStreet(at) {
            let token = tokens[at]
            let isRepeat =
                token.kind == .word
                && (token.end - token.start == 1 || cued.has(at, .repetition)
                    || reading.has(at, .particle) && at == index + 1)
            guard
                isRepeat || token.isSign(",") || token.isSign("/") || token.isSign("-")
                    || token.isSign("(") || token.isSign(")")
                    || token.kind == .number && token.end - token.start <= 4
                        && (token.gap == .hyphen || tokens[at - 1].isSign("/")
                            || tokens[at - 1].isSign("-"))
                    || token.kind == .word && steps == 1 && reading.has(at, .particle)
            else { return nil }
            at += 1
            steps += 1
        }
        guard at < tokens.count, reading.goesOn(at), isStreet(at) else { return nil }
        if !reading.has(at, .street), reading.has(at, .residence) {
            // « 5, cité des Fleurs », not « n° 3 / Résidence … », « hall 6 de la tour … »
            let isDirect = at == index + 1 || at == index + 2 && tokens[index + 1].isSign(",")
            guard isDirect, index == 0 || !tokens[index - 1].isSign("o") else { return nil }
        }
        return street(at)
    }

    /// Whether a number stands before and a name behind it: rue, cité, an abbreviation of them.
    private func isStreet(_ index: Int) -> Bool {
        if reading.has(index, .street) || cued.has(index, .street) { return true }
        return reading.has(index, .residence) && !reading.grammar[index].contains(.plural)
    }

    /// Up to four digits, perhaps a letter: « 12 », « 3B », not « 22h05 », « 16h ».
    private func isHouseNumber(_ token: Token) -> Bool {
        let text = reading.document.text
        var i = Int(token.start)
        while i < Int(token.end), Bytes.isDigit(text, i) { i += 1 }
        let digits = i - Int(token.start)
        guard digits >= 1, digits <= 4, Int(token.end) - i <= 1 else { return false }
        guard i < Int(token.end) else { return true }
        return text[i] | 0x20 != 0x68 && text[i] | 0x20 != 0x65
    }

    /// The last token of a street with its name, over a line end.
    private func street(_ head: Int) -> Int? {
        var last = head
        while last + 1 < tokens.count, reading.marks[last + 1].contains(.odonym) { last += 1 }
        if last > head, last + 1 >= tokens.count || tokens[last + 1].gap != .block { return last }
        if let day = day(after: head) { return day }
        // the name goes on in the next line
        var at = last + 1
        var names = last > head ? 1 : 0
        var pending = 0
        let isCut = last == head || reading.has(last, .particle)
        while at < tokens.count, at - head < 8, reading.goesOn(at), isCut || at - last > 1 {
            if tokens[at].kind == .word, reading.has(at, .particle) || reading.has(at, .street) {
                pending += 1
            } else if tokens[at].kind == .word, tokens[at].isCapitalised, names < 3,
                !reading.has(at, [.civility, .pluralCivility])
            {
                names += 1
                last = at
                pending = 0
            } else if tokens[at].isSign("."), tokens[at].gap == .nothing, pending + names <= 1,
                tokens[at - 1].end - tokens[at - 1].start <= 4
            {
                pending += 1
            } else {
                break
            }
            at += 1
        }
        return last > head && names > 0 ? last : nil
    }

    /// « rue du |8 mai 1945|»: the last token of the day a street is named after.
    private func day(after head: Int) -> Int? {
        var at = head + 1
        while at < tokens.count, at - head < 3, reading.goesOn(at), reading.has(at, .particle) {
            at += 1
        }
        guard at + 1 < tokens.count, at > head + 1, reading.goesOn(at), tokens[at].kind == .number,
            cued.dateWord(at + 1).month > 0
        else { return nil }
        let year = at + 2
        let hasYear =
            year < tokens.count && tokens[year].kind == .number && reading.goesOn(year)
            && tokens[year].end - tokens[year].start == 4
        return hasYear ? year : at + 1
    }

    /// « 91730 Montreval-sur-Juine », « 75013 PARIS CEDEX 13 ».
    private func postcode(_ index: Int) -> Int? {
        let text = reading.document.text
        let token = tokens[index]
        var end = index
        if token.end - token.start == 2, index + 1 < tokens.count, tokens[index + 1].gap == .blank,
            tokens[index + 1].kind == .number, tokens[index + 1].end - tokens[index + 1].start == 3
        {
            end = index + 1
        }
        let digits = (Int(token.start)..<Int(tokens[end].end)).count { Bytes.isDigit(text, $0) }
        let length = (index...end).reduce(0) { $0 + Int(tokens[$1].end - tokens[$1].start) }
        let isCorsican = digits == 4 && [0x41, 0x42].contains(text[Int(token.start) + 1] & 0xDF)
        guard length == 5, digits == 5 || isCorsican else { return nil }
        guard end + 1 < tokens.count, reading.goesOn(end + 1) else { return end }
        let next = tokens[end + 1].isSign(",") ? end + 2 : end + 1
        guard let town = townEnd(next, from: end) else { return end }
        return town
    }

    /// Capitalised words of a town behind its postcode: a first name is no part of it.
    private func townEnd(_ start: Int, from postcode: Int) -> Int? {
        var at = start
        var last = -1
        while at < tokens.count, at - start < 7, reading.goesOn(at),
            tokens[at].kind == .word
                || cued.has(at - 1, .cedex)
        {
            if tokens[at].gap == .hyphen || cued.has(at, .cedex)
                || cued.has(at - 1, .cedex) && tokens[at].kind == .number
            {
                last = at
            } else if tokens[at].isCapitalised, !reading.has(at, [.firstName, .civility]),
                tokens[at].gap == .blank || tokens[at].gap == .nothing || at == start,
                !(last >= 0 && reading.marks[at].contains(.field))
            {
                last = at
            } else if last < 0, reading.profiles[Int(tokens[at].block)] == .lower,
                !reading.isCommon(at)
                    || at + 1 < tokens.count && tokens[at + 1].gap == .hyphen
            {
                last = at
            } else {
                break
            }
            at += 1
        }
        return last >= 0 ? last : nil
    }

    /// A town behind the street, without its postcode.
    private func town(_ index: Int) -> Int? {
        let isLower =
            reading.profiles[Int(tokens[index].block)] == .lower && index + 2 < tokens.count
            && tokens[index + 1].gap == .hyphen
        guard tokens[index].isCapitalised || isLower, index > 0, tokens[index - 1].kind != .word,
            !reading.has(index, [.civility, .firstName, .family])
        else { return nil }
        var last = index
        while last + 1 < tokens.count, tokens[last + 1].gap == .hyphen { last += 1 }
        if last > index + 1 || last > index && reading.has(last, [.place, .ambiguousPlace]) {
            return last
        }
        if last > index, !reading.has(last, .anyFirstName) { return last }
        return reading.has(index, .place) || reading.marks[index].contains(.place) ? index : nil
    }

    // MARK: Building, floor, flat

    /// Building, stair, floor, flat or side: « escalier 6 », « apt n° 21 », « appart du 4e », « RDC ».
    private func building(_ index: Int, after parts: Parts) -> Part? {
        if let phrase = phrase(index) { return phrase }
        let isBuilding = cued.has(index, .building)
        guard isBuilding || cued.has(index, .flat) else {
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
        where reading.lexicon.table(of: term.row) == .addressParts {
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
    private func value(after index: Int, isBuilding: Bool) -> Int? {
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
    private func floor(_ index: Int, after parts: Parts) -> Part? {
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
    private func residence(_ index: Int) -> Part? {
        if cued.has(index, .named), let last = value(after: index, isBuilding: true) {
            // « lot 12 »
            return Part(kind: .flat, last: last)
        }
        var last = index
        while last + 1 < tokens.count, reading.marks[last + 1].contains(.odonym) { last += 1 }
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
        return last > index ? Part(kind: .residence, last: last) : nil
    }
}
