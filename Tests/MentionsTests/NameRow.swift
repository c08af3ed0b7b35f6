import Mentions
import TestSupport
import Testing

/// A note and the names that must be found in it, in reading order and no others.
struct NameRow: CustomTestStringConvertible, Sendable {
    let note: String
    let names: [Found]
    /// Missed today; the test fails when it is not missed any more.
    let known: Bool
    var testDescription: String { "\(known ? "known: " : "")\(note)" }

    init(_ note: String, _ names: [Found] = [], known: Bool = false) {
        self.note = note
        self.names = names
        self.known = known
    }

    func check() throws {
        let found = try findings(of: note).found.filter { $0.label.isName }
        withKnownIssue {
            #expect(found == names)
        } when: {
            known
        }
    }
}

func person(_ text: String) -> Found { Found(text, .person) }
func initials(_ text: String) -> Found { Found(text, .initials) }
func official(_ text: String) -> Found { Found(text, .official) }
