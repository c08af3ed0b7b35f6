public import Mentions
public import Pipeline

/// Fits the weights of evidence on annotated notes: deterministic, offline.
///
/// Coordinate descent in whole numbers: one weight after the other is moved by a few distances, and
/// stays where the cost is lowest. A weight never changes its sign, so that what speaks for a name
/// never speaks against one; and a move counts only when it mends more notes than it spoils, two at
/// least, so that no note is learnt by heart.
public struct WeightFit: Sendable {
    /// What is wrong with the names that are found.
    public struct Cost: Sendable, Hashable {
        /// Words of private names that are missed.
        public var leaked = 0
        /// Words taken for a private name that are none.
        public var wrong = 0
        /// Officials taken for private persons.
        public var officials = 0

        /// A missed name of two words costs twice as much as an official of two words blacked out.
        public var total: Int { 4 * leaked + wrong + 2 * officials }

        static func + (a: Cost, b: Cost) -> Cost {
            Cost(
                leaked: a.leaked + b.leaked,
                wrong: a.wrong + b.wrong,
                officials: a.officials + b.officials
            )
        }
    }

    /// How far a weight is moved: nearest first, which wins when two cost the same.
    private static let distances = [2, -2, 4, -4, 8, -8, 16, -16, 32, -32]
    private static let maximumSweeps = 8
    /// Notes that a move must mend.
    private static let minimumNotes = 2

    private let samples: [FitSample]

    /// Reads the notes once.
    ///
    /// - Throws: `FilterError` when a note cannot be read.
    public init(_ notes: [AnnotatedNote], with engine: inout Engine) throws(FilterError) {
        var samples: [FitSample] = []
        for note in notes {
            samples.append(FitSample(note, try engine.read(note.text)))
        }
        self.samples = samples
    }

    /// The cost of all notes under some weights.
    ///
    /// - Complexity: O(*n*) in the tokens of all notes.
    public func cost(of weights: EvidenceWeights) -> Cost {
        samples.map { $0.cost(of: weights) }.reduce(Cost(), +)
    }

    /// Fits the weights.
    ///
    /// - Parameters:
    ///   - start: Where the search starts: the table that ships.
    ///   - isUsed: Which notes are fitted on, by their number; the others are not looked at.
    /// - Returns: Weights whose cost on these notes is that of `start` or lower.
    public func fitted(
        from start: EvidenceWeights,
        on isUsed: (Int) -> Bool = { _ in true }
    ) -> EvidenceWeights {
        let used = samples.indices.filter(isUsed).map { samples[$0] }
        var weights = start
        var costs = used.map { $0.cost(of: weights).total }
        for _ in 0..<Self.maximumSweeps {
            var isMoving = false
            for evidence in Evidence.allCases {
                for column in EvidenceWeights.Column.allCases
                where Self.move(&weights, evidence, column, &costs, used) {
                    isMoving = true
                }
            }
            if !isMoving { break }
        }
        return weights
    }

    /// Moves one weight to where the cost is lowest; returns whether it moved.
    private static func move(
        _ weights: inout EvidenceWeights,
        _ evidence: Evidence,
        _ column: EvidenceWeights.Column,
        _ costs: inout [Int],
        _ samples: [FitSample]
    ) -> Bool {
        let start = weights
        let sign = start[evidence, column].signum()
        guard sign != 0 else { return false }
        let before = costs
        var lowest = before.reduce(0, +)
        for distance in distances {
            var other = start
            other[evidence, column] += distance
            let value = other[evidence, column]
            guard value.signum() == sign, abs(value) <= EvidenceWeights.limit else { continue }
            let found = samples.map { $0.cost(of: other).total }
            guard found.reduce(0, +) < lowest, isBetter(found, than: before) else { continue }
            lowest = found.reduce(0, +)
            weights = other
            costs = found
        }
        return weights != start
    }

    /// Whether more notes are mended than spoilt, two at least.
    private static func isBetter(_ costs: [Int], than before: [Int]) -> Bool {
        var mended = 0
        var spoilt = 0
        for (cost, old) in zip(costs, before) {
            if cost < old { mended += 1 }
            if cost > old { spoilt += 1 }
        }
        return mended >= minimumNotes && mended > spoilt
    }
}

/// A note with what its names should be.
private struct FitSample: Sendable {
    private let note: ReadNote
    private let count: Int
    /// Bytes of the text before what the line reads: a byte-order mark.
    private let shift: Int
    private let words: [(range: Range<Int>, isAllowed: Bool)]
    private let names: [Range<Int>]
    private let officials: [Range<Int>]

    init(_ annotated: AnnotatedNote, _ note: ReadNote) {
        self.note = note
        count = annotated.text.count
        shift = count - note.length
        let letters = Letters(annotated.text)
        let spans = annotated.spans
        let ours = spans.filter { $0.tag.isAmong([.person, .initials]) }.map(\.range)
        let allowed = Mask(
            count: count,
            ours + spans.filter { $0.tag.isIdentifier }.map(\.range)
        )
        words = letters.words(in: 0..<count).map { ($0, allowed.touches($0)) }
        names = ours.flatMap { letters.words(in: $0) }
        officials = spans.filter { $0.tag == .label(.official) }.map(\.range)
    }

    func cost(of weights: EvidenceWeights) -> WeightFit.Cost {
        var note = note
        note.weigh(by: weights)
        let mentions = note.mentions().filter(\.label.isPrivateName)
        let named = Mask(count: count, mentions.map { ($0.start + shift)..<($0.end + shift) })
        return WeightFit.Cost(
            leaked: names.count { !named.covers($0) },
            wrong: words.count { !$0.isAllowed && named.touches($0.range) },
            officials: officials.count { named.touches($0) }
        )
    }
}
