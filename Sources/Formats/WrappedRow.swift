/// A row of a table that somebody's program wrapped: it stands in several lines.
///
/// The first row of a table tells how many separators a row has. A line with fewer begins a row
/// that the next lines complete, when their separators sum up to that number.
struct WrappedRow {
    /// What separates the cells.
    private(set) var separator: UInt8 = 0
    /// How many separators a row of the table has.
    private var expected = 0
    /// The last line of the row that was begun.
    private var lastLine = -1

    /// More lines than one row can fill.
    private static let maximumLines = 5

    /// Whether a line goes on with the row that was begun before it.
    func holds(_ index: Int) -> Bool { index <= lastLine }

    /// Looks whether a row that is wrapped begins at a line.
    ///
    /// - Parameters:
    ///   - lines: All lines.
    ///   - index: The line.
    ///   - separator: What separates its cells.
    ///   - isFirst: Whether it is the first row of a table.
    /// - Returns: Whether the next lines complete it.
    /// - Complexity: O(1).
    @discardableResult
    mutating func start(
        _ lines: [BlockCutter.Line],
        _ index: Int,
        separator: UInt8,
        isFirst: Bool = false
    ) -> Bool {
        guard let own = Self.count(separator, in: lines[index]) else { return false }
        if isFirst || separator != self.separator {
            self.separator = separator
            expected = own
            return false
        }
        guard own < expected, own > 0 || Self.isHead(lines[index]) else { return false }
        var sum = own
        var next = index + 1
        while next < lines.count, next < index + Self.maximumLines, !lines[next].isEmpty,
            lines[next].mark == .none, lines[next].quote == lines[index].quote,
            let count = Self.count(separator, in: lines[next]), sum + count <= expected,
            count > 0 || lines[next].columns >= 40
        {
            sum += count
            if sum == expected {
                lastLine = next
                return true
            }
            next += 1
        }
        return false
    }

    /// Whether a line without separators looks like the first words of a row: short, a new line.
    private static func isHead(_ line: BlockCutter.Line) -> Bool {
        line.columns <= 30 && line.mark == .none && line.startsWithCapital && !line.endsWithStop
    }

    private static func count(_ separator: UInt8, in line: BlockCutter.Line) -> Int? {
        switch separator {
        case 0x09: line.tabs
        case 0x7C: line.pipes
        case 0x3B: line.semicolons
        case 0x20: line.tabs + line.pipes == 0 ? line.gaps : nil
        default: nil
        }
    }
}

extension BlockCutter {
    /// Whether the lines below complete a row with as many semicolons as this line has.
    static func leadsWrappedRow(_ lines: [Line], _ index: Int) -> Bool {
        guard lines[index].semicolons >= 3 else { return false }
        var sum = 0
        var next = index + 1
        while next < lines.count, next < index + 5, !lines[next].isEmpty,
            lines[next].mark == .none
        {
            sum += lines[next].semicolons
            if sum >= lines[index].semicolons { return sum == lines[index].semicolons }
            next += 1
        }
        return false
    }

    /// Whether only text that was wrapped stands between two rows of one table.
    static func isWrappedText(
        _ lines: [Line],
        _ last: Int,
        _ index: Int,
        _ separator: UInt8
    ) -> Bool {
        guard last >= 0, index - last <= 3, lines[last].separator == separator,
            abs(lines[last].separators - lines[index].separators) <= 1
        else { return false }
        return lines[(last + 1)..<index].allSatisfy {
            !$0.isEmpty && $0.mark == .none && !$0.startsWithCapital
        }
    }
}
