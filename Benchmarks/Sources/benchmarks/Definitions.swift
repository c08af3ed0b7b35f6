import Lexicons

/// What each leg must count, for a seed and a size: `definitions.tsv`.
///
/// With `--define` the counts that are found are written down instead: after a look at what the filter
/// makes of the notes.
final class Definitions {
    private struct Key: Hashable {
        let seed: UInt64
        let size: Int
        let leg: String
    }

    private let path: String
    private let seed: UInt64
    private let defines: Bool
    private var counts: [Key: Int] = [:]
    private var isChanged = false

    private static let header = """
        # What the legs must count: edits, mentions, boundaries, matches. A leg that counts another number fails
        # before its speed is shown. Written by `benchmarks GROUP --define`. Licence: Apache-2.0.
        # size: MB of notes, or what the group varies.
        # seed\tsize\tleg\tcount

        """

    /// Reads the file.
    init(_ path: String, seed: UInt64, defines: Bool) throws {
        self.path = path
        self.seed = seed
        self.defines = defines
        for row in TSV(String(decoding: try Files.read(path), as: UTF8.self)).rows {
            guard row.cells.count == 4, let seed = UInt64(row.cells[0]),
                let size = Int(row.cells[1]), let count = Int(row.cells[3])
            else { fail("\(path):\(row.line): four cells wanted") }
            counts[Key(seed: seed, size: size, leg: row.cells[2])] = count
        }
    }

    /// Ends the benchmark with exit code 1 when a leg counted something else than is known.
    func check(_ leg: String, size: Int, count: Int) {
        let key = Key(seed: seed, size: size, leg: leg)
        if defines {
            isChanged = isChanged || counts[key] != count
            counts[key] = count
            return
        }
        guard let expected = counts[key], count == expected else {
            let known = counts[key].map { "\($0) expected" } ?? "nothing known"
            fail("\(leg), seed \(seed), size \(size): \(count) found, \(known)")
        }
    }

    /// Ends the benchmark when nothing is known about a leg, before it has run for minutes.
    func require(_ leg: String, size: Int) {
        let key = Key(seed: seed, size: size, leg: leg)
        guard !defines, counts[key] == nil else { return }
        fail("\(leg), seed \(seed), size \(size): nothing known; --define writes what is found")
    }

    /// Writes the file when something new was found.
    func save() throws {
        guard isChanged else { return }
        let rows = counts.sorted {
            ($0.key.seed, $0.key.leg, $0.key.size) < ($1.key.seed, $1.key.leg, $1.key.size)
        }
        let lines = rows.map { "\($0.key.seed)\t\($0.key.size)\t\($0.key.leg)\t\($0.value)\n" }
        try Files.write(Array((Self.header + lines.joined()).utf8), to: path)
    }
}
