/// `filter --jsonl -j N` on two cores: seconds on the clock, since user CPU does not shrink.
struct ThreadsGroup {
    let bench: Bench

    /// Runs and shows it, or says why not.
    func run() throws {
        guard try bench.program.knows(["-j", "1"]) else {
            print("\nthreads: left out, \(bench.program.binary) filter --jsonl has no option -j")
            return
        }
        guard Core.allowed().count > 1 else {
            print("\nthreads: left out, there is one core")
            return
        }
        let lines = try bench.jsonLines(bench.corpus(bench.options.slice).notes)
        var legs = [1, 2].map { threads in
            Leg("filter --jsonl -j \(threads)", bytes: lines.bytes) {
                try bench.program.run(
                    SpeedGroup.audiences[0],
                    ["--jsonl", "-j", "\(threads)"],
                    input: lines.path
                ).cost
            }
        }
        let load = Core.load
        let repeats = bench.options.repeats ?? 5
        try Leg.race(&legs, repeats: repeats, bench.definitions)
        let ratio = Ratio(
            name: "2 threads / 1 thread, wall",
            value: legs[0].wall / legs[1].wall,
            must: 1.8,
            aim: 1.95
        )
        try bench.report.show(
            "threads",
            legs,
            against: legs[0],
            [ratio],
            repeats: repeats,
            notes: load > 0.5 ? ["the machine was busy: load \(load) at the start"] : []
        )
    }
}
