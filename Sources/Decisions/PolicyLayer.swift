public import Lexicons

/// The tables of one layer: what is built in, then a département, a town, a group.
public struct PolicyLayer: Sendable {
    /// Empty for what is built in, else the site folder as the user named it.
    public let name: String
    /// The tables by file name, like `audiences.tsv`; who reads a policy takes those that it knows.
    public let tables: [String: TSV]

    /// A layer of these tables.
    public init(name: String, tables: [String: TSV]) {
        self.name = name
        self.tables = tables
    }

    /// The tables that are built in, by their file names; a site folder may hold them too.
    public static let files = ["audiences.tsv", "aliases.tsv", "profiles.tsv", "outcomes.tsv"]
}

/// Which row of which layer decided: for `audiences --explain`.
public struct PolicyOrigin: Sendable, Equatable {
    /// The layer, empty for what is built in.
    public let layer: String
    /// The table.
    public let file: String
    /// Its line.
    public let line: Int
    /// Who put the row into a site folder; empty for what is built in.
    public let author: String
    /// When.
    public let date: String
}

/// A row of a policy table, read cell by cell with errors that name it.
package struct PolicyRow {
    package let layer: String
    package let file: String
    package let table: TSV
    package let row: TSV.Row

    /// A row of a table of a layer.
    package init(layer: String, file: String, table: TSV, row: TSV.Row) {
        self.layer = layer
        self.file = file
        self.table = table
        self.row = row
    }

    /// Where it stands and who put it there.
    package var origin: PolicyOrigin {
        PolicyOrigin(
            layer: layer,
            file: file,
            line: row.line,
            author: table.cell("author", of: row) ?? "",
            date: table.cell("date", of: row) ?? ""
        )
    }

    /// Whether the row takes one away: `-` in the column `change` of a site folder.
    package func isRemoval() throws(PolicyError) -> Bool {
        guard !layer.isEmpty else { return false }
        switch try cell("change") {
        case "+": return false
        case "-": return true
        case let other: throw failure(.unknownWord, other, nearest: "+")
        }
    }

    /// The cell of a column, never empty.
    ///
    /// - Throws: `badRow` when the row has none.
    package func cell(_ name: String) throws(PolicyError) -> String {
        guard let cell = table.cell(name, of: row), !cell.isEmpty else {
            throw failure(.badRow, name)
        }
        return cell
    }

    /// A site's row says who put it there and when.
    package func checkSigned() throws(PolicyError) {
        guard !layer.isEmpty else { return }
        _ = try cell("author")
        _ = try cell("date")
    }

    /// The word of a cell, among those that its column knows.
    ///
    /// - Throws: `unknownWord` with the nearest of them.
    package func word<Word: RawRepresentable & CaseIterable>(
        _ column: String,
        _ value: String,
        _ allowed: [Word]
    ) throws(PolicyError) -> Word where Word.RawValue == String {
        if let word = allowed.first(where: { $0.rawValue == value }) { return word }
        throw failure(
            .unknownWord,
            value,
            nearest: NearestWord.of(value, among: allowed.map(\.rawValue))
        )
    }

    /// An error that names the row.
    package func failure(_ code: PolicyError.Code, _ word: String, nearest: String = "")
        -> PolicyError
    {
        PolicyError(
            code,
            word: word,
            nearest: nearest,
            layer: layer,
            file: file,
            line: row.line
        )
    }
}
