internal import Documents
internal import Lexicons
internal import Tokens

/// Dates of birth: a date or a year behind « né(e) le », in a field, column or section of births, or
/// behind the name on an identity line.
struct BirthDates {
    let cued: CueReading
    let dates: Dates
    /// The latest year of a full date of the note that is no birth.
    private var latestYear = 0
    /// The date of the note: its first full date that is no date of birth.
    private var noteDate: Day?
    /// Lines below a heading « Naissances ».
    var sections = Set<Int32>()
    /// Cells of columns that hold dates of birth though no header says so.
    var columnCells = Set<Int32>()
    /// Whether a row of the note has a header of births: rows that a mail program broke are cells of
    /// no table any more.
    private var hasBirthColumn = false

    let reading: Reading

    /// Cost: O(*n*) in the tokens; the date of the note is looked for in the first 4,000.
    init(cued: CueReading) {
        self.cued = cued
        reading = cued.reading
        dates = Dates(cued: cued)
        markSections()
        markColumns()
        hasBirthColumn = reading.tokens.indices.contains {
            cued.has($0, [.birth, .weakBirth]) && isHeader($0)
        }
        var glyphs = Glyphs()
        var full: [(index: Int, found: Dates.Found)] = []
        for index in reading.tokens.indices.prefix(4_000)
        where reading.tokens[index].kind == .number && mayBeDate(index) {
            // three numbers of nine digits with their signs
            glyphs.read(from: index, in: reading, upTo: 40)
            guard let found = dates.date(from: index, glyphs, lenient: false),
                found.day.day > 0, found.day.year > 1982, !isBirth(index)
            else { continue }
            full.append((index, found))
        }
        full.removeAll {
            isBehindName($0.index) || hasBirthColumn && isCell($0.index, $0.found.end)
        }
        latestYear = full.reduce(0) { max($0, $1.found.day.year) }
        noteDate = full.first?.found.day
    }

    /// Whether a month or a sign that dates have stands in or right behind a number.
    private func mayBeDate(_ index: Int) -> Bool {
        let tokens = reading.tokens
        let token = tokens[index]
        for i in Int(token.start)..<Int(token.end) {
            let b = reading.document.text[i]
            let isAlphanumeric = b >= 0x30 && b <= 0x39 || b | 0x20 >= 0x61 && b | 0x20 <= 0x7A
            if !isAlphanumeric { return true }
        }
        guard index + 1 < tokens.count else { return false }
        let next = tokens[index + 1]
        return next.kind == .punctuation || next.kind == .symbol || next.gap == .hyphen
            || cued.isDateWord(index + 1)
    }

    /// The date of birth that starts at a token, or nil.
    func find(from index: Int, _ glyphs: Glyphs) -> IdentifierFinder.Find? {
        if isBirth(index) {
            if let found = dates.date(from: index, glyphs, lenient: true) {
                guard found.day.year > 0 || !isThing(before: index) else { return nil }
                if found.day.day == 0, isThing(before: index) { return nil }
                return find(found)
            }
            if let year = dates.year(index), year.value <= 2100, !isThing(before: index),
                reading.tokens[index].end - reading.tokens[index].start > 2 || isShortYear(index)
            {
                return find(
                    Dates.Found(
                        day: Day(year: year.value),
                        start: Int(reading.tokens[index].start),
                        end: year.end
                    )
                )
            }
            return nil
        }
        guard reading.tokens[index].kind == .number else { return nil }
        if hasBirthColumn, reading.tokens[index].end - reading.tokens[index].start == 4,
            isCell(index, to: index), let year = dates.year(index)
        {
            return find(
                Dates.Found(
                    day: Day(year: year.value),
                    start: Int(reading.tokens[index].start),
                    end: year.end
                )
            )
        }
        if let found = dates.monthAlone(glyphs),
            latestYear == 0 || found.day.year <= latestYear - 3, isBehindName(index)
        {
            return find(found)
        }
        guard
            let found = dates.date(from: index, glyphs, lenient: false), found.day.day > 0,
            latestYear == 0 || found.day.year <= latestYear - 3,
            isBehindName(index) || hasBirthColumn && isCell(index, found.end)
        else { return nil }
        return find(found)
    }

    private func find(_ found: Dates.Found) -> IdentifierFinder.Find {
        var find = IdentifierFinder.Find(
            start: found.start,
            end: found.end,
            label: .birthDate,
            rule: "birth-date.cue"
        )
        let day = found.day
        if let noteDate, day.day > 0, day.year > 0 {
            var age = noteDate.year - day.year
            if (noteDate.month, noteDate.day) < (day.month, day.day) { age -= 1 }
            if age >= 0, age < 120 { find.age = age }
        }
        return find
    }

    /// « en '04 », « en 04 »: two digits are a year behind « en » only.
    private func isShortYear(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        return reading.tokens[index - 1].isSign("'")
            || reading.isSpelt(index - 1, "en")
            || reading.tokens[index].kind == .word
    }

    // MARK: Cues

    private func isBirth(_ index: Int) -> Bool {
        if reading.marks[index].contains(.birthField) { return true }
        let block = reading.tokens[index].block
        if sections.contains(block), startsLine(index) { return true }
        if columnCells.contains(block), reading.tokens[index].gap == .block { return true }
        return hasCue(before: index)
    }

    /// « né le |12/03/2009 », « DDN : |… », « née en |2004 », « né(e) à Melun (77) le |… ».
    private func hasCue(before index: Int) -> Bool {
        let tokens = reading.tokens
        var at = index - 1
        var steps = 0
        while at >= 0, steps < 12, reading.goesOn(at + 1) {
            let token = tokens[at]
            switch token.kind {
            case .word:
                let cue = cued.cues[at]
                if cue.contains(.notBirth) { return false }
                if cue.contains(.birth) { return true }
                if cue.contains(.weakBirth) { return steps <= 1 }
                guard mayStandBetween(at, cue) else { return false }
            case .number:
                // « né à Melun (77) le … »
                guard tokens[at + 1].isSign(")") else { return false }
            case .punctuation:
                if token.isSign(";") || token.isSign("|") { return false }
                if token.isSign("."), token.gap == .nothing,
                    at == 0 || tokens[at - 1].end - tokens[at - 1].start > 5
                {
                    return false
                }
            case .symbol: break
            }
            at -= 1
            steps += 1
        }
        return false
    }

    /// Places, names and small words between « né » and the date.
    private func mayStandBetween(_ index: Int, _ cue: Cue) -> Bool {
        let token = reading.tokens[index]
        if cue.contains(.birthFiller) || reading.grammar[index].contains(.grammatical)
            || token.end - token.start == 1
        {
            return true
        }
        guard token.isCapitalised else { return false }
        // in capitals every word looks like a place
        return reading.profiles[Int(token.block)] == .normal || !reading.isCommon(index)
            || reading.has(index, [.place, .ambiguousPlace])
    }

    /// Whether what is born is a thing or a whole age group: « le dispositif est né en 2004 », « les
    /// jeunes nés en 2009 ».
    private func isThing(before index: Int) -> Bool {
        var at = index - 1
        while at >= 0, reading.goesOn(at + 1), index - at < 12, !cued.has(at, [.birth, .weakBirth])
        {
            at -= 1
        }
        guard at >= 0, cued.has(at, [.birth, .weakBirth]) else { return false }
        at -= 1
        var steps = 0
        while at >= 0, steps < 4, reading.goesOn(at + 1) {
            let token = reading.tokens[at]
            // « est né », « étaient nés »
            let isAuxiliary = steps == 0 && reading.grammar[at].contains(.verb)
            if token.kind == .word, !reading.grammar[at].contains(.grammatical), !isAuxiliary,
                !reading.grammar[at].contains(.adverb)
            {
                let things: WordClasses = [
                    .plural, .abstract, .service, .institution, .brand, .equipment, .territory,
                ]
                return reading.has(at, things) || reading.marks[at].contains(.institution)
            }
            at -= 1
            steps += 1
        }
        return false
    }
}
