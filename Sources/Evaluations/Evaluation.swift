public import Decisions
internal import Levels
internal import Mentions
public import Pipeline

/// What biffure finds, and lets out, against what a jurist found.
///
/// Count every note with ``score(_:with:)``, then read ``figures``. Nothing of a note is kept
/// unless misses are asked for.
public struct Evaluation: Sendable {
    /// Whether officials count as private persons: for corpora that know no function.
    public let officialsArePersons: Bool
    /// The version that leaves; nil when only what is found is scored.
    private let version: Version?
    /// Who reads what leaves.
    public var audience: Audience? { version?.audience }
    /// What was missed, by kind.
    public private(set) var misses: Misses

    /// Notes counted.
    public private(set) var notes = 0
    var words = 0
    var names = Share()
    /// Words of names that are missed.
    var leakedWords = Share()
    /// Words under mentions of names that are right.
    var namedWords = Share()
    var falseNames = 0
    var officials = Share()
    var cleanNotes = Share()
    /// Spans found, by label.
    var hits: [Label: Share] = [:]
    /// Mentions that are right, by label.
    var rights: [Label: Share] = [:]
    /// Cues in passages found secret, by category.
    var cues: [CueCategory: Share] = [:]
    /// Levels of pieces.
    public internal(set) var pieces = Confusion()
    /// Levels of notes.
    public internal(set) var levels = Confusion()
    var outgoing = OutgoingCounts()

    /// An evaluation without notes.
    ///
    /// - Parameters:
    ///   - version: What leaves for whom; nil: what leaves is not looked at.
    ///   - officialsArePersons: Whether officials count as private persons.
    ///   - missLimit: How many misses of each kind are kept, with words of the notes.
    public init(
        version: Version? = nil,
        officialsArePersons: Bool = false,
        missLimit: Int = 0
    ) {
        self.version = version
        self.officialsArePersons = officialsArePersons
        misses = Misses(limit: missLimit)
    }

    /// Runs the line over a note and counts what it found and, for an audience, what leaves.
    ///
    /// - Throws: `FilterError` when the note cannot be read; then nothing is counted.
    /// - Complexity: O(*n*); what leaves is searched once for each piece of the note.
    public mutating func score(
        _ note: AnnotatedNote,
        with engine: inout Engine
    ) throws(FilterError) {
        let findings = try engine.detect(note.text)
        var out: [UInt8]?
        if let version {
            do throws(FilterError) {
                out = try engine.filter(note.text, as: version).bytes
            } catch {
                // held: nothing leaves
                guard error.isHold else { throw error }
            }
        }
        count(findings, of: note)
        if let audience { count(out, of: note, ceiling: audience.ceiling) }
    }

    /// Counts what was found in a note.
    mutating func count(_ findings: Findings, of note: AnnotatedNote) {
        notes += 1
        var counter = FoundCounter(note, findings, officialsArePersons: officialsArePersons)
        counter.count(&self)
    }

    mutating func miss(
        _ kind: Misses.Kind,
        _ note: AnnotatedNote,
        _ letters: Letters,
        _ range: Range<Int>,
        tag: String = ""
    ) {
        misses.add(kind, note: note.name, letters, range, tag: tag)
    }
}
