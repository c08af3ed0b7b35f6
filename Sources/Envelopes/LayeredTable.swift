internal import Decisions
internal import Lexicons

/// One table over all layers: later layers win, and `-` takes a row away.
enum LayeredTable {
    /// Reads a table.
    ///
    /// - Parameters:
    ///   - file: The table.
    ///   - layers: What is built in first.
    ///   - key: What a row is about: two rows of one layer about the same are a fault.
    /// - Returns: The rows that stand, in the order in which they came.
    /// - Throws: `PolicyError` for rows that repeat or contradict each other, or take away nothing.
    /// - Complexity: O(rows).
    static func rows(
        _ file: String,
        of layers: [PolicyLayer],
        key: (PolicyRow) throws(PolicyError) -> [String]
    ) throws(PolicyError) -> [PolicyRow] {
        var rows: [PolicyRow?] = []
        var places: [[String]: Int] = [:]
        for layer in layers {
            guard let table = layer.tables[file] else { continue }
            for row in table.rows {
                let row = PolicyRow(layer: layer.name, file: file, table: table, row: row)
                try row.checkSigned()
                let key = try key(row)
                let word = key.joined(separator: " ")
                let known = places[key]
                if try row.isRemoval() {
                    guard let known else {
                        let words = places.keys.map { $0.joined(separator: " ") }.sorted()
                        throw row.failure(
                            .unknownWord,
                            word,
                            nearest: NearestWord.of(word, among: words)
                        )
                    }
                    rows[known] = nil
                    places[key] = nil
                } else if let known {
                    if let other = rows[known], other.layer == layer.name {
                        throw row.failure(says(row, as: other) ? .duplicate : .contradiction, word)
                    }
                    rows[known] = row
                } else {
                    places[key] = rows.count
                    rows.append(row)
                }
            }
        }
        return rows.compactMap { $0 }
    }

    /// Whether two rows of one table say the same, whoever wrote them.
    private static func says(_ row: PolicyRow, as other: PolicyRow) -> Bool {
        row.table.columns.filter { !["author", "date"].contains($0) }.allSatisfy {
            row.table.cell($0, of: row.row) == other.table.cell($0, of: other.row)
        }
    }
}

extension PolicyRow {
    /// A cell that may be `-` for nothing.
    func optionalCell(_ column: String) throws(PolicyError) -> String? {
        let cell = try cell(column)
        return cell == "-" ? nil : cell
    }

    /// The parts of a cell between its commas; none for `-`.
    func list(_ column: String) throws(PolicyError) -> [String] {
        guard let cell = try optionalCell(column) else { return [] }
        return cell.split(separator: ",").map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// The address of a cell, as tables compare it.
    func address(_ column: String) throws(PolicyError) -> String {
        try address(text: try cell(column))
    }

    /// An address that stands in the row, as tables compare it.
    func address(text: String) throws(PolicyError) -> String {
        guard let address = MailAddress(inTable: text) else {
            throw failure(.unknownWord, text, nearest: "nom@domaine")
        }
        return address.text
    }

    /// The day of a cell.
    func day(_ column: String) throws(PolicyError) -> Day {
        let cell = try cell(column)
        guard let day = Day(cell) else { throw failure(.unknownWord, cell, nearest: "AAAA-MM-JJ") }
        return day
    }

    /// A word that its column knows.
    func word<Word: RawRepresentable & CaseIterable>(
        _ column: String,
        as type: Word.Type
    ) throws(PolicyError) -> Word where Word.RawValue == String {
        try word(column, try cell(column), Array(type.allCases))
    }

    /// One of some names that other rows or tables give.
    func known(
        _ cell: String,
        among known: [String],
        otherwise code: PolicyError.Code = .unknownWord
    ) throws(PolicyError) -> String {
        guard known.contains(cell) else {
            throw failure(code, cell, nearest: NearestWord.of(cell, among: known))
        }
        return cell
    }
}
