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
