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

    /// Whether nothing can be read in it.
    var isEmpty: Bool { !pieced.text.contains { $0 > 0x20 } }

    /// A text of these parts; empty without any.
    init(pieced: PiecedText = PiecedText(), twins: [Int: [Int]] = [:], cells: [Int: Int] = [:]) {
        self.pieced = pieced
        self.twins = twins
        self.cells = cells
    }

    /// Reads a part.
    ///
    /// - Parameters:
    ///   - tree: The part.
    ///   - part: Its number, for the nodes of the text.
    ///   - written: What is written in the package: authors among it are not called so.
    ///   - isListed: Whether each of its lines is a value for itself.
    /// - Complexity: O(*n*) in the events.
    init(_ tree: borrowing XMLTree, part: Int, _ written: WrittenWords, isListed: Bool) {
        var builder = XMLTextBuilder(tree, part: part, written, isListed: isListed)
        builder.read(tree)
        pieced = builder.pieced
        cells = builder.cells
        twins = builder.twins
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
    ///   - names: The new name of each sheet.
    /// - Throws: `FormatError`.
    func apply(
        _ edits: [Int: [Edit]],
        to tree: borrowing XMLTree,
        _ names: inout NewNames
    ) throws(FormatError) {
        var emptied = Set<Int>()
        for (index, edits) in edits.sorted(by: { $0.key < $1.key }) {
            let event = tree[index]
            guard event.kind == .text || event.kind == .attribute else {
                // a hyphen; a comment or an instruction
                try tree.remove(index)
                continue
            }
            // a twin of another text was changed with it; two ways to one place would not agree
            guard (edits.last?.end ?? 0) <= event.value.count else { throw FormatError(.damaged) }
            let element = Roles.element(around: index, tree)
            if SheetFormulas.holds(event, in: element, tree) {
                for twin in [index] + (twins[index] ?? []) {
                    let around = Roles.element(around: twin, tree)
                    try SheetFormulas.apply(edits, to: twin, in: around, tree)
                }
                continue
            }
            var value = Edit.applied(edits, to: Array(event.value))
            if event.kind == .attribute {
                // what a placeholder stands in is no address, and no name of a sheet
                if XMLAsides.isTarget(index, tree) { value = Array("about:blank".utf8) }
                if Roles.isSheetName(index, tree) { value = names.sheet(for: Array(event.value)) }
                value = Roles.cut(value, of: tree.names[event.name])
            } else if Roles.isPageText(tree.names[tree[element].name]) {
                value = Roles.cutPageText(value)
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
