/// Strict UTF-8: no surrogates, no overlong forms, nothing over U+10FFFF.
enum UTF8Scanner {
    /// What one pass over a whole note tells.
    struct Survey {
        /// The first byte that is no UTF-8, or is NUL; the rest was not looked at.
        var stop: Int?
        /// Control characters that no text has; see ``UTF8Scanner/isForeignControl(_:)``.
        var controls = 0
        /// The first of them.
        var firstControl = 0
        /// Whether a character was encoded twice.
        var holdsDouble = false
        /// The first bytes of characters above ASCII, a bit for each.
        fileprivate var leads: UInt64 = 0

        /// Whether there are characters above ASCII, and none that French notes hold.
        var isForeign: Bool { leads != 0 && leads & Self.usualLeads == 0 }

        /// What ``DoubleEncoding/isPlausible(_:)`` allows starts with one of these.
        private static let usualLeads: UInt64 = [
            0xC2, 0xC3, 0xC4, 0xC5, 0xC8, 0xCC, 0xCD, 0xE2, 0xEF, 0xF0,
        ]
        .reduce(0) { $0 | 1 << ($1 & 0x3F) }
    }

    /// Looks at all bytes.
    ///
    /// - Complexity: O(*n*); eight bytes at a time through plain ASCII.
    static func survey(_ bytes: UnsafeBufferPointer<UInt8>) -> Survey {
        var survey = Survey()
        let count = bytes.count
        var i = 0
        while i < count {
            i = afterPlainASCII(bytes, i)
            guard i < count else { break }
            let b = bytes[i]
            if b < 0x80 {
                if b == 0 {
                    survey.stop = i
                    return survey
                }
                if isForeignControl(b) {
                    if survey.controls == 0 { survey.firstControl = i }
                    survey.controls += 1
                }
                i += 1
                continue
            }
            let length = length(bytes, i)
            guard length > 0 else {
                survey.stop = i
                return survey
            }
            survey.leads |= 1 << UInt64(b & 0x3F)
            if b == 0xC3, !survey.holdsDouble, DoubleEncoding.isLead(bytes[i + 1]) {
                survey.holdsDouble = DoubleEncoding.character(bytes, i) != nil
            }
            i += length
        }
        return survey
    }

    /// The first byte from `start` that may be above ASCII or a control character.
    private static func afterPlainASCII(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ start: Int
    ) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var i = start
        while i + 8 <= raw.count {
            let word = UInt64(
                littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
            )
            // bit 7 of a byte: it is above 0x7F, or it borrowed; a borrow may mark the bytes above
            // it too, but the lowest mark is right
            let marks = (word | (word &- 0x2020_2020_2020_2020)) & 0x8080_8080_8080_8080
            guard marks == 0 else { return i + marks.trailingZeroBitCount / 8 }
            i += 8
        }
        return i
    }

    /// Whether a byte is a control character that no text has: layout, form feeds, the end mark of
    /// DOS and escape sequences are met in texts.
    static func isForeignControl(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09...0x0D, 0x1A, 0x1B: false
        default: byte < 0x20
        }
    }

    /// The bytes of the character that starts at a byte above ASCII, or 0 when none does.
    static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
        let (length, low, high) = form(bytes[i])
        guard length > 0, i + length <= bytes.count, bytes[i + 1] >= low, bytes[i + 1] <= high
        else { return 0 }
        var k = 2
        while k < length {
            guard bytes[i + k] & 0xC0 == 0x80 else { return 0 }
            k += 1
        }
        return length
    }

    /// Whether the text ends within the character that starts here.
    static func isCut(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int) -> Bool {
        let (length, low, high) = form(bytes[i])
        guard i + length > bytes.count else { return false }
        for k in (i + 1)..<max(i + 1, bytes.count) {
            guard bytes[k] >= (k == i + 1 ? low : 0x80), bytes[k] <= (k == i + 1 ? high : 0xBF)
            else { return false }
        }
        return true
    }

    /// Length and range of the second byte behind a first byte; length 0 when it starts nothing.
    private static func form(_ byte: UInt8) -> (length: Int, low: UInt8, high: UInt8) {
        switch byte {
        case 0xC2...0xDF: (2, 0x80, 0xBF)
        case 0xE0: (3, 0xA0, 0xBF)
        case 0xE1...0xEC, 0xEE, 0xEF: (3, 0x80, 0xBF)
        case 0xED: (3, 0x80, 0x9F)
        case 0xF0: (4, 0x90, 0xBF)
        case 0xF1...0xF3: (4, 0x80, 0xBF)
        case 0xF4: (4, 0x80, 0x8F)
        default: (0, 0, 0)
        }
    }

    /// The character of valid bytes.
    static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int, _ length: Int) -> UInt32 {
        let first = UInt32(bytes[i])
        guard length > 1 else { return first }
        var scalar = first & (0x7F >> UInt32(length))
        for k in 1..<length { scalar = scalar << 6 | UInt32(bytes[i + k] & 0x3F) }
        return scalar
    }
}
