public import Decisions
public import Levels
internal import Lexicons
public import Mentions
public import Pipeline

/// A mention as tests write it: its words and its label.
public struct Found: Hashable, Sendable, CustomStringConvertible {
    /// The words that are covered.
    public let text: String
    /// What they are.
    public let label: Label
    /// The words with the label behind them.
    public var description: String { "\(text) (\(label.rawValue))" }

    /// Words with a label.
    public init(_ text: String, _ label: Label) {
        self.text = text
        self.label = label
    }
}

/// A passage as tests write it: its words and its level.
public struct Judged: Hashable, Sendable, CustomStringConvertible {
    /// The words of the passage.
    public let text: String
    /// Their level.
    public let level: Level
    /// The words with the level before them.
    public var description: String { "\(level.name): \(text)" }

    /// Words with a level.
    public init(_ text: String, _ level: Level) {
        self.text = text
        self.level = level
    }
}

extension Findings {
    /// The words between two positions.
    public func words(_ start: Int, _ end: Int) -> String {
        String(decoding: text[start..<end], as: UTF8.self)
    }

    /// The mentions with their words.
    public var found: [Found] { mentions.map { Found(words($0.start, $0.end), $0.label) } }

    /// The passages with their words.
    public var judged: [Judged] { passages.map { Judged(words($0.start, $0.end), $0.level) } }
}

/// A new engine over the shared lexicon.
public func makeEngine(maximumSize: Int = 64 << 20) throws -> Engine {
    try Engine(lexicon: try TestLexicon.shared(), maximumSize: maximumSize)
}

/// The policy of `Lexicons/`.
public func policy() throws -> Policy {
    try Policy(layers: [
        PolicyLayer(name: "", tables: try TestLexicon.shared().plainTables())
    ])
}

/// An audience of `Lexicons/audiences.tsv`.
public func audience(_ id: String) throws -> Audience {
    try policy().audience(id)
}

/// What a note speaks of.
public func findings(of text: String) throws -> Findings {
    var engine = try makeEngine()
    return try engine.detect(Array(text.utf8))
}

/// What leaves for an audience, with its summary.
public func outcome(of bytes: [UInt8], audience id: String) throws -> Outcome {
    var engine = try makeEngine()
    return try engine.filter(bytes, for: try audience(id))
}

/// The text that leaves for an audience.
public func filter(_ text: String, audience id: String) throws -> String {
    String(decoding: try outcome(of: Array(text.utf8), audience: id).bytes, as: UTF8.self)
}
