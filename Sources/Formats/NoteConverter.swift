/// Turns whole notes into other formats, before and after they are judged.
public protocol NoteConverter: Sendable {
    /// The note in a format that is read and written, when its own is not and another program knows
    /// how.
    ///
    /// - Parameters:
    ///   - bytes: The whole note.
    ///   - maximumSize: The most that may come out, in bytes.
    /// - Returns: nil when the format needs no conversion, or when none is known.
    /// - Throws: `FormatError`.
    func converted(_ bytes: [UInt8], maximumSize: Int) throws(FormatError) -> ConvertedNote?

    /// Several notes, as by calls for each of them, where that is faster in one run.
    ///
    /// - Parameters:
    ///   - notes: The whole notes.
    ///   - maximumSize: The most that may come out of each, in bytes.
    /// - Returns: What each became, in their order.
    func converted(
        all notes: [[UInt8]],
        maximumSize: Int
    ) -> [Result<ConvertedNote?, FormatError>]

    /// A document for word processors (odt) that holds a text and nothing else.
    ///
    /// - Parameter text: UTF-8; rows are lines with tabs.
    /// - Returns: The same bytes for the same text.
    /// - Throws: `FormatError` when memory is missing.
    func document(of text: [UInt8]) throws(FormatError) -> [UInt8]
}

extension NoteConverter {
    /// One after the other.
    public func converted(
        all notes: [[UInt8]],
        maximumSize: Int
    ) -> [Result<ConvertedNote?, FormatError>] {
        notes.map { bytes in
            Result { () throws(FormatError) in try converted(bytes, maximumSize: maximumSize) }
        }
    }
}

/// A note that was converted.
public struct ConvertedNote: Sendable {
    /// In the new format.
    public let bytes: [UInt8]
    /// What it was and what it is, as the ending of a file name: `doc`, `docx`.
    public let formats: (from: String, to: String)

    /// A converted note.
    public init(_ bytes: [UInt8], from: String, to: String) {
        self.bytes = bytes
        formats = (from, to)
    }
}
