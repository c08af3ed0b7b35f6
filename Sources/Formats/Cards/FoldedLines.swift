/// Lines of cards and calendars: long ones are folded at any byte (RFC 5545, 3.1).
public enum FoldedLines {
    /// Lines are folded behind so many bytes at most.
    private static let width = 73

    /// The bytes without folds.
    ///
    /// - Complexity: O(*n*).
    public static func unfolded(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var i = 0
        while i < bytes.count {
            let length =
                bytes[i] == 0x0A
                ? 1
                : bytes[i] == 0x0D && i + 1 < bytes.count && bytes[i + 1] == 0x0A ? 2 : 0
            let next = i + length
            if length > 0, next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 {
                i = next + 1
            } else {
                output.append(bytes[i])
                i += 1
            }
        }
        return output
    }

    /// A text of UTF-8, or of a charset with one byte for each character, with lines of at most 75
    /// bytes, characters whole.
    ///
    /// - Complexity: O(*n*).
    public static func folded(_ text: [UInt8], ending: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count + text.count / 32)
        var column = 0
        for byte in text {
            if byte == 0x0A || byte == 0x0D {
                column = 0
                output.append(byte)
                continue
            }
            if column >= width - 1, byte & 0xC0 != 0x80 {
                output += ending + [0x20]
                column = 1
            }
            output.append(byte)
            column += 1
        }
        return output
    }
}
