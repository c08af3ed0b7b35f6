internal import Formats

/// Reads a sheet: its rows as lines, cells at their columns with tabs between them.
struct SheetReader {
    /// A cell of the row that is open.
    private struct Cell {
        let event: Int
        var column = 0
        var row = 0
        var type = ""
        var style = 0
        /// What it shows: nodes with their bytes, and the bytes of the node that they stand for.
        var pieces: [(node: Int, bytes: [UInt8], range: Range<Int>)] = []
    }

    private let part: Int
    private let rest: XMLText
    private var rows = PiecedText()
    private var cells: [Int: Int] = [:]
    private var lastRow = -1
    /// Whether rows before the next one are empty.
    private var isApart = false
    /// Formulas, how a text is spoken, and whatever else stands among the rows.
    private var others: [(node: Int, bytes: [UInt8])] = []

    /// Columns behind this one are read without the empty ones before them.
    private static let maximumColumn = 256

    /// A reader of the sheet that is a part.
    ///
    /// - Parameters:
    ///   - part: Its number.
    ///   - text: What the part holds beside its rows.
    init(part: Int, text: XMLText) {
        self.part = part
        rest = text
    }

    /// The rows, then formulas with words in them, then what the part holds beside.
    var result: XMLText {
        var text = rows
        for (node, bytes) in others {
            text.appendGlue(Array((text.text.isEmpty ? "" : "\n").utf8) + Roles.item.utf8)
            text.append(bytes, of: node, at: 0..<bytes.count)
        }
        if !text.text.isEmpty, !rest.pieced.text.isEmpty { text.appendGlue([0x0A, 0x0A]) }
        text.append(rest.pieced)
        return XMLText(
            pieced: text,
            twins: rest.twins,
            cells: rest.cells.merging(cells) { first, _ in first }
        )
    }

    /// Reads all rows.
    ///
    /// - Complexity: O(*n*) in the events.
    mutating func read(_ tree: borrowing XMLTree, _ workbook: inout Workbook) {
        var row: [Cell] = []
        var cell: Cell?
        var element = ""
        var isInRows = false
        var isPhonetic = false
        for index in tree.events.indices {
            let event = tree[index]
            let name = event.name >= 0 ? tree.names[event.name] : ""
            switch event.kind {
            case .start:
                element = name
                if name == "x:sheetData" { isInRows = true }
                if name == "x:rPh" { isPhonetic = true }
                if name == "x:c" { cell = Cell(event: index, column: (row.last?.column ?? -1) + 1) }
            case .attribute:
                guard element == "x:c" else { continue }
                switch name {
                case "r":
                    if let column = Self.column(event.value) { cell?.column = column }
                    if let row = Self.row(event.value) { cell?.row = row }
                case "t": cell?.type = String(decoding: event.value, as: UTF8.self)
                case "s": cell?.style = Int(String(decoding: event.value, as: UTF8.self)) ?? 0
                default: break
                }
            case .text:
                guard isInRows else { continue }
                if cell != nil, !isPhonetic, Self.texts.contains(element) {
                    read(index, event, element, &cell, &workbook)
                } else {
                    readOther(index, event)
                }
            case .end:
                if name == "x:c", let done = cell {
                    row.append(done)
                    if !workbook.tables.isEmpty {
                        workbook.tables.see(
                            column: done.column,
                            row: done.row,
                            done.pieces.map { ($0.node, $0.bytes) }
                        )
                    }
                    cell = nil
                } else if name == "x:row" {
                    write(row)
                    row = []
                } else if name == "x:sheetData" {
                    isInRows = false
                } else if name == "x:rPh" {
                    isPhonetic = false
                }
                element = ""
            case .comment, .instruction, .namespace: break
            }
        }
        write(row)
    }

    private static let texts: Set<String> = ["x:f", "x:v", "x:t"]

    /// Text that stands in no cell as cells have it: few programs show it, all keep it.
    private mutating func readOther(_ index: Int, _ event: XMLEvent) {
        guard event.value.contains(where: { $0 > 0x20 }) else { return }
        others.append((Node.of(index, in: part), XMLText.plain(event.value)))
    }

    private mutating func read(
        _ index: Int,
        _ event: XMLEvent,
        _ element: String,
        _ cell: inout Cell?,
        _ workbook: inout Workbook
    ) {
        guard var open = cell else { return }
        let node = Node.of(index, in: part)
        let bytes = XMLText.plain(event.value)
        switch element {
        case "x:f":
            // a formula shows words only where it quotes them
            if SheetFormulas.holdsWords(bytes) { others.append((node, bytes)) }
        case "x:v" where open.type == "s":
            let number = Int(String(decoding: bytes, as: UTF8.self)) ?? -1
            guard let string = workbook.use(number) else {
                readOther(index, event)
                return
            }
            for piece in string {
                open.pieces.append((piece.node, piece.bytes, 0..<piece.bytes.count))
            }
        case "x:v":
            let shown =
                open.type.isEmpty || open.type == "n"
                ? workbook.formats.shown(event.value, style: open.style) : nil
            open.pieces.append((node, shown ?? bytes, 0..<bytes.count))
            cells[index] = open.event
        case "x:t": open.pieces.append((node, bytes, 0..<bytes.count))
        default: break
        }
        cell = open
    }

    /// A row with one cell is a line; in others each cell stands at its column.
    private mutating func write(_ row: [Cell]) {
        let shown = row.filter { cell in cell.pieces.contains { !$0.bytes.isEmpty } }
        guard let last = shown.last else {
            isApart = true
            return
        }
        if lastRow >= 0, last.row > lastRow + 1 { isApart = true }
        if last.row > 0 { lastRow = last.row }
        // empty rows part two tables
        if !rows.text.isEmpty { rows.appendGlue(isApart ? [0x0A, 0x0A] : [0x0A]) }
        isApart = false
        var column = shown.count == 1 || last.column > Self.maximumColumn ? shown[0].column : 0
        for cell in shown {
            while column < cell.column, last.column <= Self.maximumColumn {
                rows.appendGlue([0x09])
                column += 1
            }
            if column < cell.column {
                rows.appendGlue([0x09])
                column = cell.column
            }
            for piece in cell.pieces { rows.append(piece.bytes, of: piece.node, at: piece.range) }
        }
    }

    /// The number of the column in a reference like `AB12`, from 0.
    static func column(_ reference: UnsafeBufferPointer<UInt8>) -> Int? {
        var column = 0
        for byte in reference.prefix(3) where (0x41...0x5A).contains(byte) {
            column = column * 26 + Int(byte) - 0x40
        }
        return column > 0 ? column - 1 : nil
    }

    /// The number of the row in such a reference, from 0.
    static func row(_ reference: UnsafeBufferPointer<UInt8>) -> Int? {
        var row = 0
        for byte in reference.prefix(11) {
            if byte == 0x3A { break }
            if (0x30...0x39).contains(byte) { row = row * 10 + Int(byte) - 0x30 }
        }
        return row > 0 ? row - 1 : nil
    }
}
