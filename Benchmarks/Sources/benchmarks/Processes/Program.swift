import Foundation

/// The filter as people run it.
struct Program {
    let binary: String
    let lexicon: String
    let timeout: Int

    /// The words of a command line.
    func filter(_ audience: String, _ rest: [String] = []) -> [String] {
        [binary, "filter", "--quiet", "--lexicon", lexicon, "--audience", audience] + rest
    }

    /// Runs it from one file into another.
    ///
    /// - Returns: The cost, with the number of placeholders that it wrote.
    func run(
        _ audience: String,
        _ rest: [String] = [],
        input: String
    ) throws -> (cost: Cost, usage: Child.Usage) {
        let output = Files.scratch + "/filtered"
        let usage = try Child.run(
            filter(audience, rest),
            input: input,
            output: output,
            timeout: timeout
        )
        check(usage)
        let count = try Placeholders.count(inFile: output)
        return (Cost(usage, count: count), usage)
    }

    /// Ends the benchmark when a run failed: a hold (3) is an answer, anything else is not.
    func check(_ usage: Child.Usage) {
        guard !usage.isEnded, usage.exitCode != 0, usage.exitCode != 3 else { return }
        let message = (try? Files.read(Child.errors)) ?? []
        fail("\(binary): exit \(usage.exitCode): " + String(decoding: message, as: UTF8.self))
    }

    /// Whether it takes an option of `filter --jsonl`.
    func knows(_ option: [String]) throws -> Bool {
        try Child.run(filter("pleniere", ["--jsonl"] + option), timeout: timeout).exitCode == 0
    }
}
