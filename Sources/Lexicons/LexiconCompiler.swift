internal import Tokens

/// Makes the image of the lexicon from its tables and the French dictionary.
///
/// Deterministic: the same tables and dictionary give the same bytes.
public struct LexiconCompiler: RowStore {
    /// The release of the rules, before the digest in ``Lexicon/rulesVersion``.
    public static let release = "2026.1"

    private struct Word {
        var classes: WordClasses = []
        var grammar: Grammar = []
        var state: UInt32 = 0
    }
    private struct State {
        var accepts: [UInt32] = []
        var gap: UInt32 = 0
    }
    private struct Edge: Hashable {
        let state: UInt32
        let word: UInt32
    }

    private var ids: [[UInt8]: UInt32] = [:]
    private var keys: [[UInt8]] = []
    private var words: [Word] = []
    private var states: [State] = [State()]
    private var edges: [Edge: UInt32] = [:]
    private var edgeOrder: [Edge] = []
    private var rows: [[UInt32]] = []
    private var strings: [UInt8] = []
    private var stringOffsets: [String: UInt32] = [:]

    private init() {}

    /// Compiles tables and dictionary.
    ///
    /// - Parameters:
    ///   - tables: All files of `Lexicons/`, in any order.
    ///   - plainTables: Tables that hold no words (`audiences.tsv` …) by file name, kept as they are.
    ///   - affix: `fr.aff` of hunspell-fr-comprehensive.
    ///   - dictionary: `fr.dic` of the same.
    /// - Returns: The image.
    /// - Throws: `LexiconError` when a form or the dictionary cannot be used.
    public static func compile(
        tables: [TableFile],
        plainTables: [String: String],
        affix: String,
        dictionary: String
    ) throws(LexiconError) -> [UInt8] {
        var compiler = LexiconCompiler()
        let hunspell = try HunspellDictionary(affix: affix)
        hunspell.forEachForm(of: dictionary) { form, grammar in
            compiler.addDictionary(form: form, grammar: grammar)
        }
        let ordered = tables.sorted { $0.table.rawValue < $1.table.rawValue }
        for file in ordered {
            for row in file.rows { try compiler.add(row, of: file) }
        }
        compiler.addDictionaryFirstNames()
        compiler.addUnaccentedForms()
        return compiler.image(plainTables: plainTables)
    }

    // MARK: Words

    private mutating func id(_ key: [UInt8]) -> UInt32 {
        if let known = ids[key] { return known }
        let id = UInt32(keys.count)
        ids[key] = id
        keys.append(key)
        words.append(Word())
        return id
    }

    /// A form of the dictionary; of « arc-en-ciel » and « aujourd'hui » the parts, as the tokenizer
    /// cuts them.
    private mutating func addDictionary(form: [UInt8], grammar: Grammar) {
        var parts: [ArraySlice<UInt8>] = []
        var start = 0
        for (index, byte) in form.enumerated() {
            switch byte {
            case 0x27:
                parts.append(form[start...index])
                start = index + 1
            case 0x2D, 0x20:
                parts.append(form[start..<index])
                start = index + 1
            default: break
            }
        }
        parts.append(form[start...])
        for part in parts where !part.isEmpty {
            var key = WordKey()
            Array(part).withUnsafeBufferPointer { key.make($0, 0, $0.count) }
            guard !key.bytes.isEmpty else { continue }
            add(key: key, grammar: grammar, isWhole: parts.count == 1)
        }
    }

    private mutating func add(key: WordKey, grammar: Grammar, isWhole: Bool) {
        var grammar = isWhole ? grammar : .other
        if key.shape != .lower, grammar.isDisjoint(with: [.firstName, .properNoun]) {
            // capitalised nouns of the dictionary are acronyms, months, peoples
            grammar = isWhole ? .properNoun : []
        }
        let id = Int(id(key.bytes))
        let wasKnown = words[id].grammar.contains(.exact)
        let wasPlural = words[id].grammar.contains(.plural)
        words[id].grammar.formUnion(grammar.union(.exact))
        // « plural » only where every reading is one
        if wasKnown, !(wasPlural && grammar.contains(.plural)) {
            words[id].grammar.remove(.plural)
        }
    }

    /// First names that only the dictionary has: anchors unless they are something else too.
    private mutating func addDictionaryFirstNames() {
        let others: WordClasses = [
            .surname, .ambiguousSurname, .place, .ambiguousPlace, .brand, .calendar, .institution,
        ]
        for index in words.indices
        where words[index].grammar.contains(.firstName)
            && words[index].classes.isDisjoint(with: .anyFirstName)
        {
            let isSure =
                words[index].grammar.isDisjoint(with: Grammar.common)
                && words[index].classes.isDisjoint(with: others)
            words[index].classes.insert(isSure ? .firstName : .ambiguousFirstName)
        }
    }

    /// « helene » beside « hélène »: lists and capitals are written without accents.
    private mutating func addUnaccentedForms() {
        for index in keys.indices {
            let plain = WordKey.withoutAccents(keys[index])
            guard plain != keys[index] else { continue }
            let word = words[index]
            let other = Int(id(plain))
            words[other].classes.formUnion(word.classes)
            if !words[other].grammar.contains(.exact) {
                words[other].grammar.insert(.unaccented)
            }
            if words[other].grammar.contains(.unaccented) {
                words[other].grammar.formUnion(word.grammar.subtracting(.exact))
            }
        }
    }

    // MARK: Storage

    func knownWord(_ key: [UInt8]) -> Int? { ids[key].map { Int($0) } }

    mutating func word(_ key: [UInt8]) -> Int { Int(id(key)) }

    func grammar(ofWord word: Int) -> Grammar { words[word].grammar }

    mutating func give(_ word: Int, _ classes: WordClasses, _ grammar: Grammar) {
        words[word].classes = classes
        words[word].grammar = grammar
    }

    func classes(ofWord word: Int) -> WordClasses { words[word].classes }

    mutating func append(row: [UInt32]) -> UInt32 {
        rows.append(row)
        return UInt32(rows.count - 1)
    }

    mutating func gapState(behind state: UInt32) -> UInt32 {
        if states[Int(state)].gap == 0 {
            states[Int(state)].gap = UInt32(states.count)
            states.append(State())
        }
        return states[Int(state)].gap
    }

    mutating func state(behind state: UInt32, word: Int) -> UInt32 {
        let edge = Edge(state: state, word: UInt32(word))
        if let known = edges[edge] { return known }
        let target = UInt32(states.count)
        states.append(State())
        edges[edge] = target
        edgeOrder.append(edge)
        if state == 0 { words[word].state = target }
        return target
    }

    mutating func accept(_ accept: UInt32, in state: UInt32) {
        if !states[Int(state)].accepts.contains(accept) {
            states[Int(state)].accepts.append(accept)
        }
    }

    mutating func string(_ text: String) -> UInt32 {
        if let known = stringOffsets[text] { return known }
        let offset = UInt32(strings.count)
        let bytes = Array(text.utf8)
        strings.append(UInt8(bytes.count & 0xFF))
        strings.append(UInt8(bytes.count >> 8))
        strings += bytes
        stringOffsets[text] = offset
        return offset
    }

    // MARK: Image

    private mutating func image(plainTables: [String: String]) -> [UInt8] {
        let plainTablesAt = UInt32(strings.count)
        for (name, text) in plainTables.sorted(by: { $0.key < $1.key }) {
            strings += Array(name.utf8) + [0] + text.utf8.filter { $0 != 0 } + [0]
        }
        let plainTablesEnd = UInt32(strings.count)
        var sections: [[UInt32]] = Array(repeating: [], count: ImageLayout.Section.allCases.count)
        var keyOffsets: [UInt32] = []
        for key in keys {
            keyOffsets.append(UInt32(strings.count))
            strings += key
        }
        for (index, word) in words.enumerated() {
            sections[ImageLayout.Section.words.rawValue] += [
                keyOffsets[index],
                UInt32(keys[index].count) | UInt32(word.grammar.rawValue) << 16,
                UInt32(truncatingIfNeeded: word.classes.rawValue),
                UInt32(truncatingIfNeeded: word.classes.rawValue >> 32),
                word.state,
            ]
        }
        sections[ImageLayout.Section.slots.rawValue] = slots()
        sections[ImageLayout.Section.edges.rawValue] = edgeTable()
        for state in states {
            let first = UInt32(sections[ImageLayout.Section.accepts.rawValue].count)
            sections[ImageLayout.Section.accepts.rawValue] += state.accepts
            sections[ImageLayout.Section.states.rawValue] += [
                first, UInt32(state.accepts.count), state.gap,
            ]
        }
        sections[ImageLayout.Section.rows.rawValue] = rows.flatMap { $0 }
        return ImageAssembler.image(
            sections: sections,
            strings: strings,
            rowCount: rows.count,
            digest: nil,
            plainTables: plainTablesAt,
            plainTablesEnd - plainTablesAt
        )
    }

    private func slots() -> [UInt32] {
        var size = 1024
        while size < keys.count * 2 { size *= 2 }
        var slots = [UInt32](repeating: 0, count: size * ImageLayout.slotStride)
        for (index, key) in keys.enumerated() {
            let hash = key.withUnsafeBufferPointer { ImageLayout.hash($0) }
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            while slots[slot * 2 + 1] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot * 2] = UInt32(truncatingIfNeeded: hash >> 32)
            slots[slot * 2 + 1] = UInt32(index + 1)
        }
        return slots
    }

    private func edgeTable() -> [UInt32] {
        var size = 1024
        // three in four slots full at most: the rows of site folders find their place in the rest
        while size * 3 < edgeOrder.count * 4 { size *= 2 }
        var table = [UInt32](repeating: 0, count: size * ImageLayout.edgeStride)
        for edge in edgeOrder {
            var slot = Int(ImageLayout.hash(state: edge.state, word: edge.word)) & (size - 1)
            while table[slot * 3 + 2] != 0 { slot = (slot + 1) & (size - 1) }
            table[slot * 3] = edge.state
            table[slot * 3 + 1] = edge.word
            table[slot * 3 + 2] = (edges[edge] ?? 0) + 1
        }
        return table
    }
}
