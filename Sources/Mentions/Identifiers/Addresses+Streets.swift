internal import Documents
internal import Lexicons
internal import Tokens

/// Number and street, postcode and town.
extension Addresses {
    /// « 12 bis, rue … », « 12-14 rue … », « 3 B rue … », « 12 de la rue … ».
    func numberedStreet(_ index: Int) -> Int? {
        guard isHouseNumber(tokens[index]) || isSpokenNumber(index), !isClock(index) else {
            return nil
        }
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
        // « 12 places de travail »: a number of things
        if at == index + 1, tokens[at].shape == .lower, at + 1 < tokens.count,
            reading.grammar[at].contains(.plural) || endsInPlural(at),
            !reading.marks[at + 1].contains(.odonym)
        {
            return nil
        }
        if !reading.has(at, .street), reading.has(at, .residence) {
            // « 5, cité des Fleurs », not « n° 3 / Résidence … », « hall 6 de la tour … »
            let isDirect = at == index + 1 || at == index + 2 && tokens[index + 1].isSign(",")
            guard isDirect, index == 0 || !tokens[index - 1].isSign("o") else { return nil }
        }
        return street(at)
    }

    /// Whether a letter of many ends a word that is no name of a street: « places ».
    private func endsInPlural(_ index: Int) -> Bool {
        reading.document.text[Int(tokens[index].end) - 1] == 0x73
    }

    /// « 08:|50| – Avenue », « 12 H – PLACE »: an hour, a dash, and where something happened.
    private func isClock(_ index: Int) -> Bool {
        if index > 0, tokens[index].gap == .nothing, tokens[index - 1].isSign(":") { return true }
        let next = index + 1
        guard next + 1 < tokens.count, tokens[next].kind == .word, tokens[next].shape == .initial,
            tokens[next + 1].isSign("-"), tokens[next + 1].gap == .blank
        else { return false }
        return reading.document.text[Int(tokens[next].start)] | 0x20 == 0x68
    }

    /// « au |six| de la rue »: a house number that is said.
    func isSpokenNumber(_ index: Int) -> Bool {
        guard index > 0, cued.isDateWord(index), (1..<100).contains(cued.dateWord(index).number)
        else { return false }
        let token = tokens[index - 1]
        let text = reading.document.text
        return token.end - token.start == 2 && text[Int(token.start)] | 0x20 == 0x61
            && text[Int(token.start) + 1] | 0x20 == 0x75
    }

    /// Whether a number stands before and a name behind it: rue, cité, an abbreviation of them.
    private func isStreet(_ index: Int) -> Bool {
        if reading.has(index, .street) || cued.has(index, .street) { return true }
        guard reading.has(index, .residence), !reading.grammar[index].contains(.plural) else {
            return false
        }
        // « 3 halls », which dictionaries have in no plural
        let last = reading.document.text[Int(tokens[index].end) - 1] | 0x20
        return !(cued.has(index, .building) && last == 0x73)
    }

    /// Up to four digits, perhaps a letter or « bis »: « 12 », « 3B », « 21bis », not « 22h05 », « 16h ».
    private func isHouseNumber(_ token: Token) -> Bool {
        let text = reading.document.text
        var i = Int(token.start)
        while i < Int(token.end), Bytes.isDigit(text, i) { i += 1 }
        let digits = i - Int(token.start)
        guard digits >= 1, digits <= 4 else { return false }
        if Int(token.end) - i == 3 {
            // « 21bis », « 4ter »
            let (a, b, c) = (text[i] | 0x20, text[i + 1] | 0x20, text[i + 2] | 0x20)
            return a == 0x62 && b == 0x69 && c == 0x73 || a == 0x74 && b == 0x65 && c == 0x72
        }
        guard Int(token.end) - i <= 1 else { return false }
        guard i < Int(token.end) else { return true }
        return text[i] | 0x20 != 0x68 && text[i] | 0x20 != 0x65
    }

    /// The last token of a street with its name, over a line end.
    func street(_ head: Int) -> Int? {
        var last = head
        while last + 1 < tokens.count, reading.marks[last + 1].contains(.odonym),
            last == head || !isPart(last + 1)
        {
            last += 1
        }
        if last > head, isPart(last + 1) { return last }
        if last > head, last + 1 >= tokens.count || tokens[last + 1].gap != .block { return last }
        if let day = day(after: head) { return day }
        // the name goes on in the next line
        var at = last + 1
        var names = last > head ? 1 : 0
        var pending = 0
        let isCut = last == head || reading.has(last, .particle)
        while at < tokens.count, at - head < 8, reading.goesOn(at), isCut || at - last > 1 {
            if tokens[at].kind == .word, tokens[at].gap == .hyphen, last == at - 1, last > head {
                // « Moulin-|à|-Huile »
                last = at
            } else if tokens[at].kind == .word, reading.isArticle(at) || reading.has(at, .street) {
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

    /// « RUE DES LILAS |ESC B|»: a building or flat with its number is no part of the street's name.
    func isPart(_ index: Int) -> Bool {
        guard index < tokens.count else { return false }
        if tokens[index].kind == .number {
            return index + 1 < tokens.count && cued.has(index + 1, [.flat, .side])
                && floor(index, after: .street) != nil
        }
        return cued.has(index, [.building, .flat])
            && value(after: index, isBuilding: cued.has(index, .building)) != nil
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
    func postcode(_ index: Int) -> Int? {
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
            } else if tokens[at].isCapitalised,
                !reading.has(at, [.firstName, .civility])
                    || at > start && reading.has(at - 1, .particle),
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

    /// The most words with hyphens behind the first one of a town.
    private static let longestTown = 12

    /// A town behind the street, without its postcode.
    func town(_ index: Int) -> Int? {
        let isLower =
            reading.profiles[Int(tokens[index].block)] == .lower && index + 2 < tokens.count
            && tokens[index + 1].gap == .hyphen
        guard tokens[index].isCapitalised || isLower, index > 0, tokens[index - 1].kind != .word,
            !reading.has(index, [.civility, .firstName, .family])
        else { return nil }
        var last = index
        while last + 1 < tokens.count, last < index + Self.longestTown,
            tokens[last + 1].gap == .hyphen
                || tokens[last + 1].gap == .nothing && last > index
                    && tokens[last + 1].kind == .word && tokens[last].gap == .hyphen
        {
            // « Pont-|l'|Arche-Neuf »
            last += 1
        }
        if last > index + 1 || last > index && reading.has(last, [.place, .ambiguousPlace]) {
            return last
        }
        if last > index, !reading.has(last, .anyFirstName) { return last }
        let isPlace = reading.has(index, .place) || reading.marks[index].contains(.place)
        return isPlace || isUnknownTown(index) ? index : nil
    }

    /// A word with a capital that no table knows, alone between the street and the end of the address.
    func isUnknownTown(_ index: Int) -> Bool {
        let next = index + 1
        guard tokens[index].shape == .capital, !reading.isCommon(index),
            !reading.has(index, [.anyFirstName, .surname, .ambiguousSurname, .brand]),
            reading.marks[index].isDisjoint(with: [.institution, .function, .field])
        else { return false }
        return next >= tokens.count || tokens[next].gap == .block || tokens[next].isSign(",")
            || tokens[next].isSign(")") || tokens[next].isSign(";") || tokens[next].isSign(".")
    }

    private static let at = ShortKeys("à a")

    /// « rue des Lilas |à Sarville| ».
    func townBehindPreposition(_ index: Int) -> Int? {
        let next = index + 1
        guard Self.at.contains(reading.short[index]), next < tokens.count,
            tokens[next].gap == .blank, tokens[next].isCapitalised, tokens[index].shape == .lower
        else { return nil }
        if reading.has(next, .place) || reading.marks[next].contains(.place) || isUnknownTown(next)
        {
            return next
        }
        var last = next
        while last + 1 < tokens.count, last < next + Self.longestTown,
            tokens[last + 1].gap == .hyphen
        {
            last += 1
        }
        return last > next && !reading.has(last, .anyFirstName) ? last : nil
    }
}
