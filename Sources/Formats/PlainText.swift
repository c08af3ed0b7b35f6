public import Documents

/// Reader and writer of plain text in UTF-8.
///
/// The reader cuts lines and table cells into blocks; the writer carries out edits and gives every
/// other byte back as it was, byte-order mark included.
public enum PlainText {
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Reads bytes as a note in UTF-8.
    ///
    /// - Parameters:
    ///   - bytes: The whole note.
    ///   - maximumSize: The longest note that is read, in bytes.
    /// - Returns: The document, its text without byte-order mark.
    /// - Throws: `FormatError` when the bytes are too many, no UTF-8, or hold NUL.
    /// - Complexity: O(*n*).
    public static func read(
        _ bytes: [UInt8],
        maximumSize: Int = 64 << 20
    ) throws(FormatError) -> Document {
        guard bytes.count <= min(maximumSize, Document.maximumSize) else {
            throw FormatError(code: .tooLarge, offset: maximumSize)
        }
        var prefix = 0
        if bytes.starts(with: byteOrderMark) { prefix = byteOrderMark.count }
        try validate(bytes)
        let text = prefix == 0 ? bytes : Array(bytes[prefix...])
        var cutter = BlockCutter()
        cutter.cut(text)
        return Document(text: text, blocks: cutter.blocks, prefixLength: prefix)
    }

    /// The bytes of a document after its edits.
    ///
    /// - Parameters:
    ///   - document: What ``read(_:maximumSize:)`` returned.
    ///   - edits: Sorted by start, without overlap.
    /// - Returns: The note in the encoding that it came in.
    public static func write(_ document: Document, edits: [Edit]) -> [UInt8] {
        let text = document.text(applying: edits)
        return document.prefixLength == 0 ? text : byteOrderMark + text
    }

    /// Throws at the first byte that is no UTF-8, or is NUL.
    private static func validate(_ bytes: [UInt8]) throws(FormatError) {
        let failure = bytes.withUnsafeBufferPointer { firstInvalidByte($0) }
        if let failure { throw failure }
    }

    /// Strict UTF-8: no surrogates, no overlong forms, nothing over U+10FFFF.
    private static func firstInvalidByte(_ bytes: UnsafeBufferPointer<UInt8>) -> FormatError? {
        let count = bytes.count
        var i = 0
        while i < count {
            let b = bytes[i]
            if b < 0x80 {
                if b == 0 { return FormatError(code: .binary, offset: i) }
                i += 1
                continue
            }
            var length = 0
            var low: UInt8 = 0x80
            var high: UInt8 = 0xBF
            switch b {
            case 0xC2...0xDF: length = 2
            case 0xE0:
                length = 3
                low = 0xA0
            case 0xE1...0xEC, 0xEE, 0xEF: length = 3
            case 0xED:
                length = 3
                high = 0x9F
            case 0xF0:
                length = 4
                low = 0x90
            case 0xF1...0xF3: length = 4
            case 0xF4:
                length = 4
                high = 0x8F
            default: return FormatError(code: .badEncoding, offset: i)
            }
            guard i + length <= count, bytes[i + 1] >= low, bytes[i + 1] <= high else {
                return FormatError(code: .badEncoding, offset: i)
            }
            var k = 2
            while k < length {
                guard bytes[i + k] & 0xC0 == 0x80 else {
                    return FormatError(code: .badEncoding, offset: i)
                }
                k += 1
            }
            i += length
        }
        return nil
    }
}
