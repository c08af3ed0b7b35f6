internal import Documents
internal import Levels
public import Pipeline

/// What was done to the notes of a stream of text, without a word of them.
public struct StreamTally: Sendable {
    /// The notes that left.
    public private(set) var notes = 0
    /// The notes that a person must decide about.
    public private(set) var held = 0
    /// The notes that could not be read.
    public private(set) var unreadable = 0
    private var level = Level.public
    private var levelAfter = Level.public
    private var summary = Summary()
    private var rules = Set<String>()
    private var higherLabels = 0
    private var encodings = Set<String>()
    private var doubtfulEncodings = 0

    /// No note yet.
    public init() {}

    /// Adds a note that leaves.
    public mutating func add(_ outcome: Outcome) {
        notes += 1
        level = max(level, outcome.level)
        levelAfter = max(levelAfter, outcome.levelAfter)
        summary.add(outcome.summary)
        rules.formUnion(outcome.summary.rules)
        if outcome.isLabelHigher { higherLabels += 1 }
        if outcome.encoding != .utf8 {
            encodings.insert(outcome.encoding.frenchName)
            if outcome.isEncodingDoubtful { doubtfulEncodings += 1 }
        }
    }

    /// Adds a note in whose place `[note retenue]` stands.
    public mutating func addFailure(isHold: Bool) {
        if isHold { held += 1 } else { unreadable += 1 }
    }

    /// Adds what was counted elsewhere.
    public mutating func add(_ other: StreamTally) {
        notes += other.notes
        held += other.held
        unreadable += other.unreadable
        level = max(level, other.level)
        levelAfter = max(levelAfter, other.levelAfter)
        summary.add(other.summary)
        rules.formUnion(other.rules)
        higherLabels += other.higherLabels
        encodings.formUnion(other.encodings)
        doubtfulEncodings += other.doubtfulEncodings
    }

    /// The one line after the stream.
    public var line: String {
        var line = count(notes, "note", "notes")
        line += ", niveau \(level.name)"
        if levelAfter != level { line += " → \(levelAfter.name)" }
        if higherLabels > 0 {
            let labels = count(higherLabels, "étiquette plus haute", "étiquettes plus hautes")
            line += " (\(labels) que ce qui a été trouvé : à relire)"
        }
        line += " ; " + done(summary)
        if !encodings.isEmpty {
            line += " ; encodage " + encodings.sorted().joined(separator: ", ")
            if doubtfulEncodings > 0 {
                let notes = count(doubtfulEncodings, "note", "notes")
                line += " (\(notes) dans le doute : voir --encoding)"
            }
        }
        return line + Messages.rules(rules.sorted())
    }

    /// What is said at the end when notes were held back, with the exit code; nil when all left.
    public var failure: Message? {
        guard held + unreadable > 0 else { return nil }
        var parts: [String] = []
        if unreadable > 0 { parts.append(count(unreadable, "note illisible", "notes illisibles")) }
        if held > 0 { parts.append(count(held, "note retenue", "notes retenues")) }
        let place = held + unreadable > 1 ? "leur place" : "sa place"
        return Message(
            parts.joined(separator: " et ") + " : « [note retenue] » à \(place)",
            unreadable > 0 ? .data : .held
        )
    }
}
