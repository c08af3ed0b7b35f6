import CHyperscan
import Foundation
import Glibc

/// MB/s of user CPU: the stages of the filter and the whole against tools that everybody has.
struct SpeedGroup {
    /// Who the notes are filtered for: one reader who sees what is confidential, one who does not.
    static let audiences = ["gt-thematique", "pleniere"]

    let bench: Bench

    /// Runs all legs, compares what they count and shows them.
    func run() throws {
        let options = bench.options
        let corpus = bench.corpus(options.size)
        let slice = corpus.prefix(bytes: options.slice * 1_000_000)
        let segmenting = Segmenting(corpus.text)
        let line = try Line(options.lexicon)
        try Self.showPlanting(corpus, slice, line)
        let differing = try segmenting.differences()
        say("boundaries that differ from ICU: \(differing)")

        var legs = segmenting.legs + Self.filterLegs(slice, line)
        let lines = try bench.jsonLines(slice)
        legs.append(
            Leg("JSON lines, biffure filter --jsonl", bytes: lines.bytes) {
                try bench.program.run(Self.audiences[0], ["--jsonl"], input: lines.path).cost
            }
        )
        var notes: [String] = []
        try addTools(corpus.text, &legs, &notes)
        let repeats = options.repeats ?? 5
        try Leg.race(&legs, repeats: repeats, bench.definitions)
        try bench.report.show(
            "speed",
            legs,
            against: legs[0],
            Self.ratios(legs, differing),
            repeats: repeats,
            notes: notes + (try Others.run(slice, bench))
        )
    }

    /// The legs of the filter in this process.
    static func filterLegs(_ notes: [Note], _ line: Line) -> [Leg] {
        let bytes = notes.reduce(0) { $0 + $1.text.count }
        let detect = Leg("detect", bytes: bytes) { try Cost { try line.mentions(notes) } }
        return [detect]
            + audiences.map { audience in
                Leg("filter \(audience)", bytes: bytes) {
                    try Cost { try line.edits(notes, for: audience) }
                }
            }
    }

    /// Says how dense the corpus is, and ends the benchmark when less than 99 notes of 100 show
    /// exactly the names that were planted in them.
    static func showPlanting(_ corpus: Corpus, _ slice: [Note], _ line: Line) throws {
        let density = corpus.density
        let planting = try Planting(slice, line)
        say(
            """
            \(corpus.notes.count) notes, \(corpus.text.count) bytes; a private name in \
            \(Int(density.wordsPerName)) words, a secret passage in \
            \(Int(density.wordsPerSecret)) words
            names exactly as planted in \(planting.notesAsPlanted) of \(planting.notes) notes: \
            \(planting.namesFound) of \(planting.names) found, \(planting.namesBeside) beside
            """
        )
        for difference in planting.differences.prefix(6) {
            say("\(difference.isPlanted ? "-" : "+") \(difference.name) | \(difference.line)")
        }
        guard density.wordsPerName <= 60, density.wordsPerSecret <= 200 else {
            fail("the corpus is not dense enough")
        }
        guard planting.notesAsPlanted * 100 >= planting.notes * 99 else {
            fail("the names found are not those planted")
        }
    }

    private func addTools(_ text: [UInt8], _ legs: inout [Leg], _ notes: inout [String]) throws {
        let path = Files.scratch + "/corpus.txt"
        let output = Files.scratch + "/counted"
        try Files.write(text, to: path)
        func tool(_ name: String, _ label: String, _ arguments: [String]) {
            guard let program = Files.program(name) else {
                notes.append("left out, \(name) is not installed: \(label)")
                return
            }
            legs.append(
                Leg(label, bytes: text.count) {
                    // grep and its like stop early when their output is /dev/null
                    let usage = try Child.run([program] + arguments, input: path, output: output)
                    let answer = String(decoding: try Files.read(output), as: UTF8.self)
                    let count = answer.split { !$0.isNumber }.first.flatMap { Int($0) } ?? -1
                    return Cost(usage, count: count)
                }
            )
        }
        tool("wc", "LC_ALL=C wc -w", ["-w"])
        let names = Files.scratch + "/names"
        try Files.write(
            Array(bench.wordings.names(count: 20_000).joined(separator: [0x0A])) + [0x0A],
            to: names
        )
        let wanted = ["--no-config", "--count-matches", "-F", "-f", names, "-"]
        tool("rg", "rg -F -f, 20,000 names", wanted)
        legs.append(try hyperscan(text))
        legs.append(Self.copying(text))
    }

    /// 100,000 caseless literals over blocks of 64 KB.
    private func hyperscan(_ text: [UInt8]) throws -> Leg {
        let names = bench.wordings.names(count: 100_000)
        let words = names.map { strdup(String(decoding: $0, as: UTF8.self)) }
        defer { for word in words { free(word) } }
        let pointers: [UnsafePointer<CChar>?] = words.map { UnsafePointer($0) }
        let opened = chs_literals_open(pointers, names.map(\.count), UInt32(names.count))
        guard let literals = opened else { fail("Hyperscan takes no \(names.count) literals") }
        // it lives as long as the run
        return Leg("Hyperscan, 100,000 caseless literals", bytes: text.count) {
            Cost {
                text.withUnsafeBytes { bytes in
                    stride(from: 0, to: bytes.count, by: 65_536).reduce(0) { count, start in
                        let length = UInt32(min(65_536, bytes.count - start))
                        let block = bytes.baseAddress?.advanced(by: start)
                        return count + chs_literals_count(literals, block, length)
                    }
                }
            }
        }
    }

    /// memcpy of the whole, sixteen times, since once is below the timer.
    private static func copying(_ text: [UInt8]) -> Leg {
        let target = UnsafeMutableRawBufferPointer.allocate(byteCount: text.count, alignment: 64)
        return Leg("memcpy", bytes: text.count * 16, isCounted: false) {
            Cost {
                for _ in 0..<16 { text.withUnsafeBytes { target.copyMemory(from: $0) } }
                return Int(target[text.count - 1])
            }
        }
    }

    private static func ratios(_ legs: [Leg], _ differing: Int) -> [Ratio] {
        func speed(_ name: String) -> Double? { legs.first { $0.name.hasPrefix(name) }?.speed }
        let whole = audiences.compactMap { speed("filter \($0)") }.min() ?? 0
        let icu = legs[0].speed
        var ratios = [
            Ratio(name: "tokeniser / ICU alone", value: legs[1].speed / icu, must: 3, aim: 8),
            Ratio(
                name: "boundaries that differ from ICU",
                value: Double(differing),
                must: 0,
                aim: 0,
                isCeiling: true
            ),
            Ratio(name: "whole filter / ICU alone", value: whole / icu, must: 1.2, aim: 2.5),
        ]
        if let words = speed("LC_ALL=C wc") {
            ratios.append(
                Ratio(name: "whole filter / wc -w", value: whole / words, must: 0.5, aim: 1)
            )
        }
        if let names = speed("rg ") {
            ratios.append(
                Ratio(
                    name: "whole filter / rg, 20,000 names",
                    value: whole / names,
                    must: 0.5,
                    aim: 1
                )
            )
        }
        if let literals = speed("Hyperscan") {
            ratios.append(
                Ratio(name: "whole filter / Hyperscan, 100,000 literals", value: whole / literals)
            )
        }
        if let copy = speed("memcpy") {
            ratios.append(Ratio(name: "whole filter / memcpy", value: whole / copy))
        }
        return ratios
    }
}
