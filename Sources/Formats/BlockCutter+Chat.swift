extension BlockCutter {
    /// Whether a line tells only who wrote what follows, and when: « **Fatou** — 08:07 »,
    /// « [08:53] Amar Roy - PM », « Lina, 21/03 14:05 ».
    ///
    /// - Complexity: O(1): lines of 64 columns at most.
    static func isChatHead(_ text: [UInt8], _ line: Line) -> Bool {
        guard !line.isEmpty, line.columns <= 64 else { return false }
        if endsWithClock(text, line) { return true }
        // « [08:53] … » without a colon behind the bracket
        guard text[line.content] == 0x5B, line.content + 2 < line.contentEnd,
            isDigit(text[line.content + 1])
        else { return false }
        guard let close = text[line.content..<line.contentEnd].firstIndex(of: 0x5D),
            close + 2 < line.contentEnd
        else { return false }
        let sender = text[(close + 1)..<line.contentEnd]
        return !sender.contains(0x3A) && !sender.contains { ".?!;,".utf8.contains($0) }
            && sender.count <= 40
    }

    /// « … 08:07 », « … 14:05:59 », « … (8h07) » behind a dash, comma or bracket of whoever wrote.
    private static func endsWithClock(_ text: [UInt8], _ line: Line) -> Bool {
        var end = line.contentEnd
        while end > line.content, [0x29, 0x5D, 0x2A].contains(text[end - 1]) { end -= 1 }
        guard end - line.content > 7, isDigit(text[end - 1]), isDigit(text[end - 2]),
            text[end - 3] == 0x3A, isDigit(text[end - 4])
        else { return false }
        var start = end - 4
        while start > line.content, isDigit(text[start - 1]) || text[start - 1] == 0x3A {
            start -= 1
        }
        while start > line.content, text[start - 1] == 0x20 { start -= 1 }
        guard start > line.content else { return false }
        // — – - , ( and a day before the hour
        return [0x94, 0x93, 0x2D, 0x2C, 0x28, 0x5B].contains(text[start - 1])
            || text[line.content] == 0x2A
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
