internal import Documents
internal import Lexicons
internal import Tokens

/// Marks tokens by the forms that cover them and by the layout around them.
///
/// Runs before names are looked for: what stands in a function, an institution, a street name or a
/// list of people present is known to them.
struct Marker {
    /// Kind of the function that a token belongs to.
    private(set) var functions: [FunctionKind] = []

    /// Marks all tokens of a reading.
    ///
    /// Cost: O(*n*) in tokens and forms.
    mutating func mark(_ reading: inout Reading) {
        functions = Array(repeating: .unknown, count: reading.tokens.count)
        markTerms(&reading)
        markPlaceholders(&reading)
        markOdonyms(&reading)
        markFields(&reading)
        markTables(&reading)
        markAttendance(&reading)
    }

    // MARK: Forms

    private mutating func markTerms(_ reading: inout Reading) {
        for term in reading.terms {
            let range = term.first...term.last
            switch reading.lexicon.table(of: term.row) {
            case .functions:
                let kind: FunctionKind =
                    switch reading.lexicon.className(of: term.row) {
                    case "elected": .elected
                    case "head": .head
                    case "member": .member
                    default: .agent
                    }
                for index in range {
                    reading.marks[index].insert(.function)
                    functions[index] = max(functions[index], kind)
                }
            case .institutions:
                guard isWrittenAsName(term, in: reading) else { continue }
                for index in range { reading.marks[index].insert(.institution) }
            case .historical:
                guard range.count > 1 else { continue }
                for index in range { reading.marks[index].insert(.historical) }
            case .placeNames:
                guard range.count > 1 else { continue }
                for index in range { reading.marks[index].insert(.place) }
            case .roles:
                let className = reading.lexicon.className(of: term.row)
                if className == "alias" {
                    reading.marks[term.last].insert(.aliasPhrase)
                } else if range.count > 1, className != "pronoun" {
                    // « les époux », « le grand frère »: the last word stands for the phrase
                    reading.classes[term.last].formUnion(
                        WordClasses(table: .roles, name: className)
                    )
                }
            case .professional:
                for index in range { reading.marks[index].insert(.professional) }
            default: break
            }
        }
    }

    /// An institution of common words (« La Poste ») needs its capitals where capitals tell.
    private func isWrittenAsName(_ term: Term, in reading: Reading) -> Bool {
        let block = Int(reading.tokens[term.first].block)
        if reading.profiles[block] != .normal { return true }
        return (term.first...term.last).contains { index in
            reading.tokens[index].isCapitalised
        } || !reading.isCommon(term.last)
    }

    // MARK: Placeholders

    private static let placeholderStarts = Set(
        [
            "personne", "passage", "point", "adresse", "téléphone", "courriel", "compte", "numéro",
            "immatriculation", "date", "occulté", "p",
        ].map { Array($0.utf8) }
    )

    private func markPlaceholders(_ reading: inout Reading) {
        var key = WordKey()
        var open = -1
        for index in reading.tokens.indices {
            if reading.tokens[index].isSign("[") {
                open = index
            } else if reading.tokens[index].isSign("]"), open >= 0 {
                if index - open <= 7, index > open + 1 {
                    let first = reading.tokens[open + 1]
                    reading.key(open + 1, into: &key)
                    let isLetter = index == open + 2 && first.end - first.start <= 2
                        && (first.shape == .initial || first.shape == .caps)
                    let isAge = index == open + 3 && first.kind == .number
                    if isLetter || isAge || Self.placeholderStarts.contains(key.bytes) {
                        for each in open...index { reading.marks[each].insert(.opaque) }
                    }
                }
                open = -1
            }
        }
    }

    // MARK: Places

    /// « rue |Pierre Sémard| », « collège |Jean Moulin| », « loi |Taubira| ».
    private func markOdonyms(_ reading: inout Reading) {
        let tokens = reading.tokens
        var index = 0
        while index < tokens.count {
            guard reading.has(index, .anyPlaceHead), !reading.marks[index].contains(.opaque) else {
                index += 1
                continue
            }
            let end = odonymEnd(after: index, in: reading)
            for each in (index + 1)..<max(end, index + 1) {
                reading.marks[each].insert(.odonym)
            }
            index = max(end, index + 1)
        }
    }

    /// Index behind the name of a place whose head stands at `head`.
    private func odonymEnd(after head: Int, in reading: Reading) -> Int {
        let tokens = reading.tokens
        let profile = reading.profiles[Int(tokens[head].block)]
        var end = head + 1
        var index = head + 1
        var qualifiers = 0
        var names = 0
        while index < tokens.count, tokens[index].gap != .block {
            let token = tokens[index]
            if token.kind == .number {
                // « rue du 8-Mai-1945 »
                guard names > 0 || index == head + 1 || reading.has(index - 1, .particle) else {
                    break
                }
                index += 1
                if token.gap == .hyphen || names > 0 { end = index }
                continue
            }
            if token.isSign("."), token.gap == .nothing, tokens[index - 1].shape == .initial {
                index += 1
                continue
            }
            if token.isSign("\""), names == 0 || end == index {
                index += 1
                continue
            }
            guard token.kind == .word else { break }
            // « square des Frères Lumière », but « rue des Lilas, famille Lourmel »
            let isPartOfName =
                names == 0 && (token.gap == .hyphen || token.shape == .capital && index > head + 1)
            if reading.has(index, [.civility, .pluralCivility, .family]), !isPartOfName {
                break
            }
            let isName: Bool =
                switch profile {
                case .normal: token.isCapitalised
                case .caps, .lower:
                    names < 3 && !reading.grammar[index].contains(.grammatical)
                        && !reading.has(index, [.particle, .speechVerb])
                        && (names == 0 || token.gap == .hyphen || !reading.isCommon(index)
                            || reading.has(index, .anyFirstName))
                }
            if isName {
                names += 1
                index += 1
                end = index
                continue
            }
            if reading.has(index, .particle) || reading.grammar[index].contains(.grammatical)
                && token.end - token.start <= 4
            {
                // particles stand before a name, not behind it
                guard names == 0 || nextIsName(index + 1, in: reading) else { break }
                if names == 0, qualifiers > 2 { break }
                qualifiers += 1
                index += 1
                continue
            }
            guard names == 0, qualifiers < 3,
                reading.has(index, .anyPlaceHead) || reading.grammar[index].contains(.adjective)
                    || reading.marks[index].contains(.function)
            else { break }
            qualifiers += 1
            index += 1
        }
        return end
    }

    private func nextIsName(_ index: Int, in reading: Reading) -> Bool {
        guard index < reading.tokens.count, reading.tokens[index].gap != .block else {
            return false
        }
        if reading.has(index, .particle), index + 1 < reading.tokens.count {
            return reading.tokens[index + 1].isCapitalised
        }
        return reading.tokens[index].isCapitalised
            && !reading.has(index, [.civility, .pluralCivility])
    }

    // MARK: Fields

    /// Labels with what they say about the words behind them: « Nom : », « Présents : ».
    private func markFields(_ reading: inout Reading) {
        for term in reading.terms where reading.lexicon.table(of: term.row) == .fields {
            let className = reading.lexicon.className(of: term.row)
            for index in term.first...term.last {
                reading.marks[index].insert(.field)
                if className == "address" { reading.marks[index].insert(.addressField) }
            }
            guard let mark = Self.mark(of: className) else { continue }
            let block = reading.tokens[term.first].block
            let passage = Int(reading.passageOfToken[term.first])
            let before = term.first - Int(reading.passages[passage].firstToken)
            let startsHere =
                before == 0 || mark == .attendance && before <= 3
                || reading.tokens[term.first - 1].isSign(",")
                || reading.tokens[term.first - 1].isSign("(")
                || reading.tokens[term.first - 1].isSign("-")
                || reading.tokens[term.first - 1].isSign("*")
            var index = term.last + 1
            guard startsHere, index < reading.tokens.count,
                reading.tokens[index].block == block
            else { continue }
            if reading.tokens[index].isSign("(") {
                // « Nom (de naissance) : »
                while index < reading.tokens.count, !reading.tokens[index].isSign(")") {
                    index += 1
                }
                index += 1
            }
            let needsColon = mark != .officer || className != "signature"
            guard index < reading.tokens.count, reading.tokens[index].block == block,
                reading.tokens[index].isSign(":")
                    || (!needsColon && reading.tokens[index].isCapitalised)
            else { continue }
            spread(mark, from: index, block: block, className: className, in: &reading)
        }
    }

    private static func mark(of className: String) -> Marks? {
        switch className {
        case "name", "first-name", "alias", "source": .personField
        case "subject": .subjectField
        case "officer", "signature": .officer
        case "attendance": .attendance
        case "birth": .birthField
        default: nil
        }
    }

    private func spread(
        _ mark: Marks,
        from start: Int,
        block: Int32,
        className: String,
        in reading: inout Reading
    ) {
        var index = start + 1
        while index < reading.tokens.count {
            let token = reading.tokens[index]
            if token.block != block {
                guard mark == .attendance, token.gap == .line else { break }
            }
            if mark == .personField {
                if token.isSign(",") || token.isSign(";") || token.isSign("(")
                    || token.isSign(".") && token.gap == .nothing
                        && reading.tokens[index - 1].shape != .initial
                {
                    break
                }
                if reading.marks[index].contains(.field), index > start + 1 { break }
            } else if mark == .officer, token.isSign(";") {
                break
            }
            reading.marks[index].insert(mark)
            index += 1
        }
    }

    // MARK: Tables

    /// Columns whose header says what their cells hold.
    private func markTables(_ reading: inout Reading) {
        let blocks = reading.document.blocks
        var firstTokens = [Int](repeating: -1, count: blocks.count)
        for index in reading.tokens.indices {
            let block = Int(reading.tokens[index].block)
            if firstTokens[block] < 0 { firstTokens[block] = index }
        }
        var columns: [Column] = []
        var table: Int32 = -1
        var headerLine: Int32 = -1
        for block in blocks.indices where blocks[block].kind == .cell && firstTokens[block] >= 0 {
            if blocks[block].table != table {
                table = blocks[block].table
                headerLine = blocks[block].line
                columns = header(from: block, firstTokens, in: reading)
            }
            guard blocks[block].line != headerLine,
                let mark = columns.first(where: { $0.holds(blocks[block], in: reading) })?.mark
            else { continue }
            var index = firstTokens[block]
            while index < reading.tokens.count, Int(reading.tokens[index].block) == block {
                reading.marks[index].insert(mark)
                index += 1
            }
        }
    }

    /// A column with what its header says of its cells.
    private struct Column {
        /// Number of the cell, or -1 for all cells of the table.
        let number: Int32
        /// Byte of the label in its line, where blanks separate the columns; else -1.
        let offset: Int
        var mark: Marks

        func holds(_ cell: Block, in reading: Reading) -> Bool {
            if number == -1 { return true }
            guard offset >= 0 else { return cell.column == number }
            return abs(Marker.offset(of: Int(cell.start), in: reading) - offset) <= 4
        }
    }

    /// Distance of a byte from the start of its line, in characters; lines of tables are short.
    static func offset(of position: Int, in reading: Reading) -> Int {
        let text = reading.document.text
        var offset = 0
        var index = position
        while index > 0, text[index - 1] != 0x0A, offset < 400 {
            index -= 1
            if text[index] & 0xC0 != 0x80 { offset += 1 }
        }
        return offset
    }

    /// What the cells of the first row say about the columns below them.
    private func header(
        from first: Int,
        _ firstTokens: [Int],
        in reading: Reading
    ) -> [Column] {
        let blocks = reading.document.blocks
        var columns: [Column] = []
        var labels = 0
        var days = 0
        var hasFunctions = false
        var block = first
        while block < blocks.count, blocks[block].line == blocks[first].line {
            defer { block += 1 }
            guard firstTokens[block] >= 0 else { continue }
            var start = firstTokens[block]
            if reading.has(start, .calendar) { days += 1 }
            while start + 1 < reading.tokens.count, !reading.marks[start].contains(.field),
                Int(reading.tokens[start + 1].block) == block
            {
                start += 1
            }
            guard reading.marks[start].contains(.field) else {
                start = firstTokens[block]
                if reading.has(start, .service) || Self.isFunctionHeader(start, in: reading) {
                    hasFunctions = true
                }
                continue
            }
            labels += 1
            for term in reading.terms(startingAt: start)
            where reading.lexicon.table(of: term.row) == .fields {
                guard let mark = Self.mark(of: reading.lexicon.className(of: term.row)) else {
                    continue
                }
                let isAligned = isAlignedByBlanks(blocks[block], in: reading)
                let at = Int(reading.tokens[start].start)
                columns.append(
                    Column(
                        number: blocks[block].column,
                        offset: isAligned ? Self.offset(of: at, in: reading) : -1,
                        mark: mark
                    )
                )
            }
        }
        // a plan of the week: who works when
        if days >= 3 { return [Column(number: -1, offset: -1, mark: .attendance)] }
        guard labels > 0 else { return [] }
        if hasFunctions { return [Column(number: -1, offset: -1, mark: .attendance)] }
        return columns
    }

    /// Whether blanks alone separate the cells of a row: no tab, `|` or `;` behind or before it.
    private func isAlignedByBlanks(_ cell: Block, in reading: Reading) -> Bool {
        let text = reading.document.text
        let after = Int(cell.end)
        if after < text.count, text[after] == 0x20 {
            return after + 2 < text.count && text[after + 1] == 0x20 && text[after + 2] == 0x20
        }
        let before = Int(cell.start) - 1
        return before >= 2 && text[before] == 0x20 && text[before - 1] == 0x20
    }

    private static let functionHeaders = Set(
        ["fonction", "fonctions", "qualité", "organisme", "structure", "institution", "titre"]
            .map { Array($0.utf8) }
    )

    private static func isFunctionHeader(_ index: Int, in reading: Reading) -> Bool {
        var key = WordKey()
        reading.key(index, into: &key)
        return functionHeaders.contains(key.bytes)
    }

    // MARK: Attendance

    /// « Présents : » alone on its line: the lines below, as long as they are short.
    private func markAttendance(_ reading: inout Reading) {
        let blocks = reading.document.blocks
        var tokenCounts = [Int](repeating: 0, count: blocks.count)
        var firstTokens = [Int](repeating: -1, count: blocks.count)
        for index in reading.tokens.indices {
            let block = Int(reading.tokens[index].block)
            if firstTokens[block] < 0 { firstTokens[block] = index }
            tokenCounts[block] += 1
        }
        var isOpen = false
        var seen = 0
        var lastLine: Int32 = 0
        for block in blocks.indices where firstTokens[block] >= 0 {
            let first = firstTokens[block]
            if opensAttendance(first, count: tokenCounts[block], in: reading) {
                isOpen = true
                seen = 0
                lastLine = blocks[block].line
                continue
            }
            guard isOpen else { continue }
            let isGap = blocks[block].line > lastLine + 1 && seen > 0
            let isList = blocks[block].kind == .bullet || blocks[block].kind == .cell
            let isLong = tokenCounts[block] > 40
            let isHeading = blocks[block].kind == .heading && blocks[block].numbered && !isList
            if isLong || isHeading || (isGap && !isList)
                || reading.marks[first].contains(.field) && blocks[block].kind != .cell
            {
                isOpen = false
                continue
            }
            lastLine = blocks[block].line
            seen += 1
            for index in first..<(first + tokenCounts[block])
            where Int(reading.tokens[index].block) == block {
                reading.marks[index].insert(.attendance)
            }
        }
    }

    /// Whether a block is the label of an attendance list and nothing more.
    private func opensAttendance(_ first: Int, count: Int, in reading: Reading) -> Bool {
        guard count <= 10 else { return false }
        let end = first + count
        for start in first..<end {
            for term in reading.terms(startingAt: start)
            where reading.lexicon.table(of: term.row) == .fields
                && reading.lexicon.className(of: term.row) == "attendance"
            {
                let rest = (term.last + 1)..<max(end, term.last + 1)
                return rest.allSatisfy { !reading.tokens[$0].isCapitalised }
            }
        }
        return false
    }
}

extension Reading {
    /// The forms that start at a token.
    ///
    /// - Complexity: O(number of forms near it); forms are kept by their last token.
    func terms(startingAt first: Int) -> [Term] {
        let end = min(first + 12, tokens.count)
        var low = 0
        var high = terms.count
        while low < high {
            let middle = (low + high) / 2
            if terms[middle].last < first { low = middle + 1 } else { high = middle }
        }
        var found: [Term] = []
        while low < terms.count, terms[low].last < end {
            if terms[low].first == first { found.append(terms[low]) }
            low += 1
        }
        return found
    }
}
