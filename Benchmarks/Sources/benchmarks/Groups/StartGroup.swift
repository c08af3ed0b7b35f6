/// A note of 2 KB, 200 times, from the start of the process to its end, against `cat`.
struct StartGroup {
    let bench: Bench

    /// Runs and shows it.
    func run() throws {
        guard
            let note = bench.corpus(1).notes.first(where: { 1_900...2_100 ~= $0.text.count }),
            let cat = Files.program("cat")
        else { fail("no note of 2 KB, or no cat") }
        let path = Files.scratch + "/note.txt"
        try Files.write(note.text, to: path)
        let program = bench.program
        let audience = SpeedGroup.audiences[0]
        // once with its output read: what is timed below must be the real thing
        var checked = Leg("start, edits", bytes: note.text.count) {
            try program.run(audience, input: path).cost
        }
        try checked.measure(bench.definitions)
        var legs = [
            Leg("cat", bytes: note.text.count, isCounted: false) {
                Cost(try Child.run([cat], input: path), count: 0)
            },
            Leg("biffure filter", bytes: note.text.count, isCounted: false) {
                let usage = try Child.run(program.filter(audience), input: path)
                program.check(usage)
                return Cost(usage, count: 0)
            },
        ]
        for _ in 0..<200 {
            for index in legs.indices { try legs[index].measure(bench.definitions) }
        }
        let ratio = Ratio(
            name: "start on 2 KB / cat, wall",
            value: legs[1].wall / legs[0].wall,
            must: 5.5,
            aim: 4,
            isCeiling: true
        )
        try bench.report.show("start", legs, against: nil, [ratio], repeats: 200)
    }
}
