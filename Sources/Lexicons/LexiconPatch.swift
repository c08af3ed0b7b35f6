internal import Tokens

/// An image with the rows of site folders over it: later layers win.
///
/// The sections of the image are copied once and added to: some ten milliseconds, whatever the number
/// of rows. A row that says something else about a form that its table already has takes its place.
///
/// An exception never frees a secret passage by itself: a site may not take secret forms away, and its
/// false friends are of several words, so that they name a thing and not the word.
public struct LexiconPatch: RowStore {
    private var sections: [[UInt32]]
    private var strings: [UInt8]
    private let header: [UInt32]
    private var digest: UInt64
    private let lexicon: Lexicon
    private var wordCount: Int
    private var rowCount: Int
    /// The live rows of each table that was asked for, by their forms.
    private var rowsByForm: [LexiconTable: [String: Int]] = [:]

    /// A patch over a lexicon.
    public init(_ lexicon: Lexicon) {
        self.lexicon = lexicon
        (header, sections, strings) = lexicon.sections()
        digest = UInt64(header[3]) | UInt64(header[4]) << 32
        wordCount = sections[ImageLayout.Section.words.rawValue].count / ImageLayout.wordStride
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
            sections: sections,
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
        let entry = Int(state) * ImageLayout.stateStride
        let first = Int(states(entry))
        let count = Int(states(entry + 1))
        for index in first..<(first + count)
        where Int(accepts(index) & ImageLayout.acceptRowMask) == row {
            sections[ImageLayout.Section.accepts.rawValue][index] = accepts(first + count - 1)
            sections[ImageLayout.Section.states.rawValue][entry + 1] -= 1
            return
        }
    }

    /// A word keeps the classes that other rows of the table give it.
    private mutating func removeClasses(_ word: Int, of table: LexiconTable) {
        var kept: WordClasses = []
        let rows = sections[ImageLayout.Section.rows.rawValue]
        let state = words(word * ImageLayout.wordStride + 4)
        let entry = Int(state) * ImageLayout.stateStride
        for index in Int(states(entry))..<Int(states(entry) + states(entry + 1)) {
            let row = Int(accepts(index) & ImageLayout.acceptRowMask) * ImageLayout.rowStride
            guard UInt8(rows[row] & 0xFF) == table.rawValue else { continue }
            kept.formUnion(WordClasses(table: table, name: string(at: rows[row + 1])))
        }
        let all = (table.classes ?? []).reduce(into: WordClasses()) {
            $0.formUnion(WordClasses(table: table, name: $1))
        }
        give(word, classes(ofWord: word).subtracting(all).union(kept), grammar(ofWord: word))
    }

    // MARK: Storage

    private func words(_ index: Int) -> UInt32 {
        sections[ImageLayout.Section.words.rawValue][index]
    }
    private func edges(_ index: Int) -> UInt32 {
        sections[ImageLayout.Section.edges.rawValue][index]
    }
    private func states(_ index: Int) -> UInt32 {
        sections[ImageLayout.Section.states.rawValue][index]
    }
    private func accepts(_ index: Int) -> UInt32 {
        sections[ImageLayout.Section.accepts.rawValue][index]
    }

    private var hasRoom: Bool {
        let slots = sections[ImageLayout.Section.slots.rawValue].count / ImageLayout.slotStride
        let edges = sections[ImageLayout.Section.edges.rawValue].count / ImageLayout.edgeStride
        let states = sections[ImageLayout.Section.states.rawValue].count / ImageLayout.stateStride
        // a form of many variants adds some thousand words and edges; a state has one edge to it
        return wordCount + 20_000 < slots * 7 / 8 && states + 20_000 < edges * 7 / 8
    }

    private func string(at offset: UInt32) -> String {
        let start = Int(offset)
        let count = Int(strings[start]) | Int(strings[start + 1]) << 8
        return String(decoding: strings[(start + 2)..<(start + 2 + count)], as: UTF8.self)
    }

    func knownWord(_ key: [UInt8]) -> Int? {
        let slot = slot(of: key)
        let id = sections[ImageLayout.Section.slots.rawValue][slot * 2 + 1]
        return id == 0 ? nil : Int(id) - 1
    }

    /// The slot that holds a word, or the free one where it would stand.
    private func slot(of key: [UInt8]) -> Int {
        let slots = sections[ImageLayout.Section.slots.rawValue]
        let mask = slots.count / ImageLayout.slotStride - 1
        let hash = key.withUnsafeBufferPointer { ImageLayout.hash($0) }
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let id = slots[slot * 2 + 1]
            if id == 0 { return slot }
            if slots[slot * 2] == tag {
                let word = Int(id - 1) * ImageLayout.wordStride
                let start = Int(words(word))
                let count = Int(words(word + 1) & 0xFFFF)
                if strings[start..<(start + count)].elementsEqual(key) { return slot }
            }
            slot = (slot + 1) & mask
        }
    }

    mutating func word(_ key: [UInt8]) -> Int {
        let slot = slot(of: key)
        let id = sections[ImageLayout.Section.slots.rawValue][slot * 2 + 1]
        if id != 0 { return Int(id) - 1 }
        let hash = key.withUnsafeBufferPointer { ImageLayout.hash($0) }
        sections[ImageLayout.Section.slots.rawValue][slot * 2] = UInt32(
            truncatingIfNeeded: hash >> 32
        )
        sections[ImageLayout.Section.slots.rawValue][slot * 2 + 1] = UInt32(wordCount + 1)
        sections[ImageLayout.Section.words.rawValue] += [
            UInt32(strings.count), UInt32(key.count), 0, 0, 0,
        ]
        strings += key
        wordCount += 1
        return wordCount - 1
    }

    func classes(ofWord word: Int) -> WordClasses {
        let at = word * ImageLayout.wordStride
        return WordClasses(rawValue: UInt64(words(at + 2)) | UInt64(words(at + 3)) << 32)
    }

    func grammar(ofWord word: Int) -> Grammar {
        Grammar(rawValue: UInt16(words(word * ImageLayout.wordStride + 1) >> 16))
    }

    mutating func give(_ word: Int, _ classes: WordClasses, _ grammar: Grammar) {
        let at = word * ImageLayout.wordStride
        let length = words(at + 1) & 0xFFFF
        sections[ImageLayout.Section.words.rawValue][at + 1] =
            length | UInt32(grammar.rawValue) << 16
        sections[ImageLayout.Section.words.rawValue][at + 2] = UInt32(
            truncatingIfNeeded: classes.rawValue
        )
        sections[ImageLayout.Section.words.rawValue][at + 3] = UInt32(
            truncatingIfNeeded: classes.rawValue >> 32
        )
    }

    mutating func append(row: [UInt32]) -> UInt32 {
        sections[ImageLayout.Section.rows.rawValue] += row
        rowCount += 1
        return UInt32(rowCount - 1)
    }

    mutating func string(_ text: String) -> UInt32 {
        let offset = UInt32(strings.count)
        let bytes = Array(text.utf8)
        strings += [UInt8(bytes.count & 0xFF), UInt8(bytes.count >> 8)] + bytes
        return offset
    }

    private mutating func appendState() -> UInt32 {
        let count = sections[ImageLayout.Section.states.rawValue].count / ImageLayout.stateStride
        sections[ImageLayout.Section.states.rawValue] += [0, 0, 0]
        return UInt32(count)
    }

    mutating func gapState(behind state: UInt32) -> UInt32 {
        let entry = Int(state) * ImageLayout.stateStride
        if states(entry + 2) != 0 { return states(entry + 2) }
        let target = appendState()
        sections[ImageLayout.Section.states.rawValue][entry + 2] = target
        return target
    }

    mutating func state(behind state: UInt32, word: Int) -> UInt32 {
        let mask =
            sections[ImageLayout.Section.edges.rawValue].count / ImageLayout.edgeStride - 1
        var slot = Int(ImageLayout.hash(state: state, word: UInt32(word))) & mask
        while edges(slot * 3 + 2) != 0 {
            if edges(slot * 3) == state, edges(slot * 3 + 1) == UInt32(word) {
                return edges(slot * 3 + 2) - 1
            }
            slot = (slot + 1) & mask
        }
        let target = appendState()
        for (offset, value) in [state, UInt32(word), target + 1].enumerated() {
            sections[ImageLayout.Section.edges.rawValue][slot * 3 + offset] = value
        }
        if state == 0 {
            let at = word * ImageLayout.wordStride + 4
            sections[ImageLayout.Section.words.rawValue][at] = target
        }
        return target
    }

    /// The accepts of a state stand together, so they move to the end to make room for one more.
    mutating func accept(_ accept: UInt32, in state: UInt32) {
        let entry = Int(state) * ImageLayout.stateStride
        let first = Int(states(entry))
        let old = sections[ImageLayout.Section.accepts.rawValue][
            first..<(first + Int(states(entry + 1)))
        ]
        guard !old.contains(accept) else { return }
        let moved = Array(old) + [accept]
        sections[ImageLayout.Section.states.rawValue][entry] = UInt32(
            sections[ImageLayout.Section.accepts.rawValue].count
        )
        sections[ImageLayout.Section.states.rawValue][entry + 1] = UInt32(moved.count)
        sections[ImageLayout.Section.accepts.rawValue] += moved
    }
}
