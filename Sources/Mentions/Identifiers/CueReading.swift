internal import Documents
internal import Lexicons
internal import Tokens

/// A reading with what the tables of identifiers say of its tokens.
///
/// One object, since each recogniser holds it.
final class CueReading {
    /// What stands before a number.
    struct Lead {
        /// The nearest cue of a kind of number; empty when none is near.
        var cue: Cue = []
        /// Whether « n° » or « numéro » stands between.
        var hasMark = false
        /// Whether a colon stands between.
        var hasColon = false
        /// Whether a comma stands between the cue and its number: « sa carte, |62-442871| ».
        var hasComma = false
        /// Whether nothing but signs and marks stands between.
        var isDirect = false
    }

    let reading: Reading
    let tables: IdentifierTables
    /// The cues of the forms that end at each token.
    let cues: [Cue]
    /// Row of the month or number that each token is, or -1.
    private let dateRows: [Int32]
    /// What the header of its column says of a cell, by block.
    let columns: [Int32: Cue]

    /// Cost: O(*n*) in tokens and forms.
    init(reading: Reading, tables: IdentifierTables) {
        self.reading = reading
        self.tables = tables
        var cues: [Cue] = Array(repeating: [], count: reading.tokens.count)
        var dateRows: [Int32] = Array(repeating: -1, count: reading.tokens.count)
        for term in reading.terms {
            switch term.table {
            case .identifierCues, .addressParts:
                cues[term.last].formUnion(tables.cue(of: term.row))
            case .dateWords: dateRows[term.last] = Int32(term.row)
            default: break
            }
        }
        self.cues = cues
        self.dateRows = dateRows
        columns = Columns(reading: reading, cues: cues).cues
    }

    /// Whether a token is a month or a number in words.
    func isDateWord(_ index: Int) -> Bool { dateRows[index] >= 0 }

    /// What a token stands for in a date.
    func dateWord(_ index: Int) -> IdentifierTables.DateWord {
        guard dateRows[index] >= 0 else { return IdentifierTables.DateWord() }
        return tables.dateWord(of: Int(dateRows[index]))
    }

    /// Whether a token is « et ».
    func isAnd(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        let text = reading.document.text
        return token.kind == .word && token.end - token.start == 2
            && text[Int(token.start)] | 0x20 == 0x65 && text[Int(token.start) + 1] | 0x20 == 0x74
    }

    func has(_ index: Int, _ wanted: Cue) -> Bool {
        cues.indices.contains(index) && !cues[index].isDisjoint(with: wanted)
    }

    /// Whether the nearest word before a phone, signs and phone words aside, is one for a service.
    func hasOffice(before index: Int) -> Bool {
        var at = index - 1
        var steps = 0
        while at >= 0, steps < 6, reading.tokens[at + 1].gap != .block {
            if has(at, .office) { return true }
            let token = reading.tokens[at]
            guard
                token.kind == .punctuation && !token.isSign(";") && !token.isSign(".")
                    || has(at, [.phone, .mark]) || reading.grammar[at].contains(.grammatical)
            else { return false }
            at -= 1
            steps += 1
        }
        return false
    }

    // MARK: What stands before

    /// How many words may stand between a cue and its number.
    private static let reach = 8

    /// The nearest cue before a token: « n° allocataire CAF : |1234567 ».
    ///
    /// The walk ends at a comma, at the end of a sentence, at another number, at a verb that is no
    /// « est », and at the border of a line or cell unless a label stands there.
    func lead(before index: Int) -> Lead {
        let tokens = reading.tokens
        var lead = Lead(isDirect: true)
        if let column = columns[tokens[index].block], isFirstInBlock(index) {
            lead.cue = column
            return lead
        }
        var at = index - 1
        var words = 0
        var crossed = false
        while at >= 0, words < Self.reach {
            if !reading.goesOn(at + 1) {
                guard !crossed, isLabel(at, before: at + 1) else { break }
                crossed = true
            }
            let token = tokens[at]
            switch token.kind {
            case .word:
                let cue = cues[at].intersection(.anyNumber)
                if !cue.isEmpty {
                    lead.cue = cue
                    return lead
                }
                if has(at, .mark) || isMark(at) {
                    lead.hasMark = true
                } else {
                    guard isFiller(at) else { break }
                    lead.isDirect = false
                }
                words += 1
                at -= 1
                continue
            case .punctuation:
                if token.isSign(":") || token.isSign("=") { lead.hasColon = true }
                if token.isSign(","), at == index - 1, has(at - 1, .anyNumber) {
                    lead.hasComma = true
                    at -= 1
                    continue
                }
                if isJoint(at) {
                    at -= 1
                    continue
                }
            case .symbol:
                at -= 1
                continue
            case .number: break
            }
            break
        }
        return lead
    }

    private func isFirstInBlock(_ index: Int) -> Bool {
        index == 0 || reading.tokens[index - 1].block != reading.tokens[index].block
    }

    /// Signs that may stand between a cue and its number.
    private func isJoint(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        switch token.sign {
        case 0x3A, 0x3D, 0x28, 0x29, 0x22, 0x6F, 0x2D, 0x23, 0x2F, 0x2A, 0x5F, 0x5B, 0x3E:
            return true
        case 0x2E:
            // « n. », « tél. », « réf. »: not the stop of a sentence
            guard index > 0, token.gap == .nothing else { return false }
            let before = reading.tokens[index - 1]
            return before.end - before.start <= 5
                && (has(index - 1, .anyNumber) || isMark(index - 1)
                    || has(index - 1, .mark))
        default: return false
        }
    }

    /// « n° », « N », « nº », « n0 » as a scanner reads it.
    func isMark(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        let text = reading.document.text
        guard token.kind == .word, token.end - token.start <= 3,
            text[Int(token.start)] | 0x20 == 0x6E
        else { return false }
        if token.end - token.start == 1 {
            guard index + 1 < reading.tokens.count else { return false }
            return reading.tokens[index + 1].isSign("o") || reading.tokens[index + 1].isSign(".")
        }
        return text[Int(token.start) + 1] == 0x30 || text[Int(token.start) + 1] == 0xC2
    }

    /// « de », « la », « principal », « est »: words that a number may be away from its cue.
    private func isFiller(_ index: Int) -> Bool {
        let grammar = reading.grammar[index]
        if reading.tokens[index].isCapitalised || grammar.contains(.grammatical) { return true }
        if reading.isSpelt(index, "est") { return true }
        return grammar.isDisjoint(with: [.verb, .infinitive]) || grammar.contains(.adjective)
    }

    /// Whether a line or cell is a label of what follows: « N° allocataire » in the cell before,
    /// « NIR : » in the line before.
    private func isLabel(_ last: Int, before next: Int) -> Bool {
        let blocks = reading.document.blocks
        let label = blocks[Int(reading.tokens[last].block)]
        let value = blocks[Int(reading.tokens[next].block)]
        guard label.end - label.start <= 48 else { return false }
        if label.kind == .cell, value.kind == .cell {
            guard label.line == value.line else { return false }
            if reading.tokens[last].isSign(":") { return true }
            // a cell that holds the number and nothing else
            let text = reading.document.text
            return has(last, .anyNumber) && value.end - value.start <= 24
                && (Int(value.start)..<Int(value.end)).allSatisfy { text[$0] < 0x61 }
        }
        return value.line == label.line + 1
            && (reading.tokens[last].isSign(":")
                || has(last, .anyNumber) && isFirstInBlock(last))
    }
}
