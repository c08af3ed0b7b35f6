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
    struct Parts: OptionSet {
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

    struct Part {
        var kind: Parts
        var last: Int
    }

    let cued: CueReading
    let reading: Reading
    let tokens: [Token]

    init(cued: CueReading) {
        self.cued = cued
        reading = cued.reading
        tokens = cued.reading.tokens
    }

    /// Whether an address may start at a token.
    func mayStart(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.kind == .number { return token.end - token.start <= 6 }
        return token.kind == .word
            && (isSpokenNumber(index) || cued.has(index, [.building, .flat, .place, .box, .named])
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
        let isColumn = isHomeCell(index)
        if isColumn, let end = cellEnd(from: last) { last = end }
        var first = index
        // « lieu-|dit| Kerguen »
        while first > 0, tokens[first].gap == .hyphen { first -= 1 }
        var isHome = isColumn || hasHomeCue(before: first)
        if kinds == 1, parts == [.postcode, .town], let start = home(before: index) {
            first = start
            isHome = true
        } else if kinds == 1, parts == [.postcode, .town], let start = hamlet(before: index) {
            first = start
        } else if !isAddress(parts, kinds, isHome: isHome) {
            return nil
        }
        return IdentifierFinder.Find(
            start: Int(tokens[first].start),
            end: Int(tokens[last].end),
            label: .address,
            rule: isHome
                ? Self.homeRule
                : parts.contains(.number) || kinds > 2 ? Self.streetRule : Self.buildingRule
        )
    }

    private func isAddress(_ parts: Parts, _ count: Int, isHome: Bool) -> Bool {
        if parts.isSuperset(of: [.number, .street]) { return true }
        let hasDetail = !parts.isDisjoint(with: [.flat, .street, .residence])
        if parts.contains(.building), hasDetail || count > 1 { return true }
        if !parts.isDisjoint(with: [.box, .residence, .street]), parts.contains(.postcode) {
            return true
        }
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
            || reading.isSpelt(index - 1, "le")
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
            if let last = postcode(at),
                parts.rawValue > 0 || hasHomeCue(before: at) || home(before: at) != nil
                    || hamlet(before: at) != nil
            {
                return Part(kind: [.postcode, .town], last: last)
            }
            if let part = floor(at, after: parts) { return part }
            if !parts.contains(.number), let last = numberedStreet(at) {
                return Part(kind: [.number, .street], last: last)
            }
            return nil
        }
        guard tokens[at].kind == .word else { return nil }
        if !parts.contains(.number), isSpokenNumber(at), let last = numberedStreet(at) {
            return Part(kind: [.number, .street], last: last)
        }
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
        if reading.has(at, .residence), parts.contains(.street), let next = separated(at + 1),
            next > at + 1, building(next, after: parts) != nil
        {
            // « 19, rue des Bains, |foyer|, ch. 114 »
            return Part(kind: .residence, last: at)
        }
        if parts.contains(.street), !parts.contains(.town),
            let last = town(at) ?? townBehindPreposition(at)
        {
            return Part(kind: .town, last: last)
        }
        return nil
    }
}
