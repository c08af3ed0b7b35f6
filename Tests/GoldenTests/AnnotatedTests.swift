import Evaluations
import Pipeline
import TestSupport
import Testing

/// How much of what a jurist marked is found, over all annotated notes, with floors.
@Suite struct AnnotatedTests {
    @Test func thereAreAnnotatedNotes() {
        #expect(Annotated.all.count >= 12)
        #expect(Annotated.all.count { $0.twin != nil } >= 12)
        #expect(Annotated.ofOtherHands.count >= 192)
    }

    @Test(arguments: Annotated.all + Annotated.ofOtherHands)
    func tagsAreClosedAndKnown(_ annotated: Annotated) throws {
        do {
            let note = try annotated.note()
            #expect(!note.text.isEmpty)
        } catch let error as AnnotationError {
            Issue.record("\(error.faults)")
        }
    }

    /// `annotated/veille.telegraphic-bullets.txt` is `veille/telegraphic-bullets.txt` with tags.
    @Test(arguments: Annotated.all.filter { $0.twin != nil })
    func withoutItsTagsItIsTheGoldenNote(_ annotated: Annotated) throws {
        let golden = try #require(annotated.twin).bytes()
        #expect(
            String(decoding: try annotated.note().text, as: UTF8.self)
                == String(decoding: golden, as: UTF8.self)
        )
    }

    /// A figure with what it must not fall below, or not rise above.
    struct Bound: CustomTestStringConvertible, Sendable {
        let key: String
        let isFloor: Bool
        /// For the notes that are golden notes too.
        let twins: Double
        /// For all annotated notes.
        let all: Double
        /// For the notes of ``Annotated/ofOtherHands``.
        let others: Double
        let misses: [Misses.Kind]
        var testDescription: String { key }

        init(
            _ key: String,
            atLeast twins: Double,
            _ all: Double,
            _ others: Double,
            _ misses: Misses.Kind...
        ) {
            self.init(
                key: key,
                isFloor: true,
                twins: twins,
                all: all,
                others: others,
                misses: misses
            )
        }

        init(
            _ key: String,
            atMost twins: Double,
            _ all: Double,
            _ others: Double,
            _ misses: Misses.Kind...
        ) {
            self.init(
                key: key,
                isFloor: false,
                twins: twins,
                all: all,
                others: others,
                misses: misses
            )
        }

        private init(
            key: String,
            isFloor: Bool,
            twins: Double,
            all: Double,
            others: Double,
            misses: [Misses.Kind]
        ) {
            self.key = key
            self.isFloor = isFloor
            self.twins = twins
            self.all = all
            self.others = others
            self.misses = misses
        }
    }

    static let bounds = [
        Bound("name recall", atLeast: 0.88, 0.93, 0.935, .name),
        Bound("name precision", atLeast: 0.93, 0.89, 0.89, .falseName),
        Bound("officials kept", atLeast: 0.95, 0.935, 0.875, .official),
        Bound("identifier recall", atLeast: 0.95, 0.96, 0.92, .identifier),
        Bound("identifier precision", atLeast: 0.95, 0.95, 0.92, .falseIdentifier),
        Bound("cue recall", atLeast: 0.93, 0.945, 0.87, .cue),
        Bound("secret recall", atLeast: 0.93, 0.9, 0.83, .secret),
        Bound("secret precision", atLeast: 0.90, 0.9, 0.865, .falseSecret),
        Bound("public pieces kept public", atLeast: 0.88, 0.94, 0.895),
        Bound("name survival", atMost: 0.13, 0.025, 0.02, .nameLeft),
        Bound("identifier survival", atMost: 0.03, 0.012, 0.016, .identifierLeft),
        Bound("secret survival", atMost: 0.06, 0.03, 0.048, .cueLeft),
        Bound("public text lost", atMost: 0.05, 0.055, 0.097, .pieceLost),
        Bound("officials lost", atMost: 0.05, 0.092, 0.147, .officialLost),
        Bound("note level too low", atMost: 0.05, 0.01, 0.01),
    ]

    @Test(arguments: bounds)
    func theGoldenNotesKeepTheirFigures(_ bound: Bound) throws {
        Self.check(bound.twins, bound, try Self.twins.get())
    }

    @Test(arguments: bounds)
    func allNotesKeepTheirFigures(_ bound: Bound) throws {
        Self.check(bound.all, bound, try Self.everything.get())
    }

    @Test(arguments: bounds)
    func notesOfOtherHandsKeepTheirFigures(_ bound: Bound) throws {
        Self.check(bound.others, bound, try Self.ofOtherHands.get())
    }

    private static func check(_ limit: Double, _ bound: Bound, _ evaluation: Evaluation) {
        let figure = evaluation[bound.key] ?? (bound.isFloor ? 0 : 1)
        let rows = bound.misses.flatMap { evaluation.misses.rows($0) }
        let misses = rows.map { "\n\($0.note): \($0.tag) \($0.words)" }.joined()
        #expect(bound.isFloor ? figure >= limit : figure <= limit, "\(figure) \(limit)\(misses)")
    }

    /// Scored once, with what leaves for the plenary.
    private static let everything = Result { try evaluation(of: Annotated.all) }
    private static let ofOtherHands = Result { try evaluation(of: Annotated.ofOtherHands) }
    private static let twins = Result {
        try evaluation(of: Annotated.all.filter { $0.twin != nil })
    }

    private static func evaluation(of notes: [Annotated]) throws -> Evaluation {
        var evaluation = Evaluation(version: Version(try audience("pleniere")), missLimit: 50)
        var engine = try makeEngine()
        for annotated in notes { try evaluation.score(annotated.note(), with: &engine) }
        return evaluation
    }
}
