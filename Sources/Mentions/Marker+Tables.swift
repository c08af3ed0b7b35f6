internal import Documents
internal import Lexicons
internal import Tokens

/// Columns whose header says what they hold.
extension Marker {
    /// Columns whose header says what their cells hold.
    func markTables(_ reading: inout Reading) {
        let blocks = reading.document.blocks
        var firstTokens = [Int](repeating: -1, count: blocks.count)
        for index in reading.tokens.indices {
            let block = Int(reading.tokens[index].block)
            if firstTokens[block] < 0 { firstTokens[block] = index }
        }
        var columns: [Column] = []
        var table: Int32 = -1
        var headerLine: Int32 = -1
        var isUntitled = false
        var isForm = false
        // the row of a form that is open, and what its label says of the next cell
        var row: (line: Int32, mark: Marks?) = (-1, nil)
        for block in blocks.indices where blocks[block].kind == .cell && firstTokens[block] >= 0 {
            if blocks[block].table != table {
                table = blocks[block].table
                headerLine = blocks[block].line
                isForm = self.isForm(block, firstTokens, in: reading)
                columns = isForm ? [] : header(from: block, firstTokens, in: reading)
                isUntitled = columns.isEmpty
            } else if isUntitled, !isForm, blocks[block].line != headerLine,
                !isAlignedByBlanks(blocks[block], in: reading)
            {
                // a title of the whole table stands above the row of its headers
                isUntitled = false
                columns = header(from: block, firstTokens, in: reading)
                if !columns.isEmpty { headerLine = blocks[block].line }
            }
            let told: Marks?
            if isForm {
                let isNext = blocks[block].line == row.line
                let label = label(of: block, firstTokens[block], in: reading)
                told = isNext && label == nil ? row.mark : nil
                row = (blocks[block].line, label.flatMap(Self.mark))
            } else {
                guard blocks[block].line != headerLine else { continue }
                told = columns.first { $0.holds(blocks[block], in: reading) }?.mark
            }
            guard let mark = told else { continue }
            var index = firstTokens[block]
            while index < reading.tokens.count, Int(reading.tokens[index].block) == block {
                reading.marks[index].insert(mark)
                index += 1
            }
        }
    }

    /// A column with what its header says of its cells.
    struct Column {
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
        while index > 0, offset < 400 {
            if text[index - 1] == 0x0A {
                // a word cut at a line end: what stood before it counts too
                guard index > 1, text[index - 2] == 0x2D else { break }
                index -= 2
                continue
            }
            index -= 1
            if text[index] & 0xC0 != 0x80 { offset += 1 }
        }
        return offset
    }

    /// What the cells of the first row say about the columns below them.
    func header(
        from first: Int,
        _ firstTokens: [Int],
        in reading: Reading
    ) -> [Column] {
        let blocks = reading.document.blocks
        var columns: [Column] = []
        var labels = 0
        var isOfCases = false
        var days = 0
        var hasFunctions = false
        // « Qui | Quoi » and « Action | Qui » are of those who act; where « Qui » opens the row of a case,
        // it is of those whom the row tells of
        var whoColumn: Int?
        var isOfDeeds = false
        var classes = Set<String>()
        var block = first
        while block < blocks.count, blocks[block].line == blocks[first].line {
            defer { block += 1 }
            guard firstTokens[block] >= 0 else { continue }
            var start = firstTokens[block]
            if let whoColumn, columns[whoColumn].number == blocks[block].column - 1 {
                isOfDeeds = Self.deeds.contains(reading.short[start])
            }
            if reading.has(start, .calendar) || Self.days.contains(reading.short[start]) {
                days += 1
            }
            while start + 1 < reading.tokens.count, !reading.marks[start].contains(.field),
                Int(reading.tokens[start + 1].block) == block
            {
                start += 1
            }
            // « Office, église Saint-Mesmin. Père Lucien » is no label
            let isLate = start > firstTokens[block] + 4
            guard reading.marks[start].contains(.field), !isLate else {
                start = firstTokens[block]
                let isShort =
                    firstTokens[block] + 3 >= reading.tokens.count
                    || Int(reading.tokens[firstTokens[block] + 3].block) != block
                if isShort,
                    reading.has(start, .service) || Self.isFunctionHeader(start, in: reading)
                {
                    hasFunctions = true
                }
                continue
            }
            labels += 1
            for term in reading.terms(startingAt: start)
            where term.table == .fields
                && !isValueBehind(term.last, block: Int32(block), in: reading)
                && isMostOf(term, block: Int32(block), in: reading)
            {
                let told = reading.lexicon.className(of: term.row)
                classes.insert(told)
                isOfCases = isOfCases || Self.caseFields.contains(told)
                // who signs in a column has his name in another
                let className = reading.lexicon.className(of: term.row)
                guard className != "signature", let mark = Self.mark(of: className) else {
                    continue
                }
                if term.first == term.last, Self.who.contains(reading.short[start]),
                    classes.isDisjoint(with: ["facts", "actions"])
                {
                    whoColumn = columns.count
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
        if let whoColumn, !isOfDeeds,
            classes.contains("facts") && !classes.contains("due")
                || tellsOfPersons(columns[whoColumn].number, below: first, firstTokens, in: reading)
        {
            columns[whoColumn].mark = .personField
        }
        // a plan of the week: who works when
        if days >= 3 { return [Column(number: -1, offset: -1, mark: .attendance)] }
        guard labels > 0 else { return [] }
        if columns.count > 64 { columns.removeLast(columns.count - 64) }
        if hasFunctions, !isOfCases,
            !hasNumber(blocks[first].line, from: firstTokens[first], reading)
        {
            return [Column(number: -1, offset: -1, mark: .attendance)]
        }
        return columns
    }

    private static let years = ShortKeys("ans a an")

    /// Whether the cells of a column tell ages, kin or nicknames: those of private persons do.
    ///
    /// - Complexity: O(*n*) in the cells of the table.
    private func tellsOfPersons(
        _ column: Int32,
        below first: Int,
        _ firstTokens: [Int],
        in reading: Reading
    ) -> Bool {
        let blocks = reading.document.blocks
        let header = blocks[first]
        var block = first
        while block < blocks.count, blocks[block].table == header.table {
            defer { block += 1 }
            guard blocks[block].column == column, blocks[block].line != header.line,
                firstTokens[block] >= 0
            else { continue }
            var index = firstTokens[block]
            while index < reading.tokens.count, Int(reading.tokens[index].block) == block {
                if reading.has(index, [.kin, .youth, .family])
                    || reading.marks[index].contains(.aliasPhrase)
                    || index > firstTokens[block] && reading.tokens[index - 1].kind == .number
                        && Self.years.contains(reading.short[index])
                {
                    return true
                }
                index += 1
            }
        }
        return false
    }

    /// Whether blanks alone separate the cells of a row: no tab, `|` or `;` behind or before it.
    func isAlignedByBlanks(_ cell: Block, in reading: Reading) -> Bool {
        let text = reading.document.text
        let after = Int(cell.end)
        if after < text.count, text[after] == 0x20 {
            return after + 2 < text.count && text[after + 1] == 0x20 && text[after + 2] == 0x20
        }
        let before = Int(cell.start) - 1
        return before >= 2 && text[before] == 0x20 && text[before - 1] == 0x20
    }

    /// Whether a label is its cell but for three tokens: not « locataire depuis 2003, sans bruit ».
    private func isMostOf(_ term: Term, block: Int32, in reading: Reading) -> Bool {
        let beyond = term.last + 4
        return beyond >= reading.tokens.count || reading.tokens[beyond].block != block
    }

    /// « PATROUILLE |ROY-DIAZ| »: a label with its value is no head of a column.
    private func isValueBehind(_ last: Int, block: Int32, in reading: Reading) -> Bool {
        let next = last + 1
        if next + 1 < reading.tokens.count, reading.tokens[next].block == block,
            reading.tokens[next].isSign(":")
        {
            // « Nom : |ROY| »: a line of a form
            return reading.tokens[next + 1].block == block
        }
        guard next < reading.tokens.count, reading.tokens[next].block == block,
            reading.tokens[next].kind == .word, reading.tokens[next].gap == .blank
        else { return false }
        return !reading.isCommon(next) && !reading.marks[next].contains(.field)
            && (reading.words[next] == 0
                || reading.has(next, [.anyFirstName, .surname, .ambiguousSurname]))
    }

    /// Whether a number stands in a line: a row, no header.
    private func hasNumber(_ line: Int32, from start: Int, _ reading: Reading) -> Bool {
        var index = start
        while index < reading.tokens.count,
            reading.document.blocks[Int(reading.tokens[index].block)].line == line
        {
            if reading.tokens[index].kind == .number { return true }
            index += 1
        }
        return false
    }

    /// Labels of columns that only tables of cases have.
    private static let caseFields: Set<String> = [
        "facts", "actions", "due", "birth", "address", "phone", "identity",
    ]

    private static let who = ShortKeys("qui")
    private static let deeds = ShortKeys(
        "quoi action actions tâche tâches mission missions fait que quand délai échéance"
    )
    private static let days = ShortKeys("lun mar mer merc jeu ven vend sam dim")

    static let functionHeaders = Set(
        ["fonction", "fonctions", "qualité", "organisme", "structure", "institution", "titre"]
            .map { Array($0.utf8) }
    )

    static func isFunctionHeader(_ index: Int, in reading: Reading) -> Bool {
        var key = WordKey()
        reading.key(index, into: &key)
        return functionHeaders.contains(key.bytes)
    }
}
