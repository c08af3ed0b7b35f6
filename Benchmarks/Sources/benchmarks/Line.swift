import Decisions
import Lexicons
import Pipeline

/// The filter in this process: a mapped lexicon and the audiences of its policy.
struct Line {
    let lexicon: Lexicon
    private let policy: Policy

    /// Opens a compiled lexicon.
    init(_ path: String) throws {
        lexicon = try Lexicon(image: try Files.map(path))
        policy = try Policy(layers: [PolicyLayer(name: "", tables: lexicon.plainTables())])
    }

    /// How many edits the notes of an audience cost together.
    func edits(_ notes: [Note], for name: String) throws -> Int {
        let audience = try policy.audience(name)
        var engine = try Engine(lexicon: lexicon)
        var edits = 0
        for note in notes { edits += try engine.filter(note.text, for: audience).summary.edits }
        return edits
    }

    /// How many mentions are found in notes.
    func mentions(_ notes: [Note]) throws -> Int {
        var engine = try Engine(lexicon: lexicon)
        var mentions = 0
        for note in notes { mentions += try engine.detect(note.text).mentions.count }
        return mentions
    }
}

extension Summary {
    /// Everything that was replaced, cut and dropped.
    var edits: Int { names + identifiers + cut + dropped }
}
