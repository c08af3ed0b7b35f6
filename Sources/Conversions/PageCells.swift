/// Cuts lines that go over cells of a table: where cells stand near to each other, `pdftotext` takes
/// them for words of one line.
///
/// A wide blank is such a place only where the word behind it stands right below or above the
/// beginning of another line, or of another such word: blanks of justified text do not.
enum PageCells {
    /// A wide blank, as part of the height of its line, and beside what is usual on the page and the
    /// narrowest of the line.
    private static let wide = 0.3
    private static let wideBeside = 1.4

    /// The lines, those over several cells in pieces.
    ///
    /// - Complexity: O(*n* log *n*) in the words.
    static func cut(_ lines: [PageWords.Line]) -> [PageWords.Line] {
        var starts: [Int: Int] = [:]
        let usual = usualBlank(lines)
        let gaps = lines.map { wideGaps($0, usual) }
        for line in lines { starts[column(line.left), default: 0] += 1 }
        for gap in gaps.joined() { starts[column(gap.right), default: 0] += 1 }
        var cut: [PageWords.Line] = []
        for (line, gaps) in zip(lines, gaps) {
            let places = gaps.filter { gap in
                let own = column(gap.right)
                // itself is one of them
                return (own - 1...own + 1).reduce(0) { $0 + (starts[$1] ?? 0) } > 1
            }
            cut += pieces(of: line, at: places)
        }
        return cut
    }

    /// Points are fine enough.
    private static func column(_ left: Double) -> Int { Int(max(-1e6, min(left, 1e6)).rounded()) }

    /// The blank in the middle of all, as part of the height of its line.
    private static func usualBlank(_ lines: [PageWords.Line]) -> Double {
        let blanks = lines.flatMap { line in line.gaps.map { $0.width / line.height } }.sorted()
        return blanks.isEmpty ? 0 : blanks[blanks.count / 2]
    }

    private static func wideGaps(_ line: PageWords.Line, _ usual: Double) -> [PageWords.Gap] {
        let narrowest = line.gaps.map(\.width).filter { $0 > 0 }.min() ?? 0
        return line.gaps.filter { gap in
            gap.width > line.height * max(wide, usual * wideBeside)
                && (line.gaps.count == 1 || gap.width > narrowest * wideBeside)
        }
    }

    private static func pieces(
        of line: PageWords.Line,
        at gaps: [PageWords.Gap]
    ) -> [PageWords.Line] {
        guard !gaps.isEmpty else { return [line] }
        var pieces: [PageWords.Line] = []
        var start = 0
        var left = line.left
        for gap in gaps {
            pieces.append(piece(of: line, start..<gap.offset, from: left, to: gap.left))
            // the blank itself belongs to none
            start = gap.offset + 1
            left = gap.right
        }
        pieces.append(piece(of: line, start..<line.text.count, from: left, to: line.right))
        return pieces
    }

    private static func piece(
        of line: PageWords.Line,
        _ range: Range<Int>,
        from left: Double,
        to right: Double
    ) -> PageWords.Line {
        var piece = line
        piece.text = Array(line.text[range])
        piece.length = piece.text.count { $0 & 0xC0 != 0x80 }
        piece.left = left
        piece.right = right
        piece.gaps = []
        let end = line.gaps.first { $0.offset > range.lowerBound }?.left ?? right
        piece.firstWordWidth = min(end, right) - left
        return piece
    }
}
