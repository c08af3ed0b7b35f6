internal import CICU

/// Names and numbers that were taken out of a note, to be looked for where nobody judges: names of
/// bookmarks, link targets, properties.
///
/// They are compared without case, accents and signs: « Karim Benali », `KARIM_BENALI`, `karimBenali`
/// and `benali-karim` are the same.
public struct RemovedWords: Sendable {
    /// Folded words with one blank between them.
    private var phrases: Set<[UInt8]> = []
    /// How many words a phrase has.
    private var lengths: Set<Int> = []

    /// Nothing.
    public init() {}

    /// Whether nothing was removed.
    public var isEmpty: Bool { phrases.isEmpty }

    /// Adds what was removed; two words also count when they are glued, in either order, and the
    /// first letter of one glued to the other: `kbenali`.
    public mutating func add(_ text: some Collection<UInt8>) {
        let words = Self.words(Array(text))
        guard !words.isEmpty else { return }
        insert(words)
        guard words.count > 1 else { return }
        insert([Array(words.joined())])
        if words.count == 2 {
            insert(words.reversed())
            insert([words[1] + words[0]])
            for (initial, word) in [(words[0], words[1]), (words[1], words[0])]
            where word.count > 3 {
                insert([initial.prefix(1) + word])
                insert([word + initial.prefix(1)])
            }
        }
    }

    private mutating func insert(_ words: [[UInt8]]) {
        phrases.insert(Array(words.joined(separator: [0x20])))
        lengths.insert(words.count)
    }

    /// Whether a value holds something that was removed.
    ///
    /// - Complexity: O(*n* · *k*), with *k* the numbers of words that phrases have.
    public func areIn(_ value: [UInt8]) -> Bool {
        guard !phrases.isEmpty, !value.isEmpty else { return false }
        return places(in: Self.words(value)) { _ in true }
    }

    /// Whether something removed stands in words, where the caller agrees.
    private func places(in words: [[UInt8]], _ agrees: (Int) -> Bool) -> Bool {
        for start in words.indices {
            for length in lengths where start + length <= words.count {
                let phrase = Array(words[start..<start + length].joined(separator: [0x20]))
                if phrases.contains(phrase), agrees(start) { return true }
            }
        }
        return false
    }

    /// The folded words of a text: runs of letters and digits, cut where a capital follows a small
    /// letter.
    private static func words(_ text: [UInt8]) -> [[UInt8]] {
        var apart: [UInt8] = []
        apart.reserveCapacity(text.count + 8)
        var before: UInt8 = 0
        for byte in text {
            if (0x41...0x5A).contains(byte), (0x61...0x7A).contains(before) { apart.append(0x20) }
            apart.append(byte)
            before = byte
        }
        return folded(apart).split { byte in
            byte < 0x80
                && !((0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte))
        }.map(Array.init)
    }

    private static func folded(_ text: [UInt8]) -> [UInt8] {
        let length = Int32(text.count)
        var output = [UInt8](repeating: 0, count: text.count * 2 + 16)
        while true {
            let size = cicu_fold(text, length, &output, Int32(output.count))
            // no text, or no memory: compared as it is
            guard size >= 0 else { return text }
            if Int(size) <= output.count { return Array(output[..<Int(size)]) }
            output = [UInt8](repeating: 0, count: Int(size))
        }
    }
}
