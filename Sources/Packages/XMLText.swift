internal import Documents
internal import Formats

/// The text of an XML part: paragraphs and rows as lines, and the way back to the events.
struct XMLText: Sendable {
    /// The text by node: an event of this part, see ``Node``.
    private(set) var pieced = PiecedText()
    /// Attributes whose value stands in the text once for all: the first one, and the others.
    private(set) var twins: [Int: [Int]] = [:]
    /// The cell that a text stands in, where it says its value in attributes too.
    private(set) var cells: [Int: Int] = [:]

    /// Reads a part.
    ///
    /// - Parameters:
    ///   - tree: The part.
    ///   - part: Its number, for the nodes of the text.
    /// - Complexity: O(*n*) in the events.
    init(_ tree: borrowing XMLTree, part: Int) {
        var builder = Builder(tree, part: part)
        builder.read(tree)
        pieced = builder.pieced
        cells = builder.cells
        twins = builder.twins
    }

    /// A text of these parts; empty without any.
    init(pieced: PiecedText = PiecedText(), twins: [Int: [Int]] = [:], cells: [Int: Int] = [:]) {
        self.pieced = pieced
        self.twins = twins
        self.cells = cells
    }

    /// The bytes of a value as text: line ends and tabs of the file are blanks.
    static func plain(_ value: some Collection<UInt8>) -> [UInt8] {
        value.map { $0 < 0x20 ? 0x20 : $0 }
    }

    /// Carries edits out.
    ///
    /// - Parameters:
    ///   - edits: By event, over its value, sorted by start, without overlap.
    ///   - tree: The part that was read.
    /// - Throws: `FormatError`.
    func apply(_ edits: [Int: [Edit]], to tree: borrowing XMLTree) throws(FormatError) {
        var emptied = Set<Int>()
        for (index, edits) in edits.sorted(by: { $0.key < $1.key }) {
            let event = tree[index]
            guard event.kind != .start else {
                try tree.remove(index)
                continue
            }
            if event.kind == .text, let name = Roles.referenceName(index, tree) {
                // a reference that holds a placeholder leads nowhere
                try tree.remove(name)
                continue
            }
            var value = Edit.applied(edits, to: Array(event.value))
            if event.kind == .attribute {
                // what a placeholder stands in is no address, and no name of a sheet
                if XMLAsides.isTarget(index, tree) { value = Array("about:blank".utf8) }
                if Roles.isSheetName(index, tree) { value = Array("Feuille_\(index)".utf8) }
            }
            for twin in [index] + (twins[index] ?? []) { try tree.set(twin, to: value) }
            if let cell = cells[index] { emptied.insert(cell) }
        }
        for cell in emptied.sorted() { try Self.makeText(cell, of: tree) }
    }

    /// A cell whose text was edited no longer says its value in attributes.
    private static func makeText(_ cell: Int, of tree: borrowing XMLTree) throws(FormatError) {
        if tree.names[tree[cell].name] == "x:c" {
            try makeString(cell, of: tree)
            return
        }
        var index = cell + 1
        while index < tree.events.count, tree[index].kind == .attribute {
            if Roles.valuesOfCells.contains(tree.names[tree[index].name]) {
                try tree.remove(index)
            }
            index += 1
        }
        try tree.set(cell, attribute: "value-type", to: "string")
    }
}

extension XMLText {
    /// A cell of a workbook whose value was edited is a string, and no formula makes it anew.
    private static func makeString(_ cell: Int, of tree: borrowing XMLTree) throws(FormatError) {
        var index = cell + 1
        var isInline = false
        while index < tree.events.count {
            let event = tree[index]
            let name = event.name >= 0 ? tree.names[event.name] : ""
            if event.kind == .end, name == "x:c" { break }
            if event.kind == .start, name == "x:f" { try tree.remove(index) }
            if event.kind == .start, name == "x:is" { isInline = true }
            index += 1
        }
        if !isInline { try tree.set(cell, attribute: "t", to: "str") }
    }
}

/// A place of a package: an event of a part, in one number.
enum Node {
    private static let eventBits = 32

    /// The node of an event.
    static func of(_ event: Int, in part: Int) -> Int { part << eventBits | event }

    /// The part and the event of a node.
    static func place(_ node: Int) -> (part: Int, event: Int) {
        (node >> eventBits, node & (1 << eventBits - 1))
    }
}

/// Builds the text of a part, event by event.
private struct Builder {
    /// Bytes of a line with their source.
    private struct Chunk {
        /// -1 for bytes without source.
        let event: Int
        /// In ``pool``.
        let range: Range<Int>
        /// Where in the value of the event they start.
        let offset: Int
        let view: View
    }

    /// In which reading of tracked changes a text stands.
    private enum View { case both, old, new }

    private typealias Line = [Chunk]

    /// What a container gathers: the document, a cell, a text box.
    private struct Frame {
        var lines: [Line] = []
        /// The paragraph that is open.
        var line: Line = []
        /// What is read after it.
        var later: [Line] = []
        var isInParagraph = false
        /// The cells of the row that is open.
        var row: [[Line]]?
        /// What is read after the table: comments of its cells.
        var afterTable: [Line] = []
        var isCell = false
        /// The event of the cell with values in attributes, or -1.
        var cell = -1
    }

    var pieced = PiecedText()
    var cells: [Int: Int] = [:]
    var twins: [Int: [Int]] = [:]
    private let roles: [Role?]
    private let part: Int
    private var pool: [UInt8] = []
    private var frames = [Frame()]
    private var deletions = 0
    private var insertions = 0
    private var codes = 0
    private var mutes = 0
    private var code: Line = []
    /// The first attribute of each value that is a text, and its label.
    private var firsts: [[UInt8]: Int] = [:]
    private var attributeLines: [Line] = []

    init(_ tree: borrowing XMLTree, part: Int) {
        self.part = part
        roles = tree.names.map(Roles.element)
    }

    mutating func read(_ tree: borrowing XMLTree) {
        var element = 0
        for index in tree.events.indices {
            let event = tree[index]
            switch event.kind {
            case .start:
                element = event.name
                start(index, roles[event.name], hasValues: Self.hasValues(tree, index))
            case .end: end(roles[event.name])
            case .attribute:
                guard !event.value.isEmpty else { continue }
                if let label = Self.label(of: index, element, tree) {
                    add(attribute: index, event, label)
                }
            case .text:
                let isPageText = Roles.isPageText(tree.names[element])
                add(text: index, event, isPageText: isPageText)
            case .comment, .instruction: break
            }
        }
        while frames.count > 1 { closeFrame() }
        endParagraph()
        endTable()
        frames[0].lines += attributeLines
        write(frames[0].lines)
    }

    /// The words before an attribute that people read; nil for other attributes.
    private static func label(
        of index: Int,
        _ element: Int,
        _ tree: borrowing XMLTree
    ) -> String? {
        let name = tree.names[tree[index].name]
        if Roles.isTarget(name, of: tree.names[element]) {
            return XMLAsides.isExternal(index, tree) ? "" : nil
        }
        return Roles.attribute(name, of: tree.names[element])
    }

    private static func hasValues(_ tree: borrowing XMLTree, _ start: Int) -> Bool {
        var index = start + 1
        while index < tree.events.count, tree[index].kind == .attribute {
            if Roles.valuesOfCells.contains(tree.names[tree[index].name]) { return true }
            index += 1
        }
        return false
    }

    // MARK: Elements

    private mutating func start(_ index: Int, _ role: Role?, hasValues: Bool) {
        switch role {
        case .paragraph:
            if !frames[frames.count - 1].line.isEmpty { endParagraph() }
            endTable()
            frames[frames.count - 1].isInParagraph = true
        case .row:
            endParagraph()
            frames[frames.count - 1].row = []
        case .cell:
            let outer = frames[frames.count - 1].cell
            frames.append(Frame())
            frames[frames.count - 1].cell = hasValues ? index : outer
            frames[frames.count - 1].isCell = true
        case .aside:
            frames.append(Frame())
            frames[frames.count - 1].cell = frames[frames.count - 2].cell
        case .sign(let sign): add(sign)
        case .lineBreak: add(frames.count > 1 || !isInParagraph ? " " : "\n")
        case .hyphen: add(bytes: [0x2D], of: index, at: 0)
        case .deleted: deletions += 1
        case .inserted: insertions += 1
        case .code: codes += 1
        case .mute: mutes += 1
        case .labelled(let label):
            endParagraph()
            add(label)
        case nil: break
        }
    }

    private mutating func end(_ role: Role?) {
        switch role {
        case .paragraph, .labelled:
            endParagraph()
            frames[frames.count - 1].isInParagraph = false
        case .row: endRow()
        case .cell, .aside: closeFrame()
        case .deleted: deletions -= 1
        case .inserted: insertions -= 1
        case .code: codes -= 1
        case .mute: mutes -= 1
        case .sign, .lineBreak, .hyphen: break
        case nil:
            // a text outside of paragraphs is a line of its own
            if !isInParagraph { endParagraph() }
        }
    }

    private var isInParagraph: Bool { frames[frames.count - 1].isInParagraph }

    /// Ends the line that is open: as it stands, and as it was before tracked changes.
    private mutating func endParagraph() {
        let top = frames.count - 1
        let line = frames[top].line
        let current = line.filter { $0.view != .old }
        var lines: [Line] = []
        if isText(current) { lines.append(current) }
        if current.count != line.count {
            let old = line.filter { $0.view != .new }
            if isText(old) { lines.append(old) }
        }
        if isText(code) { lines.append(code) }
        // an empty paragraph parts what stands before it from what follows
        if lines.isEmpty, isInParagraph, frames[top].later.isEmpty { lines.append([]) }
        frames[top].lines += lines + frames[top].later
        frames[top].line = []
        frames[top].later = []
        code = []
    }

    private func isText(_ line: Line) -> Bool {
        line.contains { chunk in chunk.event >= 0 && pool[chunk.range].contains { $0 > 0x20 } }
    }

    /// What stood beside the cells of a table follows it.
    private mutating func endTable() {
        let top = frames.count - 1
        guard frames[top].row == nil, !frames[top].afterTable.isEmpty else { return }
        frames[top].lines += frames[top].afterTable
        frames[top].afterTable = []
    }

    private mutating func closeFrame() {
        endParagraph()
        endTable()
        let closed = frames.removeLast()
        let top = frames.count - 1
        if closed.isCell, frames[top].row != nil {
            frames[top].row?.append(closed.lines.filter { !$0.isEmpty })
        } else if let owner = frames.lastIndex(where: { $0.row != nil }) {
            frames[owner].afterTable += closed.lines
        } else if isInParagraph {
            frames[top].later += closed.lines
        } else {
            frames[top].lines += closed.lines
        }
    }

    /// A row with one cell is no table.
    private mutating func endRow() {
        let top = frames.count - 1
        guard let row = frames[top].row else { return }
        frames[top].row = nil
        guard row.count > 1 else {
            frames[top].lines += row.first ?? []
            return
        }
        var line: Line = []
        let blank = glue(" ")
        let tab = glue(frames.count > 1 && isInCell ? " " : "\t")
        for (number, cell) in row.enumerated() {
            if number > 0 { line.append(tab) }
            for (order, part) in cell.enumerated() {
                if order > 0 { line.append(blank) }
                line += part
            }
        }
        frames[top].lines.append(line)
    }

    private var isInCell: Bool { frames.dropLast().contains { $0.row != nil } }

    // MARK: Text

    private var view: View {
        if deletions > 0 { return .old }
        return insertions > 0 ? .new : .both
    }

    private mutating func add(text index: Int, _ event: XMLEvent, isPageText: Bool) {
        guard mutes == 0 else { return }
        if !isInParagraph, event.value.allSatisfy({ $0 <= 0x20 }) { return }
        if isPageText {
            addPageText(Array(event.value), of: index)
        } else {
            add(bytes: event.value, of: index, at: 0)
        }
        let cell = frames[frames.count - 1].cell
        if cell >= 0 { cells[index] = cell }
    }

    /// Header or footer of a sheet: `&C` and the like say where and how it is printed.
    private mutating func addPageText(_ value: [UInt8], of event: Int) {
        var start = 0
        while start < value.count {
            let code = value[start...].firstIndex(of: 0x26) ?? value.count
            if start < code { add(bytes: value[start..<code], of: event, at: start) }
            guard code < value.count else { return }
            var end = code + 2
            if code + 1 < value.count, value[code + 1] == 0x22 {
                // a font: &"Arial,Bold"
                end = (value[(code + 2)...].firstIndex(of: 0x22) ?? value.count - 1) + 1
            } else {
                while end < value.count, (0x30...0x39).contains(value[code + 1]),
                    (0x30...0x39).contains(value[end])
                {
                    end += 1
                }
            }
            frames[frames.count - 1].line.append(glue(" "))
            start = min(end, value.count)
        }
    }

    private mutating func add(bytes: some Collection<UInt8>, of event: Int, at offset: Int) {
        let start = pool.count
        // line ends and tabs of the file are blanks of the text
        for byte in bytes { pool.append(byte < 0x20 ? 0x20 : byte) }
        let chunk = Chunk(event: event, range: start..<pool.count, offset: offset, view: view)
        if codes > 0 { code.append(chunk) } else { frames[frames.count - 1].line.append(chunk) }
    }

    private mutating func add(_ sign: String) {
        guard mutes == 0 else { return }
        let isCell = frames.count > 1 && isInCell
        frames[frames.count - 1].line.append(glue(isCell && sign == "\t" ? " " : sign))
    }

    private mutating func glue(_ sign: String) -> Chunk {
        let start = pool.count
        pool += Array(sign.utf8)
        return Chunk(event: -1, range: start..<pool.count, offset: 0, view: view)
    }

    /// The value of an attribute is a line at the end, once for all that have it.
    private mutating func add(attribute index: Int, _ event: XMLEvent, _ label: String) {
        let value = Array(event.value)
        // names that the program gave: « Image 3 »
        guard value.contains(where: { $0 >= 0x41 }) else { return }
        let key = Array(label.utf8) + value
        if let first = firsts[key] {
            twins[first, default: []].append(index)
            return
        }
        firsts[key] = index
        let start = pool.count
        for byte in value { pool.append(byte < 0x20 ? 0x20 : byte) }
        let chunk = Chunk(event: index, range: start..<pool.count, offset: 0, view: .both)
        attributeLines.append(label.isEmpty ? [chunk] : [glue(label), chunk])
    }

    // MARK: The text

    private mutating func write(_ lines: [Line]) {
        var blanks = 0
        for line in lines {
            if line.isEmpty {
                blanks += 1
                continue
            }
            if !pieced.text.isEmpty { pieced.appendGlue(blanks > 0 ? [0x0A, 0x0A] : [0x0A]) }
            blanks = 0
            for chunk in line {
                let bytes = pool[chunk.range]
                if chunk.event < 0 {
                    pieced.appendGlue(bytes)
                } else {
                    pieced.append(
                        bytes,
                        of: Node.of(chunk.event, in: part),
                        at: chunk.offset..<chunk.offset + bytes.count
                    )
                }
            }
        }
    }
}
