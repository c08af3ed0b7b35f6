/// Which rows of tables are rows of data, and which only place things on the page.
///
/// A row with one cell, with a table, a list or a title in it, or with much text in a cell is
/// layout: what stands in it is read line by line.
struct HTMLRows {
    /// Tables within tables that are told apart; deeper ones are layout.
    static let deepest = 64
    /// More text or more lines in a cell is no cell of a table of data.
    private static let longestCell = 1_500
    private static let mostBlocks = 8

    /// For each `tr` outside comments, in order: whether it is a row of data.
    private(set) var isData: [Bool] = []

    /// A table that is open.
    private struct Table {
        /// The number of its open row.
        var row: Int?
        var cells = 0
        var blocks = 0
        var text = 0
    }

    private var tables: [Table] = []
    private var deeper = 0

    /// Reads all rows.
    ///
    /// - Complexity: O(*n*).
    init(_ bytes: [UInt8]) {
        var scanner = HTMLScanner(bytes)
        var isComment = false
        while let token = scanner.next() {
            switch token.kind {
            case .commentStart: isComment = true
            case .commentEnd: isComment = false
            case .startTag where !isComment: start(token.name)
            case .endTag where !isComment: end(token.name)
            case .text where !isComment: addText(token.range.count)
            default: break
            }
        }
        while !tables.isEmpty { closeTable() }
    }

    private mutating func start(_ name: String) {
        if name == "tr" {
            closeRow()
            if let last = tables.indices.last { tables[last].row = isData.count }
            isData.append(!tables.isEmpty && deeper == 0)
            return
        }
        if HTMLElements.layout.contains(name) { spoilRow() }
        if name == "table" {
            if tables.count < Self.deepest { tables.append(Table()) } else { deeper += 1 }
        }
        guard let last = tables.indices.last else { return }
        if name == "td" || name == "th" {
            tables[last].cells += 1
            tables[last].blocks = 0
            tables[last].text = 0
        } else if name == "br" || HTMLElements.blocks.contains(name) {
            tables[last].blocks += 1
            if tables[last].blocks > Self.mostBlocks { spoilRow() }
        }
    }

    private mutating func end(_ name: String) {
        if name == "tr" { closeRow() }
        guard name == "table" else { return }
        if deeper > 0 { deeper -= 1 } else { closeTable() }
    }

    private mutating func addText(_ count: Int) {
        guard let last = tables.indices.last else { return }
        tables[last].text += count
        if tables[last].text > Self.longestCell { spoilRow() }
    }

    private mutating func spoilRow() {
        if let row = tables.last?.row { isData[row] = false }
    }

    private mutating func closeRow() {
        guard let last = tables.indices.last else { return }
        if let row = tables[last].row, tables[last].cells < 2 { isData[row] = false }
        tables[last].row = nil
        tables[last].cells = 0
    }

    private mutating func closeTable() {
        closeRow()
        _ = tables.popLast()
    }
}
