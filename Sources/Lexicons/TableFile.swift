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
        /// Whether a site folder takes the row away; else it adds it.
        public let isRemoval: Bool
    }

    /// The folder it stands in: `Lexicons`, or a site folder as the user named it.
    public let folder: String
    /// Which table it is.
    public let table: LexiconTable
    /// The rows in their order.
    public let rows: [Row]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: Below `Lexicons/`, without `.tsv`.
    ///   - text: The whole file.
    ///   - site: The site folder that it stands in: its rows say what they change, who put them
    ///     there and when. Nil for `Lexicons/`.
    /// - Throws: `LexiconError` at the first row that cannot be used.
    public init(path: String, text: String, site: String? = nil) throws(LexiconError) {
        let folder = site ?? "Lexicons"
        guard let table = LexiconTable(path: path) else {
            let nearest = NearestWord.of(path, among: LexiconTable.allCases.map(\.path))
            throw LexiconError(
                code: .unknownTable,
                folder: folder,
                file: path,
                nearest: nearest
            )
        }
        self.table = table
        self.folder = folder
        let file = TSV(text)
        var rows: [Row] = []
        for line in file.rows {
            rows.append(try Self.row(line, of: file, table: table, site: site))
        }
        self.rows = rows
    }

    private static func row(
        _ line: TSV.Row,
        of file: TSV,
        table: LexiconTable,
        site: String?
    ) throws(LexiconError) -> Row {
        func failure(
            _ code: LexiconError.Code,
            _ word: String = "",
            nearest: String = ""
        ) -> LexiconError {
            LexiconError(
                code: code,
                folder: site ?? "Lexicons",
                file: table.path,
                line: line.line,
                word: word,
                nearest: nearest
            )
        }
        func cell(_ name: String) throws(LexiconError) -> String {
            guard let cell = file.cell(name, of: line) else { throw failure(.badRow, name) }
            return cell
        }
        let form = try cell("form")
        let className = try cell("class")
        let source = try cell("source")
        guard !form.isEmpty else { throw failure(.badForm) }
        guard !source.isEmpty else { throw failure(.noSource, form) }
        if let known = table.classes, !known.contains(className) {
            throw failure(
                .unknownClass,
                className,
                nearest: NearestWord.of(className, among: known)
            )
        }
        guard !className.isEmpty else { throw failure(.unknownClass, form) }
        var need = Need.nobody
        if table.hasNeeds {
            guard let named = Need(name: try cell("needs")) else {
                throw failure(.unknownClass, form)
            }
            need = named
        }
        var isRemoval = false
        if site != nil {
            let change = try cell("change")
            guard change == "+" || change == "-" else {
                throw failure(.unknownClass, change, nearest: "+")
            }
            isRemoval = change == "-"
            for column in ["author", "date"] where try cell(column).isEmpty {
                throw failure(.badRow, column)
            }
        }
        return Row(
            line: line.line,
            form: form,
            className: className,
            need: need,
            source: source,
            isRemoval: isRemoval
        )
    }

    /// An error at a row of this file.
    func error(_ code: LexiconError.Code, _ row: Row) -> LexiconError {
        LexiconError(
            code: code,
            folder: folder,
            file: table.path,
            line: row.line,
            word: row.form
        )
    }
}
