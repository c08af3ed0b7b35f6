internal import Formats

/// Builds the text of a part, event by event.
struct XMLTextBuilder {
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
        /// The rows of the table that is open.
        var rows: [[[Line]]]?
        /// The cells of the row that is open.
        var row: [[Line]]?
        /// The event of the cell with values in attributes, or -1.
        var cell = -1
    }

    var pieced = PiecedText()
    var cells: [Int: Int] = [:]
    var twins: [Int: [Int]] = [:]
    private let roles: [Role?]
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

    private let tracked: TrackedChanges
    /// How deep the walk stands in a deletion that is read where it was made.
    private var replays = 0
    /// Whether the first paragraph of the deletion has begun: it goes on the one around.
    private var hasReplayed = false

    private let written: WrittenWords
    /// The label of the element that is open, until its text comes.
    private var label: String?

    init(_ tree: borrowing XMLTree, _ written: WrittenWords) {
        self.written = written
        roles = tree.names.map(Roles.element)
        tracked = TrackedChanges(tree)
    }

    mutating func read(_ tree: borrowing XMLTree) {
        read(tree, tree.events.indices)
        while frames.count > 1 { closeFrame() }
        endParagraph()
        if !attributeLines.isEmpty { frames[0].lines += [[]] + attributeLines }
        write(frames[0].lines)
    }

    private mutating func read(_ tree: borrowing XMLTree, _ range: Range<Int>) {
        var element = 0
        var next = range.lowerBound
        while next < range.upperBound {
            let index = next
            next += 1
            if replays == 0, let end = tracked.ends[index] {
                // read where it was made
                next = end
                continue
            }
            let event = tree[index]
            switch event.kind {
            case .start:
                element = event.name
                if let deletion = tracked.deletions[index] {
                    replay(tree, deletion)
                } else if let change = tracked.insertions[index] {
                    insertions = max(0, insertions + change)
                }
                start(index, role(of: event), hasValues: Self.hasValues(tree, index))
            case .end: end(role(of: event))
            case .attribute:
                guard !event.value.isEmpty else { continue }
                if let label = Self.label(of: index, element, tree) {
                    add(attribute: index, event, label)
                }
            case .text: add(text: index, event)
            case .comment, .instruction:
                // nobody sees them, but they leave with the part
                add(attribute: index, event, "")
            case .namespace: break
            }
        }
    }

    /// Within a deletion the ends of paragraphs and cells are blanks of the paragraph around.
    private mutating func role(of event: XMLEvent) -> Role? {
        let role = roles[event.name]
        guard replays > 0 else { return role }
        switch role {
        case .paragraph, .row, .cell, .table, .labelled:
            let isFirst = !hasReplayed
            if event.kind == .start { hasReplayed = true }
            return isFirst ? nil : .sign(" ")
        default: return role
        }
    }

    private mutating func replay(_ tree: borrowing XMLTree, _ range: Range<Int>) {
        guard replays == 0 else { return }
        let (depth, isOpen) = (frames.count, isInParagraph)
        // a change between paragraphs is a line of its own
        if !isOpen { frames[depth - 1].isInParagraph = true }
        replays += 1
        hasReplayed = false
        deletions += 1
        read(tree, range)
        deletions -= 1
        replays -= 1
        while frames.count > depth { closeFrame() }
        if !isOpen {
            endParagraph()
            frames[depth - 1].isInParagraph = false
        }
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
        if let label = Roles.attribute(name, of: tree.names[element]) { return label }
        let isSentence = Self.isSentence(tree[index].value)
        return isSentence && !Roles.isTechnical(name, of: tree.names[element]) ? "" : nil
    }

    /// Whether a value has four words of letters: more than a name that a program gives.
    private static func isSentence(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        guard value.count >= 12 else { return false }
        var words = 0
        var letters = 0
        for byte in value {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, 0x27, 0x80...: letters += 1
            case 0x20, 0x2C, 0x2E, 0x22:
                if letters > 0 { words += 1 }
                letters = 0
            // a word with other signs in it is none
            default: letters = .min / 2
            }
            if words == 4 || words == 3 && letters > 0 { return true }
        }
        return false
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
            frames[frames.count - 1].isInParagraph = true
        case .table:
            endParagraph()
            frames[frames.count - 1].rows = []
        case .row:
            endParagraph()
            frames[frames.count - 1].row = []
        case .cell:
            let outer = frames[frames.count - 1].cell
            frames.append(Frame())
            frames[frames.count - 1].cell = hasValues ? index : outer
        case .aside:
            frames.append(Frame())
            frames[frames.count - 1].cell = frames[frames.count - 2].cell
        case .sign(let sign): add(sign)
        case .lineBreak:
            if isInParagraph, isInCell, replays == 0, deletions == 0, insertions == 0 {
                endParagraph()
            } else {
                add(isInCell || !isInParagraph || replays > 0 ? " " : "\n")
            }
        case .hyphen: add(bytes: [0x2D], of: index, at: 0)
        case .deleted: deletions += 1
        case .inserted: insertions += 1
        case .code: codes += 1
        case .mute: mutes += 1
        case .labelled(let label):
            frames.append(Frame())
            self.label = label
        case nil: break
        }
    }

    private mutating func end(_ role: Role?) {
        switch role {
        case .labelled:
            label = nil
            endParagraph()
            for line in frames.removeLast().lines { attributeLines += [line, []] }
        case .paragraph:
            endParagraph()
            frames[frames.count - 1].isInParagraph = false
        case .table: endTable()
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
        // « FORMTEXT » is no first name of what stands behind it
        if isText(code) { attributeLines += [code, []] }
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

    private mutating func closeFrame() {
        endParagraph()
        let closed = frames.removeLast()
        let top = frames.count - 1
        if frames[top].row != nil {
            frames[top].row?.append(closed.lines.filter { !$0.isEmpty })
        } else if isInParagraph {
            frames[top].later += closed.lines
        } else {
            frames[top].lines += closed.lines
        }
    }

    private mutating func endRow() {
        let top = frames.count - 1
        guard let row = frames[top].row else { return }
        frames[top].row = nil
        if frames[top].rows != nil { frames[top].rows?.append(row) } else { add(row: row) }
    }

    /// One row with a cell of some lines is a layout: a letterhead beside an address.
    private mutating func endTable() {
        let top = frames.count - 1
        guard let rows = frames[top].rows else { return }
        frames[top].rows = nil
        let isLayout = rows.count == 1 && rows[0].contains { $0.count >= Self.linesOfLayout }
        if isLayout {
            for cell in rows[0] { frames[top].lines += cell }
        } else {
            for row in rows { add(row: row) }
        }
    }

    private static let linesOfLayout = 3

    /// A row with one cell is no table.
    private mutating func add(row: [[Line]]) {
        let top = frames.count - 1
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

    private mutating func add(text index: Int, _ event: XMLEvent) {
        guard mutes == 0 else {
            if Self.isSentence(event.value) { add(attribute: index, event, "") }
            return
        }
        if !isInParagraph, event.value.allSatisfy({ $0 <= 0x20 }) { return }
        if let label {
            self.label = nil
            if !Roles.isOfAuthor(label) || !written.holdAny(of: event.value) { add(label) }
        }
        add(bytes: event.value, of: index, at: 0)
        let cell = frames[frames.count - 1].cell
        if cell >= 0 { cells[index] = cell }
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
        let isWritten = Roles.isOfAuthor(label) && written.holdAny(of: value)
        let label = isWritten ? "" : label
        let key = Array(label.utf8) + value
        if let first = firsts[key] {
            twins[first, default: []].append(index)
            return
        }
        firsts[key] = index
        let start = pool.count
        for byte in value { pool.append(byte < 0x20 ? 0x20 : byte) }
        let chunk = Chunk(event: index, range: start..<pool.count, offset: 0, view: .both)
        // names of two people that stand one below the other could be read as one
        attributeLines += [label.isEmpty ? [chunk] : [glue(label), chunk], []]
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
                        of: chunk.event,
                        at: chunk.offset..<chunk.offset + bytes.count
                    )
                }
            }
        }
    }
}
