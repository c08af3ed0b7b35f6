internal import Tokens

/// Makes the image of the lexicon from its tables and the French dictionary.
///
/// Deterministic: the same tables and dictionary give the same bytes.
public struct LexiconCompiler {
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
    ///   - audiences: The table `audiences.tsv`, kept as it is.
    ///   - affix: `fr.aff` of hunspell-fr-comprehensive.
    ///   - dictionary: `fr.dic` of the same.
    /// - Returns: The image.
    /// - Throws: `LexiconError` when a form or the dictionary cannot be used.
    public static func compile(
        tables: [TableFile],
        audiences: String,
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
            for row in file.rows { try compiler.add(row, of: file.table) }
        }
        compiler.addDictionaryFirstNames()
        compiler.addUnaccentedForms()
        return compiler.image(audiences: audiences)
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

    // MARK: Rows

    private mutating func add(_ row: TableFile.Row, of table: LexiconTable) throws(LexiconError) {
        guard let variants = FormPattern.variants(of: row.form) else {
            throw LexiconError(code: .badForm, file: table.path, line: row.line, word: row.form)
        }
        let classes = WordClasses(table: table, name: row.className)
        var flags: UInt32 = 0
        if variants.contains(where: { $0.count == 1 && Self.isAcronym($0[0]) }) {
            flags |= ImageLayout.rowAcronym
        }
        if variants.contains(where: { $0.count > 1 }) { flags |= ImageLayout.rowPhrase }
        let number = UInt32(rows.count)
        rows.append([
            UInt32(table.rawValue) | UInt32(row.need.rawValue) << 8 | flags,
            string(row.className), string(row.form), string(row.source),
        ])
        for steps in variants {
            if steps.count == 1, case .word(let key, _) = steps[0] {
                let word = Int(id(key))
                words[word].classes.formUnion(classes)
                words[word].grammar.insert(.exact)
                words[word].grammar.remove(.unaccented)
            }
            addPath(steps, accept: number)
            addUnaccentedPath(steps, row: number, of: table)
        }
    }

    private static func isAcronym(_ step: FormPattern.Step) -> Bool {
        if case .word(_, let isAcronym) = step { return isAcronym }
        return false
    }

    private mutating func addUnaccentedPath(
        _ steps: [FormPattern.Step],
        row: UInt32,
        of table: LexiconTable
    ) {
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
                if let other = ids[bare], words[Int(other)].grammar.contains(.exact) {
                    isAmbiguous = true
                }
            }
            plain.append(.word(key: bare, isAcronym: isAcronym))
        }
        guard isChanged else { return }
        var accept = row
        if !table.ignoresAccents {
            accept |= ImageLayout.acceptUnaccented
            if isAmbiguous { accept |= ImageLayout.acceptAmbiguous }
        }
        addPath(plain, accept: accept)
    }

    private mutating func addPath(_ steps: [FormPattern.Step], accept: UInt32) {
        var state: UInt32 = 0
        for step in steps {
            switch step {
            case .gap:
                if states[Int(state)].gap == 0 {
                    states[Int(state)].gap = UInt32(states.count)
                    states.append(State())
                }
                state = states[Int(state)].gap
            case .word(let key, _):
                let edge = Edge(state: state, word: id(key))
                if let known = edges[edge] {
                    state = known
                } else {
                    let target = UInt32(states.count)
                    states.append(State())
                    edges[edge] = target
                    edgeOrder.append(edge)
                    if state == 0 { words[Int(edge.word)].state = target }
                    state = target
                }
            }
        }
        if !states[Int(state)].accepts.contains(accept) {
            states[Int(state)].accepts.append(accept)
        }
    }

    private mutating func string(_ text: String) -> UInt32 {
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

    private mutating func image(audiences: String) -> [UInt8] {
        let audiencesAt = UInt32(strings.count)
        strings += Array(audiences.utf8)
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
        while strings.count % 4 != 0 { strings.append(0) }
        var body: [UInt8] = []
        var header: [UInt32] = [ImageLayout.magic, ImageLayout.version, 0, 0, 0, 0]
        let start = ImageLayout.headerWords * 4
        for section in ImageLayout.Section.allCases {
            let bytes =
                section == .strings
                ? strings
                : sections[section.rawValue].withUnsafeBytes { Array($0) }
            header += [UInt32(start + body.count), UInt32(bytes.count)]
            body += bytes
        }
        header += Array(repeating: 0, count: ImageLayout.headerWords - header.count)
        let digest = body.withUnsafeBufferPointer { ImageLayout.hash($0) }
        header[2] = UInt32(start + body.count)
        header[3] = UInt32(truncatingIfNeeded: digest)
        header[4] = UInt32(truncatingIfNeeded: digest >> 32)
        header[5] = UInt32(rows.count)
        header[ImageLayout.audiencesOffset] = audiencesAt
        header[ImageLayout.audiencesLength] = UInt32(audiences.utf8.count)
        return header.withUnsafeBytes { Array($0) } + body
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
        while size < edgeOrder.count * 2 { size *= 2 }
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
