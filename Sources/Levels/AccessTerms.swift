public import Lexicons

/// From when anybody may read what a passage tells: the table `Lexicons/access.tsv`.
///
/// Law: code du patrimoine L.213-2.
public struct AccessTerms: Sendable {
    /// A term of the law.
    public struct Term: Sendable, Equatable {
        /// Years after the end of the year of the document.
        public let years: Int
        /// The same where the passage tells of a minor.
        public let minorYears: Int
        /// Why, as a manifest says it.
        public let reason: String
    }

    /// The file under `Lexicons/`.
    public static let file = "access.tsv"
    /// What speaks of persons and is no secret.
    public static let confidential = "CONFIDENTIEL"
    /// Public security.
    public static let operational = "OPERATIONAL"
    /// Nothing is longer.
    private static let longest = 200

    private var terms: [String: Term] = [:]

    /// The terms that a lexicon carries.
    ///
    /// - Throws: `LexiconError` when it carries none that can be used.
    public init(_ lexicon: Lexicon) throws(LexiconError) {
        guard let table = lexicon.plainTables([Self.file])[Self.file] else {
            throw LexiconError(code: .badImage)
        }
        try self.init(table)
    }

    /// Reads the table: a row for each category of secrets, and two more.
    ///
    /// - Throws: `LexiconError` at the first row that cannot be used, or for a category without one.
    public init(_ table: TSV) throws(LexiconError) {
        let known = LexiconTable.secretCategories + [Self.confidential, Self.operational]
        func failure(_ code: LexiconError.Code, _ word: String, _ line: Int = 0) -> LexiconError {
            let nearest = NearestWord.of(word, among: known)
            let name = String(Self.file.dropLast(4))
            return LexiconError(code: code, file: name, line: line, word: word, nearest: nearest)
        }
        for row in table.rows {
            func cell(_ name: String) throws(LexiconError) -> String {
                guard let cell = table.cell(name, of: row), !cell.isEmpty else {
                    throw failure(.badRow, name, row.line)
                }
                return cell
            }
            func years(_ name: String) throws(LexiconError) -> Int {
                let text = try cell(name)
                guard let years = Int(text), (1...Self.longest).contains(years) else {
                    throw failure(.badForm, text, row.line)
                }
                return years
            }
            let category = try cell("category")
            guard known.contains(category) else {
                throw failure(.unknownClass, category, row.line)
            }
            guard terms[category] == nil else { throw failure(.duplicate, category, row.line) }
            _ = try cell("source")
            terms[category] = Term(
                years: try years("years"),
                minorYears: try years("minor"),
                reason: try cell("reason")
            )
        }
        for category in known where terms[category] == nil {
            throw failure(.missingRow, category)
        }
    }

    /// The term of a reason for a level.
    public func term(of reason: Reason) -> Term? {
        if !reason.category.isEmpty { return terms[reason.category] }
        return terms[reason.rule.hasPrefix("operational.") ? Self.operational : Self.confidential]
    }
}
