internal import Documents
internal import Lexicons
internal import Tokens

/// What the next cell of a row tells.
extension NameEvidence {
    /// The next cell of the row: a function or a service makes an official.
    func cellBehind(_ index: Int, _ candidate: inout NameCandidate) {
        let blocks = reading.document.blocks
        let block = Int(reading.tokens[index].block)
        let own = Int(reading.tokens[candidate.last].block)
        guard blocks[block].kind == .cell, blocks[block].line == blocks[own].line else {
            // a name at the end of its line, the function in the next line: a signature
            if blocks[block].line == blocks[own].line + 1, blocks[block].kind != .cell,
                reading.marks[index].contains(.function), tokensBefore(candidate.first) <= 3
            {
                candidate.evidence.insert(.functionAfter)
                candidate.function = max(candidate.function, functions[index])
            }
            return
        }
        if isAge(index) { candidate.evidence.insert(.age) }
        if reading.marks[index].contains(.function) {
            candidate.evidence.insert(.functionAfter)
            candidate.function = max(candidate.function, functions[index])
        } else if reading.marks[index].contains(.institution) || reading.has(index, .service),
            !reading.marks[candidate.first].contains(.personField), !hasCue(inRow: blocks[own].line)
        {
            // in a list of cases the next cell tells who follows them
            candidate.evidence.insert(.institutionAfter)
        }
    }

    /// How many tokens of its block stand before a token, counted up to 4.
    func tokensBefore(_ index: Int) -> Int {
        var count = 0
        while count < 4, index - count > 0, reading.tokens[index - count].gap != .block {
            count += 1
        }
        return count
    }
}
