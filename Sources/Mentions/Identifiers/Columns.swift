internal import Documents
internal import Lexicons
internal import Tokens

/// Columns of tables whose header is a cue of numbers: « N° dossier », « Téléphone », « Snap ».
struct Columns {
    /// What the header says of each cell, by block.
    private(set) var cues: [Int32: Cue] = [:]

    private static let wanted: Cue = [
        .home,
        .number, .file, .phone, .socialSecurity, .plate, .account, .network, .handle, .key,
    ]

    /// Cost: O(*n*) in the tokens.
    init(reading: Reading, cues tokenCues: [Cue]) {
        let blocks = reading.document.blocks
        var table: Int32 = -1
        var headerLine: Int32 = -1
        var titleLine: Int32 = -1
        var header: [(column: Int32, cue: Cue)] = []
        var index = 0
        while index < reading.tokens.count {
            let block = reading.tokens[index].block
            let first = index
            while index < reading.tokens.count, reading.tokens[index].block == block { index += 1 }
            let cell = blocks[Int(block)]
            guard cell.kind == .cell else { continue }
            if cell.table != table {
                table = cell.table
                headerLine = cell.line
                titleLine = cell.line
                header.removeAll(keepingCapacity: true)
            }
            if cell.line == headerLine + 1, header.isEmpty, headerLine == titleLine {
                // the first line of the table is its title
                headerLine = cell.line
            }
            if cell.line == headerLine {
                guard index - first <= 8, header.count < 32,
                    !reading.tokens[index - 1].isSign(":"),
                    reading.tokens[first..<index].allSatisfy({ $0.kind != .number })
                else { continue }
                let cue = (first..<index).reduce(into: Cue()) { $0.formUnion(tokenCues[$1]) }
                var found = cue.intersection(Self.wanted)
                if index - first == 1,
                    cue.contains(.flat)
                        || reading.marks[first].contains(.addressField)
                {
                    // « logement » alone
                    found.insert(.home)
                }
                let isMark = Self.isMark(first, index, cue, in: reading)
                if cue.contains(.reference) { continue }
                if !found.isEmpty || isMark {
                    header.append(
                        (
                            cell.column,
                            found.isEmpty ? .file : found == .key ? [.file, .key] : found
                        )
                    )
                }
            } else if let cue = header.first(where: { $0.column == cell.column })?.cue {
                cues[block] = cue
            }
        }
    }

    /// « N° », « Numéro » alone over a column, or « N° client ».
    private static func isMark(_ first: Int, _ end: Int, _ cue: Cue, in reading: Reading) -> Bool {
        if end - first == 1 { return cue.contains(.mark) }
        let head = reading.tokens[first]
        return end - first >= 2 && end - first <= 5 && head.end - head.start == 1
            && reading.document.text[Int(head.start)] | 0x20 == 0x6E
            && reading.tokens[first + 1].isSign("o")
    }
}
