import CICU
import Decisions
import Foundation
import Glibc
import Lexicons
import Pipeline
import Tokens

/// Speed of the line against ICU alone, in user CPU time, all legs interleaved in one run.
///
/// usage: `benchmarks ROOT LEXICON`; it prints a table of ratios and a JSON record.
@main
enum Benchmarks {
    static let repeats = 5

    /// A leg: what it does once, and how many bytes it reads then.
    struct Leg {
        let name: String
        let bytes: Int
        let run: () throws -> Void
        var times: [Double] = []
        var median: Double { times.sorted()[times.count / 2] }
    }

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            print("usage: benchmarks ROOT LEXICON")
            exit(64)
        }
        let root = URL(filePath: arguments[1])
        let lexicon = try mapped(arguments[2])
        let policy = try Policy(layers: [PolicyLayer(name: "", tables: lexicon.plainTables)])
        var legs: [Leg] = []
        let definitions = try String(
            contentsOf: root.appending(path: "Benchmarks/definitions.tsv"),
            encoding: .utf8
        )
        var all: [UInt8] = []
        for line in definitions.split(separator: "\n") where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t").map(String.init)
            let note = Array(try Data(contentsOf: root.appending(path: cells[1])))
            let copies = Int(cells[2]) ?? 1
            let audience = try policy.audience(cells[3])
            try check(note, audience, lexicon, expected: Int(cells[4]) ?? -1, name: cells[0])
            for _ in 0..<copies { all += note }
            legs.append(
                Leg(name: "filter \(cells[0]) \(cells[3])", bytes: note.count * copies) {
                    var engine = try Engine(lexicon: lexicon)
                    for _ in 0..<copies { _ = try engine.filter(note, for: audience) }
                }
            )
            legs.append(
                Leg(name: "detect \(cells[0])", bytes: note.count * copies) {
                    var engine = try Engine(lexicon: lexicon)
                    for _ in 0..<copies { _ = try engine.detect(note) }
                }
            )
        }
        legs.insert(segmenting(all, name: "words, byte path", byICU: false), at: 0)
        legs.insert(segmenting(all, name: "words, ICU alone", byICU: true), at: 0)
        for _ in 0..<repeats {
            for index in legs.indices {
                let start = userTime()
                try legs[index].run()
                legs[index].times.append(userTime() - start)
            }
        }
        report(legs)
    }

    /// Word boundaries of the whole text, in blocks of 64 KB.
    static func segmenting(_ text: [UInt8], name: String, byICU: Bool) -> Leg {
        Leg(name: name, bytes: text.count) {
            var ends: [Int32] = []
            var segmenter = try WordSegmenter()
            var start = 0
            while start < text.count {
                var end = min(start + 65_536, text.count)
                while end < text.count, text[end - 1] != 0x0A { end += 1 }
                let block = Array(text[start..<end])
                ends.removeAll(keepingCapacity: true)
                if byICU {
                    cutByICU(block, into: &ends)
                } else {
                    try segmenter.segments(of: block.span, into: &ends)
                }
                start = end
            }
        }
    }

    /// ICU's word iterator with conversion, as `Tokens` would call it for foreign text.
    static func cutByICU(_ block: [UInt8], into ends: inout [Int32]) {
        var handle: OpaquePointer?
        guard cicu_breaker_open(CICU_WORDS, &handle) == 0, let breaker = handle else { return }
        defer { cicu_breaker_close(breaker) }
        guard cicu_breaker_set_text(breaker, block, Int32(block.count)) == 0 else { return }
        var batch = [Int32](repeating: 0, count: 4_096)
        while true {
            let count = Int(cicu_breaker_next(breaker, 0, &batch, Int32(batch.count)))
            if count <= 0 { return }
            ends += batch[..<count]
        }
    }

    static func check(
        _ note: [UInt8],
        _ audience: Audience,
        _ lexicon: Lexicon,
        expected: Int,
        name: String
    ) throws {
        var engine = try Engine(lexicon: lexicon)
        let summary = try engine.filter(note, for: audience).summary
        let edits = summary.names + summary.identifiers + summary.cut + summary.dropped
        guard edits == expected else {
            print("\(name): \(edits) edits, expected \(expected)")
            exit(1)
        }
    }

    static func report(_ legs: [Leg]) {
        let reference = Double(legs[0].bytes) / legs[0].median
        var record: [[String: Any]] = []
        for leg in legs {
            let speed = Double(leg.bytes) / leg.median
            let ratio = speed / reference
            let name = leg.name.padding(toLength: 40, withPad: " ", startingAt: 0)
            print(name, String(format: "%8.1f MB/s  %6.2f", speed / 1e6, ratio))
            record.append(["leg": leg.name, "MB/s": speed / 1e6, "ratio to ICU": ratio])
        }
        let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = info.split(separator: "\n").first { $0.hasPrefix("model name") } ?? ""
        let object: [String: Any] = ["processor": String(model), "legs": record]
        if let data = try? JSONSerialization.data(
            withJSONObject: object,
            options: [.prettyPrinted, .sortedKeys]
        ) {
            print(String(decoding: data, as: UTF8.self))
        }
    }

    static func userTime() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
    }

    static func mapped(_ path: String) throws -> Lexicon {
        let data = try Data(contentsOf: URL(filePath: path))
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: data.count, alignment: 8)
        data.copyBytes(to: memory)
        return try Lexicon(image: UnsafeRawBufferPointer(memory))
    }
}
