import Foundation
import Glibc

/// Speed, start, memory, threads, growth and nasty inputs, against tools that everybody has.
///
/// The input is made here; a leg that counts something else than is known ends the run with exit
/// code 1. See `README.md`.
@main
enum Benchmarks {
    static func main() {
        do { try run(Options(Array(CommandLine.arguments.dropFirst()))) } catch { fail("\(error)") }
    }

    private static func run(_ options: Options) throws {
        // wc and rg count bytes, and sort no locale out
        setenv("LC_ALL", "C", 1)
        let bench = try Bench(options)
        defer { Files.removeScratch() }
        if options.writesNotes { writeNotes(bench) }
        if options.isCheck { try check(bench) }
        let cores = Core.all
        let core = options.core.map(Int32.init) ?? cores.last ?? 0
        for group in options.groups {
            Core.pin(to: group == "threads" ? cores : [core])
            switch group {
            case "speed": try SpeedGroup(bench: bench).run()
            case "start": try StartGroup(bench: bench).run()
            case "threads": try ThreadsGroup(bench: bench).run()
            case "memory": try MemoryGroup(bench: bench).run()
            case "growth": try GrowthGroup(bench: bench).run()
            default: try NastyGroup(bench: bench).run()
            }
            try bench.definitions.save()
        }
    }

    /// The slice as JSON lines on standard output, to look at.
    private static func writeNotes(_ bench: Bench) {
        for (id, note) in bench.corpus(bench.options.slice).notes.enumerated() {
            FileHandle.standardOutput.write(Data(note.record(id)))
        }
    }

    /// Each leg of this process once on 1 MB: what is counted, not how fast.
    private static func check(_ bench: Bench) throws {
        let corpus = bench.corpus(1)
        let line = try Line(bench.options.lexicon)
        try SpeedGroup.showPlanting(corpus, corpus.notes, line)
        let segmenting = Segmenting(corpus.text)
        let differing = try segmenting.differences()
        guard differing == 0 else { fail("\(differing) boundaries differ from ICU") }
        var legs = segmenting.legs + SpeedGroup.filterLegs(corpus.notes, line)
        try Leg.race(&legs, repeats: 1, bench.definitions)
        try bench.definitions.save()
        let planted = corpus.notes.reduce(0) { $0 + $1.edits }
        for leg in legs { print("\(leg.name): \(leg.count)") }
        print("edits planted for \(SpeedGroup.audiences[0]): \(planted)")
        let edits = legs.first { $0.name.hasSuffix(SpeedGroup.audiences[0]) }?.count ?? 0
        guard abs(edits - planted) * 100 <= planted else {
            fail("the edits made are not those planted")
        }
    }
}
