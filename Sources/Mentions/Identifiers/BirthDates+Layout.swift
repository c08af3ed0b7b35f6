internal import Documents
internal import Lexicons
internal import Tokens

/// Lines, cells and sections whose layout tells that a date is one of birth.
extension BirthDates {
    /// The lines below a heading « Naissances », up to an empty line.
    mutating func markSections() {
        let blocks = reading.document.blocks
        var index = 0
        var line: Int32 = -2
        while index < reading.tokens.count {
            let block = reading.tokens[index].block
            let first = index
            while index < reading.tokens.count, reading.tokens[index].block == block { index += 1 }
            var words = 0
            var last = first
            var at = first
            while at < index, words <= 3 {
                if reading.tokens[at].kind == .word {
                    words += 1
                    last = at
                }
                at += 1
            }
            if words > 0, words <= 3, cued.has(last, [.birth, .birthSection]),
                !cued.has(last, .notBirth), blocks[Int(block)].kind != .cell,
                reading.tokens[first..<index].allSatisfy({ $0.kind != .number })
            {
                line = blocks[Int(block)].line
            } else if blocks[Int(block)].line == line + 1 {
                line += 1
                sections.insert(block)
            }
        }
    }

    /// Whether words stand between two separators of cells, « ; » or « | »: « Léa;|2010|;absente ».
    func isCell(_ first: Int, to last: Int) -> Bool {
        isCell(first, Int(reading.tokens[last].end))
    }

    /// Whether a word is the label of a column: « Nom;Prénom;|né|(e) le;Classe ».
    func isHeader(_ index: Int) -> Bool {
        let text = reading.document.text
        func isBorder(_ i: Int) -> Bool { [0x3B, 0x7C, 0x09].contains(text[i]) }
        var start = Int(reading.tokens[index].start)
        var end = Int(reading.tokens[index].end)
        let limits = (max(0, start - 24), min(text.count, end + 24))
        while start > limits.0, !isBorder(start - 1) { start -= 1 }
        while end < limits.1, !isBorder(end) { end += 1 }
        guard start > limits.0, end < limits.1, text[start - 1] == text[end] else { return false }
        return !(start..<end).contains { Bytes.isDigit(text, $0) || text[$0] == 0x0A }
    }

    func isCell(_ first: Int, _ end: Int) -> Bool {
        let text = reading.document.text
        var before = Int(reading.tokens[first].start) - 1
        while before >= 0, text[before] == 0x20 { before -= 1 }
        var behind = end
        while behind < text.count, text[behind] == 0x20 { behind += 1 }
        guard before >= 0, behind < text.count else { return false }
        let sign = text[before]
        return sign == text[behind] && (sign == 0x3B || sign == 0x7C || sign == 0x09)
    }

    /// Whether nothing but « le » stands before a token in its line.
    func startsLine(_ index: Int) -> Bool {
        let block = reading.tokens[index].block
        var at = index - 1
        while at >= 0, index - at <= 2, reading.tokens[at].block == block,
            reading.grammar[at].contains(.grammatical) || reading.tokens[at].kind == .punctuation
        {
            at -= 1
        }
        return at < 0 || reading.tokens[at].block != block
    }

    /// « DIALLO Mamadou, |12/03/2009 », « DIALLO;Mamadou;|12/03/2009 »: a line that starts with a name.
    func isBehindName(_ index: Int) -> Bool {
        let tokens = reading.tokens
        var at = index - 1
        guard at >= 0 else { return false }
        let blocks = reading.document.blocks
        let line = blocks[Int(tokens[index].block)].line
        func isHere(_ at: Int) -> Bool { at >= 0 && blocks[Int(tokens[at].block)].line == line }
        if tokens[at].isSign(",") || tokens[at].isSign("(") || tokens[at].isSign("-") { at -= 1 }
        var names = 0
        var hasFirstName = false
        var cells = 0
        while isHere(at), index - at <= 9 {
            guard tokens[at].kind == .word else {
                if tokens[at].isSign(".") && tokens[at].gap == .nothing || tokens[at].isSign(";") {
                    if tokens[at].isSign(";") { cells += 1 }
                    at -= 1
                    continue
                }
                return false
            }
            if reading.has(at, .particle) || reading.has(at, .civility) {
                at -= 1
                continue
            }
            guard tokens[at].isCapitalised, reading.marks[at].isDisjoint(with: [.field, .odonym])
            else { return false }
            names += 1
            if tokens[at].gap == .block { cells += 1 }
            if reading.has(at, .anyFirstName) { hasFirstName = true }
            at -= 1
        }
        return names >= 2 && names <= 5 && (hasFirstName || cells > 1) && !isHere(at)
    }
}
