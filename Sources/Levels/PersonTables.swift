internal import Documents
internal import Lexicons
internal import Mentions
internal import Tokens

/// A column of a table.
struct Column: Hashable {
    let table: Int32
    let number: Int32

    init(_ block: Block) {
        table = block.table
        number = block.column
    }
}

/// The tables of a note whose rows are private persons.
struct PersonTables {
    /// Lines in which a private person is named.
    private(set) var rows = Set<Int32>()
    /// Columns whose first cell says that facts stand below: « Situation », « Observations ».
    private(set) var facts = Set<Column>()
    /// Tables with a person in most rows and no column of actions: lists of persons.
    private(set) var lists = Set<Int32>()

    /// Reads the tables of a note.
    ///
    /// Whoever is an official only because nobody is private in the note is a private person when
    /// rows open with such names.
    ///
    /// - Complexity: O(*n*) in the cells.
    init(reading: Reading, named: [Bool], presumed: [Bool]) {
        var heads = Set<Column>()
        var working = Set<Int32>()
        var lines: [Int32: Set<Int32>] = [:]
        for (index, passage) in reading.passages.enumerated() {
            let block = reading.document.blocks[Int(passage.block)]
            guard block.kind == .cell else { continue }
            lines[block.table, default: []].insert(block.line)
            if named[index] { rows.insert(block.line) }
            if block.column <= 1, presumed[index] { rows.insert(block.line) }
            let labels = Self.labels(of: passage, in: reading)
            if heads.insert(Column(block)).inserted, labels.contains("facts") {
                facts.insert(Column(block))
            }
            if !labels.isDisjoint(with: ["actions", "due", "officer"]) {
                working.insert(block.table)
            }
        }
        for (table, lines) in lines
        where !working.contains(table) && lines.count >= 3
            && lines.count(where: { rows.contains($0) }) * 10 >= lines.count * 7
        {
            lists.insert(table)
        }
    }

    /// The classes of the field labels with which a cell starts.
    private static func labels(of passage: Passage, in reading: Reading) -> Set<String> {
        var labels = Set<String>()
        for term in reading.terms(startingAt: Int(passage.firstToken))
        where term.table == .fields {
            labels.insert(reading.lexicon.className(of: term.row))
        }
        return labels
    }
}
