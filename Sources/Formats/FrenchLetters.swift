/// How well the bytes above ASCII read as French in one single-byte charset.
///
/// Each character gains or loses by what it is and by its neighbours: « é » within a small word
/// gains, « Ž » there loses, « … » gains behind a word and loses within one.
struct FrenchLetters {
    /// What a character is.
    private enum Kind: UInt8 {
        case blank, digit, mark, lower, upper
        case noBreakSpace, apostrophe, opening, closing, dash, ellipsis, money, degree, bullet
        case fraction, sign, box, symbol, control

        var isLetter: Bool { self == .lower || self == .upper }
        /// Whether a word can end before it.
        var isBorder: Bool { !isLetter && self != .digit }
    }

    /// What each byte is in the charset.
    private let kinds: [Kind]
    /// What a letter above ASCII gains.
    private let weights: [Int]
    /// The letters that are words.
    private let isWord: [Bool]
    /// The letter that stands beside itself: « créée ».
    private let acute: UInt8?

    /// Letters of French by frequency; a letter of no row is foreign and loses.
    private static let letters: [(weight: Int, letters: String)] = [
        (4, "é"), (3, "èàêç"), (2, "âîôûùëïœÉ"), (1, "ÀÈÊÇÔÎŒ"), (0, "üöäÂÛÙËÏÜÿæñáíóúÖÄÑÁÍÓÚ"),
    ]
    private static let foreignWeight = -2

    private static let signs: [(kind: Kind, characters: String)] = [
        (.noBreakSpace, "\u{A0}"), (.apostrophe, "’"), (.opening, "«“‘"), (.closing, "»”"),
        (.dash, "–—"), (.ellipsis, "…"), (.money, "€"), (.degree, "°º²³"), (.bullet, "•·■"),
        (.fraction, "½¼¾"), (.sign, "±×÷§©®¦"),
    ]

    init(_ charset: Charset) {
        var weights = [Int](repeating: 0, count: 256)
        acute = charset.byte(0xE9)
        isWord = (0..<256).map { [0xC0, 0xE0].contains(charset.scalar(UInt8($0))) }
        kinds = (0..<256).map { index in
            let scalar = charset.scalar(UInt8(index))
            if index >= 0x80 { weights[index] = Self.weight(scalar) }
            return Self.kind(scalar)
        }
        self.weights = weights
    }

    private static func weight(_ scalar: UInt32) -> Int {
        let row = letters.first { $0.letters.unicodeScalars.contains { $0.value == scalar } }
        return row?.weight ?? foreignWeight
    }

    private static func kind(_ scalar: UInt32) -> Kind {
        switch scalar {
        case 0x09...0x0D, 0x20: return .blank
        case 0..<0x20, 0x7F..<0xA0: return .control
        case 0x30...0x39: return .digit
        case 0x2500...0x259F: return .box
        default: break
        }
        let row = signs.first { $0.characters.unicodeScalars.contains { $0.value == scalar } }
        if let row { return row.kind }
        if scalar < 0x80 {
            let isLetter = (scalar | 0x20) >= 0x61 && (scalar | 0x20) <= 0x7A
            return !isLetter ? .mark : scalar & 0x20 == 0 ? .upper : .lower
        }
        guard let properties = Unicode.Scalar(scalar)?.properties, properties.isAlphabetic else {
            return .symbol
        }
        return properties.isLowercase ? .lower : .upper
    }

    /// Whether a byte is a letter.
    func isLetter(_ byte: UInt8) -> Bool { kinds[Int(byte)].isLetter }

    /// The gains and losses of all bytes above ASCII.
    ///
    /// - Complexity: O(*n*).
    func score(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var score = 0
        for i in bytes.indices where bytes[i] >= 0x80 {
            let before = i > 0 ? kinds[Int(bytes[i - 1])] : .blank
            let after = i + 1 < bytes.count ? kinds[Int(bytes[i + 1])] : .blank
            let kind = kinds[Int(bytes[i])]
            if kind.isLetter, before.isBorder, after.isBorder, !isWord[Int(bytes[i])] {
                score -= 4
                continue
            }
            if kind.isLetter, before.isLetter, bytes[i - 1] >= 0x80,
                bytes[i] != acute || bytes[i - 1] != acute
            {
                score -= 5
            }
            switch kind {
            case .lower: score += weights[Int(bytes[i])] + Self.small(before, after)
            case .upper: score += weights[Int(bytes[i])] + Self.capital(before, after)
            default: score += Self.sign(kind, before, after)
            }
        }
        return score
    }

    private static func small(_ before: Kind, _ after: Kind) -> Int {
        if before == .lower || after == .lower { return 1 }
        if before == .upper, after == .upper { return -5 }
        if before == .digit || after == .digit { return -2 }
        // the last letter of « QUALITé »
        return before == .upper || after == .upper ? -3 : 0
    }

    private static func capital(_ before: Kind, _ after: Kind) -> Int {
        if before == .lower { return -5 }
        if before == .digit || after == .digit { return -2 }
        return before == .upper || after.isLetter ? 1 : -1
    }

    private static func sign(_ kind: Kind, _ before: Kind, _ after: Kind) -> Int {
        switch kind {
        case .apostrophe:
            return before.isLetter ? (after.isLetter || after == .opening ? 3 : 0) : -1
        case .opening: return before.isBorder ? (after == .blank ? 1 : 2) : -3
        case .closing: return after.isBorder ? (before == .blank ? 1 : 2) : -3
        case .noBreakSpace:
            let isUsual =
                before == .opening || after == .closing || after == .mark || after == .money
                || before == .digit || before == .degree
            return isUsual ? 2 : 0
        case .dash, .bullet:
            if before.isLetter, after.isLetter { return -2 }
            return before == .blank && after == .blank ? 2 : 0
        case .ellipsis: return after.isLetter && before.isLetter ? -2 : after.isBorder ? 1 : 0
        case .money: return before.isLetter || after.isLetter ? -3 : 2
        case .degree: return before == .digit || before.isLetter && after.isBorder ? 1 : -1
        case .fraction: return before == .digit ? 1 : after.isLetter ? -3 : 0
        case .box, .sign: return before.isLetter && after.isLetter ? -3 : 0
        case .control: return -6
        default: return before.isLetter && after.isLetter ? -4 : -2
        }
    }
}
