import Mentions
import Pipeline

/// What was planted in notes against what is found: whether the corpus says what it claims.
struct Planting {
    /// A planted name that is not found as such, or a found one that was not planted.
    struct Difference: Hashable {
        let isPlanted: Bool
        let line: String
        let name: String
    }

    private(set) var notes = 0
    /// Notes in which exactly the planted names are found, byte for byte.
    private(set) var notesAsPlanted = 0
    private(set) var names = 0
    private(set) var namesFound = 0
    /// Found names that were not planted.
    private(set) var namesBeside = 0
    private(set) var differences: [Difference] = []

    /// Compares notes of a corpus.
    init(_ corpus: [Note], _ line: Line) throws {
        var engine = try Engine(lexicon: line.lexicon)
        for note in corpus {
            let found = Set(
                try engine.detect(note.text).mentions.filter { $0.label.isPrivateName }
                    .map { $0.start..<$0.end }
            )
            let planted = Set(note.names)
            notes += 1
            names += planted.count
            namesFound += planted.intersection(found).count
            namesBeside += found.subtracting(planted).count
            if found == planted { notesAsPlanted += 1 }
            let differing = planted.symmetricDifference(found)
            for range in differing.sorted(by: { $0.lowerBound < $1.lowerBound }) {
                differences.append(Self.difference(range, planted.contains(range), in: note.text))
            }
        }
    }

    private static func difference(_ range: Range<Int>, _ isPlanted: Bool, in text: [UInt8])
        -> Difference
    {
        let start = text[..<range.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let end = text[range.upperBound...].firstIndex(of: 0x0A) ?? text.count
        return Difference(
            isPlanted: isPlanted,
            line: String(decoding: text[start..<end], as: UTF8.self),
            name: String(decoding: text[range], as: UTF8.self)
        )
    }
}
