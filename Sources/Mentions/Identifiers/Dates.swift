internal import Documents
internal import Lexicons
internal import Tokens

/// A day of the calendar; what is not given is 0.
struct Day {
    var year = 0
    var month = 0
    var day = 0
}

/// Reads dates in any form: « 12/03/2009 », « 2009-03-12 », « 1er mars 09 », « douze mars deux mille
/// neuf ».
struct Dates {
    /// A date and where it stands.
    struct Found {
        var day: Day
        var start: Int
        var end: Int
        /// Whether nothing but figures and signs was read.
        var isNumeric = false
    }

    let cued: CueReading

    var tokens: [Token] { cued.reading.tokens }

    /// The date that starts at a token, its glyphs read from there, or nil.
    ///
    /// Where it is known that a date stands here (`lenient`), it may lack its year, be written without
    /// signs, or have letters that a scanner reads for digits.
    func date(from index: Int, _ glyphs: Glyphs, lenient: Bool) -> Found? {
        if let found = figures(glyphs, lenient: lenient) { return found }
        return named(from: index, lenient: lenient)
    }

    // MARK: In figures

    /// « 03/2001 » and nothing behind it in its cell, or nil.
    func monthAlone(_ glyphs: Glyphs) -> Found? {
        guard glyphs.count >= 6, glyphs.count <= 8, let found = figures(glyphs, lenient: true),
            found.day.day == 0, found.end == glyphs.ends[glyphs.count - 1]
        else { return nil }
        return found
    }

    private func figures(_ glyphs: Glyphs, lenient: Bool) -> Found? {
        var values: [Int] = []
        var lengths: [Int] = []
        var sign: UInt8 = 0
        var i = 0
        var end = 0
        while values.count < 3 {
            var value = 0
            var length = 0
            while length < 9, let digit = glyphs.digit(i, lenient: lenient) {
                value = value * 10 + Int(digit)
                length += 1
                i += 1
            }
            guard length > 0 else { break }
            values.append(value)
            lengths.append(length)
            end = i
            guard values.count < 3, let next = self.sign(glyphs, i, lenient: lenient),
                sign == 0 || sign == next.sign
            else { break }
            sign = next.sign
            i = next.place
        }
        guard end > 0, !glyphs.isDigit(end),
            let day = Self.day(values, lengths, sign, lenient: lenient)
        else { return nil }
        return Found(
            day: day,
            start: glyphs.starts[0],
            end: glyphs.ends[end - 1],
            isNumeric: true
        )
    }

    /// The sign between two numbers, blanks around it, and the place behind.
    private func sign(_ glyphs: Glyphs, _ start: Int, lenient: Bool) -> (sign: UInt8, place: Int)? {
        var i = start
        while i < glyphs.count, glyphs.isSeparator(i, "") { i += 1 }
        guard i < glyphs.count else { return nil }
        if glyphs.isSeparator(i) {
            let sign = glyphs.bytes[i]
            i += 1
            while i < glyphs.count, glyphs.isSeparator(i, "") { i += 1 }
            return (sign, i)
        }
        let isDigit =
            glyphs.isDigit(i) || glyphs.isDigit(i + 1) && glyphs.digit(i, lenient: true) != nil
        return lenient && i > start && isDigit ? (Glyphs.blank, i) : nil
    }

    private static func day(
        _ values: [Int],
        _ lengths: [Int],
        _ sign: UInt8,
        lenient: Bool
    ) -> Day? {
        var day: Day
        switch (values.count, lengths[0]) {
        case (3, 4): day = Day(year: values[0], month: values[1], day: values[2])
        case (3, 1...2):
            guard lengths[1] <= 2, lengths[2] == 2 || lengths[2] == 4 else { return nil }
            day = Day(
                year: lengths[2] == 2 ? century(values[2]) : values[2],
                month: values[1],
                day: values[0]
            )
        case (2, 1...2) where lenient && lengths[1] == 4 && sign != Glyphs.blank:
            day = Day(year: values[1], month: values[0])
        case (2, 1...2) where lenient && lengths[1] <= 2 && sign != Glyphs.blank:
            day = Day(month: values[1], day: values[0])
        case (1, 8) where lenient:
            let isYearFirst = values[0] / 10_000 >= 1890 && values[0] / 10_000 <= 2100
            day =
                isYearFirst
                ? Day(year: values[0] / 10_000, month: values[0] / 100 % 100, day: values[0] % 100)
                : Day(
                    year: values[0] % 10_000,
                    month: values[0] / 10_000 % 100,
                    day: values[0] / 1_000_000
                )
        case (1, 6) where lenient:
            day = Day(
                year: century(values[0] % 100),
                month: values[0] / 100 % 100,
                day: values[0] / 10_000
            )
        default: return nil
        }
        guard (1...12).contains(day.month),
            (1...31).contains(day.day) || day.day == 0 && values.count == 2,
            day.year == 0 || (1890...2100).contains(day.year)
        else { return nil }
        return day
    }

    /// Years of two digits: 00-29 are of this century.
    private static func century(_ year: Int) -> Int { year < 30 ? 2000 + year : 1900 + year }

    // MARK: In words

    private func named(from index: Int, lenient: Bool) -> Found? {
        var day = Day()
        var at = index
        if let first = number(at, upTo: 31) {
            day.day = first.value
            at = first.next
            // « les 3 et 5 mai »
            if lenient, at + 1 < tokens.count, cued.reading.goesOn(at),
                cued.isAnd(at),
                let second = number(at + 1, upTo: 31)
            {
                at = second.next
            }
            guard at < tokens.count, cued.reading.goesOn(at) else { return nil }
        }
        guard at < tokens.count, cued.dateWord(at).month > 0 else { return nil }
        day.month = cued.dateWord(at).month
        var end = Int(tokens[at].end)
        at += 1
        if at < tokens.count, tokens[at].isSign("."), tokens[at].gap == .nothing { at += 1 }
        if at < tokens.count, cued.reading.goesOn(at), let year = year(at) {
            day.year = year.value
            end = year.end
        } else if !lenient || day.day == 0 {
            return nil
        }
        return Found(day: day, start: Int(tokens[index].start), end: end)
    }

    /// The year that starts at a token: « 2009 », « 09 », « '09 », « deux mille neuf ».
    func year(_ index: Int) -> (value: Int, end: Int)? {
        var at = index
        guard at < tokens.count else { return nil }
        if tokens[at].isSign("'"), at + 1 < tokens.count { at += 1 }
        let text = cued.reading.document.text
        var value = 0
        let range = Int(tokens[at].start)..<Int(tokens[at].end)
        if range.count == 4 || range.count == 2 {
            for i in range {
                switch text[i] {
                case 0x30...0x39: value = value * 10 + Int(text[i] - 0x30)
                case 0x49, 0x6C: value = value * 10 + 1
                case 0x4F, 0x6F: value = value * 10
                default: value = -1_000_000
                }
            }
            let isNumber = text[range.lowerBound] <= 0x39 || text[range.upperBound - 1] <= 0x39
            if isNumber, range.count == 2, value >= 0 {
                return (Self.century(value), range.upperBound)
            }
            if isNumber, (1890...2100).contains(value) { return (value, range.upperBound) }
        }
        guard let words = words(at), (1890...2100).contains(words.value) else { return nil }
        return (words.value, Int(tokens[words.next - 1].end))
    }

    /// A number in figures (« 1er ») or words, and the token behind it.
    private func number(_ index: Int, upTo maximum: Int) -> (value: Int, next: Int)? {
        let token = tokens[index]
        guard token.kind == .number else {
            guard let words = words(index), words.value <= maximum else { return nil }
            return words
        }
        guard token.end - token.start <= 4 else { return nil }
        var value = 0
        for i in Int(token.start)..<Int(token.end) {
            let b = cued.reading.document.text[i]
            guard b >= 0x30, b <= 0x39 else {
                guard value == 1, b | 0x20 == 0x65 else { return nil }
                break
            }
            value = value * 10 + Int(b - 0x30)
        }
        return value > 0 && value <= maximum ? (value, index + 1) : nil
    }
}
