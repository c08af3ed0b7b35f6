internal import CICU

/// Names and numbers that were taken out of a note, to be looked for where nobody judges: names of
/// bookmarks, link targets, properties.
///
/// They are compared without case, accents and signs: « Karim Benali », `KARIM_BENALI`, `karimBenali77`
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

    /// Adds what was removed; two words also count when they are glued, in either order.
    public mutating func add(_ text: some Collection<UInt8>) {
        let words = Self.words(Array(text))
        guard !words.isEmpty else { return }
        insert(words)
        guard words.count > 1 else { return }
        insert([Array(words.joined())])
        if words.count == 2 {
            insert(words.reversed())
            insert([words[1] + words[0]])
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

    /// The folded words of a text: runs of letters and runs of digits, cut where a capital follows a
    /// small letter.
    private static func words(_ text: [UInt8]) -> [[UInt8]] {
        var apart: [UInt8] = []
        apart.reserveCapacity(text.count + 8)
        var before: UInt8 = 0
        for byte in text {
            if (0x41...0x5A).contains(byte), (0x61...0x7A).contains(before) { apart.append(0x20) }
            apart.append(byte)
            before = byte
        }
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        var kind = Sign.other
        for scalar in String(decoding: folded(apart), as: UTF8.self).unicodeScalars {
            let next = Sign(scalar)
            if next == .invisible { continue }
            if next != kind, !word.isEmpty {
                words.append(word)
                word = []
            }
            kind = next
            if next != .other { word += UTF8.encode(scalar).map(Array.init) ?? [] }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// What a character is to a word.
    private enum Sign {
        case letter, digit, other
        /// Nobody sees it, as a soft hyphen: it cuts no word.
        case invisible

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x61...0x7A: self = .letter
            case 0x30...0x39: self = .digit
            case 0..<0x80: self = .other
            default:
                let properties = scalar.properties
                self =
                    properties.isDefaultIgnorableCodePoint
                    ? .invisible : properties.isAlphabetic ? .letter : .other
            }
        }
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
