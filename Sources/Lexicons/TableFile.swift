/// One file of `Lexicons/`: the rows of a table with their lines.
public struct TableFile: Sendable {
    /// A row as written.
    public struct Row: Sendable {
        /// Line in the file, from 1.
        public let line: Int
        /// The pattern.
        public let form: String
        /// What the form is.
        public let className: String
        /// What must be near; `nobody` where the table has no such column.
        public let need: Need
        /// Law or usage.
        public let source: String
    }

    /// Which table it is.
    public let table: LexiconTable
    /// The rows in their order.
    public let rows: [Row]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: Below `Lexicons/`, without `.tsv`.
    ///   - text: The whole file.
    /// - Throws: `LexiconError` at the first row that cannot be used.
    public init(path: String, text: String) throws(LexiconError) {
        guard let table = LexiconTable(path: path) else {
            throw LexiconError(code: .unknownTable, file: path)
        }
        self.table = table
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
            rows.append(
                try Self.row(cells, columns: columns, table: table, path: path, number: number)
            )
        }
        self.rows = rows
    }

    private static func row(
        _ cells: [String],
        columns: [String],
        table: LexiconTable,
        path: String,
        number: Int
    ) throws(LexiconError) -> Row {
        func failure(_ code: LexiconError.Code, _ word: String = "") -> LexiconError {
            LexiconError(code: code, file: path, line: number, word: word)
        }
        func cell(_ name: String) throws(LexiconError) -> String {
            guard let index = columns.firstIndex(of: name), index < cells.count else {
                throw failure(.badRow, name)
            }
            return cells[index]
        }
        let form = try cell("form")
        let className = try cell("class")
        let source = try cell("source")
        guard !form.isEmpty else { throw failure(.badForm) }
        guard !source.isEmpty else { throw failure(.noSource, form) }
        if let known = table.classes, !known.contains(className) {
            throw failure(.unknownClass, className)
        }
        guard !className.isEmpty else { throw failure(.unknownClass, form) }
        var need = Need.nobody
        if table.hasNeeds {
            guard let named = Need(name: try cell("needs")) else {
                throw failure(.unknownClass, form)
            }
            need = named
        }
        return Row(line: number, form: form, className: className, need: need, source: source)
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first == " " || first == "\r" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\r" { text.removeLast() }
        return String(text)
    }
}
