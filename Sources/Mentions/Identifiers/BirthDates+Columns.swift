internal import Documents
internal import Lexicons
internal import Tokens

/// Columns of dates of birth without a header.
extension BirthDates {
    private struct Column {
        var cells: [Int32] = []
        var all = 0
        var first = 9999
        var last = 0
        /// What is done to cases falls into a year or two, people are born over more.
        var isOfBirths: Bool { cells.count >= 3 && cells.count * 2 >= all && last - first >= 3 }
    }

    /// Notes the cells of a column of which most are dates or years, over more than three years, in a
    /// table whose rows begin with names.
    ///
    /// Cost: O(*n*) in the tokens.
    mutating func markColumns() {
        let blocks = reading.document.blocks
        var columns: [Int64: Column] = [:]
        var named: [Int32: Set<Int32>] = [:]
        var rows: [Int32: Set<Int32>] = [:]
        var glyphs = Glyphs()
        var index = 0
        while index < reading.tokens.count {
            let first = index
            let number = reading.tokens[first].block
            while index < reading.tokens.count, reading.tokens[index].block == number { index += 1 }
            let block = blocks[Int(number)]
            guard block.kind == .cell else { continue }
            rows[block.table, default: []].insert(block.line)
            // « 12;ROY;Lina;03/02/2010 »: names in one of the first three cells
            if block.column < 3, startsWithName(first..<index) {
                named[block.table, default: []].insert(block.line)
                continue
            }
            guard block.column > 0 else { continue }
            let key = Int64(block.table) << 32 | Int64(block.column)
            var column = columns[key] ?? Column()
            column.all += 1
            defer { columns[key] = column }
            guard reading.tokens[first].kind == .number, index - first <= 6,
                let year = year(at: first, &glyphs)
            else { continue }
            column.cells.append(number)
            column.first = min(column.first, year)
            column.last = max(column.last, year)
        }
        for (key, column) in columns where column.isOfBirths {
            let table = Int32(key >> 32)
            guard (named[table]?.count ?? 0) * 2 >= (rows[table]?.count ?? 0) else { continue }
            columnCells.formUnion(column.cells)
        }
    }

    /// The year of a full date, or of a year alone, that starts a cell.
    private func year(at index: Int, _ glyphs: inout Glyphs) -> Int? {
        glyphs.read(from: index, in: reading, upTo: 40)
        if let found = dates.date(from: index, glyphs, lenient: false), found.day.day > 0 {
            return found.day.year > 1900 ? found.day.year : nil
        }
        guard reading.tokens[index].end - reading.tokens[index].start == 4,
            let year = dates.year(index), year.value > 1900
        else { return nil }
        return year.value
    }

    /// Whether a capitalised word of a short cell is a first name or a surname.
    private func startsWithName(_ range: Range<Int>) -> Bool {
        range.count <= 8 && reading.tokens[range.lowerBound].isCapitalised
            && range.contains {
                reading.has($0, [.anyFirstName, .surname, .ambiguousSurname])
                    && reading.tokens[$0].isCapitalised
            }
    }
}
