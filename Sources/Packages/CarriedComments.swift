internal import Documents
internal import Formats

/// The comments of an archive and its entries: texts that few programs show, judged as the others.
struct CarriedComments: Sendable {
    /// All comments in one text, or nothing.
    let texts: [CarriedText]
    /// Each as it stands.
    let asides: [[UInt8]]
    private let number: Int

    /// Whether all of them go: one that was edited or holds removed words is not written anew.
    func mustGo(_ edits: [[Edit]], _ removed: RemovedWords) -> Bool {
        guard !texts.isEmpty else { return false }
        return !edits[number].isEmpty || asides.contains { removed.areIn($0) }
    }

    init(_ comments: [[UInt8]], number: Int) {
        asides = comments.filter { !$0.isEmpty }
        self.number = number
        texts =
            asides.isEmpty
            ? []
            : [
                CarriedText(
                    Array(asides.joined(separator: [0x0A])),
                    part: "commentaires de l'archive"
                )
            ]
    }
}

extension Archive {
    /// Its comments, to stand behind so many texts.
    func carriedComments(from number: Int) -> CarriedComments {
        CarriedComments([comment] + entries.map(\.comment), number: number)
    }
}
