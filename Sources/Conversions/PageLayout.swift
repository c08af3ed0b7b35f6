/// The text of a page: paragraphs as lines, tables as rows with tabs between their cells.
///
/// `pdftotext` gives the lines of blocks in reading order, so that columns of running text are read
/// one after the other; but cells of a table are blocks to it, and a name then stands far from what
/// is said of its person. Where lines stand beside each other in columns of short texts, they are
/// put back into rows.
struct PageLayout {
    private let lines: [PageWords.Line]
    /// For each line the table that it stands in, or -1.
    private var tableOf: [Int]
    private var tables: [PageTable] = []

    /// The layout of a page.
    ///
    /// - Complexity: O(*n* log *n*) in the lines, as long as columns are few.
    init(_ page: PageWords) {
        lines = page.lines
        tableOf = [Int](repeating: -1, count: lines.count)
        for table in PageTable.all(in: lines) {
            for line in table.lines { tableOf[line] = tables.count }
            tables.append(table)
        }
    }

    /// The text, UTF-8.
    func text() -> [UInt8] {
        var text: [UInt8] = []
        var isWritten = [Bool](repeating: false, count: tables.count)
        var index = 0
        var last: PageWords.Line?
        while index < lines.count {
            let line = lines[index]
            if tableOf[index] >= 0 {
                let number = tableOf[index]
                index += 1
                guard !isWritten[number] else { continue }
                isWritten[number] = true
                if !text.isEmpty { text.append(0x0A) }
                for row in tables[number].rows(lines) { text += row + [0x0A] }
                text.append(0x0A)
                last = nil
                continue
            }
            if let last, Self.isApart(last, line) { text.append(0x0A) }
            let end = endOfParagraph(from: index)
            text += paragraph(index..<end) + [0x0A]
            last = lines[end - 1]
            index = end
        }
        while text.last == 0x0A { text.removeLast() }
        return text.isEmpty ? [] : text + [0x0A]
    }

    /// Whether an empty line stands between two lines, or the second one is in another column.
    private static func isApart(_ line: PageWords.Line, _ next: PageWords.Line) -> Bool {
        let gap = next.top - line.bottom
        return gap > line.height * 0.6 || gap < -line.height
    }

    // MARK: Paragraphs

    /// Shorter lines were ended by whoever wrote them: names below each other are no sentence.
    private static let fullLine = 40

    /// The lines that a paragraph goes over: a line goes on where the next word had no room.
    private func endOfParagraph(from start: Int) -> Int {
        let block = lines[start].block
        var right = 0.0
        var end = start
        while end < lines.count, lines[end].block == block, tableOf[end] < 0 {
            right = max(right, lines[end].right)
            end += 1
        }
        var index = start
        while index + 1 < end, goesOn(lines[index], lines[index + 1], right) { index += 1 }
        return index + 1
    }

    private func goesOn(_ line: PageWords.Line, _ next: PageWords.Line, _ right: Double) -> Bool {
        // a full sentence, then a few words: as likely a new line as the rest of the paragraph
        let isSentence = [0x2E, 0x21, 0x3F, 0x3A, 0x3B].contains(line.text.last ?? 0)
        if isSentence, next.length < Self.fullLine { return false }
        return fills(line, next, right)
    }

    private func fills(_ line: PageWords.Line, _ next: PageWords.Line, _ right: Double) -> Bool {
        line.length >= Self.fullLine && !Self.startsItem(next.text)
            && line.right + next.firstWordWidth + line.height * 0.2 > right
            && next.top - line.bottom < line.height && next.top > line.top
    }

    /// Whether a line begins as an item of a list does.
    private static func startsItem(_ text: [UInt8]) -> Bool {
        let marks = ["-", "–", "—", "•", "*", "▪", "►", "➢", "✓", "o ", "□", "☐"]
        if marks.contains(where: { text.starts(with: $0.utf8) }) { return true }
        let rest = text.drop { (0x30...0x39).contains($0) }
        guard rest.count < text.count, text.count - rest.count < 3, let mark = rest.first else {
            return false
        }
        return mark == 0x29 || mark == 0x2E && rest.dropFirst().first == 0x20
    }

    private func paragraph(_ range: Range<Int>) -> [UInt8] {
        var text: [UInt8] = []
        for index in range { Self.join(lines[index].text, to: &text) }
        return text
    }

    /// Joins a line to what stands before it; a word that the line end cuts is one again.
    static func join(_ next: [UInt8], to text: inout [UInt8]) {
        guard let first = next.first, !text.isEmpty else {
            text += next
            return
        }
        let isSmall = (0x61...0x7A).contains(first) || first == 0xC3 && isSmallLetter(next)
        let isSoft = text.suffix(2) == [0xC2, 0xAD]
        let before = text.dropLast().last ?? 0x20
        if isSoft {
            text.removeLast(2)
        } else if text.last == 0x2D, before >= 0x80 || (before | 0x20) >= 0x61 {
            // « préven-/tion », but « Dupont-/Morel »
            if isSmall { text.removeLast() }
        } else {
            text.append(0x20)
        }
        text += next
    }

    /// à to ÿ.
    private static func isSmallLetter(_ text: [UInt8]) -> Bool {
        text.count > 1 && (0xA0...0xBF).contains(text[1])
    }
}
