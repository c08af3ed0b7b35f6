public import Levels

/// A note with what a jurist found in it.
public struct AnnotatedNote: Sendable {
    /// Words under a tag.
    public struct Span: Sendable, Hashable {
        /// First byte.
        public let start: Int
        /// The byte after the last.
        public let end: Int
        /// What they are.
        public let tag: Tag
    }

    /// A part of the text that is not public.
    public struct Passage: Sendable, Hashable {
        /// First byte.
        public let start: Int
        /// The byte after the last.
        public let end: Int
        /// Its level.
        public let level: Level
    }

    /// File or id, to say which note is meant.
    public let name: String
    /// The note without its tags, UTF-8 without byte-order mark.
    public let text: [UInt8]
    /// Words under tags, in the order in which the tags close.
    public let spans: [Span]
    /// What is not public; nil when nobody said what is.
    public let passages: [Passage]?
    /// The level of the note: by its passages, unless the source says another.
    public let level: Level

    init(
        name: String,
        text: [UInt8],
        spans: [Span],
        passages: [Passage]?,
        level: Level? = nil
    ) {
        self.name = name
        self.text = text
        self.spans = spans
        self.passages = passages
        self.level = level ?? passages?.map(\.level).max() ?? .public
    }

    /// The line of a source in which a byte stands, from 1.
    static func line(of index: Int, in source: [UInt8]) -> Int {
        1 + source[..<index].count { $0 == 0x0A }
    }
}

/// What is wrong with an annotated note; it holds no text of the note.
public struct AnnotationFault: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable, CaseIterable {
        /// The bytes are no UTF-8.
        case badText
        /// No tag has this name.
        case unknownTag
        /// A passage opens inside a passage.
        case passageInPassage
        /// A span opens inside a span.
        case spanInSpan
        /// A tag closes that is not the last one that opened.
        case closesNothing
        /// A tag stays open.
        case neverClosed
        /// A span covers nothing, or has blanks at its ends.
        case blankSpan
        /// A line is no JSON object with a `text`.
        case badRecord
        /// `spans`, `passages` or `level` is not as it must be, or lies outside the text.
        case badPosition
    }
    /// What failed.
    public let code: Code
    /// The file.
    public let file: String
    /// The line of the file, from 1.
    public let line: Int
    /// The tag, when it is one that we know; else empty.
    public let tag: String

    init(_ code: Code, file: String, line: Int, tag: String = "") {
        self.code = code
        self.file = file
        self.line = line
        self.tag = tag
    }
}

/// All that is wrong with one source of annotated notes.
public struct AnnotationError: Error, Hashable, Sendable {
    /// The faults, at least one, in reading order.
    public let faults: [AnnotationFault]
}
