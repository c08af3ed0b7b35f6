/// Inputs that somebody may send to be slow, each as one note, against notes as they are.
struct NastyGroup {
    let bench: Bench

    /// Runs and shows it.
    func run() throws {
        let options = bench.options
        let corpus = bench.corpus(options.slice)
        let lines = try bench.jsonLines(corpus.notes)
        var legs = [
            Leg("normal, notes of 1-12 KB", bytes: lines.bytes) {
                try bench.program.run(SpeedGroup.audiences[0], ["--jsonl"], input: lines.path).cost
            }
        ]
        for (number, input) in NastyInput.all(bench, corpus).enumerated() {
            let path = Files.scratch + "/nasty-\(number).txt"
            try Files.write(input.bytes, to: path)
            legs.append(
                Leg(input.name, bytes: input.bytes.count) {
                    try bench.program.run(SpeedGroup.audiences[0], input: path).cost
                }
            )
        }
        let repeats = options.repeats ?? 1
        try Leg.race(&legs, repeats: repeats, bench.definitions)
        let normal = legs[0].speed
        var ratios = legs.dropFirst().map { Ratio(name: $0.name, value: $0.speed / normal) }
        let slowest = ratios.min { $0.value < $1.value }
        ratios.append(
            Ratio(
                name: "slowest nasty input / normal (\(slowest?.name ?? ""))",
                value: slowest?.value ?? 0,
                must: 0.3,
                aim: 0.6
            )
        )
        try bench.report.show(
            "nasty",
            legs,
            against: legs[0],
            ratios,
            repeats: repeats,
            notes: Leg.holds(legs)
        )
    }
}
