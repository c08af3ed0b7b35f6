/// Notes of one seed up to a size.
struct Corpus {
    /// The notes in their order.
    private(set) var notes: [Note] = []
    /// The notes one after the other.
    private(set) var text: [UInt8] = []

    /// The first notes of a seed, so many that they reach a number of bytes.
    ///
    /// - Complexity: O(*n*).
    init(_ wordings: Wordings, seed: UInt64, bytes: Int) {
        var writer = NoteWriter(wordings, seed: seed)
        text.reserveCapacity(bytes + 16_384)
        while text.count < bytes {
            let note = writer.next()
            text += note.text
            notes.append(note)
        }
    }

    /// The first notes alone, so many that they reach a number of bytes.
    func prefix(bytes: Int) -> [Note] {
        var count = 0
        var size = 0
        while count < notes.count, size < bytes {
            size += notes[count].text.count
            count += 1
        }
        return Array(notes[..<count])
    }

    /// How dense what must be found is: words for each private name and for each secret passage.
    var density: (wordsPerName: Double, wordsPerSecret: Double) {
        let words = text.split { $0 <= 0x20 }.count
        let names = notes.reduce(0) { $0 + $1.names.count }
        let secrets = notes.reduce(0) { $0 + $1.secrets }
        return (Double(words) / Double(max(names, 1)), Double(words) / Double(max(secrets, 1)))
    }
}
