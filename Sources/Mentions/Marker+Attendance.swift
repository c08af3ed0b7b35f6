internal import Documents
internal import Lexicons
internal import Tokens

/// Lists of people who are present.
extension Marker {
    /// « Présents : » alone on its line: the lines below, as long as they are short.
    func markAttendance(_ reading: inout Reading) {
        let blocks = reading.document.blocks
        var tokenCounts = [Int](repeating: 0, count: blocks.count)
        var firstTokens = [Int](repeating: -1, count: blocks.count)
        for index in reading.tokens.indices {
            let block = Int(reading.tokens[index].block)
            if firstTokens[block] < 0 { firstTokens[block] = index }
            tokenCounts[block] += 1
        }
        let privateBlocks = blocksWithDeeds(reading)
        var isOpen = false
        var seen = 0
        var lastLine: Int32 = 0
        for block in blocks.indices where firstTokens[block] >= 0 {
            let first = firstTokens[block]
            // the head of a column « Présence » tells of each row, not who came
            let isColumn = blocks[block].kind == .cell && blocks[block].column > 0
            if !isColumn, opensAttendance(first, count: tokenCounts[block], in: reading) {
                isOpen = true
                seen = 0
                lastLine = blocks[block].line
                continue
            }
            guard isOpen else { continue }
            let isGap = blocks[block].line > lastLine + 1 && seen > 0
            let isList = blocks[block].kind == .bullet || blocks[block].kind == .cell
            let isLong = tokenCounts[block] > 40
            let isHeading = blocks[block].kind == .heading && blocks[block].numbered && !isList
            let tells = isList && tellsSomething(first, tokenCounts[block], in: reading)
            if isLong || isHeading || tells || privateBlocks.contains(Int32(block))
                || (isGap && !isList)
                || reading.marks[first].contains(.field) && blocks[block].kind != .cell
            {
                isOpen = false
                continue
            }
            lastLine = blocks[block].line
            seen += 1
            for index in first..<(first + tokenCounts[block])
            where Int(reading.tokens[index].block) == block {
                reading.marks[index].insert(.attendance)
            }
        }
    }

    /// Whether somebody takes the word in a bullet and a sentence follows: « • Capitaine Roy : Lina
    /// roule en quad ».
    private func tellsSomething(_ first: Int, _ count: Int, in reading: Reading) -> Bool {
        guard count > 10 else { return false }
        var colon = first
        while colon < first + min(count, 8), !reading.tokens[colon].isSign(":") { colon += 1 }
        guard colon < first + min(count, 8) else { return false }
        return (colon + 1..<first + count).contains {
            reading.grammar[$0].contains(.verb) && BareWords.isVerb($0, in: reading)
        }
    }

    /// Blocks that tell a secret or a deed: nobody is present there.
    private func blocksWithDeeds(_ reading: Reading) -> Set<Int32> {
        var found = Set<Int32>()
        for term in reading.terms {
            let table = term.table
            guard table.isSecret || table == .conduct || table == .judgement,
                reading.lexicon.need(of: term.row) == .nobody
            else { continue }
            found.insert(reading.tokens[term.first].block)
        }
        return found
    }

    /// Whether a block is the label of an attendance list and nothing more.
    func opensAttendance(_ first: Int, count: Int, in reading: Reading) -> Bool {
        guard count <= 10 else { return false }
        let end = first + count
        for start in first..<end {
            for term in reading.terms(startingAt: start)
            where term.table == .fields
                && reading.lexicon.className(of: term.row) == "attendance"
            {
                // the label is the block: « Étaient présents : », « Excusés », not « présente le bilan »
                let isLabel =
                    reading.tokens[end - 1].isSign(":") && start - first <= 3
                    || term.last == end - 1 && start - first <= 2
                let rest = (term.last + 1)..<max(end, term.last + 1)
                return isLabel && rest.allSatisfy { !reading.tokens[$0].isCapitalised }
            }
        }
        return false
    }
}
