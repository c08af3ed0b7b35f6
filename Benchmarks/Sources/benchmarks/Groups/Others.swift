import Foundation

/// EDS-NLP and Presidio on 200 KB, where they are installed: reported only.
enum Others {
    /// What `others.py` prints for one of them.
    private struct Answer: Decodable {
        let name: String
        let bytes: Int
        let seconds: Double
        let found: Int
    }

    /// Runs `others.py` and returns a line for each.
    static func run(_ notes: [Note], _ bench: Bench) throws -> [String] {
        let none = ["left out: EDS-NLP and Presidio, see README"]
        guard let python = Files.program(bench.options.python) else { return none }
        var size = 0
        let slice = notes.prefix {
            size += $0.text.count
            return size <= 200_000
        }
        let path = try bench.jsonLines(Array(slice)).path
        let output = Files.scratch + "/others"
        let script = bench.options.root + "/others.py"
        let usage = try Child.run(
            [python, script, path],
            output: output,
            timeout: bench.options.timeout
        )
        let lines = String(decoding: try Files.read(output), as: UTF8.self)
            .split(separator: "\n")
        guard usage.exitCode == 0, !lines.isEmpty else { return none }
        return try lines.map { line in
            let answer = try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
            let speed = Double(answer.bytes) / 1e6 / answer.seconds
            return "\(answer.name): " + String(format: "%.2f MB/s", speed)
                + " on \(answer.bytes / 1_000) KB, \(answer.found) found (reported only)"
        }
    }
}
