import Lexicons
import Testing

/// The check finds what the compiler would swallow.
@Suite struct LexiconCheckTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let rows: [String]
        let faults: [String]
        var testDescription: String { fact }
    }

    static let tables = [
        Row(fact: "nothing wrong", rows: ["a\tx", "b\ty"], faults: []),
        Row(fact: "twice with one class", rows: ["a\tx", "a\tx"], faults: ["4 duplicate a"]),
        Row(fact: "twice with two classes", rows: ["a\tx", "a\ty"], faults: ["4 contradiction a"]),
        Row(fact: "a variant twice", rows: ["a(s)\tx", "as\tx"], faults: ["4 duplicate as"]),
        Row(fact: "not sorted", rows: ["b\tx", "a\tx"], faults: ["4 unsorted a"]),
        Row(fact: "capitals sort first", rows: ["a\tx", "B\tx"], faults: ["4 unsorted B"]),
        Row(fact: "a form that cannot be read", rows: ["a(\tx"], faults: ["3 badForm a("]),
    ]

    @Test(arguments: tables)
    func faultsAreNamedWithTheirLine(_ row: Row) throws {
        let rows = row.rows.map { $0 + "\tperson\tusage\n" }.joined()
        let file = try TableFile(
            path: "secrets/health",
            text: "# A table.\n# form\tclass\tneeds\tsource\n" + rows
        )
        let faults = LexiconCheck.faults(in: [file])
        #expect(faults.map { "\($0.line) \($0.code.rawValue) \($0.word)" } == row.faults)
        #expect(faults.allSatisfy { $0.file == "secrets/health" })
    }
}
