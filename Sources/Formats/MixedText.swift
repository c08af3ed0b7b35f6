internal import Documents

/// UTF-8 with pieces that were encoded twice, and with bytes of windows-1252 among it.
enum MixedText {
    /// The character of UTF-8 that starts at a byte above ASCII in a note of two encodings, or nil
    /// where it is windows-1252.
    static func character(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ i: Int
    ) -> (scalar: UInt32, length: Int)? {
        if let double = DoubleEncoding.character(bytes, i) { return double }
        let length = UTF8Scanner.length(bytes, i)
        guard length > 0 else { return nil }
        let scalar = UTF8Scanner.scalar(bytes, i, length)
        // « É » and a no-break space in windows-1252 are UTF-8 too, of a letter that nobody writes
        return DoubleEncoding.isPlausible(scalar) ? (scalar, length) : nil
    }

    /// The text of a note in UTF-8, double UTF-8 or of two encodings.
    ///
    /// - Parameters:
    ///   - bytes: The whole note.
    ///   - encoding: For ``Encoding/mixed``, what is no likely UTF-8 is windows-1252.
    /// - Returns: The text, without the byte-order mark, whether encoded once or twice.
    /// - Throws: `FormatError` `badEncoding` at what is no UTF-8, for the other encodings.
    /// - Complexity: O(*n*).
    static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ encoding: Encoding
    ) throws(FormatError) -> Decoded {
        guard let windows = try Charset.of(.windows1252) else {
            throw FormatError(.unavailable, at: 0)
        }
        var start = 0
        if bytes.starts(with: PlainText.byteOrderMark) {
            start = PlainText.byteOrderMark.count
        } else if let (scalar, length) = DoubleEncoding.character(bytes, 0), scalar == 0xFEFF {
            start = length
        }
        var decoded = Decoded(prefix: start, capacity: bytes.count)
        var i = start
        // bytes from `start` on are the same in the text
        while i < bytes.count {
            if bytes[i] < 0x80 {
                i += 1
                continue
            }
            let utf8 = UTF8Scanner.length(bytes, i)
            let double = DoubleEncoding.character(bytes, i, isAny: encoding == .doubleUTF8)
            if let (scalar, length) = double {
                decoded.copy(bytes, start, i)
                decoded.append(scalar, source: length)
                i += length
                start = i
            } else if encoding == .mixed, character(bytes, i) == nil {
                decoded.copy(bytes, start, i)
                decoded.append(windows.scalar(bytes[i]), source: 1)
                i += 1
                start = i
            } else {
                guard utf8 > 0 else { throw FormatError(.badEncoding, at: i) }
                i += utf8
            }
        }
        decoded.copy(bytes, start, i)
        return decoded
    }

    /// The bytes of a text that was encoded twice.
    static func encodedTwice(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        for byte in text {
            output.appendUTF8(Charset.windows1252?.scalar(byte) ?? UInt32(byte))
        }
        return output
    }
}
