import Mentions
import TestSupport
import Testing

/// A note and the identifiers and contacts that must be found in it, in reading order.
struct IdentifierRow: CustomTestStringConvertible, Sendable {
    let note: String
    let found: [Found]
    /// Missed today; the test fails when it is not missed any more.
    let known: Bool
    var testDescription: String { "\(known ? "known: " : "")\(note)" }

    init(_ note: String, _ found: [Found] = [], known: Bool = false) {
        self.note = note
        self.found = found
        self.known = known
    }

    func check() throws {
        let found = try findings(of: note).found.filter { !$0.label.isName }
        withKnownIssue {
            #expect(found == self.found)
        } when: {
            known
        }
    }
}

/// A lead, the identifier and a full stop.
func one(
    _ lead: String,
    _ text: String,
    _ label: Label,
    _ tail: String = ".",
    known: Bool = false
) -> IdentifierRow {
    IdentifierRow("\(lead)\(text)\(tail)", [Found(text, label)], known: known)
}

/// A note that holds none.
func none(_ note: String, known: Bool = false) -> IdentifierRow {
    IdentifierRow(note, known: known)
}
