internal import Tokens

/// An image with the rows of site folders over it: later layers win.
///
/// The sections of the image are copied once and added to: some ten milliseconds, whatever the number
/// of rows. A row that says something else about a form that its table already has takes its place.
///
/// An exception never frees a secret passage by itself: a site may not take secret forms away, and its
/// false friends are of several words, so that they name a thing and not the word.
public struct LexiconPatch: RowStore {
    var sections: [[UInt32]]
    var keys: [UInt8]
    var strings: [UInt8]
    private let header: [UInt32]
    private var digest: UInt64
    private let lexicon: Lexicon
    var wordCount: Int
    var rowCount: Int
    /// What leads to each state, so that a row changes none that others share; empty before the first.
    var ways: [UInt32] = []
    /// The edges of the states that were changed, and the accepts: by word, and in their order.
    var edges: [UInt32: [(word: UInt32, target: UInt32)]] = [:]
    var accepts: [UInt32: [UInt32]] = [:]
    /// The numbers of what words can be.
    var infos: [[UInt32]: UInt32] = [:]
    /// The live rows of each table that was asked for, by their forms.
    private var rowsByForm: [LexiconTable: [String: Int]] = [:]

    /// A patch over a lexicon.
    public init(_ lexicon: Lexicon) {
        self.lexicon = lexicon
        let parts = lexicon.parts()
        (header, sections, keys, strings) = (
            parts.header, parts.sections, parts.keys, parts.strings
        )
        digest = UInt64(header[3]) | UInt64(header[4]) << 32
        wordCount = sections[ImageLayout.Section.words.rawValue].count
        let lengths = sections[ImageLayout.Section.words.rawValue]
        // less the padding: the next key stands right behind the last
        keys.removeLast(keys.count - lengths.reduce(0) { $0 + Int($1 & ImageLayout.keyLengthMask) })
        rowCount = Int(header[5])
    }

    /// Lays a file of a site folder over what is there.
    ///
    /// - Throws: `LexiconError` with the folder, file and line of the first row that cannot be used.
    public mutating func apply(_ file: TableFile) throws(LexiconError) {
        if let fault = LexiconCheck.repetitions(in: file).first { throw fault }
        for row in file.rows {
            try check(row, of: file)
            let known = rowNumber(of: row.form, in: file.table)
            if let known {
                remove(known, of: file.table)
                rowsByForm[file.table]?[row.form] = nil
            }
            if row.isRemoval {
                guard known != nil else { throw file.error(.nothingToRemove, row) }
            } else {
                // a hash table that fills up would never end its search
                guard hasRoom else { throw file.error(.tooManyRows, row) }
                try add(row, of: file)
                rowsByForm[file.table]?[row.form] = rowCount - 1
            }
            note("\(row.isRemoval ? "-" : "+")\(file.table.path)\t\(row.form)\t\(row.className)")
        }
    }

    private func check(_ row: TableFile.Row, of file: TableFile) throws(LexiconError) {
        let table = file.table
        if table.isSecret, row.isRemoval { throw file.error(.freesSecret, row) }
        guard table.excepted?.isSecret == true, !row.isRemoval else { return }
        let variants = FormPattern.variants(of: row.form) ?? []
        if variants.contains(where: { $0.count < 2 }) { throw file.error(.freesSecret, row) }
    }

    /// The image with the rows.
    public func image() -> [UInt8] {
        ImageAssembler.image(
            sections: finished(),
            keys: keys,
            strings: strings,
            rowCount: rowCount,
            digest: digest,
            plainTables: header[ImageLayout.plainTablesOffset],
            header[ImageLayout.plainTablesLength]
        )
    }

    private mutating func note(_ text: String) {
        for byte in text.utf8 { digest = (digest ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }

    // MARK: Taking away

    /// The live row of a form; the rows of a table are gone through once, when it is first asked for.
    private mutating func rowNumber(of form: String, in table: LexiconTable) -> Int? {
        if let known = rowsByForm[table] { return known[form] }
        let rows = sections[ImageLayout.Section.rows.rawValue]
        var numbers: [String: Int] = [:]
        for row in 0..<rowCount {
            let at = row * ImageLayout.rowStride
            guard UInt8(rows[at] & 0xFF) == table.rawValue,
                rows[at] & ImageLayout.rowRemoved == 0
            else { continue }
            numbers[string(at: rows[at + 2])] = row
        }
        rowsByForm[table] = numbers
        return numbers[form]
    }

    private mutating func remove(_ row: Int, of table: LexiconTable) {
        let at = row * ImageLayout.rowStride
        sections[ImageLayout.Section.rows.rawValue][at] |= ImageLayout.rowRemoved
        let form = string(at: sections[ImageLayout.Section.rows.rawValue][at + 2])
        for steps in FormPattern.variants(of: form) ?? [] {
            for path in paths(of: steps, table: table) {
                var state: UInt32 = 0
                for step in path.steps {
                    switch step {
                    case .gap: state = gapState(behind: state)
                    case .word(let key, _): state = self.state(behind: state, word: word(key))
                    }
                }
                removeAccept(of: row, in: state)
            }
            if steps.count == 1, case .word(let key, _) = steps[0] {
                removeClasses(word(key), of: table)
            }
        }
    }

    private mutating func removeAccept(of row: Int, in state: UInt32) {
        var list = accepts(of: state)
        let place = list.firstIndex { Int($0 & ImageLayout.acceptRowMask) == row }
        guard let place else { return }
        list.remove(at: place)
        accepts[state] = list
    }

    /// A word keeps the classes that other rows of the table give it.
    private mutating func removeClasses(_ word: Int, of table: LexiconTable) {
        var kept: WordClasses = []
        let rows = sections[ImageLayout.Section.rows.rawValue]
        for accept in accepts(of: firstState(word)) {
            let row = Int(accept & ImageLayout.acceptRowMask) * ImageLayout.rowStride
            guard UInt8(rows[row] & 0xFF) == table.rawValue else { continue }
            kept.formUnion(WordClasses(table: table, name: string(at: rows[row + 1])))
        }
        let all = (table.classes ?? []).reduce(into: WordClasses()) {
            $0.formUnion(WordClasses(table: table, name: $1))
        }
        give(word, classes(ofWord: word).subtracting(all).union(kept), grammar(ofWord: word))
    }
}
