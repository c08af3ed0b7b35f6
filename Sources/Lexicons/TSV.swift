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
        var text = text
        self = text.withUTF8 { TSV(bytes: $0) }
    }

    /// Reads a table from its bytes.
    init(bytes text: UnsafeBufferPointer<UInt8>) {
        var columns: [String] = []
        var rows: [Row] = []
        var number = 0
        var start = 0
        while start < text.count {
            number += 1
            var end = start
            while end < text.count, !Self.endsLine(text[end]) { end += 1 }
            let line = start..<end
            start = end + 1
            // a carriage return and the line feed behind it are one end
            if start < text.count, text[end] == 0x0D, text[start] == 0x0A { start += 1 }
            if line.isEmpty { continue }
            if text[line.lowerBound] == 0x23 {
                if text[line].contains(0x09) {
                    columns = Self.cells(text, (line.lowerBound + 1)..<line.upperBound)
                        .filter { !$0.isEmpty }
                }
                continue
            }
            let cells = Self.cells(text, line)
            if cells.allSatisfy(\.isEmpty) { continue }
            rows.append(Row(line: number, cells: cells))
        }
        self.columns = columns
        self.rows = rows
    }

    private static func endsLine(_ byte: UInt8) -> Bool { byte >= 0x0A && byte <= 0x0D }

    /// The cells of a line, trimmed.
    private static func cells(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> [String] {
        var cells: [String] = []
        var start = line.lowerBound
        while start <= line.upperBound {
            var end = start
            while end < line.upperBound, text[end] != 0x09 { end += 1 }
            var (first, last) = (start, end)
            while first < last, text[first] == 0x20 || text[first] == 0x0D { first += 1 }
            while last > first, text[last - 1] == 0x20 || text[last - 1] == 0x0D { last -= 1 }
            cells.append(
                String(decoding: UnsafeBufferPointer(rebasing: text[first..<last]), as: UTF8.self)
            )
            start = end + 1
        }
        return cells
    }

    /// The cell of a row under a column, or nil when the table or the row has none.
    public func cell(_ name: String, of row: Row) -> String? {
        guard let index = columns.firstIndex(of: name), index < row.cells.count else { return nil }
        return row.cells[index]
    }
}
