internal import Formats

/// Text whose lines were broken by a program: format=flowed (RFC 3676), read as paragraphs.
enum FlowedText {
    /// The paragraphs of a text; a soft line end is the blank before it.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - deletesSpace: Whether that blank goes too (DelSp).
    /// - Returns: The paragraphs as lines, with the way back to the text.
    /// - Complexity: O(*n*).
    static func pieces(_ text: [UInt8], deletesSpace: Bool) -> PiecedText {
        var pieced = PiecedText()
        var line = Line(text, 0)
        var start = line.start
        while true {
            let isSoft =
                line.isSoft && line.next < text.count
                && Line(text, line.next).quotes == line.quotes
            guard isSoft else {
                append(text, start..<line.next, to: &pieced)
                guard line.next < text.count else { break }
                line = Line(text, line.next)
                start = line.start
                continue
            }
            let following = Line(text, line.next)
            if !deletesSpace {
                append(text, start..<line.end - 1, to: &pieced)
                pieced.append([0x20], at: line.end - 1..<following.content)
            } else if line.end - 1 > start {
                var last = line.end - 2
                while last > start, text[last] & 0xC0 == 0x80 { last -= 1 }
                append(text, start..<last, to: &pieced)
                pieced.append(text[last..<line.end - 1], at: last..<following.content)
            }
            start = following.content
            line = following
        }
        return pieced
    }

    private static func append(_ text: [UInt8], _ range: Range<Int>, to pieced: inout PiecedText) {
        pieced.append(text[range], at: range)
    }

    private struct Line {
        let start: Int
        /// How many `>` it starts with.
        let quotes: Int
        /// Behind the quotes and the blank that may stand there.
        let content: Int
        let end: Int
        let next: Int

        init(_ text: [UInt8], _ start: Int) {
            self.start = start
            var i = start
            while i < text.count, text[i] == 0x3E { i += 1 }
            quotes = i - start
            if i < text.count, text[i] == 0x20 { i += 1 }
            content = i
            while i < text.count, text[i] != 0x0A { i += 1 }
            next = min(i + 1, text.count)
            end = i > content && text[i - 1] == 0x0D ? i - 1 : i
            isSoft =
                end > content && text[end - 1] == 0x20 && !Self.isSignature(text[content..<end])
        }

        /// Whether the next line belongs to it; « -- » before a signature never does.
        let isSoft: Bool

        private static func isSignature(_ line: ArraySlice<UInt8>) -> Bool {
            line.elementsEqual([0x2D, 0x2D, 0x20])
        }
    }
}

/// Text of calendars and cards: long lines are folded, line ends in values are written `\n`.
enum FoldedText {
    /// The bytes without folds.
    static func unfolded(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var i = 0
        while i < bytes.count {
            let length =
                bytes[i] == 0x0A
                ? 1
                : bytes[i] == 0x0D && i + 1 < bytes.count && bytes[i + 1] == 0x0A ? 2 : 0
            if length > 0, i + length < bytes.count, Lines.isBlank(bytes[i + length]) {
                i += length + 1
            } else {
                output.append(bytes[i])
                i += 1
            }
        }
        return output
    }

    /// A text with lines of at most 75 bytes, characters whole.
    static func folded(_ text: [UInt8], ending: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var column = 0
        for (i, byte) in text.enumerated() {
            if byte == 0x0A || byte == 0x0D {
                column = -1
            } else if column >= 72, byte & 0xC0 != 0x80, i > 0 {
                output += ending + [0x20]
                column = 1
            }
            output.append(byte)
            column += 1
        }
        return output
    }

    /// What people read: `\n` ends a line, a sign behind `\` is itself.
    static func pieces(_ text: [UInt8]) -> PiecedText {
        var pieced = PiecedText()
        var start = 0
        var i = 0
        while i < text.count {
            guard text[i] == 0x5C, i + 1 < text.count,
                [0x6E, 0x4E, 0x2C, 0x3B, 0x5C].contains(text[i + 1])
            else {
                i += 1
                continue
            }
            pieced.append(text[start..<i], at: start..<i)
            let sign: UInt8 = text[i + 1] | 0x20 == 0x6E ? 0x0A : text[i + 1]
            pieced.append([sign], at: i..<i + 2)
            i += 2
            start = i
        }
        pieced.append(text[start...], at: start..<text.count)
        return pieced
    }
}
