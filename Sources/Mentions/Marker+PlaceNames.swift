internal import Documents
internal import Lexicons
internal import Tokens

/// Lists of places, seats of offices, sigles and remarks.
extension Marker {
    /// « les bâtiments Corot|, Millet et Daumier|»: index behind the names that go on with a list.
    func listEnd(from start: Int, in reading: Reading) -> Int {
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
    func headPhrase(_ index: Int, in reading: Reading) -> Int {
        guard reading.startsTerm(index), reading.tokens[index].kind == .word else { return index }
        var last = index
        for term in reading.terms(startingAt: index) where term.last > last {
            if term.table == .placeHeads { last = term.last }
        }
        return last
    }

    func isPlural(_ index: Int, in reading: Reading) -> Bool {
        let last = reading.document.text[Int(reading.tokens[index].end) - 1] | 0x20
        return last == 0x73 || last == 0x78
    }

    static let joint = ShortKeys("et ou")

    static let seats = ShortKeys(
        """
        maire préfet préfète sous-préfet sous-préfète député députée sénateur sénatrice
        préfecture sous-préfecture mairie municipale gendarmerie brigade commissariat
        habitant habitante habitants habitantes
        """
    )

    /// « le préfet de la |Valloire| »: what somebody is elected or appointed for is a place.
    func territory(behind index: Int, in reading: Reading) -> Int? {
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
    func isFlat(_ index: Int, in reading: Reading) -> Bool {
        let token = reading.tokens[index]
        let text = reading.document.text
        guard token.end - token.start == 2, index + 1 < reading.tokens.count,
            reading.tokens[index + 1].gap == .blank, reading.tokens[index + 1].shape == .capital,
            text[Int(token.start)] == 0x54 || text[Int(token.start)] == 0x46
        else { return false }
        return text[Int(token.start) + 1] >= 0x31 && text[Int(token.start) + 1] <= 0x37
    }

    /// « la |Maison| Lina-Roy »: with its capital and a double name, the house of a service.
    static let houses = ShortKeys("maison halle ferme")

    static let remarks = ShortKeys("n p")

    static let remarkEnds = ShortKeys("b s")

    /// Index behind the letters that announce a remark (NB, PS) at the start of a line.
    func remarkEnd(_ start: Int, in reading: Reading) -> Int? {
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
    func isNamedService(_ index: Int, in reading: Reading) -> Bool {
        let (tokens, next) = (reading.tokens, index + 1)
        if tokens[index].shape == .capital, Self.houses.contains(reading.short[index]),
            next + 1 < tokens.count, tokens[next].gap == .blank, tokens[next].shape == .capital,
            tokens[next + 1].gap == .hyphen, tokens[next + 1].shape == .capital,
            reading.has(next, .anyFirstName)
        {
            return true
        }
        guard tokens[index].shape == .caps,
            reading.marks[index].contains(.institution)
                || reading.terms(startingAt: index).contains(where: {
                    $0.table.isSecret && $0.last == index
                }),
            tokens[index].end - tokens[index].start <= 6, next + 1 < tokens.count,
            reading.profiles[Int(tokens[index].block)] == .normal
        else { return false }
        return tokens[next].gap == .blank && tokens[next].shape == .capital
            && tokens[next + 1].gap == .hyphen && tokens[next + 1].shape == .capital
    }

    /// Index behind letters with stops that are the sigle of a service.
    func sigleEnd(_ start: Int, in reading: Reading) -> Int? {
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
}
