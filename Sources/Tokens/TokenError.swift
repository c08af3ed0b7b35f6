/// Why a text could not be cut into words or sentences.
///
/// The error tells what failed and where. It never holds text of the note, so it may be logged.
public struct TokenError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable {
        case badEncoding, icuFailed, icuUnavailable, outOfMemory, tooLarge
    }

    /// What failed.
    public let code: Code
    /// The first byte of the run that could not be cut, counted from the start of the text.
    public let offset: Int

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: What failed.
    ///   - offset: The first byte of the run that could not be cut.
    public init(code: Code, offset: Int) {
        self.code = code
        self.offset = offset
    }
}
