import Documents

/// Cuts plain text into lines, list items, headings, table cells and mail headers by layout alone.
///
/// One pass finds the lines, a second one looks at each line beside its neighbours.
/// Cost: O(*n*) in the bytes of the text.
struct BlockCutter {
    /// The result, in reading order.
    private(set) var blocks: [Block] = []

    /// What is known of a line before its neighbours are looked at.
    struct Line {
        var start = 0
        var end = 0
        /// Counted from 0 in the text.
        var number = 0
        /// First byte after quote marks, blanks and list mark.
        var content = 0
        /// End without trailing blanks.
        var contentEnd = 0
        var columns = 0
        var quote: UInt8 = 0
        var indent: UInt8 = 0
        var mark: Mark = .none
        var separator: UInt8 = 0
        var separators = 0
        var semicolons = 0
        var tabs = 0
        var pipes = 0
        var gaps = 0
        /// Slashes with blanks on both sides.
        var slashes = 0
        var startsWithCapital = false
        var endsWithStop = false
        var leadingTabs = 0
        var isEmpty: Bool { content >= contentEnd }
    }

    enum Mark: UInt8 { case none, bullet, number }

    /// Fills ``blocks`` from a text.
    mutating func cut(_ text: [UInt8]) {
        let lines = text.withUnsafeBufferPointer { Self.lines(of: $0) }
        let lowerStarts = lines.count { !$0.isEmpty && Self.isLower(text, $0.content) }
        let filled = lines.count { !$0.isEmpty }
        let proseIsLower = filled > 3 && lowerStarts * 5 > filled * 2
        let width = Self.wrapWidth(of: lines)
        blocks.reserveCapacity(lines.count)
        var table: Int32 = -1
        var lastTableLine = -10
        var lastLine = -1
        var row = WrappedRow()
        for index in lines.indices where !lines[index].isEmpty {
            let line = lines[index]
            let followsLine = index > 0 && lastLine == index - 1
            lastLine = index
            if row.holds(index), let last = blocks.last {
                // the row of the line before goes on
                appendCells(of: line, number: last.line, after: last, row.separator, in: text)
                lastTableLine = index
                continue
            }
            var separator = Self.tableSeparator(lines, index)
            if separator != 0 {
                row.start(lines, index, separator: separator, isFirst: lastTableLine < index - 2)
            } else if lastTableLine == index - 1, row.start(lines, index, separator: row.separator)
            {
                separator = row.separator
            }
            if separator == 0, line.leadingTabs > 0, lastTableLine >= max(0, index - 2),
                lines[lastTableLine].separator == 0x09
            {
                // a row whose first cells are empty
                separator = 0x09
            }
            if separator != 0 {
                // one empty line does not end a table
                let isNext =
                    lastTableLine == index - 1
                    || lastTableLine >= 0 && lastTableLine == index - 2 && lines[index - 1].isEmpty
                        && lines[lastTableLine].separator == separator
                if !isNext && !Self.isWrappedText(lines, lastTableLine, index, separator)
                    || table < 0
                {
                    table += 1
                }
                let isCut = lastTableLine == index - 1 && Self.cutsWord(text, lines[index - 1])
                lastTableLine = index
                if isCut, line.mark == .none, let last = blocks.last {
                    appendCells(of: line, number: last.line, after: last, separator, in: text)
                } else {
                    appendCells(
                        of: line,
                        number: Int32(line.number),
                        table: table,
                        separator,
                        in: text
                    )
                }
                continue
            }
            var kind = BlockKind.line
            var continues = false
            if followsLine, let last = blocks.last,
                Self.cutsWord(text, lines[index - 1]), line.mark == .none
            {
                // the line before was cut within a word: whatever it was, it goes on
                continues = true
                if last.kind == .bullet { kind = .line }
            } else if line.mark == .bullet {
                kind = .bullet
            } else if Self.isMailHeader(text, line) {
                kind = .mailHeader
            } else if !Self.isChatHead(text, line), Self.isHeading(text, lines, index) {
                kind = .heading
            } else if line.mark == .number {
                kind = .bullet
            } else if followsLine, let last = blocks.last {
                continues =
                    last.kind != .cell && last.kind != .mailHeader
                    && Self.continues(
                        text,
                        lines[index - 1],
                        line,
                        width: width,
                        proseIsLower: proseIsLower
                    )
                    && (last.kind != .heading)
            }
            blocks.append(
                Block(
                    start: Int32(line.content),
                    end: Int32(line.contentEnd),
                    kind: kind,
                    line: Int32(line.number),
                    continues: continues,
                    quote: line.quote,
                    indent: line.indent,
                    numbered: line.mark == .number
                )
            )
        }
    }

    // MARK: Lines

    private static func lines(of text: UnsafeBufferPointer<UInt8>) -> [Line] {
        var lines: [Line] = []
        let count = text.count
        var start = 0
        var number = 0
        while start < count {
            var line = Line()
            line.start = start
            var i = start
            var columns = 0
            line.number = number
            while i < count {
                let b = text[i]
                if isLineEnd(b) {
                    // a row of a table that a program broke within a word goes on
                    guard let next = rest(ofRow: start, cutAt: i, text) else { break }
                    i = next
                    number += 1
                    continue
                }
                if b & 0xC0 != 0x80 { columns += 1 }
                if b == 0x3B { line.semicolons += 1 }
                i += 1
            }
            line.end = i
            line.columns = columns
            measure(&line, text)
            lines.append(line)
            if i < count, text[i] == 0x0D, i + 1 < count, text[i + 1] == 0x0A { i += 1 }
            start = i + 1
            number += 1
        }
        return lines
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool {
        byte == 0x0A || byte == 0x0D || byte == 0x0C
    }

    /// Where a row goes on that a hyphen at a line end cuts, « CA-⏎HORS;Jim-⏎my;12 », or nil when
    /// what stands on both sides is no row.
    ///
    /// Cost: O(the next line): each line is looked at twice at most.
    private static func rest(
        ofRow start: Int,
        cutAt end: Int,
        _ text: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        func isLetter(_ byte: UInt8) -> Bool {
            byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0xC3
        }
        guard end - start >= 3, text[end - 1] == 0x2D,
            isLetter(text[end - 2]) || text[end - 2] >= 0x80
        else { return nil }
        var next = end + 1
        if text[end] == 0x0D, next < text.count, text[next] == 0x0A { next += 1 }
        guard next < text.count, isLetter(text[next]) else { return nil }
        func isRow(_ range: Range<Int>) -> Bool {
            var semicolons = 0
            var pipes = 0
            for i in range {
                if text[i] == 0x09 { return true }
                if text[i] == 0x3B, i + 1 < text.count, text[i + 1] != 0x20 { semicolons += 1 }
                if text[i] == 0x7C { pipes += 1 }
            }
            return semicolons + pipes > 0
        }
        var stop = next
        while stop < text.count, !isLineEnd(text[stop]) { stop += 1 }
        var first = end
        while first > start, !isLineEnd(text[first - 1]) { first -= 1 }
        return isRow(first..<end) || isRow(next..<stop) ? next : nil
    }

    /// Quote marks, indent, list mark, separators of one line.
    private static func measure(_ line: inout Line, _ text: UnsafeBufferPointer<UInt8>) {
        var end = line.end
        while end > line.start, isBlank(text, before: end) > 0 { end -= isBlank(text, before: end) }
        line.contentEnd = end
        var i = line.start
        var indent = 0
        while i < end {
            if text[i] == 0x3E {
                line.quote = line.quote &+ 1
                indent = 0
                i += 1
            } else if isBlank(text, at: i) > 0 {
                indent += 1
                if text[i] == 0x09 { line.leadingTabs += 1 }
                i += isBlank(text, at: i)
            } else {
                break
            }
        }
        line.indent = UInt8(min(indent, 255))
        let afterMark = listMark(text, from: i, to: end)
        if afterMark.next > i {
            line.mark = afterMark.mark
            i = afterMark.next
        }
        line.content = i
        guard i < end else { return }
        var tabs = 0
        var pipes = 0
        var gaps = 0
        var slashes = 0
        var blanks = 0
        for k in i..<end {
            let b = text[k]
            if b == 0x20 {
                blanks += 1
                continue
            }
            if blanks >= 3 { gaps += 1 }
            blanks = 0
            if b == 0x09 { tabs += 1 } else if b == 0x7C { pipes += 1 }
            if b == 0x2F, isSlash(text, k, end) { slashes += 1 }
        }
        line.tabs = tabs
        line.pipes = pipes
        line.gaps = gaps
        line.slashes = slashes
        line.startsWithCapital =
            text[i] >= 0x41 && text[i] <= 0x5A
            || text[i] == 0xC3 && i + 1 < end && text[i + 1] < 0x9F
        line.endsWithStop = ".:;,!?)".utf8.contains(text[end - 1])
        if tabs > 0 {
            (line.separator, line.separators) = (0x09, tabs)
        } else if pipes > 1 {
            (line.separator, line.separators) = (0x7C, pipes)
        } else if gaps > 0 {
            (line.separator, line.separators) = (0x20, gaps)
        }
    }

    /// Whether a slash with blanks on both sides stands at a byte: « Roy Lina / enceinte / PMI ».
    private static func isSlash(
        _ text: UnsafeBufferPointer<UInt8>,
        _ i: Int,
        _ end: Int
    ) -> Bool {
        text[i] == 0x2F && i > 0 && i + 1 < end && text[i - 1] == 0x20 && text[i + 1] == 0x20
    }

    /// The list mark at `from` and where the content starts after it and its blanks.
    private static func listMark(
        _ text: UnsafeBufferPointer<UInt8>,
        from start: Int,
        to end: Int
    ) -> (mark: Mark, next: Int) {
        guard start < end else { return (.none, start) }
        var i = start
        var mark = Mark.none
        let b = text[i]
        if (b == 0x2D || b == 0x2A || b == 0x2B), i + 1 < end, isBlank(text, at: i + 1) > 0 {
            i += 1
            mark = .bullet
        } else if let length = bulletLength(text, at: i, end: end) {
            i += length
            mark = .bullet
        } else if b >= 0x30, b <= 0x39 {
            while i < end, i - start < 3, text[i] >= 0x30, text[i] <= 0x39 { i += 1 }
            guard i < end, text[i] == 0x2E || text[i] == 0x29, i + 1 < end,
                isBlank(text, at: i + 1) > 0
            else { return (.none, start) }
            i += 1
            mark = .number
        } else {
            return (.none, start)
        }
        while i < end, isBlank(text, at: i) > 0 { i += isBlank(text, at: i) }
        // « - » alone or a mark before a table separator is content
        return i < end ? (mark, i) : (.none, start)
    }

    /// Length of a typographic bullet (• ▪ ■ ● ◦ ‣ – — ➔ → ☐ ☒ ☑ ✓ ‡ ·) followed by anything.
    private static func bulletLength(
        _ text: UnsafeBufferPointer<UInt8>,
        at i: Int,
        end: Int
    ) -> Int? {
        if text[i] == 0xC2, i + 1 < end, text[i + 1] == 0xB7 { return 2 }
        guard i + 2 < end, text[i] == 0xE2 else { return nil }
        switch (text[i + 1], text[i + 2]) {
        case (0x80, 0x93), (0x80, 0x94):
            return i + 3 < end && isBlank(text, at: i + 3) > 0 ? 3 : nil
        case (0x80, 0xA2), (0x80, 0xA3), (0x80, 0xA1), (0x96, _), (0x97, _), (0x98, 0x90...0x92),
            (0x9E, _), (0x9C, _), (0x86, 0x92):
            return 3
        default: return nil
        }
    }

    /// Length of the blank at `i` (space, tab, no-break space, narrow no-break space), or 0.
    private static func isBlank(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
        guard i < text.count else { return 0 }
        let b = text[i]
        if b == 0x20 || b == 0x09 { return 1 }
        if b == 0xC2, i + 1 < text.count, text[i + 1] == 0xA0 { return 2 }
        if b == 0xE2, i + 2 < text.count, text[i + 1] == 0x80, text[i + 2] == 0xAF { return 3 }
        return 0
    }

    private static func isBlank(_ text: UnsafeBufferPointer<UInt8>, before end: Int) -> Int {
        let b = text[end - 1]
        if b == 0x20 || b == 0x09 { return 1 }
        if b == 0xA0, end > 1, text[end - 2] == 0xC2 { return 2 }
        if b == 0xAF, end > 2, text[end - 2] == 0x80, text[end - 3] == 0xE2 { return 3 }
        return 0
    }

    // MARK: Tables

    /// The byte that separates the cells of a line, or 0 when the line is no table row.
    private static func tableSeparator(_ lines: [Line], _ index: Int) -> UInt8 {
        let line = lines[index]
        switch line.separator {
        case 0x09, 0x7C, 0x20: return line.separator
        default: break
        }
        if line.slashes >= 2 {
            // rows of notes in short: the lines around have as many parts
            let count = [index - 2, index - 1, index + 1, index + 2].count {
                lines.indices.contains($0) && lines[$0].slashes >= 2
                    && abs(lines[$0].slashes - line.slashes) <= 1
            }
            if count >= 2 { return 0x2F }
        }
        guard line.semicolons >= 2 else { return 0 }
        for neighbour in [index - 1, index + 1] where lines.indices.contains(neighbour) {
            let other = lines[neighbour]
            guard !other.isEmpty else { continue }
            // a cell of free text may hold one more
            let difference = abs(other.semicolons - line.semicolons)
            if difference == 0 || difference <= 2 && min(other.semicolons, line.semicolons) >= 3 {
                return 0x3B
            }
        }
        return leadsWrappedRow(lines, index) ? 0x3B : 0
    }

    /// The cells of a line; the first one goes on with `last`, when the row began in a line before.
    private mutating func appendCells(
        of line: Line,
        number: Int32,
        after last: Block? = nil,
        table: Int32 = -1,
        _ separator: UInt8,
        in text: [UInt8]
    ) {
        let table = last?.table ?? table
        var column = last?.column ?? (separator == 0x09 ? Int32(line.leadingTabs) : 0)
        var continues = last != nil
        var start = line.content
        var i = line.content
        func append(_ blocks: inout [Block], _ from: Int, _ to: Int) {
            var (from, to) = (from, to)
            while from < to, text[from] == 0x20 || text[from] == 0x09 { from += 1 }
            while to > from, text[to - 1] == 0x20 || text[to - 1] == 0x09 { to -= 1 }
            guard from < to else { return }
            blocks.append(
                Block(
                    start: Int32(from),
                    end: Int32(to),
                    kind: .cell,
                    line: number,
                    column: column,
                    table: table,
                    continues: continues,
                    quote: line.quote,
                    indent: line.indent,
                    numbered: line.mark == .number
                )
            )
            continues = false
        }
        while i < line.contentEnd {
            if separator == 0x20 {
                var blanks = 0
                while i + blanks < line.contentEnd, text[i + blanks] == 0x20 { blanks += 1 }
                guard blanks >= 3 else {
                    i += max(blanks, 1)
                    continue
                }
                append(&blocks, start, i)
                column += 1
                i += blanks
                start = i
            } else if text[i] == separator,
                separator != 0x2F
                    || i > 0 && i + 1 < line.contentEnd && text[i - 1] == 0x20
                        && text[i + 1] == 0x20
            {
                append(&blocks, start, i)
                column += 1
                i += 1
                start = i
            } else {
                i += 1
            }
        }
        append(&blocks, start, line.contentEnd)
    }

    // MARK: Lines beside their neighbours

    private static func isLower(_ text: [UInt8], _ i: Int) -> Bool {
        guard i < text.count else { return false }
        if text[i] >= 0x61, text[i] <= 0x7A { return true }
        return text[i] == 0xC3 && i + 1 < text.count && text[i + 1] >= 0x9F
    }

    /// « De : », « À : », « Cc : », « Objet : », « Envoyé : » … at the start of a line.
    private static func isMailHeader(_ text: [UInt8], _ line: Line) -> Bool {
        guard line.mark == .none, line.contentEnd - line.content >= 4 else { return false }
        for label in mailLabels where matches(text, label, at: line.content, end: line.contentEnd) {
            var i = line.content + label.count
            while i < line.contentEnd, text[i] == 0x20 || text[i] == 0xC2 || text[i] == 0xA0 {
                i += 1
            }
            if i < line.contentEnd, text[i] == 0x3A { return true }
        }
        return false
    }

    private static let mailLabels: [[UInt8]] = [
        "de", "à", "a", "cc", "cci", "objet", "envoyé", "envoye", "date", "from", "to", "subject",
        "sent", "pour", "copie", "copie à", "répondre à",
    ].map { Array($0.utf8) }

    /// Caseless comparison; `label` is in small letters, only ASCII letters and é/à of Latin-1.
    private static func matches(_ text: [UInt8], _ label: [UInt8], at start: Int, end: Int) -> Bool
    {
        guard start + label.count <= end else { return false }
        for (offset, wanted) in label.enumerated() {
            var b = text[start + offset]
            if b >= 0x41, b <= 0x5A { b |= 0x20 }
            if offset > 0, label[offset - 1] == 0xC3, b >= 0x80, b <= 0x9E { b |= 0x20 }
            guard b == wanted else { return false }
        }
        return true
    }

    /// Whether a line ends with a hyphen right behind a letter.
    private static func cutsWord(_ text: [UInt8], _ line: Line) -> Bool {
        guard line.contentEnd - line.content >= 3, text[line.contentEnd - 1] == 0x2D else {
            return false
        }
        let before = text[line.contentEnd - 2]
        return before | 0x20 >= 0x61 && before | 0x20 <= 0x7A || before >= 0x80
    }

    /// A short line without a stop, in capitals, numbered, or with a list or an empty line around.
    private static func isHeading(_ text: [UInt8], _ lines: [Line], _ index: Int) -> Bool {
        let line = lines[index]
        guard line.mark != .bullet, line.columns <= 90 else { return false }
        let last = text[line.contentEnd - 1]
        guard last != 0x2E, last != 0x2C, last != 0x3B, last != 0x21, last != 0x3F else {
            return false
        }
        var capitals = 0
        var small = 0
        for i in line.content..<line.contentEnd {
            if text[i] >= 0x41, text[i] <= 0x5A { capitals += 1 }
            if text[i] >= 0x61, text[i] <= 0x7A { small += 1 }
        }
        guard !isLower(text, line.content) else { return false }
        if line.mark == .number { return line.columns <= 70 }
        let isAlone =
            (index == 0 || lines[index - 1].isEmpty) && index + 1 < lines.count
            && line.columns <= 60
        let leadsList =
            index + 1 < lines.count && lines[index + 1].mark != .none && line.columns <= 60
            && lines[index + 1].quote == line.quote
        return (capitals >= 4 && small == 0 && line.columns <= 80) || isAlone || leadsList
    }

    /// The width at which a program wrapped the lines of a note, or 0 when none did.
    ///
    /// Wrapped lines end close to one width, of at most 100 columns.
    private static func wrapWidth(of lines: [Line]) -> Int {
        var counts = [Int](repeating: 0, count: 101)
        var long = 0
        var tooLong = 0
        for line in lines where line.columns > 40 {
            long += 1
            if line.columns > 100 { tooLong += 1 } else { counts[line.columns] += 1 }
        }
        guard long >= 4, tooLong * 10 <= long,
            let width = counts.indices.last(where: { counts[$0] > 0 })
        else { return 0 }
        let near = counts[max(0, width - 12)...width].reduce(0, +)
        return near * 2 >= long ? width : 0
    }

    /// « 22:31 », « 09h05 », « [22:31] », « [12/03/2024, 22:31:07] »: a message or an entry of a log
    /// starts.
    private static func startsWithClock(_ text: [UInt8], _ line: Line) -> Bool {
        var i = line.content
        func isDigit(_ i: Int) -> Bool { i < line.contentEnd && text[i] >= 0x30 && text[i] <= 0x39 }
        let end = min(line.contentEnd, line.content + 20)
        while i < end {
            let isPunctuation = dateSigns.contains(text[i])
            guard isDigit(i) || isPunctuation else { break }
            if !isPunctuation, isDigit(i), i + 1 < line.contentEnd, !isDigit(i + 1) {
                let sign = text[i + 1]
                if sign == 0x3A || sign | 0x20 == 0x68, isDigit(i + 2), isDigit(i + 3) {
                    return true
                }
            }
            i += 1
        }
        return false
    }

    /// What stands around the date before a clock: « [12/03/2024, 22:31] ».
    private static let dateSigns = Array("[(/.,- ".utf8)

    /// Whether `line` goes on with the sentence of `previous`.
    private static func continues(
        _ text: [UInt8],
        _ previous: Line,
        _ line: Line,
        width: Int,
        proseIsLower: Bool
    ) -> Bool {
        guard line.mark == .none, previous.quote == line.quote, !previous.isEmpty,
            !startsWithClock(text, line), !isChatHead(text, previous), !isChatHead(text, line)
        else { return false }
        let last = text[previous.contentEnd - 1]
        if last == 0x2C || last == 0x2D { return true }
        var firstWord = 0
        var i = line.content
        while i < line.contentEnd, text[i] != 0x20 {
            if text[i] & 0xC0 != 0x80 { firstWord += 1 }
            i += 1
        }
        // a line of a chat that happens to be as long as the longest was not wrapped
        let wasFull =
            width > 0 && previous.columns + 1 + firstWord > width
            && !(isLabelled(text, previous) && isLabelled(text, line))
        if last == 0x2E || last == 0x21 || last == 0x3F || last == 0x3A || last == 0x3B {
            return wasFull && last != 0x3A && last != 0x3B
        }
        return wasFull
            || (isLower(text, line.content) && !proseIsLower && !isLabelled(text, line))
    }

    /// « moi : ok », « chef : … »: a short label and a colon start something of their own.
    private static func isLabelled(_ text: [UInt8], _ line: Line) -> Bool {
        var blanks = 0
        for i in line.content..<min(line.contentEnd, line.content + 24) {
            let b = text[i]
            if b == 0x3A { return i > line.content + 1 && i + 1 < line.contentEnd }
            if b == 0x20 { blanks += 1 }
            if blanks > 2 || b == 0x2E || b == 0x2C { return false }
        }
        return false
    }
}
