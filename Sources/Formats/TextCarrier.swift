public import Documents

/// A plain text inside a carrier: an attachment, an entry of an archive.
public struct TextCarrier: Carrier {
    private let document: Document
    /// The whole text.
    public let texts: [CarriedText]

    /// Reads bytes as plain text.
    ///
    /// - Parameters:
    ///   - bytes: The whole text.
    ///   - encoding: The encoding to read it in; nil to recognise it.
    ///   - maximumSize: The longest text that is read, in bytes.
    /// - Throws: `FormatError` when the bytes are no text.
    public init(
        _ bytes: [UInt8],
        as encoding: Encoding? = nil,
        maximumSize: Int
    ) throws(FormatError) {
        document = try PlainText.read(bytes, as: encoding, maximumSize: maximumSize)
        texts = [CarriedText(document.text, part: "", isWrapped: true)]
    }

    /// Nothing: all of a text is judged.
    public var obstacles: [Obstacle] { [] }
    /// Nothing: all of a text is judged.
    public var asides: [[UInt8]] { [] }
    /// Nothing: its level is a line of the text.
    public var mark: String? { nil }

    /// The text in the encoding that it came in.
    public func bytes(
        applying edits: [[Edit]],
        without removed: RemovedWords,
        marking: Marking?
    ) throws(FormatError) -> [UInt8] {
        try PlainText.write(document, edits: edits[0])
    }
}
