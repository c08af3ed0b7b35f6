public import Decisions
internal import Documents
public import Formats
public import Levels
public import Lexicons
public import Mentions
internal import Redactions
internal import Tokens

/// Why a note could not be filtered; it holds no text of the note.
public struct FilterError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable, CaseIterable {
        /// The bytes cannot be read as a note.
        case unreadable
        /// libicu or memory failed.
        case unavailable
        /// What would leave is still above the ceiling: nothing leaves.
        case aboveCeiling
    }
    /// What failed.
    public let code: Code
    /// Why the bytes could not be read; nil for other failures.
    public let format: FormatError?
    /// What failed in one word, for records: `badEncoding`, `tooLarge`, `unavailable`.
    public var reason: String { format?.code.rawValue ?? code.rawValue }
    /// The first byte that is meant, counted from the start of the input.
    public var offset: Int { format?.offset ?? 0 }

    init(_ code: Code, format: FormatError? = nil) {
        self.code = code
        self.format = format
    }
}

/// What was found in a note.
public struct Findings: Sendable {
    /// The note's level: that of its highest passage.
    public let level: Level
    /// Names, identifiers and contacts, in reading order.
    public let mentions: [Mention]
    /// The passages with their levels, in reading order.
    public let passages: [Judgement]
    /// The decoded text, UTF-8.
    public let text: [UInt8]
}

/// What leaves, and what was done.
public struct Outcome: Sendable {
    /// The note that the audience may read, in the encoding it came in.
    public let bytes: [UInt8]
    /// The level of the note that came in.
    public let level: Level
    /// The level of what leaves.
    public let levelAfter: Level
    /// Whether anything was changed.
    public let isChanged: Bool
    /// What was replaced, cut and dropped.
    public let summary: Summary
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
    /// The rules behind it, sorted.
    public var rules: [String] = []
}

/// The whole line: the bytes of one note in, what one audience may read out.
///
/// One engine serves any number of notes, one after the other; give each worker its own. Nothing
/// leaves before the whole note was judged, and what was edited is judged again.
public struct Engine: ~Copyable {
    private var finder: MentionFinder
    private let judge = Judge()
    private let maximumSize: Int

    /// Rounds of judging again before the note is held: one finds what only the edit brought out,
    /// one shows that nothing is left.
    private static let maximumRounds = 4

    /// An engine with the rules of a lexicon.
    ///
    /// - Parameters:
    ///   - lexicon: The compiled tables.
    ///   - maximumSize: The longest note that is read, in bytes.
    /// - Throws: `FilterError` `unavailable` when libicu fails.
    public init(lexicon: Lexicon, maximumSize: Int = 64 << 20) throws(FilterError) {
        do {
            finder = try MentionFinder(lexicon: lexicon)
        } catch {
            throw FilterError(.unavailable)
        }
        self.maximumSize = maximumSize
    }

    /// What a note speaks of.
    ///
    /// - Parameter bytes: The whole note.
    /// - Returns: Level, mentions and passages.
    /// - Throws: `FilterError` when the note cannot be read.
    /// - Complexity: O(*n*).
    public mutating func detect(_ bytes: [UInt8]) throws(FilterError) -> Findings {
        let document = try read(bytes, maximumSize: maximumSize)
        let (_, mentions, judgements) = try judged(document)
        return Findings(
            level: Judge.level(of: judgements),
            mentions: mentions,
            passages: judgements,
            text: document.text
        )
    }

    /// The version of a note that an audience may read.
    ///
    /// - Parameters:
    ///   - bytes: The whole note.
    ///   - audience: Who will read it.
    /// - Returns: What leaves and what was done.
    /// - Throws: `FilterError`; nothing of the note may then leave.
    /// - Complexity: O(*n*); a note that is edited is judged twice or more.
    public mutating func filter(
        _ bytes: [UInt8],
        for audience: Audience
    ) throws(FilterError) -> Outcome {
        var document = try read(bytes, maximumSize: maximumSize)
        var redactor = Redactor()
        var total = RedactionCounts()
        var summary = Summary()
        var rules = Set<String>()
        var output = bytes
        var first: Level?
        for round in 0..<Self.maximumRounds {
            let (reading, mentions, judgements) = try judged(document)
            let level = Judge.level(of: judgements)
            let decision = Decision(
                judgements: judgements,
                mentions: mentions,
                audience: audience
            )
            if round == 0 {
                first = level
                summary.officials = mentions.indices.count {
                    mentions[$0].label == .official && !decision.replaced[$0]
                }
            }
            let edits = redactor.edits(
                for: document,
                decision: decision,
                judgements: judgements,
                mentions: mentions,
                reading: reading
            )
            if edits.isEmpty {
                guard level <= audience.ceiling else { break }
                summary.names = total.names
                summary.identifiers = total.identifiers
                summary.cut = total.cut
                summary.dropped = total.dropped
                summary.rules = rules.sorted()
                return Outcome(
                    bytes: output,
                    level: first ?? level,
                    levelAfter: level,
                    isChanged: round > 0,
                    summary: summary
                )
            }
            total = total + redactor.counts
            for judgement in judgements where judgement.level > .public {
                for reason in judgement.reasons { rules.insert(reason.rule) }
            }
            output = PlainText.write(document, edits: edits)
            // our own placeholders may be longer than what they stand for
            document = try read(output, maximumSize: Document.maximumSize)
        }
        throw FilterError(.aboveCeiling)
    }

    private func read(
        _ bytes: [UInt8],
        maximumSize: Int
    ) throws(FilterError) -> Document {
        do {
            return try PlainText.read(bytes, maximumSize: maximumSize)
        } catch {
            throw FilterError(.unreadable, format: error)
        }
    }

    private mutating func judged(
        _ document: Document
    ) throws(FilterError) -> (Reading, [Mention], [Judgement]) {
        do {
            let (reading, mentions) = try finder.find(in: document)
            return (reading, mentions, judge.judge(reading, mentions: mentions))
        } catch {
            throw FilterError(.unavailable)
        }
    }
}
