/// The words that the sentences of a package hold, to tell whether its author is written of in it.
///
/// « Auteur : » makes somebody one who works here; who is written of is judged by what is written.
struct WrittenWords {
    /// Hashes stand for the words: one that is taken for another costs a label, no more.
    private var hashes = Set<UInt64>()
    private static let shortest = 3

    /// Adds the words of a part; a word that is cut over runs is one.
    ///
    /// - Complexity: O(*n*).
    mutating func add(_ tree: borrowing XMLTree) {
        let ends = tree.names.map { name in
            switch Roles.element(name) {
            case .paragraph, .cell, .sign, .lineBreak, .labelled: true
            default: false
            }
        }
        var word = Word()
        var isAuthor = false
        for index in tree.events.indices {
            let event = tree[index]
            switch event.kind {
            case .start, .end:
                if ends[event.name] { word.end(&hashes) }
                if case .labelled = Roles.element(tree.names[event.name]) {
                    isAuthor = event.kind == .start
                }
            case .text where !isAuthor:
                for byte in event.value { word.add(byte, &hashes) }
            default: continue
            }
        }
        word.end(&hashes)
    }

    /// Whether a word of a value is among them.
    func holdAny(of value: some Sequence<UInt8>) -> Bool {
        var word = Word()
        var found = Set<UInt64>()
        for byte in value { word.add(byte, &found) }
        word.end(&found)
        return !found.isDisjoint(with: hashes)
    }

    /// A word that is being read, without case.
    private struct Word {
        private var hash: UInt64 = 0
        private var length = 0

        mutating func add(_ byte: UInt8, _ hashes: inout Set<UInt64>) {
            let small = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            guard small >= 0x80 || (0x61...0x7A).contains(small) else {
                end(&hashes)
                return
            }
            hash = (hash ^ UInt64(small)) &* 0x0000_0100_0000_01B3
            length += 1
        }

        mutating func end(_ hashes: inout Set<UInt64>) {
            if length >= WrittenWords.shortest { hashes.insert(hash) }
            (hash, length) = (0, 0)
        }
    }
}
