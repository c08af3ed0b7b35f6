internal import Formats

/// What a builder gathers: texts to lines, cells to rows, rows to tables.
extension XMLTextBuilder {
    var isInParagraph: Bool { frames[frames.count - 1].isInParagraph }

    /// Ends the line that is open: as it stands, and as it was before tracked changes.
    mutating func endParagraph() {
        let top = frames.count - 1
        let line = frames[top].line
        let current = line.filter { $0.view != .old }
        var lines: [Line] = []
        if isText(current) { lines.append(current) }
        if current.count != line.count {
            let old = line.filter { $0.view != .new }
            if isText(old) { lines.append(old) }
        }
        // « FORMTEXT » is no first name of what stands behind it
        if isText(code) { attributeLines += [code, []] }
        // an empty paragraph parts what stands before it from what follows
        if lines.isEmpty, isInParagraph, frames[top].later.isEmpty { lines.append([]) }
        frames[top].lines += lines + frames[top].later
        frames[top].line = []
        frames[top].later = []
        code = []
    }

    private func isText(_ line: Line) -> Bool {
        line.contains { chunk in chunk.event >= 0 && pool[chunk.range].contains { $0 > 0x20 } }
    }

    /// What stood beside the cells of a table follows it.
    mutating func endCells() {
        let top = frames.count - 1
        guard frames[top].row == nil, frames[top].rows == nil, !frames[top].afterTable.isEmpty
        else { return }
        frames[top].lines += frames[top].afterTable
        frames[top].afterTable = []
    }

    mutating func closeFrame() {
        endParagraph()
        endCells()
        let closed = frames.removeLast()
        let top = frames.count - 1
        if closed.isCell, frames[top].row != nil {
            add(cell: closed.lines.filter { !$0.isEmpty }, columns: closed.columns)
        } else if !closed.isCell, let owner = frames.lastIndex(where: { $0.row != nil }) {
            frames[owner].afterTable += closed.lines
        } else if isInParagraph {
            frames[top].later += closed.lines
        } else {
            frames[top].lines += closed.lines
        }
    }

    /// A cell at its column.
    ///
    /// In sheets one element stands for many cells that are the same: empty ones at the end of a row
    /// are none.
    private mutating func add(cell: [Line], columns: Int) {
        let top = frames.count - 1
        guard isSpreadsheet else {
            frames[top].row?.append(cell)
            return
        }
        let count = (frames[top].row?.count ?? 0) + frames[top].blanks
        let more = min(columns, max(1, Self.maximumColumns - count))
        guard !cell.isEmpty else {
            frames[top].blanks += more
            return
        }
        let blanks = frames[top].blanks
        frames[top].row? += [[Line]](repeating: [], count: blanks)
        frames[top].row?.append(cell)
        // a row of the same word is not worth its length
        let isWorth = more <= Self.mostOfSame
        frames[top].blanks = isWorth ? 0 : more - 1
        if isWorth { frames[top].row? += [[Line]](repeating: cell, count: more - 1) }
    }

    /// Empty columns behind this one are left out.
    private static let maximumColumns = 256
    private static let mostOfSame = 4

    mutating func endRow() {
        let top = frames.count - 1
        frames[top].blanks = 0
        guard var row = frames[top].row else { return }
        frames[top].row = nil
        if isSpreadsheet, row.count(where: { !$0.isEmpty }) < 2 { row.removeAll(where: \.isEmpty) }
        if frames[top].rows != nil { frames[top].rows?.append(row) } else { add(row: row) }
    }

    /// One row with a cell of some lines is a layout: a letterhead beside an address.
    mutating func endTable() {
        let top = frames.count - 1
        guard let rows = frames[top].rows else { return }
        frames[top].rows = nil
        let isLayout = rows.count == 1 && rows[0].contains { $0.count >= Self.linesOfLayout }
        if isLayout {
            for cell in rows[0] { frames[top].lines += cell }
        } else {
            for row in rows { add(row: row) }
        }
        // the next sheet is another table
        if isSpreadsheet { frames[top].lines.append([]) }
    }

    private static let linesOfLayout = 3

    /// A row with one cell is no table; an empty one of a sheet parts two tables.
    mutating func add(row: [[Line]]) {
        let top = frames.count - 1
        guard row.count > 1 else {
            frames[top].lines += row.first ?? (isSpreadsheet ? [[]] : [])
            return
        }
        var line: Line = []
        let blank = glue(" ")
        let tab = glue(frames.count > 1 && isInCell ? " " : "\t")
        for (number, cell) in row.enumerated() {
            if number > 0 { line.append(tab) }
            for (order, part) in cell.enumerated() {
                if order > 0 { line.append(blank) }
                line += part
            }
        }
        frames[top].lines.append(line)
    }

    var isInCell: Bool { frames.dropLast().contains { $0.row != nil } }

    // MARK: Text

    private var view: View {
        if deletions > 0 { return .old }
        return insertions > 0 ? .new : .both
    }

    mutating func add(text index: Int, _ event: XMLEvent, isPageText: Bool) {
        guard mutes == 0 else {
            if !isSheet, Self.isSentence(event.value) { add(attribute: index, event, Roles.item) }
            return
        }
        if !isInParagraph, event.value.allSatisfy({ $0 <= 0x20 }) { return }
        if let label {
            self.label = nil
            let isWritten = Roles.isOfAuthor(label) && written.holdAny(of: event.value)
            add(isWritten ? Roles.item : label)
        }
        if isPageText {
            addPageText(Array(event.value), of: index)
        } else {
            add(bytes: event.value, of: index, at: 0)
        }
        let cell = frames[frames.count - 1].cell
        if cell >= 0 { cells[index] = cell }
    }

    /// Header or footer of a sheet: `&C` and the like say where and how it is printed.
    private mutating func addPageText(_ value: [UInt8], of event: Int) {
        var start = 0
        while start < value.count {
            let code = value[start...].firstIndex(of: 0x26) ?? value.count
            if start < code { add(bytes: value[start..<code], of: event, at: start) }
            guard code < value.count else { return }
            var end = code + 2
            if code + 1 < value.count, value[code + 1] == 0x22 {
                // a font: &"Arial,Bold"
                end = min(code + 2, value.count)
                end = (value[end...].firstIndex(of: 0x22) ?? value.count - 1) + 1
            } else {
                while end < value.count, (0x30...0x39).contains(value[code + 1]),
                    (0x30...0x39).contains(value[end])
                {
                    end += 1
                }
            }
            frames[frames.count - 1].line.append(glue(" "))
            start = min(end, value.count)
        }
    }

    mutating func add(bytes: some Collection<UInt8>, of event: Int, at offset: Int) {
        let start = pool.count
        // line ends and tabs of the file are blanks of the text
        for byte in bytes { pool.append(byte < 0x20 ? 0x20 : byte) }
        let chunk = Chunk(event: event, range: start..<pool.count, offset: offset, view: view)
        if codes > 0 { code.append(chunk) } else { frames[frames.count - 1].line.append(chunk) }
    }

    mutating func add(_ sign: String) {
        guard mutes == 0 else { return }
        let isCell = frames.count > 1 && isInCell
        frames[frames.count - 1].line.append(glue(isCell && sign == "\t" ? " " : sign))
    }

    mutating func glue(_ sign: String) -> Chunk {
        let start = pool.count
        pool += Array(sign.utf8)
        return Chunk(event: -1, range: start..<pool.count, offset: 0, view: view)
    }

    /// The value of an attribute is a line at the end, once for all that have it.
    mutating func add(attribute index: Int, _ event: XMLEvent, _ label: String) {
        let value = Array(event.value)
        // names that the program gave: « Image 3 »
        guard value.contains(where: { $0 >= 0x41 }) else { return }
        let isWritten = Roles.isOfAuthor(label) && written.holdAny(of: value)
        let label = isWritten ? Roles.item : label
        let key = Array(label.utf8) + value
        if let first = firsts[key] {
            twins[first, default: []].append(index)
            return
        }
        firsts[key] = index
        let start = pool.count
        for byte in value { pool.append(byte < 0x20 ? 0x20 : byte) }
        let chunk = Chunk(event: index, range: start..<pool.count, offset: 0, view: .both)
        // names of two people that stand one below the other could be read as one
        attributeLines += [[glue(label), chunk], []]
    }

    // MARK: The text

    mutating func write(_ lines: [Line]) {
        var blanks = 0
        for line in lines {
            if line.isEmpty {
                blanks += 1
                continue
            }
            if !pieced.text.isEmpty { pieced.appendGlue(blanks > 0 ? [0x0A, 0x0A] : [0x0A]) }
            blanks = 0
            for chunk in line {
                let bytes = pool[chunk.range]
                if chunk.event < 0 {
                    pieced.appendGlue(bytes)
                } else {
                    pieced.append(
                        bytes,
                        of: Node.of(chunk.event, in: part),
                        at: chunk.offset..<chunk.offset + bytes.count
                    )
                }
            }
        }
    }
}
