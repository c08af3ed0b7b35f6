/// Notes as JSON lines through two pipes, written while they are read: nothing is stored.
struct StreamRun {
    let bench: Bench

    /// A leg over so many MB of notes.
    func leg(_ megabytes: Int) -> Leg {
        Leg("stream by pipe, \(megabytes) MB", bytes: megabytes * 1_000_000) {
            var writer = NoteWriter(bench.wordings, seed: bench.options.seed)
            var id = 0
            var written = 0
            let arguments = bench.program.filter(SpeedGroup.audiences[0], ["--jsonl"])
            let (usage, count) = try Pump.run(arguments, timeout: bench.options.timeout) {
                var lines: [UInt8] = []
                while lines.count < 1 << 16, written < megabytes * 1_000_000 {
                    let note = writer.next()
                    lines += note.record(id)
                    id += 1
                    written += note.text.count
                }
                return lines
            }
            bench.program.check(usage)
            return Cost(usage, count: count)
        }
    }
}

/// Peak memory on a stream, and whether it grows with the stream.
struct MemoryGroup {
    let bench: Bench

    /// Runs and shows it.
    func run() throws {
        let top = bench.options.stream
        let stream = StreamRun(bench: bench)
        var legs = [stream.leg(min(10, top)), stream.leg(top)]
        let repeats = bench.options.repeats ?? 1
        try Leg.race(&legs, repeats: repeats, bench.definitions)
        let peaks = legs.map { Double($0.peak) }
        let ratios = [
            Ratio(
                name: "peak RSS on \(top) MB by pipe, MB",
                value: peaks[1] / 1e6,
                must: 40,
                aim: 24,
                isCeiling: true
            ),
            Ratio(
                name: "RSS \(top) MB / RSS 10 MB",
                value: peaks[1] / peaks[0],
                must: 1.1,
                aim: 1.05,
                isCeiling: true
            ),
        ]
        try bench.report.show("memory", legs, against: nil, ratios, repeats: repeats)
    }
}

/// Whether a stream or a note that is ten times longer takes ten times longer.
struct GrowthGroup {
    let bench: Bench

    /// Runs and shows it.
    func run() throws {
        let options = bench.options
        let stream = StreamRun(bench: bench)
        let streams = [1, 10, 100, 1_000].filter { $0 < options.stream } + [options.stream]
        let notes = [1, 10, 60].filter { $0 < options.note } + [options.note]
        var legs = streams.map(stream.leg)
        for size in notes { legs.append(try note(size)) }
        let repeats = options.repeats ?? 1
        try Leg.race(&legs, repeats: repeats, bench.definitions)
        let (first, last) = (legs[streams.count], legs[legs.count - 1])
        let ratios = [
            Ratio(
                name: "time for each MB, one note of \(options.note) MB / of \(notes[0]) MB",
                value: first.speed / last.speed,
                must: 1.2,
                aim: 1.05,
                isCeiling: true
            ),
            Ratio(
                name: "time for each MB, stream of \(options.stream) MB / of \(streams[0]) MB",
                value: legs[0].speed / legs[streams.count - 1].speed
            ),
        ]
        try bench.report.show(
            "growth",
            legs,
            against: legs[0],
            ratios,
            repeats: repeats,
            notes: Leg.holds(legs)
        )
    }

    /// One note made of all notes of so many MB.
    private func note(_ megabytes: Int) throws -> Leg {
        let path = Files.scratch + "/note-\(megabytes).txt"
        let text = bench.corpus(megabytes).text
        try Files.write(text, to: path)
        return Leg("one note, \(megabytes) MB", bytes: text.count) {
            try bench.program.run(SpeedGroup.audiences[0], input: path).cost
        }
    }
}
