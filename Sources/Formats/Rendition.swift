public import Documents

/// The text of a note of any format, which leaves in place of it.
///
/// Pictures, attachments, macros and whatever else cannot be cleaned stay behind; it is only the text
/// that is judged and goes.
public struct Rendition: Sendable {
    /// The note as plain text; its own bytes when it is one.
    public let bytes: [UInt8]
    /// What is not in it, in order of appearance.
    public let leftOut: [Obstacle]

    /// Properties are said of the document, not in it.
    private static let properties = ["propriétés", "docProps/", "meta.xml"]

    /// Reads the text of a note.
    ///
    /// - Parameters:
    ///   - bytes: The whole note.
    ///   - opener: Opens it.
    /// - Throws: `FormatError`; an obstacle when a part of the text itself cannot be read: the
    ///   rendition would be taken for the whole.
    public init(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) {
        guard let carrier = try opener.carrier(bytes) else {
            self.bytes = bytes
            leftOut = []
            return
        }
        if let obstacle = carrier.obstacles.first(where: { $0.kind.hidesText }) {
            throw FormatError(obstacle)
        }
        leftOut = carrier.obstacles.filter { $0.kind != .unwritable && $0.kind != .signed }
        let texts = carrier.texts.filter { text in
            !Self.properties.contains { text.part.hasPrefix($0) }
        }
        self.bytes = try Assembly(texts).document.text
    }
}

/// The form in which the text of a note leaves in place of the note.
public enum RenditionForm: String, CaseIterable, Sendable {
    /// A document for word processors.
    case odt
    /// Plain text.
    case txt

    /// A text in this form.
    ///
    /// - Parameters:
    ///   - text: What leaves of a rendition.
    ///   - encoding: Its encoding.
    ///   - converter: Makes documents.
    /// - Returns: A file of this form.
    /// - Throws: `FormatError` when memory is missing.
    public func bytes(
        of text: [UInt8],
        _ encoding: Encoding,
        by converter: any NoteConverter
    ) throws(FormatError) -> [UInt8] {
        switch self {
        case .txt: return text
        case .odt:
            let document = try PlainText.read(
                text,
                as: encoding,
                maximumSize: Document.maximumSize
            )
            return try converter.document(of: document.text)
        }
    }
}

extension Obstacle.Kind {
    /// Whether it stands in place of content that was not read.
    public var hidesContent: Bool {
        switch self {
        case .macros, .signed, .unwritable: false
        case .image, .object: true
        case .encrypted, .winmail, .scan, .partial, .unknown, .unconverted: true
        }
    }

    /// Whether something that people read as text of the note stands behind it.
    fileprivate var hidesText: Bool {
        switch self {
        case .image, .object, .macros, .signed, .unwritable: false
        case .encrypted, .winmail, .scan, .partial, .unknown, .unconverted: true
        }
    }
}
