import Levels
import Pipeline
import TestSupport
import Testing

/// A note and its level: that of its highest passage.
struct LevelRow: CustomTestStringConvertible, Sendable {
    let note: String
    let level: Level
    /// Wrong today; the test fails when it is not wrong any more.
    let known: Bool
    var testDescription: String { "\(known ? "known: " : "")\(level.name): \(note)" }

    init(_ note: String, _ level: Level, known: Bool = false) {
        self.note = note
        self.level = level
        self.known = known
    }

    func check() throws {
        let found = try findings(of: note).level
        withKnownIssue {
            #expect(found.name == level.name)
        } when: {
            known
        }
    }
}

func secret(_ note: String, known: Bool = false) -> LevelRow {
    LevelRow(note, .secret, known: known)
}

func confidentiel(_ note: String, known: Bool = false) -> LevelRow {
    LevelRow(note, .confidentiel, known: known)
}

func general(_ note: String, known: Bool = false) -> LevelRow {
    LevelRow(note, .public, known: known)
}
