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
        /// Carriers stand in carriers too many times.
        case nestedTooDeep
        /// The document is cut or does not keep the rules of its format.
        case damaged
        /// What is packed is more than a document holds, or too many entries.
        case bomb
        /// The program that reads the format for us is not installed; the part names its package.
        case converterMissing
        /// The program that reads the format for us took too long, too much memory or too much room.
        case converterLimit
        /// What stands in it cannot be cleaned, so that it cannot be read at all.
        case obstacle
    }
    /// What failed.
    public let code: Code
    /// The first byte that could not be read, counted from the start of the input.
    public let offset: Int
    /// What the bytes are, for ``Code/otherFormat``.
    public let format: ForeignFormat?
    /// What cannot be cleaned, for ``Code/obstacle``.
    public let obstacle: Obstacle?
    /// The part of the document that is meant, in words that are not taken from the note; empty for
    /// the whole.
    public let part: String

    /// An error at a byte of the input.
    public init(
        code: Code,
        offset: Int,
        format: ForeignFormat? = nil,
        obstacle: Obstacle? = nil,
        part: String = ""
    ) {
        self.code = code
        self.offset = offset
        self.format = format
        self.obstacle = obstacle
        self.part = part
    }

    /// An error at a byte of a part.
    public init(_ code: Code, at offset: Int = 0, in part: String = "") {
        self.init(code: code, offset: offset, part: part)
    }

    /// What cannot be cleaned makes the note unreadable.
    public init(_ obstacle: Obstacle) {
        self.init(code: .obstacle, offset: 0, obstacle: obstacle, part: obstacle.part)
    }
}
