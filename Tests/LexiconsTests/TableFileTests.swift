import Lexicons
import Testing

/// A table that cannot be used is refused with file, line and word.
@Suite struct TableFileTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let path: String
        let text: String
        let error: LexiconError
        var testDescription: String { fact }
    }

    static let head = "# A table.\n# form\tclass\tneeds\tsource\n"

    static func failure(
        _ fact: String,
        _ path: String,
        _ text: String,
        _ code: LexiconError.Code,
        line: Int = 0,
        word: String = ""
    ) -> Row {
        Row(
            fact: fact,
            path: path,
            text: text,
            error: LexiconError(code: code, file: path, line: line, word: word)
        )
    }

    static let failures = [
        failure("no table of that name", "secrets/gossip", head, .unknownTable),
        failure(
            "a column is missing",
            "secrets/health",
            head + "a\tb\tperson\n",
            .badRow,
            line: 3,
            word: "source"
        ),
        failure(
            "no columns named",
            "secrets/health",
            "a\tb\tperson\tusage\n",
            .badRow,
            line: 1,
            word: "form"
        ),
        failure("no form", "secrets/health", head + "\tb\tperson\tusage\n", .badForm, line: 3),
        failure(
            "no source",
            "secrets/health",
            head + "a\tb\tperson\t\n",
            .noSource,
            line: 3,
            word: "a"
        ),
        failure(
            "no class",
            "secrets/health",
            head + "a\t\tperson\tusage\n",
            .unknownClass,
            line: 3,
            word: "a"
        ),
        failure(
            "no such need",
            "secrets/health",
            head + "a\tb\tnever\tusage\n",
            .unknownClass,
            line: 3,
            word: "a"
        ),
        failure(
            "no such class",
            "persons/civilities",
            "# form\tclass\tsource\nM.\tking\tusage\n",
            .unknownClass,
            line: 2,
            word: "king"
        ),
        failure(
            "the line is counted over comments and empty lines",
            "secrets/health",
            head + "\n# more\na\tb\tperson\tusage\nb\tb\tperson\t\n",
            .noSource,
            line: 6,
            word: "b"
        ),
    ]

    @Test(arguments: failures)
    func whatCannotBeUsedIsNamed(_ row: Row) {
        do throws(LexiconError) {
            _ = try TableFile(path: row.path, text: row.text)
            Issue.record("the file was accepted")
        } catch {
            #expect(error.code == row.error.code && error.file == row.error.file)
            #expect(error.line == row.error.line && error.word == row.error.word)
        }
    }

    @Test func aMistypedTableGetsTheNearest() {
        do throws(LexiconError) {
            _ = try TableFile(path: "secrets/helth", text: Self.head)
            Issue.record("the file was accepted")
        } catch {
            #expect(error.nearest == "secrets/health")
        }
    }

    @Test func rowsKeepWhatIsWritten() throws {
        let file = try TableFile(
            path: "secrets/health",
            text: Self.head + " suivi(e) \tfollowup\tclause\tCSP L.1110-4\n"
        )
        let row = try #require(file.rows.first)
        #expect(file.table == .health)
        #expect(row.line == 3)
        #expect(row.form == "suivi(e)")
        #expect(row.className == "followup")
        #expect(row.need == .clause)
        #expect(row.source == "CSP L.1110-4")
    }

    @Test func columnsMayStandInAnyOrder() throws {
        let file = try TableFile(
            path: "secrets/health",
            text: "# source\tneeds\tclass\tform\nusage\tperson\tstay\thôpital\n"
        )
        #expect(file.rows.map(\.form) == ["hôpital"])
    }

    /// A spreadsheet saves with CRLF: the rows must not go silently.
    @Test func crlfKeepsTheRows() throws {
        let text = (Self.head + "a\tb\tperson\tusage\n").replacing("\n", with: "\r\n")
        let file = try TableFile(path: "secrets/health", text: text)
        #expect(file.rows.map(\.form) == ["a"])
    }

    @Test(arguments: LexiconTable.allCases)
    func everyTableIsFoundByItsPath(_ table: LexiconTable) {
        #expect(LexiconTable(path: table.path) == table)
    }

    @Test(arguments: LexiconTable.allCases.filter(\.isException))
    func anExceptionStandsBesideItsTable(_ table: LexiconTable) throws {
        let base = try #require(table.excepted)
        #expect(table.path == base.path + ".except")
    }
}
