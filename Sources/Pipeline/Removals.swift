internal import Decisions
internal import Documents
internal import Formats
internal import Lexicons
internal import Mentions

/// What was taken out of a note, to be looked for at the end in all that leaves.
struct Removals {
    /// Names, their traces and identifiers: for what nobody judges, names of bookmarks and links.
    private(set) var words = RemovedWords()
    /// Names of several words and identifiers: for the texts, where a single word may be another's.
    private var phrases = RemovedWords()
    private let lexicon: Lexicon

    init(_ lexicon: Lexicon) {
        self.lexicon = lexicon
    }

    /// Adds the mentions that a decision takes out.
    ///
    /// Initials are not looked for: two letters stand everywhere.
    mutating func add(_ mentions: [Mention], _ decision: Decision, of document: Document) {
        for (number, mention) in mentions.enumerated()
        where decision.mentionActions[number] != .keep && mention.label != .initials {
            let text = document.text[mention.start..<mention.end]
            let parts = text.split { $0 <= 0x2F && $0 != 0x27 && $0 != 0x2D }
            if parts.count > 1 || !mention.label.isName {
                words.add(text)
                phrases.add(text)
            }
            guard mention.label.isName else { continue }
            for word in lexicon.traces(of: parts.map(Array.init)) { words.add(word) }
        }
    }

    /// Whether something that was taken out stands in a text, but for the mentions that stay.
    func remain(in document: Document, _ mentions: [Mention], _ decision: Decision) -> Bool {
        guard !phrases.isEmpty else { return false }
        var text = document.text
        for (number, mention) in mentions.enumerated()
        where decision.mentionActions[number] == .keep {
            // a sign that no word holds
            for index in mention.start..<mention.end { text[index] = 0x2F }
        }
        return phrases.areIn(text)
    }
}
