internal import Documents
internal import Lexicons
internal import Tokens

/// Dates of birth: a date or a year behind « né(e) le », in a field or column of birth dates, or
/// behind the name on an identity line.
struct BirthDates {
    /// A day of the calendar; month and day 0 when they are not given.
    struct Day {
        var year: Int
        var month = 0
        var day = 0
    }

    private let reading: Reading
    /// The date of the note: the first full date that is no date of birth.
    private let noteDate: Day?

    init(reading: Reading) {
        self.reading = reading
        var found: Day?
        for index in reading.tokens.indices.prefix(4_000) where found == nil {
            guard reading.tokens[index].kind == .number else { continue }
            if let (day, last) = Self.date(from: index, in: reading), day.day > 0, day.year > 1982,
                !Self.hasCue(before: index, in: reading),
                !reading.marks[index].contains(.birthField), last >= index
            {
                found = day
            }
        }
        noteDate = found
    }

    /// The date of birth that starts at a number token, or nil.
    func find(from index: Int) -> IdentifierFinder.Find? {
        let isField = reading.marks[index].contains(.birthField)
        guard isField || Self.hasCue(before: index, in: reading) else { return nil }
        if let (day, last) = Self.date(from: index, in: reading) {
            return find(index, last, day)
        }
        if let year = Self.year(index, in: reading) {
            return find(index, index, Day(year: year))
        }
        return nil
    }

    private func find(_ first: Int, _ last: Int, _ day: Day) -> IdentifierFinder.Find {
        var find = IdentifierFinder.Find(
            start: Int(reading.tokens[first].start),
            end: Int(reading.tokens[last].end),
            label: .birthDate,
            rule: "birth-date.cue"
        )
        if let noteDate, day.day > 0 {
            var age = noteDate.year - day.year
            if (noteDate.month, noteDate.day) < (day.month, day.day) { age -= 1 }
            if age >= 0, age < 120 { find.age = age }
        }
        return find
    }

    // MARK: Cues

    private static let cues = Set(
        ["né", "née", "nés", "nées", "ddn", "naissance", "ne", "nee"].map { Array($0.utf8) }
    )

    /// « né le |12/03/2009 », « DDN : |… », « née en |2004 », « né(e) à Melun le |… ».
    private static func hasCue(before index: Int, in reading: Reading) -> Bool {
        var key = WordKey()
        var at = index - 1
        var steps = 0
        while at >= 0, steps < 6, reading.tokens[at + 1].gap != .block {
            let token = reading.tokens[at]
            if token.kind == .word {
                reading.key(at, into: &key)
                if cues.contains(key.bytes) {
                    let isShort = key.bytes.count <= 2 && !key.hasAccent
                    return !isShort || steps <= 1
                }
                let isPlace = token.isCapitalised || reading.grammar[at].contains(.grammatical)
                guard isPlace else { return false }
            } else if token.kind == .number || token.isSign(".") && token.gap != .nothing
                || token.isSign(";")
            {
                return false
            }
            at -= 1
            steps += 1
        }
        return false
    }

    // MARK: Dates

    private static let months: [[UInt8]: Int] = {
        let names = [
            ["janvier", "janv"], ["fevrier", "fevr", "fev"], ["mars"], ["avril", "avr"], ["mai"],
            ["juin"], ["juillet", "juil"], ["aout"], ["septembre", "sept"], ["octobre", "oct"],
            ["novembre", "nov"], ["decembre", "dec"],
        ]
        var months: [[UInt8]: Int] = [:]
        for (index, forms) in names.enumerated() {
            for form in forms { months[Array(form.utf8)] = index + 1 }
        }
        return months
    }()

    /// A date from a number token on and the index of its last token.
    private static func date(from index: Int, in reading: Reading) -> (Day, Int)? {
        if let day = numericDate(reading, index) { return day }
        let tokens = reading.tokens
        guard let first = number(index, in: reading, upTo: 31, suffix: true), first > 0 else {
            return nil
        }
        var at = index + 1
        guard at < tokens.count, tokens[at].gap != .block else { return nil }
        var key = WordKey()
        if tokens[at].kind == .word {
            reading.key(at, into: &key)
            guard let month = months[WordKey.withoutAccents(key.bytes)] else { return nil }
            at += 1
            if at < tokens.count, tokens[at].isSign("."), tokens[at].gap == .nothing { at += 1 }
            guard at < tokens.count, tokens[at].gap != .block,
                let year = number(at, in: reading, upTo: 2100, suffix: false)
            else { return nil }
            return (Day(year: fullYear(year), month: month, day: first), at)
        }
        return nil
    }

    /// « 12/03/2009 », « 12.03.09 », « 12-3-2009 » from the bytes on.
    private static func numericDate(_ reading: Reading, _ index: Int) -> (Day, Int)? {
        let text = reading.document.text
        var i = Int(reading.tokens[index].start)
        guard !Bytes.isDigit(text, i - 1) else { return nil }
        var numbers: [Int] = []
        var lengths: [Int] = []
        var separator: UInt8 = 0
        while numbers.count < 3, i < text.count {
            var value = 0
            var length = 0
            while Bytes.isDigit(text, i), length < 5 {
                value = value * 10 + Int(text[i] - 0x30)
                length += 1
                i += 1
            }
            guard length > 0, length < 5 else { return nil }
            numbers.append(value)
            lengths.append(length)
            if numbers.count == 3 { break }
            while i < text.count, text[i] == 0x20, numbers.count < 3 { i += 1 }
            guard i < text.count, text[i] == 0x2F || text[i] == 0x2E || text[i] == 0x2D,
                separator == 0 || text[i] == separator
            else { return nil }
            separator = text[i]
            i += 1
            while i < text.count, text[i] == 0x20 { i += 1 }
        }
        guard numbers.count == 3, !Bytes.isDigit(text, i) else { return nil }
        var day = Day(year: fullYear(numbers[2]), month: numbers[1], day: numbers[0])
        if lengths[0] == 4 { day = Day(year: numbers[0], month: numbers[1], day: numbers[2]) }
        guard (1...12).contains(day.month), (1...31).contains(day.day),
            lengths[0] == 4 || lengths[2] == 4 || lengths[2] == 2, day.year >= 1890
        else { return nil }
        var last = index
        while last + 1 < reading.tokens.count, Int(reading.tokens[last + 1].start) < i { last += 1 }
        return (day, last)
    }

    private static func year(_ index: Int, in reading: Reading) -> Int? {
        guard let year = number(index, in: reading, upTo: 2100, suffix: false), year >= 1900 else {
            return nil
        }
        return year
    }

    private static func number(
        _ index: Int,
        in reading: Reading,
        upTo maximum: Int,
        suffix: Bool
    ) -> Int? {
        let token = reading.tokens[index]
        guard token.kind == .number, token.end - token.start <= 5 else { return nil }
        var value = 0
        for i in Int(token.start)..<Int(token.end) {
            let b = reading.document.text[i]
            if b >= 0x30, b <= 0x39 {
                value = value * 10 + Int(b - 0x30)
            } else if suffix, value == 1 {
                break
            } else {
                return nil
            }
        }
        return value <= maximum ? value : nil
    }

    /// Years of two digits: 00-29 are of this century.
    private static func fullYear(_ year: Int) -> Int {
        year >= 100 ? year : year < 30 ? 2000 + year : 1900 + year
    }
}
