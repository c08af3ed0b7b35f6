internal import Documents
internal import Formats

/// The text of an XML part: paragraphs and rows as lines, and the way back to the events.
struct XMLText: Sendable {
    /// The text by event.
    private(set) var pieced = PiecedText()
    /// Attributes whose value stands in the text once for all: the first one, and the others.
    private(set) var twins: [Int: [Int]] = [:]
    /// The cell that a text stands in, where it says its value in attributes too.
    private(set) var cells: [Int: Int] = [:]

    /// Whether nothing can be read in it.
    var isEmpty: Bool { !pieced.text.contains { $0 > 0x20 } }

    /// No text.
    init() {}

    /// Reads a part.
    ///
    /// - Parameters:
    ///   - tree: The part.
    ///   - written: What is written in the package: authors among it are not called so.
    ///   - isListed: Whether each of its lines is a value for itself.
    /// - Complexity: O(*n*) in the events.
    init(_ tree: borrowing XMLTree, _ written: WrittenWords, isListed: Bool) {
        var builder = XMLTextBuilder(tree, written, isListed: isListed)
        builder.read(tree)
        pieced = builder.pieced
        cells = builder.cells
        twins = builder.twins
    }

    /// Carries edits over the text out.
    ///
    /// - Parameters:
    ///   - edits: Over the text, sorted by start, without overlap.
    ///   - tree: The part that was read.
    /// - Throws: `FormatError`.
    func apply(_ edits: [Edit], to tree: borrowing XMLTree) throws(FormatError) {
        var emptied = Set<Int>()
        // elements that go are removed last: what is inside them may be named before
        for (index, edits) in pieced.edits(edits).sorted(by: { $0.key < $1.key }) {
            let event = tree[index]
            guard event.kind == .text || event.kind == .attribute else {
                // a hyphen; a comment or an instruction
                try tree.remove(index)
                continue
            }
            var value = Edit.applied(edits, to: Array(event.value))
            if event.kind == .attribute, XMLAsides.isTarget(index, tree) {
                // what a placeholder stands in is no address
                value = Array("about:blank".utf8)
            }
            for twin in [index] + (twins[index] ?? []) { try tree.set(twin, to: value) }
            if let cell = cells[index] { emptied.insert(cell) }
        }
        for cell in emptied.sorted() { try Self.makeText(cell, of: tree) }
    }

    /// A cell whose text was edited no longer says its value in attributes.
    private static func makeText(_ cell: Int, of tree: borrowing XMLTree) throws(FormatError) {
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
