import Messages
import Pipeline
import Streams
import TestSupport
import Testing

/// What is said about a stream.
@Suite struct StreamMessageTests {
    private static let notes = [
        "Lina ZORBALEC est suivie au CMP.\n", "La séance est ouverte.\n",
        "Mme Solange ZORBALEC (mère) a appelé.\n",
    ]

    /// Counted apart and added, as workers do, or one after the other.
    @Test func countsAreAdded() throws {
        var all = StreamTally()
        var parts = StreamTally()
        for note in Self.notes {
            let one = try outcome(of: Array(note.utf8), audience: "pleniere")
            all.add(one)
            var part = StreamTally()
            part.add(one)
            parts.add(part)
        }
        #expect(all.line == parts.line)
        #expect(all.line.hasPrefix("3 notes, niveau secret → public ; "))
        #expect(all.line.contains("1 passage secret retiré"))
        #expect(!all.line.contains("ZORBALEC"))
        #expect(all.failure == nil)
    }

    @Test(arguments: [
        (1, 0, 3, "1 note retenue : « [note retenue] » à sa place"),
        (0, 2, 65, "2 notes illisibles : « [note retenue] » à leur place"),
        (2, 1, 65, "1 note illisible et 2 notes retenues : « [note retenue] » à leur place"),
    ])
    func whatIsHeldBackIsSaid(_ held: Int, unreadable: Int, code: Int32, text: String) {
        var tally = StreamTally()
        for _ in 0..<held { tally.addFailure(isHold: true) }
        for _ in 0..<unreadable { tally.addFailure(isHold: false) }
        #expect(tally.failure?.code.rawValue == code)
        #expect(tally.failure?.text == text)
    }

    @Test(arguments: PatternError.allCases)
    func aBadExpressionIsWrongUse(_ error: PatternError) {
        let message = Message(error)
        #expect(message.code == .usage)
        #expect(message.text.hasPrefix("--separator : "))
    }
}
