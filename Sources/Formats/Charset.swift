internal import CICU
internal import Documents

/// A single-byte charset: ASCII below, what ICU says above.
struct Charset: Sendable {
    /// The character of each byte from 0x80.
    private let upper: [UInt16]
    /// The byte of each character that ASCII has not.
    private let bytes: [UInt16: UInt8]

    /// Asks ICU once for the whole charset.
    private init?(_ name: String) {
        var units = [UInt16](repeating: 0, count: 128)
        guard cicu_charset_upper_half(name, &units) == 0 else { return nil }
        upper = units
        var bytes: [UInt16: UInt8] = [:]
        for (index, unit) in units.enumerated() { bytes[unit] = UInt8(0x80 + index) }
        self.bytes = bytes
    }

    /// Windows for Western Europe; the five open bytes are control characters.
    static let windows1252 = Charset("windows-1252")
    private static let latin1 = Charset("iso-8859-1")
    private static let latin9 = Charset("iso-8859-15")
    private static let macRoman = Charset("macintosh")
    private static let cp850 = Charset("ibm-850")

    /// The charset of a single-byte encoding.
    ///
    /// - Returns: nil for other encodings.
    /// - Throws: `FormatError` `unavailable` when ICU does not know it.
    static func of(_ encoding: Encoding) throws(FormatError) -> Charset? {
        let charset: Charset?
        switch encoding {
        case .windows1252: charset = windows1252
        case .latin1: charset = latin1
        case .latin9: charset = latin9
        case .macRoman: charset = macRoman
        case .cp850: charset = cp850
        case .utf8, .utf16, .utf16LittleEndian, .utf16BigEndian, .doubleUTF8, .partlyDoubleUTF8,
            .mixed:
            return nil
        }
        guard let charset else { throw FormatError(.unavailable, at: 0) }
        return charset
    }

    /// The character of a byte.
    func scalar(_ byte: UInt8) -> UInt32 {
        byte < 0x80 ? UInt32(byte) : UInt32(upper[Int(byte) - 0x80])
    }

    /// The byte of a character, or nil when the charset lacks it.
    func byte(_ scalar: UInt32) -> UInt8? {
        if scalar < 0x80 { return UInt8(scalar) }
        return UInt16(exactly: scalar).flatMap { bytes[$0] }
    }

    /// The text of bytes: each byte is a character.
    ///
    /// - Complexity: O(*n*).
    func decode(_ source: UnsafeBufferPointer<UInt8>) -> Decoded {
        var decoded = Decoded(prefix: 0, capacity: source.count + source.count / 8)
        var start = 0
        for i in source.indices where source[i] >= 0x80 {
            decoded.copy(source, start, i)
            decoded.append(scalar(source[i]), source: 1)
            start = i + 1
        }
        decoded.copy(source, start, source.count)
        return decoded
    }

    /// The bytes of a text, or nil when the charset lacks a character of it.
    func encode(_ text: [UInt8]) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            guard let byte = byte(scalar.value) else { return nil }
            output.append(byte)
        }
        return output
    }
}
