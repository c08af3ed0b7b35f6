import Lexicons

/// The sentences and what fills them, as the tables under `texts/` give them.
struct Wordings {
    /// A piece of a sentence.
    enum Piece {
        /// Bytes as they stand.
        case text([UInt8])
        /// One of several wordings.
        case either([[UInt8]])
        /// What is drawn or made; with a number above 0 it keeps its value in the sentence.
        case slot(Slot, keep: Int)
        /// Here begins what is counted.
        case open
        /// Here ends the name of a private person.
        case closeName
        /// Here ends another identifier of one.
        case closeIdentifier
    }

    /// What fills a slot.
    enum Slot: Hashable {
        case firstName(isMan: Bool)
        case surname(isUpper: Bool)
        /// An entry of one of the lists of slots.tsv.
        case list(Int)
        case made(Made)
    }

    /// What is made from numbers.
    enum Made: String {
        case n, k, eur, pct, age, grown, small, date, birth, day, hour, phone
    }

    /// A file under `texts/` that cannot be used.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    private(set) var women: [[UInt8]] = []
    private(set) var men: [[UInt8]] = []
    private(set) var heads: [[UInt8]] = []
    private(set) var middles: [[UInt8]] = []
    private(set) var tails: [[UInt8]] = []
    private(set) var lists: [[[UInt8]]] = []
    private var listNumbers: [String: Int] = [:]
    private var kinds: [String: [[Piece]]] = [:]

    /// The tables of a folder.
    ///
    /// - Throws: ``Fault`` naming the file and the line.
    init(folder: String) throws {
        for (kind, form) in try Self.rows(folder + "/names.tsv") {
            let bytes = Array(form.utf8)
            switch kind {
            case "f": women.append(bytes)
            case "m": men.append(bytes)
            case "head": heads.append(bytes)
            case "middle": middles.append(bytes)
            case "tail": tails.append(bytes)
            default: throw Fault(description: "names.tsv: unknown kind \(kind)")
            }
        }
        for (slot, form) in try Self.rows(folder + "/slots.tsv") {
            let number = listNumbers[slot] ?? lists.count
            if number == lists.count {
                listNumbers[slot] = number
                lists.append([])
            }
            lists[number].append(Array(form.utf8))
        }
        for (kind, text) in try Self.rows(folder + "/wordings.tsv") {
            kinds[kind, default: []].append(try pieces(text))
        }
    }

    /// The wordings of a kind.
    func of(_ kind: String) -> [[Piece]] { kinds[kind] ?? [] }

    /// An entry of a list of slots.tsv, by its name.
    func list(_ name: String) -> [[UInt8]] { listNumbers[name].map { lists[$0] } ?? [] }

    /// Different names for the tools that look for lists: first names, the surnames of the notes,
    /// then further surnames with a middle.
    func names(count: Int) -> [[UInt8]] {
        var seen = Set<[UInt8]>()
        var names: [[UInt8]] = []
        names.reserveCapacity(count)
        func add(_ name: [UInt8]) {
            if names.count < count, seen.insert(name).inserted { names.append(name) }
        }
        for name in women + men { add(name) }
        for head in heads { for tail in tails { add(head + tail) } }
        for middle in middles {
            for head in heads { for tail in tails { add(head + middle + tail) } }
        }
        return names
    }

    private static func rows(_ path: String) throws -> [(String, String)] {
        let table = TSV(String(decoding: try Files.read(path), as: UTF8.self))
        return try table.rows.map { row in
            guard row.cells.count == 2 else {
                throw Fault(description: "\(path):\(row.line): two cells wanted")
            }
            return (row.cells[0], row.cells[1])
        }
    }

    private func pieces(_ text: String) throws -> [Piece] {
        var pieces: [Piece] = []
        var pending: [UInt8] = []
        var rest = text.utf8[...]
        func flush() {
            if !pending.isEmpty { pieces.append(.text(pending)) }
            pending = []
        }
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "<"):
                flush()
                pieces.append(.open)
            case UInt8(ascii: "]"):
                flush()
                pieces.append(.closeName)
            case UInt8(ascii: ">"):
                flush()
                pieces.append(.closeIdentifier)
            case UInt8(ascii: "{"):
                flush()
                guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else {
                    throw Fault(description: "no } in: \(text)")
                }
                pieces.append(try piece(String(Substring(rest[..<end]))))
                rest = rest[rest.index(after: end)...]
            default: pending.append(byte)
            }
        }
        flush()
        return pieces
    }

    private func piece(_ slot: String) throws -> Piece {
        if slot.contains("|") {
            let ways = slot.split(separator: "|", omittingEmptySubsequences: false)
            return .either(ways.map { Array($0.utf8) })
        }
        let keep = slot.last?.wholeNumberValue ?? 0
        let name = keep > 0 ? String(slot.dropLast()) : slot
        switch name {
        case "f": return .slot(.firstName(isMan: false), keep: keep)
        case "m": return .slot(.firstName(isMan: true), keep: keep)
        case "nom": return .slot(.surname(isUpper: false), keep: keep)
        case "NOM": return .slot(.surname(isUpper: true), keep: keep)
        default:
            if let number = listNumbers[name] { return .slot(.list(number), keep: keep) }
            if let made = Made(rawValue: name) { return .slot(.made(made), keep: keep) }
            throw Fault(description: "wordings.tsv: unknown slot \(slot)")
        }
    }
}
