public import Documents

/// A note in the format that people have it in, opened: its texts in reading order, and the way back.
///
/// The line reads the texts as one note, so that a person of the body is the same one in a header or
/// in an attachment. A carrier holds others where its format does: mail, zip.
public protocol Carrier: Sendable {
    /// What people read in it, hidden or not, in reading order.
    var texts: [CarriedText] { get }
    /// What nobody can clean, in order of appearance: the note is held for it.
    var obstacles: [Obstacle] { get }
    /// Whatever else is written in it and is not judged: names of styles, bookmarks, parts, link
    /// targets. UTF-8.
    var asides: [[UInt8]] { get }
    /// The level that ``bytes(applying:without:marking:)`` wrote into it, in one word; nil for none.
    var mark: String? { get }

    /// The note after edits.
    ///
    /// - Parameters:
    ///   - edits: For each of ``texts`` those over its text, sorted by start, without overlap.
    ///   - removed: What must not stand in ``asides`` any longer: those that hold it are renamed or
    ///     emptied.
    ///   - marking: The level to write into the note; nil for none.
    /// - Returns: The bytes; those that nothing asked to change are the same.
    /// - Throws: `FormatError`; nothing of the note may then leave.
    func bytes(
        applying edits: [[Edit]],
        without removed: RemovedWords,
        marking: Marking?
    ) throws(FormatError) -> [UInt8]
}

/// One text of a carrier: a part of a document, a header field, an alternative of a mail.
public struct CarriedText: Sendable {
    /// UTF-8; paragraphs and rows are lines, cells are parted by tabs.
    public let text: [UInt8]
    /// Where it stands, in words that are not taken from the note.
    public let part: String
    /// Whether a sentence may go on in the next line; else a line is a paragraph.
    public let isWrapped: Bool

    /// A text of a part.
    public init(_ text: [UInt8], part: String, isWrapped: Bool = false) {
        self.text = text
        self.part = part
        self.isWrapped = isWrapped
    }

    /// The text with the part that its carrier stands in before its own.
    public func inside(_ outer: String) -> CarriedText {
        CarriedText(text, part: part.isEmpty ? outer : "\(outer), \(part)", isWrapped: isWrapped)
    }
}

/// What nobody can clean, and where it stands.
public struct Obstacle: Error, Sendable, Hashable {
    /// What it is: each door has a sentence for each.
    public enum Kind: String, Sendable, CaseIterable {
        /// A picture inside a document.
        case image
        /// An object of another program inside a document, a font, sound or video.
        case object
        /// Macros and controls.
        case macros
        /// A document, a message or an entry that only a key opens.
        case encrypted
        /// A document or message whose signature a change would break.
        case signed
        /// An attachment that Outlook alone reads: winmail.dat.
        case winmail
        /// Pages without text.
        case scan
        /// A piece of a message that was sent in several.
        case partial
        /// An attachment or entry in a format that cannot be read.
        case unknown
        /// The format can be read, not written.
        case unwritable
        /// The format is read only once another program has converted it.
        case unconverted
    }
    /// What it is.
    public let kind: Kind
    /// Where it stands, in words that are not taken from the note: `word/media`, `partie 1.2`.
    public let part: String

    /// An obstacle in a part.
    public init(_ kind: Kind, in part: String) {
        self.kind = kind
        self.part = part
    }

    /// The obstacle with the part that its carrier stands in before its own.
    public func inside(_ outer: String) -> Obstacle {
        Obstacle(kind, in: part.isEmpty ? outer : "\(outer), \(part)")
    }
}

/// The level of a note as its format says it.
public struct Marking: Sendable {
    /// The level in one word, ASCII: `confidentiel`.
    public let name: String
    /// What people read above the note, UTF-8.
    public let banner: [UInt8]

    /// A level with its banner.
    public init(name: String, banner: [UInt8]) {
        self.name = name
        self.banner = banner
    }
}
