/// A table of a page, found by the places of its lines alone.
struct PageTable {
    /// Lines at one height.
    private struct Row {
        var lines: [Int]
        var top: Double
        var bottom: Double
    }

    /// Its lines, by number.
    let lines: [Int]
    private let rows: [Row]
    /// From left to right, without overlap.
    private let columns: [Column]

    private struct Column {
        var left: Double
        var right: Double
    }

    private static let mostColumns = 24

    /// The tables of a page.
    static func all(in lines: [PageWords.Line]) -> [PageTable] {
        var tables: [PageTable] = []
        var rows: [Row] = []
        var columns: [Column] = []
        func close() {
            while let last = rows.last, last.lines.count < 2 { rows.removeLast() }
            let wide = rows.count { $0.lines.count > 1 }
            if wide > 1 || wide == 1 && rows[0].lines.count > 2 {
                let table = PageTable(rows, columns)
                if !table.isRunningText(lines) { tables.append(table) }
            }
            (rows, columns) = ([], [])
        }
        var before: Row?
        for row in Self.rows(of: lines) {
            defer { before = row }
            if let last = rows.last, row.top - last.bottom > 3 * (last.bottom - last.top) {
                close()
            }
            if rows.isEmpty, row.lines.count < 2 { continue }
            if let wider = Self.columns(columns, with: row, lines) {
                columns = wider
            } else {
                close()
                guard row.lines.count > 1, let own = Self.columns([], with: row, lines) else {
                    continue
                }
                columns = own
            }
            if rows.isEmpty, let before, Self.isStart(before, of: row, lines),
                let wider = Self.columns(columns, with: before, lines)
            {
                rows.append(before)
                columns = wider
            }
            rows.append(row)
        }
        close()
        return tables
    }

    /// Whether a line alone is the first one of a cell whose others stand in the row below.
    private static func isStart(_ row: Row, of next: Row, _ lines: [PageWords.Line]) -> Bool {
        row.lines.count == 1 && next.lines.contains { lines[$0].block == lines[row.lines[0]].block }
    }

    private init(_ rows: [Row], _ columns: [Column]) {
        self.rows = rows
        self.columns = columns
        lines = rows.flatMap(\.lines)
    }

    /// Lines that stand at one height.
    private static func rows(of lines: [PageWords.Line]) -> [Row] {
        var rows: [Row] = []
        for index in lines.indices.sorted(by: { lines[$0].top < lines[$1].top }) {
            let line = lines[index]
            if let last = rows.last, line.middle < last.bottom,
                line.bottom - last.top < 3 * line.height,
                min(line.bottom, last.bottom) - line.top > 0.5
                    * min(line.height, last.bottom - last.top)
            {
                rows[rows.count - 1].lines.append(index)
                rows[rows.count - 1].bottom = max(last.bottom, line.bottom)
            } else {
                rows.append(Row(lines: [index], top: line.top, bottom: line.bottom))
            }
        }
        for index in rows.indices {
            // the lines of a cell from top to bottom
            rows[index].lines.sort {
                (lines[$0].top, lines[$0].left) < (lines[$1].top, lines[$1].left)
            }
        }
        return rows
    }

    /// The columns with those of a row; nil when a line of it stands in two of them.
    private static func columns(
        _ columns: [Column],
        with row: Row,
        _ lines: [PageWords.Line]
    ) -> [Column]? {
        var columns = columns
        for index in row.lines {
            let line = lines[index]
            let hit = columns.indices.filter {
                line.left < columns[$0].right && line.right > columns[$0].left
            }
            guard hit.count < 2 else { return nil }
            if let only = hit.first {
                columns[only].left = min(columns[only].left, line.left)
                columns[only].right = max(columns[only].right, line.right)
            } else {
                guard columns.count < mostColumns else { return nil }
                let place = columns.firstIndex { $0.left > line.left } ?? columns.count
                columns.insert(Column(left: line.left, right: line.right), at: place)
            }
        }
        return columns
    }

    private func column(of line: PageWords.Line) -> Int {
        columns.firstIndex { line.left < $0.right && line.right > $0.left } ?? 0
    }

    /// Whether its columns hold running text: long lines that fill them.
    private func isRunningText(_ lines: [PageWords.Line]) -> Bool {
        guard columns.count < 5, rows.count > 2 else { return false }
        if isAddressed(lines) { return true }
        var counts = [Int](repeating: 0, count: columns.count)
        var letters = counts
        var widths = [Double](repeating: 0, count: columns.count)
        for index in self.lines {
            let column = column(of: lines[index])
            counts[column] += 1
            letters[column] += lines[index].length
            widths[column] += lines[index].right - lines[index].left
        }
        return columns.indices.allSatisfy { column in
            let width = columns[column].right - columns[column].left
            let count = Double(counts[column])
            return letters[column] >= 20 * counts[column] && widths[column] >= 0.7 * width * count
        }
    }

    /// Whether a sender and an addressee stand beside each other, as above a letter: a line of one
    /// begins with the five digits of a post code.
    private func isAddressed(_ lines: [PageWords.Line]) -> Bool {
        columns.count == 2
            && self.lines.contains { index in
                let code = lines[index].text.prefix(5)
                return code.count == 5 && code.allSatisfy { (0x30...0x39).contains($0) }
                    && lines[index].text.dropFirst(5).first == 0x20
            }
    }

    // MARK: Rows as text

    /// The rows, their cells parted by tabs.
    func rows(_ lines: [PageWords.Line]) -> [[UInt8]] {
        grouped(lines).map { group in
            var cells = [[UInt8]](repeating: [], count: columns.count)
            for row in group {
                for index in rows[row].lines {
                    PageLayout.join(lines[index].text, to: &cells[column(of: lines[index])])
                }
            }
            while cells.last?.isEmpty == true { cells.removeLast() }
            // « Nom : » and what was filled in are one line of a form
            if cells.count == 2, cells[0].last == 0x3A { return cells[0] + [0x20] + cells[1] }
            return Array(cells.joined(separator: [0x09]))
        }
    }

    /// The heights that make one row of the table each: cells whose text is wrapped stand at several.
    ///
    /// A height without first cell belongs to the row above or below, whichever is nearer.
    private func grouped(_ lines: [PageWords.Line]) -> [[Int]] {
        let pitches = rows.indices.dropFirst().map { rows[$0].top - rows[$0 - 1].top }
        let tight = (pitches.min() ?? 0) * 1.2
        let isLoose = pitches.contains { $0 > tight }
        let heads = rows.map { row in row.lines.contains { column(of: lines[$0]) == 0 } }
        var groups: [[Int]] = []
        var waiting: [Int] = []
        for row in rows.indices {
            let above = row > 0 ? rows[row].top - rows[row - 1].top : .infinity
            let below = row + 1 < rows.count ? rows[row + 1].top - rows[row].top : .infinity
            if heads[row] {
                let isOnlyHead = rows[row].lines.count == 1
                if isOnlyHead, isLoose, above <= tight, !groups.isEmpty, waiting.isEmpty {
                    groups[groups.count - 1].append(row)
                } else {
                    groups.append(waiting + [row])
                    waiting = []
                }
            } else if isLoose, below <= tight, above > tight || !waiting.isEmpty {
                waiting.append(row)
            } else if groups.isEmpty || !waiting.isEmpty {
                waiting.append(row)
            } else {
                groups[groups.count - 1].append(row)
            }
        }
        if !waiting.isEmpty { groups.append(waiting) }
        return groups
    }
}
