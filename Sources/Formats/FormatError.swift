/// Why bytes could not be read as a document, or edits not be written.
///
/// The error tells what failed and where. It never holds text of the note, so it may be logged.
public struct FormatError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable, CaseIterable {
        /// The bytes are not in the encoding that was asked for, or in none that is known.
        case badEncoding
        /// NUL or many control characters: it is no text.
        case binary
        /// The bytes are a document of another format, which this version does not read.
        case otherFormat
        /// The note is longer than the limit.
        case tooLarge
        /// The encoding of the note lacks a character of a replacement.
        case unwritable
        /// libicu does not know the encoding.
        case unavailable
    }
    /// What failed.
    public let code: Code
    /// The first byte that could not be read, counted from the start of the input.
    public let offset: Int
    /// What the bytes are, for ``Code/otherFormat``.
    public let format: ForeignFormat?

    /// An error at a byte of the input.
    public init(code: Code, offset: Int, format: ForeignFormat? = nil) {
        self.code = code
        self.offset = offset
        self.format = format
    }

    init(_ code: Code, at offset: Int) {
        self.init(code: code, offset: offset)
    }
}
