internal import Tokens

/// Where the rows of tables go: the compiler's lists, or the sections of an image.
///
/// What a row means is said once, here.
protocol RowStore {
    /// The number of a word, from 0, or nil.
    func knownWord(_ key: [UInt8]) -> Int?
    /// The number of a word, which is made when it is unknown.
    mutating func word(_ key: [UInt8]) -> Int
    func classes(ofWord word: Int) -> WordClasses
    func grammar(ofWord word: Int) -> Grammar
    mutating func give(_ word: Int, _ classes: WordClasses, _ grammar: Grammar)
    /// Appends the numbers of a row; returns the row's number.
    mutating func append(row: [UInt32]) -> UInt32
    /// The place of a string.
    mutating func string(_ text: String) -> UInt32
    /// The state behind a gap, made when it is missing.
    mutating func gapState(behind state: UInt32) -> UInt32
    /// The state behind a word, made when it is missing.
    mutating func state(behind state: UInt32, word: Int) -> UInt32
    mutating func accept(_ accept: UInt32, in state: UInt32)
}

/// A form as paths of the automaton: its variants, and those that were written without accents.
struct RowPath {
    let steps: [FormPattern.Step]
    /// Flags of the accept, above the row number.
    let flags: UInt32
}

extension RowStore {
    /// Adds a row of a table.
    ///
    /// - Throws: `LexiconError` when its form cannot be read.
    mutating func add(_ row: TableFile.Row, of file: TableFile) throws(LexiconError) {
        let table = file.table
        guard let variants = FormPattern.variants(of: row.form) else {
            throw file.error(.badForm, row)
        }
        var flags: UInt32 = 0
        if variants.contains(where: { $0.count > 1 }) { flags |= ImageLayout.rowPhrase }
        let number = append(row: [
            UInt32(table.rawValue) | UInt32(row.need.rawValue) << 8 | flags,
            string(row.className), string(row.form), string(row.source),
        ])
        let classes = WordClasses(table: table, name: row.className)
        for steps in variants {
            if steps.count == 1, case .word(let key, _) = steps[0] {
                let word = word(key)
                let grammar = grammar(ofWord: word)
                give(
                    word,
                    self.classes(ofWord: word).union(classes),
                    table.isMatched ? grammar.union(.exact).subtracting(.unaccented) : grammar
                )
            }
            guard table.isMatched else { continue }
            let tableBits = UInt32(table.rawValue) << ImageLayout.acceptTableShift
            for path in paths(of: steps, table: table) {
                var state: UInt32 = 0
                for step in path.steps {
                    switch step {
                    case .gap: state = gapState(behind: state)
                    case .word(let key, _): state = self.state(behind: state, word: word(key))
                    }
                }
                accept(number | tableBits | path.flags, in: state)
            }
        }
    }

    private static func isAcronym(_ step: FormPattern.Step) -> Bool {
        if case .word(_, let isAcronym) = step { return isAcronym }
        return false
    }

    /// The path of a variant, and a second one without its accents where it has any.
    func paths(of steps: [FormPattern.Step], table: LexiconTable) -> [RowPath] {
        var isChanged = false
        var isAmbiguous = false
        var plain: [FormPattern.Step] = []
        for step in steps {
            guard case .word(let key, let isAcronym) = step else {
                plain.append(step)
                continue
            }
            let bare = WordKey.withoutAccents(key)
            if bare != key {
                isChanged = true
                if let other = knownWord(bare), grammar(ofWord: other).contains(.exact) {
                    isAmbiguous = true
                }
            }
            plain.append(.word(key: bare, isAcronym: isAcronym))
        }
        // « {ORL|cardiologie} »: each variant for itself
        let isAcronym = steps.count == 1 && Self.isAcronym(steps[0])
        var flags = isAcronym ? ImageLayout.acceptAcronym : 0
        var paths = [RowPath(steps: steps, flags: flags)]
        guard isChanged else { return paths }
        if !table.ignoresAccents {
            flags |= ImageLayout.acceptUnaccented
            if isAmbiguous { flags |= ImageLayout.acceptAmbiguous }
        }
        paths.append(RowPath(steps: plain, flags: flags))
        return paths
    }
}
