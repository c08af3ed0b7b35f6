import Foundation

/// What the groups of a run share: texts, the filter in both shapes, what is known, the report.
struct Bench {
    let options: Options
    let wordings: Wordings
    let definitions: Definitions
    let report: Report
    let program: Program

    /// Opens the tables.
    init(_ options: Options) throws {
        self.options = options
        wordings = try Wordings(folder: options.root + "/texts")
        definitions = try Definitions(
            options.root + "/definitions.tsv",
            seed: options.seed,
            defines: options.defines
        )
        report = Report(options: options)
        program = Program(
            binary: options.binary,
            lexicon: options.lexicon,
            timeout: options.timeout
        )
    }

    /// The corpus of so many MB.
    func corpus(_ megabytes: Int) -> Corpus {
        Corpus(wordings, seed: options.seed, bytes: megabytes * 1_000_000)
    }

    /// Writes notes as JSON lines and returns the path and how many bytes their texts have.
    func jsonLines(_ notes: [Note]) throws -> (path: String, bytes: Int) {
        let path = Files.scratch + "/notes.jsonl"
        var lines: [UInt8] = []
        for (id, note) in notes.enumerated() { lines += note.record(id) }
        try Files.write(lines, to: path)
        return (path, notes.reduce(0) { $0 + $1.text.count })
    }
}
