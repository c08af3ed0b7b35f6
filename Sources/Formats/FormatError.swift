/// Why bytes could not be read as a document.
///
/// The error tells what failed and where. It never holds text of the note, so it may be logged.
public struct FormatError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable, CaseIterable {
        /// The bytes are not UTF-8.
        case badEncoding
        /// The text holds NUL bytes: it is no text.
        case binary
        /// The note is longer than the limit.
        case tooLarge
    }
    /// What failed.
    public let code: Code
    /// The first byte that could not be read, counted from the start of the input.
    public let offset: Int

    /// An error at a byte of the input.
    public init(code: Code, offset: Int) {
        self.code = code
        self.offset = offset
    }
}
