/// The form of a word under which lexicons know it.
///
/// Small letters, accents composed and kept, ’ as ', œ as oe, without soft hyphens, zero-width
/// signs and the hyphen of a line end; Cyrillic and Greek look-alikes, wide and mathematical letters
/// as the Latin letter. The key is never longer than the word, save that it holds at most
/// ``WordKey/maximumLength`` bytes.
public struct WordKey: Sendable {
    /// Longer words are not looked up.
    public static let maximumLength = 64

    /// UTF-8 bytes of the key.
    public private(set) var bytes: [UInt8] = []
    /// How the word is written.
    public private(set) var shape: Shape = .lower
    /// Whether a letter of it has an accent.
    public private(set) var hasAccent = false

    /// A key without a word.
    public init() {}

    /// Makes the key of the bytes `start..<end` of a text.
    ///
    /// - Complexity: O(length of the word); nothing is allocated after the first words.
    public mutating func make(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        bytes.removeAll(keepingCapacity: true)
        hasAccent = false
        var upper = 0
        var lower = 0
        var firstIsUpper = false
        var i = start
        while i < end, bytes.count < Self.maximumLength {
            let b = text[i]
            if b < 0x80 {
                if b >= 0x41, b <= 0x5A {
                    if upper + lower == 0 { firstIsUpper = true }
                    upper += 1
                    bytes.append(b | 0x20)
                } else if b == 0x2D, isLineEnd(text, i + 1, end) {
                    i = afterLineEnd(text, i + 1, end)
                    continue
                } else if b > 0x20 {
                    if b >= 0x61, b <= 0x7A { lower += 1 }
                    bytes.append(b)
                }
                i += 1
                continue
            }
            let (scalar, length) = Self.decode(text, i, end)
            i += length
            if scalar == 0xAC, isLineEnd(text, i, end) {
                i = afterLineEnd(text, i, end)
                continue
            }
            if scalar >= 0x300, scalar <= 0x36F {
                compose(scalar)
                continue
            }
            let small = Self.lowercase(scalar)
            if small != scalar {
                if upper + lower == 0 { firstIsUpper = true }
                upper += 1
            } else if Self.isLetter(scalar) {
                lower += 1
            }
            append(small)
        }
        if bytes.count >= Self.maximumLength { bytes.removeAll(keepingCapacity: true) }
        if upper == 0 {
            shape = .lower
        } else if lower == 0 {
            shape = upper == 1 ? .initial : .caps
        } else {
            shape = firstIsUpper && upper == 1 ? .capital : .mixed
        }
    }

    /// Takes a key that was made before.
    ///
    /// - Parameters:
    ///   - short: The key; not ``ShortKey/none``.
    ///   - hasAccent: Whether a letter of it has an accent.
    ///   - shape: How the word is written.
    public mutating func take(_ short: ShortKey, hasAccent: Bool, shape: Shape) {
        bytes.removeAll(keepingCapacity: true)
        short.withBytes { bytes.append(contentsOf: $0) }
        self.hasAccent = hasAccent
        self.shape = shape
    }

    /// The key of a whole word.
    public static func of(_ word: String) -> [UInt8] {
        var key = WordKey()
        let bytes = Array(word.utf8)
        bytes.withUnsafeBufferPointer { key.make($0, 0, $0.count) }
        return key.bytes
    }

    /// A key without accents: « hélène » to « helene ».
    ///
    /// - Parameter key: What ``make(_:_:_:)`` left in ``bytes``.
    /// - Returns: The same key with each letter of the table replaced by its base.
    public static func withoutAccents(_ key: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(key.count)
        key.withUnsafeBufferPointer { text in
            var i = 0
            while i < text.count {
                if text[i] < 0x80 {
                    plain.append(text[i])
                    i += 1
                    continue
                }
                let (scalar, length) = decode(text, i, text.count)
                if let base = base(of: scalar) {
                    plain.append(base)
                } else {
                    plain.append(contentsOf: text[i..<(i + length)])
                }
                i += length
            }
        }
        return plain
    }

    // MARK: Letters

    private func isLineEnd(_ text: UnsafeBufferPointer<UInt8>, _ i: Int, _ end: Int) -> Bool {
        i < end && (text[i] == 0x0A || text[i] == 0x0D)
    }

    /// The first byte after a line end, its blanks and quote marks.
    private func afterLineEnd(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var i = start
        while i < end, text[i] <= 0x20 || text[i] == 0x3E { i += 1 }
        return i
    }

    static func decode(
        _ text: UnsafeBufferPointer<UInt8>,
        _ i: Int,
        _ end: Int
    ) -> (scalar: UInt32, length: Int) {
        let b = UInt32(text[i])
        if b < 0x80 { return (b, 1) }
        if b < 0xE0, i + 1 < end { return ((b & 0x1F) << 6 | UInt32(text[i + 1] & 0x3F), 2) }
        if b < 0xF0, i + 2 < end {
            return (
                (b & 0x0F) << 12 | UInt32(text[i + 1] & 0x3F) << 6 | UInt32(text[i + 2] & 0x3F), 3
            )
        }
        guard i + 3 < end else { return (0xFFFD, end - i) }
        let high = (b & 0x07) << 18 | UInt32(text[i + 1] & 0x3F) << 12
        return (high | UInt32(text[i + 2] & 0x3F) << 6 | UInt32(text[i + 3] & 0x3F), 4)
    }

    private mutating func append(_ scalar: UInt32) {
        switch scalar {
        case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: return
        case 0x2019, 0x2018, 0x2BC, 0x2B9: bytes.append(0x27)
        case 0x153, 0xE6:
            bytes.append(scalar == 0x153 ? 0x6F : 0x61)
            bytes.append(0x65)
        case 0xDF: bytes.append(contentsOf: [0x73, 0x73])
        case 0xFB01, 0xFB02:
            bytes.append(0x66)
            bytes.append(scalar == 0xFB01 ? 0x69 : 0x6C)
        case 0x131, 0x17F: bytes.append(scalar == 0x131 ? 0x69 : 0x73)
        default:
            if let latin = Self.lookalike(scalar) {
                bytes.append(latin)
                return
            }
            if scalar >= 0xC0, scalar < 0x250 { hasAccent = true }
            appendEncoded(scalar)
        }
    }

    private mutating func appendEncoded(_ scalar: UInt32) {
        if scalar < 0x80 {
            bytes.append(UInt8(scalar))
        } else if scalar < 0x800 {
            bytes.append(UInt8(0xC0 | scalar >> 6))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        } else if scalar < 0x10000 {
            bytes.append(UInt8(0xE0 | scalar >> 12))
            bytes.append(UInt8(0x80 | (scalar >> 6) & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        } else {
            bytes.append(UInt8(0xF0 | scalar >> 18))
            bytes.append(UInt8(0x80 | (scalar >> 12) & 0x3F))
            bytes.append(UInt8(0x80 | (scalar >> 6) & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        }
    }

    /// Puts a combining accent on the letter before it; an accent that makes no letter of the
    /// table is dropped.
    private mutating func compose(_ mark: UInt32) {
        guard let last = bytes.last, last >= 0x61, last <= 0x7A,
            let composed = Self.composed(base: last, mark: mark)
        else { return }
        bytes.removeLast()
        hasAccent = true
        appendEncoded(composed)
    }

    private static func composed(base: UInt8, mark: UInt32) -> UInt32? {
        for entry in accents where entry.base == base && entry.mark == mark {
            return entry.letter
        }
        return nil
    }

    /// Letter without its accent, for Latin-1 and Latin Extended-A.
    static func base(of scalar: UInt32) -> UInt8? {
        for entry in accents where entry.letter == scalar { return entry.base }
        switch scalar {
        case 0xF8: return 0x6F
        case 0x111, 0xF0: return 0x64
        case 0x142: return 0x6C
        case 0x127: return 0x68
        default: return nil
        }
    }

    private struct Accent {
        let base: UInt8
        let mark: UInt32
        let letter: UInt32
    }

    /// Small letters of Latin-1 and Latin Extended-A with one accent (Unicode decompositions).
    private static let accents: [Accent] = {
        let rows: [(mark: UInt32, bases: String, letters: String)] = [
            (0x301, "aeiouycnszlr", "áéíóúýćńśźĺŕ"), (0x300, "aeiou", "àèìòù"),
            (0x302, "aeioucghjswy", "âêîôûĉĝĥĵŝŵŷ"), (0x308, "aeiouy", "äëïöüÿ"),
            (0x303, "anoiu", "ãñõĩũ"), (0x327, "cstgklnr", "çşţģķļņŗ"),
            (0x30C, "cszenrdtl", "čšžěňřďťľ"), (0x30A, "au", "åů"), (0x306, "agieou", "ăğĭĕŏŭ"),
            (0x328, "aeiu", "ąęįų"), (0x304, "aeiou", "āēīōū"), (0x307, "cegz", "ċėġż"),
            (0x30B, "ou", "őű"),
        ]
        return rows.flatMap { row in
            zip(row.bases.utf8, row.letters.unicodeScalars).map {
                Accent(base: $0, mark: row.mark, letter: $1.value)
            }
        }
    }()

    private static func isLetter(_ scalar: UInt32) -> Bool {
        (scalar >= 0xDF && scalar < 0x250 && scalar != 0xF7) || (scalar >= 0x370 && scalar < 0x2000)
            || scalar == 0xFB01 || scalar == 0xFB02 || styled(scalar) != nil
    }

    private static func lowercase(_ s: UInt32) -> UInt32 {
        switch s {
        case 0xC0...0xDE where s != 0xD7: s + 0x20
        case 0x100...0x12F, 0x132...0x137, 0x14A...0x177: s | 1
        case 0x139...0x148, 0x179...0x17E: s & 1 == 1 ? s + 1 : s
        case 0x130: 0x69
        case 0x178: 0xFF
        case 0x410...0x42F: s + 0x20
        case 0x400...0x40F: s + 0x50
        case 0x391...0x3A9: s + 0x20
        case 0xFF21...0xFF3A: s + 0x20
        case 0x1D400...0x1D6A3 where (s - 0x1D400) % 52 < 26: s + 26
        default: s
        }
    }

    /// Cyrillic and Greek small letters that look like Latin ones (Unicode confusables).
    private static func lookalike(_ s: UInt32) -> UInt8? {
        switch s {
        case 0x430, 0x3B1: 0x61
        case 0x432: 0x62
        case 0x441: 0x63
        case 0x435: 0x65
        case 0x43D: 0x68
        case 0x456, 0x3B9: 0x69
        case 0x458: 0x6A
        case 0x43A, 0x3BA: 0x6B
        case 0x43C: 0x6D
        case 0x43E, 0x3BF: 0x6F
        case 0x440, 0x3C1: 0x70
        case 0x455: 0x73
        case 0x442, 0x3C4: 0x74
        case 0x445, 0x3C7: 0x78
        case 0x443, 0x3C5: 0x79
        default: styled(s)
        }
    }

    /// The Latin letter of a small letter that is wide, or of one of the mathematical alphabets.
    private static func styled(_ s: UInt32) -> UInt8? {
        switch s {
        case 0xFF41...0xFF5A: UInt8(s - 0xFF41 + 0x61)
        case 0x1D400...0x1D6A3 where (s - 0x1D400) % 52 >= 26:
            UInt8((s - 0x1D400) % 52 - 26 + 0x61)
        default: nil
        }
    }
}
