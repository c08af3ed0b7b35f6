internal import Documents
internal import Formats

/// The tables of a workbook: a column is called as the cell above it, or Excel mends the book.
struct SheetTables: Sendable {
    /// A column of a table.
    private struct Column: Sendable {
        let table: Int
        let part: Int
        /// The attribute with its name.
        let event: Int
        let name: [UInt8]
        /// The texts of the cell above it, once it was read.
        var pieces: [Piece] = []
    }

    /// A text of a cell.
    private struct Piece: Sendable {
        let node: Int
        let bytes: [UInt8]
    }

    /// A cell by its column and row, from 0.
    private struct Place: Hashable {
        let column: Int
        let row: Int
    }

    private var columns: [Column] = []
    private var places: [Place: [Int]] = [:]
    private var count = 0

    /// Whether a cell of a row may stand above a column.
    var isEmpty: Bool { columns.isEmpty }

    /// Reads a table.
    ///
    /// - Complexity: O(*n*) in the events.
    mutating func read(_ tree: borrowing XMLTree, part: Int) {
        count += 1
        var first: Place?
        var next = 0
        var element = ""
        for index in tree.events.indices {
            let event = tree[index]
            if event.kind == .start { element = tree.names[event.name] }
            guard event.kind == .attribute else { continue }
            switch (element, tree.names[event.name]) {
            case ("x:table", "ref"): first = Self.place(event.value)
            case ("x:table", "headerRowCount"): if event.value.first == 0x30 { return }
            case ("x:tableColumn", "name"):
                guard let first else { continue }
                places[Place(column: first.column + next, row: first.row), default: []]
                    .append(columns.count)
                columns.append(
                    Column(table: count, part: part, event: index, name: Array(event.value))
                )
                next += 1
            default: continue
            }
        }
    }

    /// Takes note of a cell.
    mutating func see(column: Int, row: Int, _ pieces: [(node: Int, bytes: [UInt8])]) {
        for number in places[Place(column: column, row: row)] ?? []
        where columns[number].pieces.isEmpty {
            let text = pieces.flatMap(\.bytes)
            guard text == Self.shown(columns[number].name) else { continue }
            columns[number].pieces = pieces.map { Piece(node: $0.node, bytes: $0.bytes) }
        }
    }

    /// What the columns are called after edits: as their cells, no two of a table the same.
    ///
    /// - Parameters:
    ///   - edits: By part and event; a cell that would be called as another one gets a number.
    ///   - names: Learns what columns are called.
    /// - Returns: By part and event of the attribute.
    func rename(
        _ edits: inout [Int: [Int: [Edit]]],
        _ names: inout NewNames
    ) -> [Int: [Int: [UInt8]]] {
        var renamed: [Int: [Int: [UInt8]]] = [:]
        var used: [Int: Set<[UInt8]>] = [:]
        for column in columns {
            guard let last = column.pieces.last else { continue }
            let isEdited = column.pieces.contains { piece in
                let (part, event) = Node.place(piece.node)
                return edits[part]?[event]?.isEmpty == false
            }
            var new = isEdited ? Self.text(of: column, edits) : column.name
            if isEdited {
                var number = 2
                let base = new
                while used[column.table]?.contains(new) == true {
                    new = base + Array(" \(number)".utf8)
                    number += 1
                }
                if new != base {
                    let (part, event) = Node.place(last.node)
                    let more = Array(new[base.count...])
                    Self.append(more, behind: last.bytes.count, &edits[part, default: [:]][event])
                }
                renamed[column.part, default: [:]][column.event] = new
                names.rename(column: column.name, to: new)
            }
            used[column.table, default: []].insert(new)
        }
        return renamed
    }

    private static func append(_ more: [UInt8], behind end: Int, _ edits: inout [Edit]?) {
        var list = edits ?? []
        if let last = list.last, last.end == end {
            list[list.count - 1].replacement += more
        } else {
            list.append(Edit(start: end, end: end, replacement: more))
        }
        edits = list
    }

    private static func text(of column: Column, _ edits: [Int: [Int: [Edit]]]) -> [UInt8] {
        column.pieces.flatMap { piece in
            let (part, event) = Node.place(piece.node)
            return Edit.applied(edits[part]?[event] ?? [], to: piece.bytes)
        }
    }

    /// The name of a column as its cell shows it: `_x000a_` is the end of a line.
    private static func shown(_ name: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var index = 0
        while index < name.count {
            if name[index...].starts(with: "_x000".utf8), index + 7 <= name.count,
                name[index + 6] == 0x5F
            {
                text.append(0x20)
                index += 7
            } else {
                text.append(name[index] < 0x20 ? 0x20 : name[index])
                index += 1
            }
        }
        return text
    }

    private static func place(_ reference: UnsafeBufferPointer<UInt8>) -> Place? {
        guard let column = SheetReader.column(reference), let row = SheetReader.row(reference)
        else { return nil }
        return Place(column: column, row: row)
    }
}
