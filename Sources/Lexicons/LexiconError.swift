/// Why a lexicon could not be compiled or opened.
///
/// Lexicons are no notes: the error may quote a file, a line and a word of the table.
public struct LexiconError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable, CaseIterable {
        /// The image is missing, cut or of another version.
        case badImage
        /// A row has too few columns.
        case badRow
        /// A form breaks the pattern syntax.
        case badForm
        /// Something that must have a row has none.
        case missingRow
        /// A class or a need that its table does not know.
        case unknownClass
        /// A file that no table stands for.
        case unknownTable
        /// A row without a source.
        case noSource
        /// The same form twice with the same class.
        case duplicate
        /// The same form twice with different classes.
        case contradiction
        /// The rows are not sorted.
        case unsorted
        /// A site row that would free secret passages by itself.
        case freesSecret
        /// A site row takes away what no layer below has.
        case nothingToRemove
        /// More site rows than an image has room for.
        case tooManyRows
        /// The French dictionary is of another variant or cannot be read.
        case badDictionary
    }
    /// What failed.
    public let code: Code
    /// The folder that the file stands in: `Lexicons`, or a site folder as the user named it.
    public let folder: String
    /// The file under the folder, without `.tsv`, or empty.
    public let file: String
    /// The line in the file, from 1; 0 when none is meant.
    public let line: Int
    /// The word of the table that is meant, or empty.
    public let word: String
    /// The nearest known word, or empty.
    public let nearest: String

    /// An error at a line of a table.
    public init(
        code: Code,
        folder: String = "Lexicons",
        file: String = "",
        line: Int = 0,
        word: String = "",
        nearest: String = ""
    ) {
        self.code = code
        self.folder = folder
        self.file = file
        self.line = line
        self.word = word
        self.nearest = nearest
    }
}
