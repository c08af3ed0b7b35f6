public import Lexicons

/// What each evidence weighs: the table `Lexicons/weights.tsv`.
public struct EvidenceWeights: Sendable, Hashable {
    /// What a weight speaks for.
    public enum Column: Int, Sendable, CaseIterable {
        /// For being a name at all.
        case name
        /// For the bearer acting in a function.
        case official
        /// For the bearer being a private person.
        case personal
    }

    /// No weight is further from 0.
    public static let limit = 120
    /// The file under `Lexicons/`.
    public static let file = "weights.tsv"
    private static let columns = Column.allCases.count
    /// One row for each evidence, in the order of the cases.
    private var values: [Int32]

    /// The weights that a lexicon carries.
    ///
    /// - Throws: `LexiconError` when it carries none that can be used.
    public init(_ lexicon: Lexicon) throws(LexiconError) {
        guard let table = lexicon.plainTables([Self.file])[Self.file] else {
            throw LexiconError(code: .badImage)
        }
        try self.init(table)
    }

    /// Reads the table: one row for each evidence, sorted.
    ///
    /// - Throws: `LexiconError` at the first row that cannot be used, or for an evidence without one.
    public init(_ table: TSV) throws(LexiconError) {
        values = Array(repeating: 0, count: Evidence.allCases.count * Self.columns)
        let names = Evidence.allCases.map(\.ruleName)
        let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        let columnNames = ["name", "official", "personal"]
        var seen = Set<Evidence>()
        var before = ""
        for row in table.rows {
            func failure(_ code: LexiconError.Code, _ word: String) -> LexiconError {
                let nearest = code == .unknownClass ? NearestWord.of(word, among: names) : ""
                return Self.failure(code, line: row.line, word: word, nearest: nearest)
            }
            func cell(_ column: String) throws(LexiconError) -> String {
                guard let cell = table.cell(column, of: row) else {
                    throw failure(.badRow, column)
                }
                return cell
            }
            let name = try cell("evidence")
            guard let number = numbers[name] else {
                throw failure(.unknownClass, name)
            }
            let evidence = Evidence.allCases[number]
            guard seen.insert(evidence).inserted else { throw failure(.duplicate, name) }
            guard before.utf8.lexicographicallyPrecedes(name.utf8) else {
                throw failure(.unsorted, name)
            }
            before = name
            for (column, name) in zip(Column.allCases, columnNames) {
                let text = try cell(name)
                guard let value = Int(text), abs(value) <= Self.limit else {
                    throw failure(.badForm, text)
                }
                self[evidence, column] = value
            }
            guard try !cell("source").isEmpty else { throw failure(.noSource, name) }
        }
        for (name, evidence) in zip(names, Evidence.allCases) where !seen.contains(evidence) {
            throw Self.failure(.missingRow, line: 0, word: name)
        }
    }

    private static func failure(
        _ code: LexiconError.Code,
        line: Int,
        word: String,
        nearest: String = ""
    ) -> LexiconError {
        let name = String(file.prefix { $0 != "." })
        return LexiconError(code: code, file: name, line: line, word: word, nearest: nearest)
    }

    /// The weight of an evidence.
    public subscript(_ evidence: Evidence, _ column: Column) -> Int {
        get { self[Int(evidence.rawValue), column] }
        set { values[Int(evidence.rawValue) * Self.columns + column.rawValue] = Int32(newValue) }
    }

    /// The weight of the evidence with this raw value.
    subscript(_ evidence: Int, _ column: Column) -> Int {
        Int(values[evidence * Self.columns + column.rawValue])
    }

    /// The text of a table with these weights in place of its own.
    ///
    /// - Parameters:
    ///   - text: A table that can be read; its comments and the rows that do not change stay.
    ///   - source: What the rows that change name as their source.
    /// - Returns: The whole file.
    public func written(over text: String, source: String) -> String {
        var changed: [Int: String] = [:]
        for row in TSV(text).rows {
            guard let evidence = Evidence.allCases.first(where: { $0.ruleName == row.cells[0] })
            else { continue }
            let numbers = Column.allCases.map { "\(self[evidence, $0])" }
            guard numbers != Array(row.cells[1...Self.columns]) else { continue }
            changed[row.line] = ([row.cells[0]] + numbers + [source]).joined(separator: "\t")
        }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.enumerated().map { changed[$0 + 1] ?? String($1) }.joined(separator: "\n")
    }
}
