/// Reading bytes of a text, without running over its end.
enum Bytes {
    static func isDigit(_ text: [UInt8], _ i: Int) -> Bool {
        i >= 0 && i < text.count && text[i] >= 0x30 && text[i] <= 0x39
    }

    static func isLetter(_ text: [UInt8], _ i: Int) -> Bool {
        guard i >= 0, i < text.count else { return false }
        return (text[i] | 0x20 >= 0x61 && text[i] | 0x20 <= 0x7A)
            || text[i] >= 0xC3 && text[i] != 0xE2
    }
}
