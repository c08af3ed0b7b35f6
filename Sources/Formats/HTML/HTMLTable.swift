/// A table that is being read: which column of which row.
struct HTMLTable {
    /// More columns are not followed.
    private static let mostColumns = 64
    private static let widestCell = 20

    /// Whether the row that is open is one of data.
    private(set) var isInRow = false
    private var column = 0
    private var tabsBefore = 0
    /// For each column in how many rows below a cell of a row above still stands.
    private var spans: [Int] = []

    /// A row starts.
    mutating func startRow(_ isData: Bool) {
        isInRow = isData
        column = 0
        tabsBefore = 0
    }

    /// A cell starts.
    ///
    /// - Parameters:
    ///   - columns: That it takes.
    ///   - rows: That it takes.
    /// - Returns: The tabs before it.
    mutating func startCell(columns: Int, rows: Int) -> Int {
        while column < spans.count, spans[column] > 0 { column += 1 }
        let tabs = column - tabsBefore
        tabsBefore = column
        let width = max(1, min(columns, Self.widestCell))
        if rows > 1 {
            for index in column..<min(column + width, Self.mostColumns) {
                while spans.count <= index { spans.append(0) }
                spans[index] = min(rows, 1_000)
            }
        }
        column += width
        return tabs
    }

    /// The row ends.
    mutating func endRow() {
        guard isInRow else { return }
        isInRow = false
        for index in spans.indices where spans[index] > 0 { spans[index] -= 1 }
    }
}
