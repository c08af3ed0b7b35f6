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
    /// Hashes of the word or the two words that phrases start with.
    private var starts: Set<UInt64> = []

    /// Nothing.
    public init() {}

    /// Whether nothing was removed.
    public var isEmpty: Bool { phrases.isEmpty }

    /// Adds what was removed; two words also count when they are glued, in either order, and the
    /// first letter of one glued to the other: `kbenali`.
    public mutating func add(_ text: some Collection<UInt8>) {
        let words = Self.words(Array(text))
        guard !words.isEmpty, !Self.isYear(words) else { return }
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

    /// Whether it is a year or a shorter number alone: it names nobody, and stands in the namespaces
    /// of all office files.
    private static func isYear(_ words: [[UInt8]]) -> Bool {
        words.count == 1 && words[0].count <= 4
            && words[0].allSatisfy { (0x30...0x39).contains($0) }
    }

    private mutating func insert(_ words: [[UInt8]]) {
        phrases.insert(Array(words.joined(separator: [0x20])))
        lengths.insert(words.count)
        let hashes = words.prefix(2).map { $0.reduce(into: 0) { Self.mix(&$0, $1) } }
        starts.insert(hashes.count == 1 ? hashes[0] : Self.pair(hashes[0], hashes[1]))
    }

    @inline(__always)
    private static func mix(_ hash: inout UInt64, _ byte: UInt8) {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    /// Whether a value could hold something that was removed; false is sure.
    ///
    /// Nothing is allocated, so it may be asked of everything in a file.
    ///
    /// - Complexity: O(*n*).
    public func mayBeIn(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !phrases.isEmpty else { return false }
        var hash: UInt64 = 0
        var last: UInt64 = 0
        var isWord = false
        var before: UInt8 = 0
        for (index, byte) in value.enumerated() {
            // what is folded or written in another way is looked at closely
            if byte >= 0x80 || byte == 0x25 || byte == 0x5F && Self.isBlank(value, at: index) {
                return true
            }
            let isCapital = (0x41...0x5A).contains(byte)
            let small = isCapital ? byte | 0x20 : byte
            let isPart = (0x61...0x7A).contains(small) || (0x30...0x39).contains(small)
            let isCut =
                !isPart || isCapital && (0x61...0x7A).contains(before)
                || (0x30...0x39).contains(byte) != (0x30...0x39).contains(before)
            if isWord, isCut {
                if starts.contains(hash) || starts.contains(Self.pair(last, hash)) { return true }
                (last, hash, isWord) = (hash, 0, false)
            }
            if isPart {
                Self.mix(&hash, small)
                isWord = true
            }
            before = byte
        }
        return isWord && (starts.contains(hash) || starts.contains(Self.pair(last, hash)))
    }

    /// A blank in the names of OpenDocument: `_20_`.
    private static func isBlank(_ value: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        index + 3 < value.count && value[index + 1] == 0x32 && value[index + 2] == 0x30
            && value[index + 3] == 0x5F
    }

    /// A value with the signs that addresses and names write otherwise: `%C3%A9`, `_20_`.
    private static func plain(_ value: [UInt8]) -> [UInt8] {
        guard value.contains(where: { $0 == 0x25 || $0 == 0x5F }) else { return value }
        var plain: [UInt8] = []
        plain.reserveCapacity(value.count)
        var index = 0
        value.withUnsafeBufferPointer { value in
            while index < value.count {
                if value[index] == 0x25, index + 2 < value.count,
                    let high = digit(value[index + 1]), let low = digit(value[index + 2])
                {
                    plain.append(high << 4 | low)
                    index += 3
                } else if value[index] == 0x5F, isBlank(value, at: index) {
                    plain.append(0x20)
                    index += 4
                } else {
                    plain.append(value[index])
                    index += 1
                }
            }
        }
        return plain
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    private static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var hash = first &* 0x9E37_79B9_7F4A_7C15 ^ second
        mix(&hash, 1)
        return hash
    }

    /// Whether a value holds something that was removed.
    ///
    /// - Complexity: O(*n* · *k*), with *k* the numbers of words that phrases have.
    public func areIn(_ value: [UInt8]) -> Bool {
        guard !value.isEmpty, value.withUnsafeBufferPointer(mayBeIn) else { return false }
        let folded = Self.folded(Self.cut(Self.plain(value)))
        guard folded.withUnsafeBufferPointer(hasStart) else { return false }
        let words = Self.words(folded: folded)
        for start in words.indices {
            for length in lengths where start + length <= words.count {
                let phrase = Array(words[start..<start + length].joined(separator: [0x20]))
                if phrases.contains(phrase) { return true }
            }
        }
        return false
    }

    /// Whether a folded text has a word, or two, that a phrase starts with; false is sure.
    ///
    /// The words are those of ``words(folded:)``; nothing is allocated, since what is set aside may be
    /// a font or a picture.
    private func hasStart(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var (hash, last): (UInt64, UInt64) = (0, 0)
        var kind = Sign.other
        var index = 0
        while index < text.count {
            let (next, size) = Sign.at(index, of: text)
            defer { index += size }
            if next == .invisible { continue }
            if next != kind, kind != .other {
                if starts.contains(hash) || starts.contains(Self.pair(last, hash)) { return true }
                (last, hash) = (hash, 0)
            }
            kind = next
            guard next != .other else { continue }
            for place in index..<index + size { Self.mix(&hash, text[place]) }
        }
        return kind != .other
            && (starts.contains(hash) || starts.contains(Self.pair(last, hash)))
    }

    /// A text with a blank where a capital follows a small letter.
    private static func cut(_ text: [UInt8]) -> [UInt8] {
        var apart: [UInt8] = []
        apart.reserveCapacity(text.count + 8)
        var before: UInt8 = 0
        for byte in text {
            if (0x41...0x5A).contains(byte), (0x61...0x7A).contains(before) { apart.append(0x20) }
            apart.append(byte)
            before = byte
        }
        return apart
    }

    /// The folded words of a text.
    private static func words(_ text: [UInt8]) -> [[UInt8]] { words(folded: folded(cut(text))) }

    /// The words of a folded text: runs of letters and runs of digits.
    private static func words(folded text: [UInt8]) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        var kind = Sign.other
        text.withUnsafeBufferPointer { text in
            var index = 0
            while index < text.count {
                let (next, size) = Sign.at(index, of: text)
                defer { index += size }
                if next == .invisible { continue }
                if next != kind, !word.isEmpty {
                    words.append(word)
                    word = []
                }
                kind = next
                if next != .other { word += text[index..<index + size] }
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// What a character is to a word.
    private enum Sign {
        case letter, digit, other
        /// Nobody sees it, as a soft hyphen: it cuts no word.
        case invisible

        /// What stands at a byte, and how many bytes it takes; a byte that is no UTF-8 is a sign of
        /// its own.
        @inline(__always)
        static func at(
            _ index: Int,
            of text: UnsafeBufferPointer<UInt8>
        ) -> (sign: Sign, size: Int) {
            switch text[index] {
            case 0x61...0x7A: (.letter, 1)
            case 0x30...0x39: (.digit, 1)
            case 0..<0x80: (.other, 1)
            default: wide(index, of: text)
            }
        }

        private static func wide(
            _ index: Int,
            of text: UnsafeBufferPointer<UInt8>
        ) -> (sign: Sign, size: Int) {
            let size = text[index] >= 0xF0 ? 4 : text[index] >= 0xE0 ? 3 : 2
            guard text[index] >= 0xC2, index + size <= text.count,
                text[index + 1..<index + size].allSatisfy({ $0 & 0xC0 == 0x80 })
            else { return (.other, 1) }
            var value = UInt32(text[index]) & (0x7F >> UInt32(size))
            for place in index + 1..<index + size {
                value = value << 6 | UInt32(text[place] & 0x3F)
            }
            guard let scalar = Unicode.Scalar(value) else { return (.other, 1) }
            return (Sign(scalar), size)
        }

        private init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0xF7: self = .other
            // the letters of French and of its neighbours, in small
            case 0xDF...0x24F: self = .letter
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
