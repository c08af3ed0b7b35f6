internal import Documents

/// The start of a text for recognition, in whatever encoding it comes.
enum TextStart {
    /// The first characters; in UTF-16 those that are no ASCII stand as 0x7F.
    ///
    /// - Parameters:
    ///   - bytes: The whole text, or its start.
    ///   - longest: In characters.
    /// - Returns: One byte for each character.
    /// - Complexity: O(longest).
    static func ascii(_ bytes: [UInt8], longest: Int) -> [UInt8] {
        let start = Array(bytes.prefix(2 * longest + 3))
        if start.starts(with: PlainText.byteOrderMark) {
            return Array(start.dropFirst(3).prefix(longest))
        }
        let order = start.withUnsafeBufferPointer { (start) -> (low: Int, from: Int)? in
            switch UTF16Text.marked(start) {
            case .utf16LittleEndian: return (0, 2)
            case .utf16BigEndian: return (1, 2)
            default: break
            }
            guard start.count >= 2, start[0] == 0 || start[1] == 0 else { return nil }
            return start[1] == 0 ? (0, 0) : (1, 0)
        }
        guard let (low, first) = order else { return Array(start.prefix(longest)) }
        return stride(from: first, to: start.count - 1, by: 2).prefix(longest).map {
            start[$0 + 1 - low] == 0 ? start[$0 + low] : 0x7F
        }
    }
}
