import Decisions
import Levels
import Lexicons
import TestSupport
import Testing

/// The matrix of audiences: rows are read strictly, words are never guessed.
@Suite struct PolicyTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let id: String
        let ceiling: Level
        let officials: Audience.Action
        let confidentiel: Audience.Action
        var testDescription: String { id }
    }

    static let matrix = [
        Row(id: "pleniere", ceiling: .public, officials: .keep, confidentiel: .drop),
        Row(
            id: "gt-thematique",
            ceiling: .confidentiel,
            officials: .keep,
            confidentiel: .anonymise
        ),
        Row(id: "public", ceiling: .public, officials: .function, confidentiel: .drop),
    ]

    @Test(arguments: matrix)
    func theTableSaysWhatTheMatrixAsks(_ row: Row) throws {
        let audience = try audience(row.id)
        #expect(audience.ceiling == row.ceiling)
        #expect(audience.names == .replace)
        #expect(audience.officials == row.officials)
        #expect(audience.confidentiel == row.confidentiel)
        #expect(audience.secret == .cut)
        #expect(!audience.label.isEmpty)
        #expect(!audience.source.isEmpty)
    }

    /// What stays above the ceiling could never leave, whatever a note says.
    @Test func everyRowCanReachItsCeiling() throws {
        for audience in try Self.policy().audiences {
            if audience.ceiling < .secret { #expect(audience.secret == .cut, "\(audience.id)") }
            if audience.ceiling < .confidentiel {
                #expect(audience.confidentiel == .drop, "\(audience.id)")
            }
        }
    }

    @Test func noAudienceStandsTwice() throws {
        let ids = try Self.policy().audiences.map(\.id)
        #expect(Set(ids).count == ids.count)
    }

    @Test(arguments: [
        "plenière": "pleniere", "pleiniere": "pleniere", "PLENIERE": "public", "gt": "public",
        "gt-thematiques": "gt-thematique", "publics": "public",
    ])
    func anUnknownAudienceGivesTheNearest(_ typed: String, nearest: String) throws {
        let policy = try Self.policy()
        do {
            _ = try policy.audience(typed)
            Issue.record("« \(typed) » was accepted")
        } catch {
            #expect(error.code == .unknownAudience)
            #expect(error.word == typed)
            if typed.lowercased() == typed { #expect(error.nearest == nearest) }
        }
    }

    @Test func withoutRowsNothingIsNear() throws {
        let policy = try Policy(table: "# empty\n")
        #expect(policy.audiences.isEmpty)
        #expect(throws: PolicyError.self) { try policy.audience("pleniere") }
    }

    struct BadRow: CustomTestStringConvertible, Sendable {
        let fact: String
        let row: String
        let code: PolicyError.Code
        let word: String
        var testDescription: String { fact }
    }

    static let badRows = [
        BadRow(fact: "too few columns", row: "a\tpublic\treplace", code: .badRow, word: "a"),
        BadRow(
            fact: "no such level",
            row: "a\tprivate\treplace\tkeep\tdrop\tcut\tlabel\tlaw",
            code: .unknownWord,
            word: "private"
        ),
        BadRow(
            fact: "names cannot be cut",
            row: "a\tpublic\tcut\tkeep\tdrop\tcut\tlabel\tlaw",
            code: .unknownWord,
            word: "cut"
        ),
        BadRow(
            fact: "officials cannot be dropped",
            row: "a\tpublic\treplace\tdrop\tdrop\tcut\tlabel\tlaw",
            code: .unknownWord,
            word: "drop"
        ),
        BadRow(
            fact: "confidential items cannot be cut",
            row: "a\tpublic\treplace\tkeep\tcut\tcut\tlabel\tlaw",
            code: .unknownWord,
            word: "cut"
        ),
        BadRow(
            fact: "secrets cannot be anonymised",
            row: "a\tpublic\treplace\tkeep\tdrop\tanonymise\tlabel\tlaw",
            code: .unknownWord,
            word: "anonymise"
        ),
        BadRow(
            fact: "capitals are another word",
            row: "a\tpublic\tReplace\tkeep\tdrop\tcut\tlabel\tlaw",
            code: .unknownWord,
            word: "Replace"
        ),
    ]

    @Test(arguments: badRows)
    func aRowThatCannotBeUsedIsNamedWithItsLine(_ row: BadRow) {
        do {
            _ = try Policy(table: "# audience\tceiling\n\n\(row.row)\n")
            Issue.record("the row was accepted")
        } catch {
            #expect(error.code == row.code)
            #expect(error.line == 3)
            #expect(error.word == row.word)
        }
    }

    /// A spreadsheet saves with CRLF: the rows must not go silently.
    @Test func crlfKeepsTheRows() throws {
        let table = "# audiences\r\na\tpublic\treplace\tkeep\tdrop\tcut\tlabel\tlaw\r\n"
        let ids = try Policy(table: table).audiences.map(\.id)
        #expect(ids == ["a"])
    }

    private static func policy() throws -> Policy {
        try Policy(table: try TestLexicon.shared().audiences)
    }
}
