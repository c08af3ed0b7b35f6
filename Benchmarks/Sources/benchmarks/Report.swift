import Foundation

/// A ratio that is wanted, with what was measured.
struct Ratio: Codable {
    let name: String
    let value: Double
    /// The bar; nil for what is reported only.
    var must: Double?
    var aim: Double?
    /// Whether less is better.
    var isCeiling = false

    /// « aim », « must » or « no »; « – » without a bar.
    var verdict: String {
        guard let must, let aim else { return "–" }
        func holds(_ bar: Double) -> Bool { isCeiling ? value <= bar : value >= bar }
        return holds(aim) ? "aim" : holds(must) ? "must" : "no"
    }
}

/// What a group found: its legs and its ratios.
struct GroupRecord: Codable {
    /// A leg as it is kept.
    struct Row: Codable {
        let leg: String
        let bytes: Int
        let count: Int
        let userSeconds: Double
        let wallSeconds: Double
        let megabytesPerSecond: Double
        let peakMegabytes: Double
        let isEnded: Bool
    }

    let date: String
    let seed: UInt64
    let repeats: Int
    var legs: [Row]
    var ratios: [Ratio]
    /// What else is to be known: what was left out, what was held.
    var notes: [String]
}

/// The table of a group on standard output, and the record of all.
struct Report {
    private struct Record: Codable {
        var processor = Core.model
        var cores = Core.all.count
        var groups: [String: GroupRecord] = [:]
    }

    let options: Options

    /// Prints a group and adds it to the record: `reference` is the leg that the others are compared
    /// to, `notes` say what else is to be known.
    func show(
        _ group: String,
        _ legs: [Leg],
        against reference: Leg?,
        _ ratios: [Ratio],
        repeats: Int,
        notes: [String] = []
    ) throws {
        print("\n\(group), \(repeats) × interleaved, seed \(options.seed), \(Core.model)\n")
        let columns = ["MB", "user s", "wall s", "MB/s", "ratio", "RSS MB", "count"]
        print(Self.cell("leg", 42) + columns.map { Self.right($0, 10) }.joined())
        for leg in legs {
            let ratio = reference.map { Self.number(leg.speed / $0.speed, 3) } ?? ""
            let cells = [
                Self.number(Double(leg.bytes) / 1e6, 1), Self.number(leg.user, 4),
                Self.number(leg.wall, 4),
                (leg.isEnded ? "<" : "") + Self.number(leg.speed / 1e6, 2), ratio,
                leg.peak > 0 ? Self.number(Double(leg.peak) / 1e6, 1) : "",
                leg.isCounted ? "\(leg.count)" : "",
            ]
            print(Self.cell(leg.name, 42) + cells.map { Self.right($0, 10) }.joined())
        }
        print(
            "\n" + Self.cell("ratio", 62)
                + ["found", "must", "aim", "holds"]
                .map { Self.right($0, 10) }.joined()
        )
        for ratio in ratios {
            let bars = [ratio.must, ratio.aim].map { bar in
                bar.map { (ratio.isCeiling ? "≤ " : "≥ ") + Self.number($0, 2) } ?? ""
            }
            let cells = [Self.number(ratio.value, 4)] + bars + [ratio.verdict]
            print(Self.cell(ratio.name, 62) + cells.map { Self.right($0, 10) }.joined())
        }
        for note in notes { print(note) }
        try keep(group, legs, ratios, repeats: repeats, notes: notes)
    }

    /// Adds a group to the record of the day; other groups of the day stay.
    private func keep(
        _ group: String,
        _ legs: [Leg],
        _ ratios: [Ratio],
        repeats: Int,
        notes: [String]
    ) throws {
        guard options.record != "-" else { return }
        var record = Record()
        if let old = try? Files.read(options.record),
            let read = try? JSONDecoder().decode(Record.self, from: Data(old)),
            read.processor == record.processor
        {
            record = read
        }
        let rows = legs.map { leg in
            GroupRecord.Row(
                leg: leg.name,
                bytes: leg.bytes,
                count: leg.count,
                userSeconds: leg.user,
                wallSeconds: leg.wall,
                megabytesPerSecond: leg.speed / 1e6,
                peakMegabytes: Double(leg.peak) / 1e6,
                isEnded: leg.isEnded
            )
        }
        record.groups[group] = GroupRecord(
            date: Date.now.formatted(.iso8601),
            seed: options.seed,
            repeats: repeats,
            legs: rows,
            ratios: ratios,
            notes: notes
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try Files.write(Array(try encoder.encode(record)) + [0x0A], to: options.record)
    }

    private static func number(_ value: Double, _ digits: Int) -> String {
        String(format: "%.\(digits)f", value)
    }

    private static func cell(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - text.count)) + text
    }
}
