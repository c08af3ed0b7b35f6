import Evaluations
import Pipeline
import TestSupport
import Testing

/// What is found in notes that nobody has tuned the rules to: bounds below what was measured.
@Suite struct HeldOutTests {
    private static let paths = Repository.files(under: "Tests/HeldOut", ending: ".txt")

    struct Bound: CustomTestStringConvertible, Sendable {
        let key: String
        var floor = 0.0
        var ceiling = 1.0
        var testDescription: String { key }
    }

    static let bounds = [
        Bound(key: "name recall", floor: 0.905),
        Bound(key: "name precision", floor: 0.82),
        Bound(key: "officials kept", floor: 0.89),
        Bound(key: "identifier recall", floor: 0.79),
        Bound(key: "identifier precision", floor: 0.875),
        Bound(key: "cue recall", floor: 0.84),
        Bound(key: "secret recall", floor: 0.71),
        Bound(key: "secret precision", floor: 0.76),
        Bound(key: "public pieces kept public", floor: 0.91),
        Bound(key: "note level too low", ceiling: 0.01),
        Bound(key: "name survival", ceiling: 0.04),
        Bound(key: "secret survival", ceiling: 0.085),
        Bound(key: "public text lost", ceiling: 0.085),
    ]

    @Test func thereAreHeldOutNotes() {
        #expect(Self.paths.count >= 80)
    }

    /// The misses are not shown: they are not to be read.
    @Test(arguments: bounds)
    func theyKeepTheirFigures(_ bound: Bound) throws {
        let figure = try #require(try Self.scored.get()[bound.key])
        #expect(figure >= bound.floor && figure <= bound.ceiling)
    }

    private static let scored = Result {
        var evaluation = Evaluation(version: Version(try audience("pleniere")), missLimit: 0)
        var engine = try makeEngine()
        for path in paths {
            let bytes = try Repository.bytes("Tests/HeldOut/\(path)")
            try evaluation.score(AnnotatedNote(source: bytes, name: path), with: &engine)
        }
        return evaluation
    }
}
