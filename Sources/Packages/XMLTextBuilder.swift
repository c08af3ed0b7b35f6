internal import Formats

/// Builds the text of a part, event by event.
struct XMLTextBuilder {
    /// Bytes of a line with their source.
    struct Chunk {
        /// -1 for bytes without source.
        let event: Int
        /// In ``pool``.
        let range: Range<Int>
        /// Where in the value of the event they start.
        let offset: Int
        let view: View
    }

    /// In which reading of tracked changes a text stands.
    enum View { case both, old, new }

    typealias Line = [Chunk]

    /// What a container gathers: the document, a cell, a text box.
    struct Frame {
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
        /// What is read after the table: comments of its cells.
        var afterTable: [Line] = []
        var isCell = false
        /// How many columns the cell fills with the same.
        var columns = 1
        /// The empty cells at the end of the row that is open.
        var blanks = 0
        /// The event of the cell with values in attributes, or -1.
        var cell = -1
    }

    var pieced = PiecedText()
    var cells: [Int: Int] = [:]
    var twins: [Int: [Int]] = [:]
    let roles: [Role?]
    /// Whether what is mute is read by SheetReader.
    let isSheet: Bool
    /// Whether rows are those of a sheet: most of their cells are empty.
    let isSpreadsheet: Bool
    var pool: [UInt8] = []
    var frames = [Frame()]
    var deletions = 0
    var insertions = 0
    var codes = 0
    var mutes = 0
    var code: Line = []
    /// The first attribute of each value that is a text, and its label.
    var firsts: [[UInt8]: Int] = [:]
    var attributeLines: [Line] = []

    /// By name, whether attributes called so may be read.
    private let isLabelled: [Bool]
    private let isFormula: [Bool]
    private let isFormulaElement: [Bool]
    private let hasCellValues: Bool
    private let tracked: TrackedChanges
    /// How deep the walk stands in a deletion that is read where it was made.
    var replays = 0
    /// Whether the first paragraph of the deletion has begun: it goes on the one around.
    private var hasReplayed = false

    let part: Int
    let written: WrittenWords
    let isListed: Bool
    /// The label of the element that is open, until its text comes.
    var label: String?

    init(_ tree: borrowing XMLTree, part: Int, _ written: WrittenWords, isListed: Bool) {
        self.part = part
        self.written = written
        self.isListed = isListed
        // the rows of a sheet are read by SheetReader, those kept of another book are not
        isSheet = tree.events.count > 0 && tree.names[tree[0].name].hasSuffix("sheet")
        let readsRows = !isSheet
        roles = tree.names.map { $0 == "x:sheetData" && readsRows ? nil : Roles.element($0) }
        isSpreadsheet = tree.names.contains("office:spreadsheet")
        isLabelled = tree.names.map(Roles.mayBeLabelled)
        // where a link leads in the book may be called as somebody is
        isFormulaElement = tree.names.map(SheetFormulas.elements.contains)
        isFormula = tree.names.map { SheetFormulas.attributes.contains($0) && $0 != "location" }
        hasCellValues = tree.names.contains(where: Roles.valuesOfCells.contains)
        tracked = TrackedChanges(tree)
    }

    mutating func read(_ tree: borrowing XMLTree) {
        read(tree, tree.events.indices)
        while frames.count > 1 { closeFrame() }
        endParagraph()
        endCells()
        if isListed {
            let item = glue(Roles.item)
            frames[0].lines = frames[0].lines.map { $0.isEmpty ? [] : [item] + $0 }
        }
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
                start(
                    index,
                    role(of: event),
                    hasValues: hasCellValues && Self.hasValues(tree, index)
                )
                if isSpreadsheet, case .cell = role(of: event) {
                    frames[frames.count - 1].columns = Self.columns(tree, index)
                }
            case .end: end(role(of: event))
            case .attribute:
                guard !event.value.isEmpty else { continue }
                if let label = label(of: index, element, tree) {
                    add(attribute: index, event, label)
                }
            case .text:
                // a formula shows words only where it quotes them
                if isFormulaElement[element], !SheetFormulas.holdsWords(event.value) { continue }
                let isPageText = Roles.isPageText(tree.names[element])
                add(text: index, event, isPageText: isPageText)
            case .comment, .instruction:
                // nobody sees them, but they leave with the part
                add(attribute: index, event, Roles.item)
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
    private func label(
        of index: Int,
        _ element: Int,
        _ tree: borrowing XMLTree
    ) -> String? {
        let number = tree[index].name
        if isFormula[number] {
            return SheetFormulas.holdsWords(tree[index].value) ? Roles.item : nil
        }
        if !isLabelled[number] {
            let isSentence = Self.isSentence(tree[index].value)
            let isTechnical =
                isSentence && Roles.isTechnical(tree.names[number], of: tree.names[element])
            return isSentence && !isTechnical ? Roles.item : nil
        }
        let name = tree.names[number]
        if Roles.isTarget(name, of: tree.names[element]) {
            return XMLAsides.isExternal(index, tree) ? Roles.item : nil
        }
        if let label = Roles.attribute(name, of: tree.names[element]) { return label }
        let isSentence = Self.isSentence(tree[index].value)
        return isSentence && !Roles.isTechnical(name, of: tree.names[element]) ? Roles.item : nil
    }

    /// Whether a value has four words of letters: more than a name that a program gives.
    static func isSentence(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
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

    /// How many columns a cell stands for.
    private static func columns(_ tree: borrowing XMLTree, _ start: Int) -> Int {
        var index = start + 1
        while index < tree.events.count, tree[index].kind == .attribute {
            if tree.names[tree[index].name] == "table:number-columns-repeated" {
                return max(1, Int(String(decoding: tree[index].value, as: UTF8.self)) ?? 1)
            }
            index += 1
        }
        return 1
    }

    // MARK: Elements

    private mutating func start(_ index: Int, _ role: Role?, hasValues: Bool) {
        switch role {
        case .paragraph:
            if !frames[frames.count - 1].line.isEmpty { endParagraph() }
            endCells()
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
            frames[frames.count - 1].isCell = true
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
}
