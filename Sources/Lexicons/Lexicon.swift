internal import Tokens

/// The compiled tables, for look-up.
///
/// It reads bytes that a door has mapped; nothing is copied and nothing is allocated on look-up.
/// The bounds of all sections are checked once, when it is opened.
public struct Lexicon: @unchecked Sendable {
    // `@unchecked`: the memory behind `image` is never written after a door has mapped it
    // read-only, and the door keeps it mapped as long as the process lives.
    private let image: UnsafeRawBufferPointer
    private let slots: UnsafePointer<UInt32>
    private let slotMask: Int
    private let words: UnsafePointer<UInt32>
    private let places: UnsafePointer<UInt32>
    private let keys: UnsafePointer<UInt8>
    private let infos: UnsafePointer<UInt32>
    private let firsts: UnsafePointer<UInt32>
    private let firstCount: Int
    private let edges: UnsafePointer<UInt32>
    private let states: UnsafePointer<UInt32>
    private let accepts: UnsafePointer<UInt32>
    private let rows: UnsafePointer<UInt32>
    private let strings: UnsafePointer<UInt8>
    /// Number of rows of all tables.
    public let rowCount: Int
    /// Release and digest of the rules, like `2026.1+3f9a0c11d2e4`.
    public let rulesVersion: String

    /// A word that the lexicon knows; 0 stands for an unknown word.
    public typealias WordID = UInt32

    /// Opens an image.
    ///
    /// - Parameter image: The whole file, aligned to 4 bytes, valid as long as the lexicon is used.
    /// - Throws: `LexiconError` `badImage` when it is cut or of another version.
    public init(image: UnsafeRawBufferPointer) throws(LexiconError) {
        let failure = LexiconError(code: .badImage)
        let headerSize = ImageLayout.headerWords * 4
        guard let base = image.baseAddress, image.count >= headerSize,
            Int(bitPattern: base) % 4 == 0
        else { throw failure }
        let header = base.assumingMemoryBound(to: UInt32.self)
        guard header[0] == ImageLayout.magic, header[1] == ImageLayout.version,
            Int(header[2]) == image.count
        else { throw failure }
        func section(_ section: ImageLayout.Section) -> (offset: Int, length: Int) {
            let at = 6 + section.rawValue * 2
            return (Int(header[at]), Int(header[at + 1]))
        }
        for each in ImageLayout.Section.allCases {
            let (offset, length) = section(each)
            guard offset % 4 == 0, offset >= headerSize, offset + length <= image.count else {
                throw failure
            }
        }
        func numbers(_ each: ImageLayout.Section) -> UnsafePointer<UInt32> {
            (base + section(each).offset).assumingMemoryBound(to: UInt32.self)
        }
        let slotCount = section(.slots).length / 4
        guard slotCount > 0, slotCount & (slotCount - 1) == 0 else { throw failure }
        self.image = image
        slots = numbers(.slots)
        slotMask = slotCount - 1
        words = numbers(.words)
        places = numbers(.places)
        keys = (base + section(.keys).offset).assumingMemoryBound(to: UInt8.self)
        infos = numbers(.infos)
        firsts = numbers(.firsts)
        firstCount = section(.firsts).length / 4
        edges = numbers(.edges)
        states = numbers(.states)
        accepts = numbers(.accepts)
        rows = numbers(.rows)
        strings = (base + section(.strings).offset).assumingMemoryBound(to: UInt8.self)
        rowCount = Int(header[5])
        let digest = UInt64(header[3]) | UInt64(header[4]) << 32
        let digits = String(digest & 0xFFFF_FFFF_FFFF, radix: 16)
        let padding = String(repeating: "0", count: 12 - digits.count)
        rulesVersion = "\(LexiconCompiler.release)+\(padding)\(digits)"
    }

    // MARK: Words

    /// The word of a key, or 0.
    ///
    /// - Parameter key: Bytes that `WordKey` made.
    /// - Returns: Its number, from 1; 0 when no table and no dictionary has it.
    /// - Complexity: O(length of the key).
    public func word(_ key: [UInt8]) -> WordID {
        key.withUnsafeBufferPointer { key in
            guard !key.isEmpty else { return 0 }
            let hash = ImageLayout.hash(key)
            let tag = ImageLayout.tag(of: hash)
            var slot = Int(truncatingIfNeeded: hash) & slotMask
            while true {
                let entry = slots[slot]
                if entry == 0 { return 0 }
                let id = entry & ImageLayout.slotWordMask
                if entry & ~ImageLayout.slotWordMask == tag, isKey(key, of: id) { return id }
                slot = (slot + 1) & slotMask
            }
        }
    }

    private func isKey(_ key: UnsafeBufferPointer<UInt8>, of id: WordID) -> Bool {
        let word = Int(id) - 1
        guard Int(words[word] & ImageLayout.keyLengthMask) == key.count else { return false }
        // the keys stand one behind the other: the lengths of those before it tell where it starts
        let first = word & ~(ImageLayout.placeStride - 1)
        var start = Int(places[word / ImageLayout.placeStride])
        for other in first..<word { start += Int(words[other] & ImageLayout.keyLengthMask) }
        let stored = keys + start
        for index in 0..<key.count where stored[index] != key[index] { return false }
        return true
    }

    private func info(_ id: WordID) -> UnsafePointer<UInt32> {
        let place = words[Int(id) - 1] >> ImageLayout.keyLengthBits
        return infos + Int(place) * ImageLayout.infoStride
    }

    /// What a word can be; nothing for word 0.
    public func classes(_ id: WordID) -> WordClasses {
        guard id != 0 else { return [] }
        let info = info(id)
        return WordClasses(rawValue: UInt64(info[0]) | UInt64(info[1]) << 32)
    }

    /// What the dictionary says of a word; nothing for word 0.
    public func grammar(_ id: WordID) -> Grammar {
        guard id != 0 else { return [] }
        return Grammar(rawValue: UInt16(truncatingIfNeeded: info(id)[2]))
    }

    // MARK: Terms

    /// The link to the state of the term automaton after its first word, or 0.
    @inline(__always)
    func firstLink(_ id: WordID) -> UInt32 {
        id == 0 || Int(id) > firstCount ? 0 : firsts[Int(id) - 1] & ~ImageLayout.firstGoesOn
    }

    /// Whether a word stands in a form behind its first word.
    @inline(__always)
    func mayGoOn(_ id: WordID) -> Bool {
        id != 0 && Int(id) <= firstCount && firsts[Int(id) - 1] & ImageLayout.firstGoesOn != 0
    }

    /// The link to the state after another word, or 0.
    ///
    /// - Complexity: O(1).
    @inline(__always)
    func next(_ state: UInt32, _ id: WordID) -> UInt32 {
        let word = id &- 1
        let entry = states + Int(state) * ImageLayout.stateStride
        let first = edges + Int(entry[1]) * ImageLayout.edgeStride
        let places = entry[3] >> ImageLayout.acceptCountBits
        if places <= UInt32(ImageLayout.listedEdges) {
            for place in 0..<Int(places) where first[place * 2] == word {
                return first[place * 2 + 1]
            }
            return 0
        }
        var place = ImageLayout.place(of: word, in: places)
        while true {
            let found = first[Int(place) * 2]
            if found == word { return first[Int(place) * 2 + 1] }
            if found == ImageLayout.noWord { return 0 }
            place = (place + 1) & (places - 1)
        }
    }

    func gap(_ state: UInt32) -> UInt32 { states[Int(state) * ImageLayout.stateStride + 2] }

    func accepts(_ state: UInt32) -> UnsafeBufferPointer<UInt32> {
        let entry = states + Int(state) * ImageLayout.stateStride
        let count = Int(entry[3] & ImageLayout.acceptCountMask)
        return UnsafeBufferPointer(start: accepts + Int(entry[0]), count: count)
    }

    // MARK: Rows

    /// The table of a row.
    public func table(of row: Int) -> LexiconTable {
        LexiconTable(rawValue: rawTable(of: row)) ?? .generic
    }

    /// The number of the table of a row.
    @inline(__always)
    private func rawTable(of row: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: rows[row * ImageLayout.rowStride])
    }

    /// The rows from a table on: those of site folders stand behind those of all tables.
    ///
    /// - Complexity: O(rows before it).
    public func rows(from table: LexiconTable) -> [Int] {
        (0..<rowCount).filter { rawTable(of: $0) >= table.rawValue && !isRemoved($0) }
    }

    /// What must be near for a row to count.
    public func need(of row: Int) -> Need {
        Need(rawValue: UInt8((rows[row * ImageLayout.rowStride] >> 8) & 0xFF)) ?? .clause
    }

    /// Whether a site folder has taken the row away.
    public func isRemoved(_ row: Int) -> Bool {
        rows[row * ImageLayout.rowStride] & ImageLayout.rowRemoved != 0
    }

    /// The class of a row, as written.
    public func className(of row: Int) -> String { string(rows[row * ImageLayout.rowStride + 1]) }

    /// The form of a row, as written.
    public func form(of row: Int) -> String { string(rows[row * ImageLayout.rowStride + 2]) }

    /// The source of a row: law or usage.
    public func source(of row: Int) -> String { string(rows[row * ImageLayout.rowStride + 3]) }

    /// The tables that hold no words, by file name (`audiences.tsv`), as they were compiled in.
    ///
    /// - Parameter names: Those that are wanted; nil for all.
    /// - Returns: The tables.
    /// - Complexity: O(their size): ask once.
    public func plainTables(_ names: Set<String>? = nil) -> [String: TSV] {
        let header = image.bindMemory(to: UInt32.self)
        let start = Int(header[ImageLayout.plainTablesOffset])
        let count = Int(header[ImageLayout.plainTablesLength])
        let bytes = UnsafeBufferPointer(start: strings + start, count: count)
        var tables: [String: TSV] = [:]
        var at = 0
        // a name and a text, each with a zero behind it
        while let nameEnd = bytes[at...].firstIndex(of: 0),
            let textEnd = bytes[(nameEnd + 1)...].firstIndex(of: 0)
        {
            let name = String(decoding: bytes[at..<nameEnd], as: UTF8.self)
            if names?.contains(name) ?? true {
                tables[name] = TSV(
                    bytes: UnsafeBufferPointer(rebasing: bytes[(nameEnd + 1)..<textEnd])
                )
            }
            at = textEnd + 1
        }
        return tables
    }

    private func string(_ offset: UInt32) -> String {
        let start = strings + Int(offset)
        let count = Int(start[0]) | Int(start[1]) << 8
        return String(decoding: UnsafeBufferPointer(start: start + 2, count: count), as: UTF8.self)
    }

    /// An image in parts, copied.
    struct Parts {
        let header: [UInt32]
        /// As numbers; those of keys and strings are empty.
        var sections: [[UInt32]] = []
        var keys: [UInt8] = []
        var strings: [UInt8] = []
    }

    /// The parts of the image.
    func parts() -> Parts {
        let numbers = image.bindMemory(to: UInt32.self)
        var parts = Parts(header: Array(numbers[0..<ImageLayout.headerWords]))
        for section in ImageLayout.Section.allCases {
            let start = Int(parts.header[6 + section.rawValue * 2])
            let length = Int(parts.header[7 + section.rawValue * 2])
            let isText = section == .strings || section == .keys
            parts.sections.append(
                isText ? [] : Array(numbers[(start / 4)..<((start + length) / 4)])
            )
            if section == .strings { parts.strings = Array(image[start..<(start + length)]) }
            if section == .keys { parts.keys = Array(image[start..<(start + length)]) }
        }
        return parts
    }

    // MARK: For people

    /// All rows in which a word stands, and what the dictionary says of it: one line each.
    ///
    /// - Parameter text: A word as a person types it.
    /// - Returns: Lines in French; none for an unknown word.
    /// - Complexity: O(number of rows).
    public func description(of text: String) -> [String] {
        let key = WordKey.of(text)
        var id = word(key)
        if id == 0 { id = word(WordKey.withoutAccents(key)) }
        var lines: [String] = []
        let grammar = grammar(id)
        let names: [(Grammar, String)] = [
            (.noun, "nom"), (.adjective, "adjectif"), (.verb, "verbe"), (.infinitive, "infinitif"),
            (.participle, "participe"), (.adverb, "adverbe"), (.grammatical, "mot grammatical"),
            (.plural, "pluriel"), (.firstName, "prénom"), (.properNoun, "nom propre"),
            (.other, "autre"), (.unaccented, "sans ses accents"),
        ]
        let known = names.filter { grammar.contains($0.0) }.map(\.1)
        if !known.isEmpty { lines.append("dictionnaire : " + known.joined(separator: ", ")) }
        for row in 0..<rowCount
        where !isRemoved(row) {
            let form = form(of: row)
            guard let variants = FormPattern.variants(of: form) else { continue }
            let stands = variants.contains { steps in
                steps.contains { step in
                    if case .word(let other, _) = step { return other == key }
                    return false
                }
            }
            if stands {
                lines.append(
                    "\(table(of: row).path) : \(form) (\(className(of: row)) ; \(source(of: row)))"
                )
            }
        }
        return lines
    }
}
