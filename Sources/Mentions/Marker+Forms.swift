internal import Documents
internal import Lexicons
internal import Tokens

/// Forms that are tables: the first cell of a row is the label of the next one.
extension Marker {
    /// Rows that must start with a label, for a table to be a form.
    private static let fewLabels = 2

    /// Whether the table that a block starts is a form: at least two rows and half of all start with
    /// a label, and the first row does not hold labels alone: those are heads of columns.
    ///
    /// - Parameters:
    ///   - start: The first cell of the table.
    ///   - firstTokens: The first token of each block, or -1.
    ///   - reading: The note.
    /// - Returns: False for a table that has no such rows.
    /// - Complexity: O(*n*) in the cells of the table.
    func isForm(_ start: Int, _ firstTokens: [Int], in reading: Reading) -> Bool {
        let blocks = reading.document.blocks
        let table = blocks[start].table
        var (rows, labelled) = (0, 0)
        var line: Int32 = -1
        var isInFirstRow = true
        var block = start
        while block < blocks.count, blocks[block].table == table || blocks[block].kind != .cell {
            defer { block += 1 }
            guard blocks[block].kind == .cell, firstTokens[block] >= 0 else { continue }
            let isFirstOfRow = blocks[block].line != line
            if isFirstOfRow {
                isInFirstRow = line < 0
                line = blocks[block].line
                rows += 1
                if label(of: block, firstTokens[block], in: reading) != nil { labelled += 1 }
            } else if isInFirstRow, blocks[block].column == 1,
                label(of: block, firstTokens[block], in: reading) != nil
            {
                return false
            }
        }
        return labelled >= Self.fewLabels && labelled * 2 >= rows
    }

    /// What a label says of the words behind it, when a cell is one as a whole; nil for other cells.
    func label(of block: Int, _ first: Int, in reading: Reading) -> String? {
        if isBirthLabel(first, Int32(block), in: reading) { return "birth" }
        guard reading.marks[first].contains(.field) else { return nil }
        for term in reading.terms(startingAt: first) where term.table == .fields {
            var last = term.last + 1
            while last < reading.tokens.count, Int(reading.tokens[last].block) == block,
                reading.tokens[last].kind != .word
            {
                last += 1
            }
            if last >= reading.tokens.count || Int(reading.tokens[last].block) != block {
                return reading.lexicon.className(of: term.row)
            }
        }
        return nil
    }

    private static let born = ShortKeys("né née")
    private static let births = ShortKeys("le en à vers")

    /// « Né(e) le », « Né (e) en »: the brackets are no words of the label.
    private func isBirthLabel(_ first: Int, _ block: Int32, in reading: Reading) -> Bool {
        let tokens = reading.tokens
        guard Self.born.contains(reading.short[first]), first + 3 < tokens.count,
            tokens[first + 1].isSign("("), tokens[first + 3].isSign(")"),
            tokens[first + 3].block == block
        else { return false }
        let next = first + 4
        return next >= tokens.count || tokens[next].block != block || tokens[next].isSign(":")
            || Self.births.contains(reading.short[next])
    }
}
