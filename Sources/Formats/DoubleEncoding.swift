/// UTF-8 that was taken for windows-1252 or ISO-8859-1 and encoded again: « Ã© » for « é ».
///
/// Among characters that were encoded once, only those that French notes hold are taken for such:
/// « É » before a no-break space would otherwise read as a letter of another script.
enum DoubleEncoding {
    /// Whether C3 and this byte are the first letter of a character that was encoded twice.
    ///
    /// « Â » « Ã » « Ä » « Å » « È » « Ì » « Í » « â » « ï » « ð »: the first bytes of what
    /// ``isPlausible(_:)`` allows, read as letters.
    static func isLead(_ second: UInt8) -> Bool {
        switch second {
        case 0x82...0x85, 0x88, 0x8C, 0x8D, 0xA2, 0xAF, 0xB0: true
        default: false
        }
    }

    /// The character that was encoded twice at a byte of UTF-8.
    ///
    /// - Parameters:
    ///   - bytes: The whole note.
    ///   - start: First byte of a character.
    ///   - isAny: Whether it may be any character, since the whole note was encoded twice.
    /// - Returns: The character and the bytes that it takes.
    static func character(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        isAny: Bool = false
    ) -> (scalar: UInt32, length: Int)? {
        guard start + 1 < bytes.count, bytes[start] == 0xC3,
            isAny || isLead(bytes[start + 1])
        else { return nil }
        // the letter in Latin-1 is the first byte
        let lead = bytes[start + 1] | 0xC0
        guard lead >= 0xC2, lead <= 0xF4 else { return nil }
        let count = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var scalar = UInt32(lead) & (0x7F >> UInt32(count))
        var i = start + 2
        for _ in 1..<count {
            guard i < bytes.count, bytes[i] >= 0x80 else { return nil }
            let length = UTF8Scanner.length(bytes, i)
            guard length > 0,
                let byte = byte(UTF8Scanner.scalar(bytes, i, length)), byte & 0xC0 == 0x80
            else { return nil }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
            i += length
        }
        let shortest: UInt32 = count == 2 ? 0x80 : count == 3 ? 0x800 : 0x10000
        guard scalar >= shortest, Unicode.Scalar(scalar) != nil, isAny || isPlausible(scalar)
        else { return nil }
        return (scalar, i - start)
    }

    /// The byte that a character was made from: through windows-1252 or ISO-8859-1.
    private static func byte(_ scalar: UInt32) -> UInt8? {
        scalar < 0x100 ? UInt8(scalar) : Charset.windows1252?.byte(scalar)
    }

    /// Whether a character above ASCII is one that French notes hold: Latin letters, accents apart,
    /// punctuation and signs, signs of Word's own, ligatures, emoji.
    ///
    /// « ─┐ » and « ─┤ » of CP850 are the bytes of the five letters left out.
    static func isPlausible(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xA0...0x131, 0x136...0x13E, 0x140...0x17F, 0x218...0x21B: true
        case 0x300...0x36F, 0x2000...0x27BF: true
        case 0xF000...0xF0FF, 0xFB00...0xFB06, 0xFE0F, 0xFEFF, 0xFFFD, 0x1F000...0x1FAFF: true
        default: false
        }
    }
}
