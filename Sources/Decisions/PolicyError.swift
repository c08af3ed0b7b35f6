/// Why the tables of audiences could not be used: layer, file, line and the word that is meant.
///
/// Policies are no notes: the error may quote the table.
public struct PolicyError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable, CaseIterable {
        /// A row lacks the cell of a column.
        case badRow
        /// A word that its column does not know.
        case unknownWord
        /// An audience that no row names.
        case unknownAudience
        /// A profile that no row names.
        case unknownProfile
        /// Two rows of one table say different things.
        case contradiction
        /// The same row twice.
        case duplicate
        /// An action that could let more leave than the ceiling allows.
        case aboveCeiling
        /// A last day before the first.
        case endsTooEarly
        /// A sentence that a mail server cannot say: not ASCII, or too long.
        case notSayable
    }
    /// What failed.
    public let code: Code
    /// The layer: empty for what is built in, else the site folder as the user named it.
    public let layer: String
    /// The table, without folder: `audiences.tsv`; empty when none is meant.
    public let file: String
    /// The line of the table, from 1; 0 when none is meant.
    public let line: Int
    /// The word that is meant.
    public let word: String
    /// The nearest known word, or empty.
    public let nearest: String

    /// An error at a line of a table.
    public init(
        _ code: Code,
        word: String,
        nearest: String = "",
        layer: String = "",
        file: String = "",
        line: Int = 0
    ) {
        self.code = code
        self.layer = layer
        self.file = file
        self.line = line
        self.word = word
        self.nearest = nearest
    }
}
