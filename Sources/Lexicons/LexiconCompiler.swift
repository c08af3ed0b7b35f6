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
    }

    private var ids: [[UInt8]: UInt32] = [:]
    private var keys: [[UInt8]] = []
    private var words: [Word] = []
    private var automaton = TermAutomaton()
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
        guard compiler.keys.count < ImageLayout.slotWordMask else {
            throw LexiconError(code: .tooManyRows)
        }
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

    mutating func gapState(behind state: UInt32) -> UInt32 { automaton.gapState(behind: state) }

    mutating func state(behind state: UInt32, word: Int) -> UInt32 {
        automaton.state(behind: state, word: word)
    }

    mutating func accept(_ accept: UInt32, in state: UInt32) {
        automaton.accept(accept, in: state)
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
        // words of the tables stand together, those of forms first, then short ones, which texts use
        // more: what a text does not use stays on disk
        let inForms = automaton.words
        let order = keys.indices.sorted {
            (rank($0, inForms), keys[$0].count, $0) < (rank($1, inForms), keys[$1].count, $1)
        }
        var numbers = [UInt32](repeating: 0, count: keys.count)
        var sections: [[UInt32]] = Array(repeating: [], count: ImageLayout.Section.allCases.count)
        var infos: [[UInt32]: UInt32] = [:]
        var allKeys: [UInt8] = []
        for (number, index) in order.enumerated() {
            numbers[index] = UInt32(number)
            let (word, key) = (words[index], keys[index])
            let info = [
                UInt32(truncatingIfNeeded: word.classes.rawValue),
                UInt32(truncatingIfNeeded: word.classes.rawValue >> 32),
                UInt32(word.grammar.rawValue),
            ]
            if infos[info] == nil {
                infos[info] = UInt32(infos.count)
                sections[ImageLayout.Section.infos.rawValue] += info
            }
            let place = (infos[info] ?? 0) << ImageLayout.keyLengthBits
            if number % ImageLayout.placeStride == 0 {
                sections[ImageLayout.Section.places.rawValue].append(UInt32(allKeys.count))
            }
            sections[ImageLayout.Section.words.rawValue].append(UInt32(key.count) | place)
            allKeys += key
        }
        sections[ImageLayout.Section.slots.rawValue] = slots(order)
        let automaton = automaton.sections(numbers: numbers)
        sections[ImageLayout.Section.firsts.rawValue] = automaton.firsts
        sections[ImageLayout.Section.edges.rawValue] = automaton.edges
        sections[ImageLayout.Section.states.rawValue] = automaton.states
        sections[ImageLayout.Section.accepts.rawValue] = automaton.accepts
        sections[ImageLayout.Section.rows.rawValue] = rows.flatMap { $0 }
        return ImageAssembler.image(
            sections: sections,
            keys: allKeys,
            strings: strings,
            rowCount: rows.count,
            digest: nil,
            plainTables: plainTablesAt,
            plainTablesEnd - plainTablesAt
        )
    }

    private func rank(_ word: Int, _ inForms: Set<Int>) -> Int {
        inForms.contains(word) ? 0 : words[word].classes.isEmpty ? 2 : 1
    }

    private func slots(_ order: [Int]) -> [UInt32] {
        var size = 1024
        // two in three slots full at most
        while size * 2 < keys.count * 3 { size *= 2 }
        var slots = [UInt32](repeating: 0, count: size)
        for (number, index) in order.enumerated() {
            let hash = keys[index].withUnsafeBufferPointer { ImageLayout.hash($0) }
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = ImageLayout.tag(of: hash) | UInt32(number + 1)
        }
        return slots
    }
}
