public import Decisions
public import Documents
public import Formats
public import Levels
public import Lexicons
public import Mentions
public import Redactions

/// Why a note could not be filtered; it holds no text of the note.
public struct FilterError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable, CaseIterable {
        /// The bytes cannot be read as a note.
        case unreadable
        /// libicu or memory failed.
        case unavailable
        /// The lexicon holds a table that this program cannot use.
        case badLexicon
        /// What would leave is still above the ceiling: nothing leaves.
        case aboveCeiling
        /// The audience may read one individual situation at a time, the note holds several.
        case severalSituations
        /// Something in the document cannot be cleaned: a picture, a macro, an attachment.
        case obstacle
        /// A word that was taken out still stands somewhere in the document.
        case removedWordsRemain
    }
    /// What failed.
    public let code: Code
    /// Why the bytes could not be read; nil for other failures.
    public let format: FormatError?
    /// What is wrong with the lexicon; nil for other failures.
    public let lexicon: LexiconError?
    /// What cannot be cleaned; empty for other failures.
    public let obstacles: [Obstacle]
    /// What failed in one word, for records: `badEncoding`, `tooLarge`, `unavailable`.
    public var reason: String { format?.code.rawValue ?? code.rawValue }
    /// Whether a person must decide: the note could be read, and nothing of it may leave.
    public var isHold: Bool {
        switch code {
        case .aboveCeiling, .severalSituations, .obstacle, .removedWordsRemain: true
        case .unreadable, .unavailable, .badLexicon: false
        }
    }
    /// The first byte that is meant, counted from the start of the input.
    public var offset: Int { format?.offset ?? 0 }

    init(
        _ code: Code,
        format: FormatError? = nil,
        lexicon: LexiconError? = nil,
        obstacles: [Obstacle] = []
    ) {
        self.code = code
        self.format = format
        self.lexicon = lexicon
        self.obstacles = obstacles
    }

    /// Why bytes could not be read, or edits not be written.
    public init(_ error: FormatError) {
        if let obstacle = error.obstacle {
            self.init(.obstacle, obstacles: [obstacle])
        } else {
            self.init(.unreadable, format: error)
        }
    }
}

/// What was found in a note.
public struct Findings: Sendable {
    /// The note's level: that of its highest passage, or of its label where that is higher.
    public let level: Level
    /// What the note says of its own level.
    public let labels: [LevelLabel]
    /// Names, identifiers and contacts, in reading order.
    public let mentions: [Mention]
    /// The passages with their levels, in reading order.
    public let passages: [Judgement]
    /// The decoded text, UTF-8.
    public let text: [UInt8]
    /// The parts of a document that is no plain text, and the byte of ``text`` where each starts;
    /// empty for plain text.
    public let places: [Place]
    /// What stands in a document and was not read, or nobody can clean.
    public let obstacles: [Obstacle]

    /// Where a part of a document starts in the text.
    public struct Place: Sendable {
        /// First byte.
        public let start: Int
        /// The part, in words that are not taken from the note.
        public let part: String
    }
}

/// What leaves, and what was done.
public struct Outcome: Sendable {
    /// The note that the audience may read, in the encoding it came in.
    public internal(set) var bytes: [UInt8]
    /// The level of the note that came in.
    public let level: Level
    /// What that level counts as for the audience: one that may read a category, or whose row
    /// takes doubts for less, counts lower; a strict one higher.
    public let levelForAudience: Level
    /// The level of what leaves.
    public let levelAfter: Level
    /// Whether anything was changed.
    public let isChanged: Bool
    /// Whether the note calls itself higher than anything that was found in it.
    public let isLabelHigher: Bool
    /// The encoding that the note came in and leaves in.
    public let encoding: Encoding
    /// Whether the encoding was recognised in doubt.
    public let isEncodingDoubtful: Bool
    /// What was replaced, cut and dropped.
    public let summary: Summary
    /// Whether a person should read it again: a level was found in doubt, or the note calls itself
    /// higher than what was found.
    public var isDoubtful: Bool { isLabelHigher || summary.doubts > 0 }
}

/// What was done, without a word of the note.
public struct Summary: Sendable {
    /// Private persons' names replaced.
    public var names = 0
    /// Other identifiers replaced.
    public var identifiers = 0
    /// Names of people in function that stay.
    public var officials = 0
    /// Passages cut.
    public var cut = 0
    /// Items dropped.
    public var dropped = 0
    /// Passages whose level was found in doubt.
    public var doubts = 0
    /// The rules behind it, sorted.
    public var rules: [String] = []

    /// Adds what was done to another note; the rules are left to the caller, who may have many notes.
    public mutating func add(_ other: Summary) {
        names += other.names
        identifiers += other.identifiers
        officials += other.officials
        cut += other.cut
        dropped += other.dropped
        doubts += other.doubts
    }

    /// Nothing.
    public init() {}

    mutating func add(_ counts: RedactionCounts) {
        names += counts.names
        identifiers += counts.identifiers
        cut += counts.cut
        dropped += counts.dropped
    }
}

/// What is asked for: who will read the note, and how their version is written.
public struct Version: Sendable {
    /// Who will read it.
    public let audience: Audience
    /// How it is written.
    public let mode: Mode
    /// Gives keyed pseudonyms instead of letters.
    public let pseudonym: Redactor.Pseudonym?

    /// Whether a mail address, in small letters, belongs to somebody in function.
    public let isCorrespondent: (@Sendable (_ address: [UInt8]) -> Bool)?

    /// The version of an audience.
    public init(
        _ audience: Audience,
        mode: Mode = .anonymise,
        pseudonym: Redactor.Pseudonym? = nil,
        isCorrespondent: (@Sendable (_ address: [UInt8]) -> Bool)? = nil
    ) {
        self.isCorrespondent = isCorrespondent
        self.audience = audience
        self.mode = mode
        self.pseudonym = pseudonym
    }
}

/// Whether a note may go to an audience as it is, without a word of it.
public struct Verdict: Sendable {
    /// The level of the note.
    public let level: Level
    /// Names of private persons, and of officials that would not stay.
    public let names: Int
    /// Other identifiers.
    public let identifiers: Int
    /// Passages that count as secret for the audience and would go.
    public let secret: Int
    /// Confidential items that would go.
    public let confidentiel: Int
    /// Passages whose level was found in doubt.
    public let doubts: Int
    /// Whether a person must decide, since the note holds several situations.
    public let isHeld: Bool
    /// What nobody can clean.
    public let obstacles: [Obstacle]

    /// Whether nothing would be taken out.
    public var isClean: Bool {
        names + identifiers + secret + confidentiel == 0 && !isHeld && obstacles.isEmpty
    }
}

/// A note with its level written above it.
public struct MarkedNote: Sendable {
    /// The note, in the encoding it came in.
    public let bytes: [UInt8]
    /// The level that stands above it.
    public let level: Level
    /// Whether the note already called itself higher than what was found; its label stays.
    public let isLabelHigher: Bool
}
