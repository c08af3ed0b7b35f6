/// A table as people edit it: tab-separated rows under a comment header that names the columns.
///
/// The one format of everything that people edit: lexicons, audiences, site folders. Lines that start
/// with `#` are comments; the last of them that holds a tab names the columns. Blanks and carriage
/// returns around a cell do not count, as spreadsheets write them.
public struct TSV: Sendable {
    /// A row with the line that it stands on.
    public struct Row: Sendable {
        /// Line in the file, from 1.
        public let line: Int
        /// Its cells, trimmed.
        public let cells: [String]
    }

    /// The names of the columns; empty when no comment names them.
    public let columns: [String]
    /// The rows in their order.
    public let rows: [Row]

    /// Reads a table.
    ///
    /// - Parameter text: The whole file.
    /// - Complexity: O(*n*).
    public init(_ text: String) {
        var columns: [String] = []
        var rows: [Row] = []
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            if line.isEmpty { continue }
            if line.hasPrefix("#") {
                if line.contains("\t") {
                    columns = line.dropFirst().split(separator: "\t").map { Self.trimmed($0) }
                }
                continue
            }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                .map { Self.trimmed($0) }
            if cells.allSatisfy(\.isEmpty) { continue }
            rows.append(Row(line: number, cells: cells))
        }
        self.columns = columns
        self.rows = rows
    }

    /// The cell of a row under a column, or nil when the table or the row has none.
    public func cell(_ name: String, of row: Row) -> String? {
        guard let index = columns.firstIndex(of: name), index < row.cells.count else { return nil }
        return row.cells[index]
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first == " " || first == "\r" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\r" { text.removeLast() }
        return String(text)
    }
}
