/// Writes one note after the other, the same for the same seed: minutes of 1 to 12 KB with headings,
/// attendance, lists and tables, public business and individual cases by turns.
struct NoteWriter {
    let wordings: Wordings
    var random: SplitMix64
    var filler: SlotFiller

    /// A writer at the first note of a seed.
    init(_ wordings: Wordings, seed: UInt64) {
        self.wordings = wordings
        random = SplitMix64(seed: seed)
        filler = SlotFiller(wordings)
    }

    /// The next note.
    ///
    /// - Complexity: O(*n*), about 40 MB/s.
    mutating func next() -> Note {
        var note = Note()
        filler.startNote()
        let size = random.within(800...11_000)
        add("title", to: &note)
        note.text.append(0x0A)
        add("place", to: &note)
        note.text.append(0x0A)
        for _ in 0..<random.within(1...3) { line("presence", to: &note) }
        var isPublic = random.chance(50)
        while note.text.count < size {
            note.text.append(0x0A)
            if isPublic { writeBusiness(to: &note) } else { writeCases(to: &note) }
            isPublic.toggle()
        }
        note.text.append(0x0A)
        line("close", to: &note)
        return note
    }

    private mutating func writeBusiness(to note: inout Note) {
        line("heading", to: &note)
        for index in 0..<random.within(2...5) {
            if index > 0 { note.text.append(0x20) }
            add(random.chance(20) ? "official" : "minute", to: &note)
        }
        note.text.append(0x0A)
        if random.chance(40) {
            for _ in 0..<random.within(2...5) { line("item", to: &note) }
        }
        if random.chance(20) { table(random.within(1...3), rows: 3...6, to: &note) }
    }

    private mutating func writeCases(to note: inout Note) {
        line("cases", to: &note)
        for number in 1...random.within(3...6) {
            switch random.below(10) {
            case 0...5:
                note.text += Array("\(number). ".utf8)
                add("private", to: &note)
                if random.chance(50) {
                    note.text.append(0x20)
                    add("private", to: &note)
                }
                note.text.append(0x0A)
            case 6...7: line("secret", to: &note)
            case 8: line("secret.item", to: &note)
            default: line("private.item", to: &note)
            }
        }
        if random.chance(15) {
            table(random.within(4...5), rows: 3...8, to: &note)
            // what stands last before a heading may be a signature
            line("total", to: &note)
        }
    }

    private mutating func table(_ number: Int, rows: ClosedRange<Int>, to note: inout Note) {
        note.text.append(0x0A)
        line("columns.\(number)", to: &note)
        for _ in 0..<random.within(rows) { line("row.\(number)", to: &note) }
    }

    private mutating func line(_ kind: String, to note: inout Note) {
        add(kind, to: &note)
        note.text.append(0x0A)
    }

    /// Adds a sentence of a kind and counts what it plants.
    private mutating func add(_ kind: String, to note: inout Note) {
        let choices = wordings.of(kind)
        let isSecret = kind.hasPrefix("secret")
        let isTable = kind.hasPrefix("row") || kind.hasPrefix("columns")
        var kept: [(slot: Wordings.Slot, keep: Int, value: [UInt8])] = []
        var start = 0
        for piece in choices[random.below(choices.count)] {
            switch piece {
            case .text(let bytes):
                if isTable { Self.addCells(bytes, to: &note.text) } else { note.text += bytes }
            case .either(let ways): note.text += ways[random.below(ways.count)]
            case .slot(let slot, let keep):
                if keep > 0, let old = kept.first(where: { $0.slot == slot && $0.keep == keep }) {
                    note.text += old.value
                    continue
                }
                let value = filler.fill(slot, &random)
                if keep > 0 { kept.append((slot, keep, value)) }
                note.text += value
            case .open: start = note.text.count
            case .closeName:
                note.names.append(start..<note.text.count)
                if isSecret { note.secretNames += 1 }
            case .closeIdentifier: if !isSecret { note.identifiers += 1 }
            }
        }
        if isSecret { note.secrets += 1 }
    }

    /// Bytes of a row: what stands between two cells becomes a tab.
    private static func addCells(_ bytes: [UInt8], to text: inout [UInt8]) {
        var index = 0
        while index < bytes.count {
            if index + 2 < bytes.count, bytes[index...index + 2] == [0x20, 0x3B, 0x20] {
                text.append(0x09)
                index += 3
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
    }
}
