/// What single bytes are in HTML.
enum HTMLBytes {
    /// Blank, tab, line ends, form feed.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C
    }

    /// A letter of ASCII.
    static func isLetter(_ byte: UInt8) -> Bool {
        byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
    }

    /// A letter or digit of ASCII.
    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte >= 0x30 && byte <= 0x39
    }

    /// The value of a hexadecimal digit.
    static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46, 0x61...0x66: UInt32(byte | 0x20) - 0x57
        default: nil
        }
    }

    /// A name in small letters.
    static func lowered(_ bytes: ArraySlice<UInt8>) -> String {
        String(
            decoding: bytes.lazy.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 },
            as: UTF8.self
        )
    }

    /// Whether bytes from a position on are these, in any case; the word is in small letters.
    static func starts(_ bytes: [UInt8], _ start: Int, _ end: Int, with word: StaticString) -> Bool
    {
        guard start + word.utf8CodeUnitCount <= end else { return false }
        return word.withUTF8Buffer { word in
            for i in word.indices {
                let byte = bytes[start + i]
                guard (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == word[i] else {
                    return false
                }
            }
            return true
        }
    }

    /// The bytes of a character at a position that nobody sees: soft hyphen, zero width, direction;
    /// 0 for another one.
    static func invisibleLength(_ bytes: [UInt8], _ i: Int, _ end: Int) -> Int {
        switch bytes[i] {
        case 0xC2: i + 1 < end && bytes[i + 1] == 0xAD ? 2 : 0
        case 0xE1, 0xE2, 0xEF:
            i + 2 < end
                && isInvisible(
                    UInt32(bytes[i] & 0x0F) << 12 | UInt32(bytes[i + 1] & 0x3F) << 6
                        | UInt32(bytes[i + 2] & 0x3F)
                ) ? 3 : 0
        default: 0
        }
    }

    /// Whether nobody sees a character.
    static func isInvisible(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xAD, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F,
            0xFE00...0xFE0F, 0xFEFF:
            true
        default: false
        }
    }
}
