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
        for audience in try policy().audiences {
            if audience.ceiling < .secret { #expect(audience.secret != .keep, "\(audience.id)") }
            if audience.ceiling < .confidentiel {
                let reaches: [Audience.Action] = [.drop, .releve, .occult]
                #expect(reaches.contains(audience.confidentiel), "\(audience.id)")
            }
        }
    }

    /// The audiences that the commands promise.
    @Test func allAudiencesHaveARow() throws {
        let ids = Set(try policy().ids)
        let promised: Set = [
            "pleniere", "restreinte", "comite-technique", "gt-territorial", "gt-thematique",
            "gt-habitants", "execution-peines", "veille", "article8", "maire-pcd", "cddf",
            "public", "cada", "archive", "statistiques",
        ]
        #expect(ids == promised)
    }

    struct Alias: CustomTestStringConvertible, Sendable {
        let name: String
        let id: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Alias(name: "zsp", id: "restreinte"), Alias(name: "cispd-pleniere", id: "pleniere"),
        Alias(name: "veille-educative", id: "veille"), Alias(name: "presse", id: "public"),
    ])
    func otherNamesLeadToTheirAudience(_ alias: Alias) throws {
        #expect(try policy().audience(alias.name).id == alias.id)
    }

    @Test func aSheetKeepsNamesWhereMinutesDoNot() throws {
        let policy = try TestSupport.policy()
        let minutes = try policy.audience("gt-territorial", piece: .compteRendu)
        let sheet = try policy.audience("gt-territorial", piece: .fiche)
        #expect(minutes.names == .replace && minutes.confidentiel == .anonymise)
        #expect(sheet.names == .keep && sheet.confidentiel == .keep && sheet.isMarked)
        #expect(minutes.secret == .cut && sheet.secret == .cut)
    }

    @Test func profilesAreStricterOnly() throws {
        let policy = try TestSupport.policy()
        for profile in policy.profiles {
            for id in policy.ids {
                let plain = try policy.audience(id)
                let strict = try policy.audience(id, profiles: [profile])
                #expect(strict.ceiling <= plain.ceiling, "\(profile) \(id)")
                #expect(strict.isStrict || !plain.isStrict, "\(profile) \(id)")
            }
        }
        #expect(try policy.audience("gt-thematique", profiles: ["habitants"]).ceiling == .public)
        #expect(try policy.audience("gt-thematique", profiles: ["strict"]).isStrict)
        #expect(!(try policy.audience("article8", profiles: ["strict"]).isStrict))
        #expect(try policy.audience("maire-pcd", profiles: ["elus-exclus"]).ceiling == .public)
    }

    @Test(arguments: [
        "plenière": "pleniere", "pleiniere": "pleniere", "PLENIERE": "public", "pleiner": "plenier",
        "gt-thematiques": "gt-thematique", "publics": "public",
    ])
    func anUnknownAudienceGivesTheNearest(_ typed: String, nearest: String) throws {
        let policy = try TestSupport.policy()
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
        let policy = try Self.ofTable("# empty\n")
        #expect(policy.audiences.isEmpty)
        #expect(throws: PolicyError.self) { try policy.audience("pleniere") }
    }

    static let header =
        "# audience\tpiece\tceiling\tnames\tofficials\tconfidentiel\tsecret\tadmits\tindividual"
        + "\tdoubt\tsituations\tmark\tmail\tlabel\tsource\tchange\tauthor\tdate\n"

    /// A row whose cells after `a` are given, the others being usual ones.
    static func row(
        _ id: String = "a",
        piece: String = "*",
        ceiling: String = "public",
        names: String = "replace",
        officials: String = "keep",
        confidentiel: String = "drop",
        secret: String = "cut",
        admits: String = "-"
    ) -> String {
        let cells = [
            id, piece, ceiling, names, officials, confidentiel, secret, admits, "judged", "higher",
            "many", "none", "hold", "label", "law", "+", "A. Serval", "2026-03-02",
        ]
        return cells.joined(separator: "\t")
    }

    struct BadRow: CustomTestStringConvertible, Sendable {
        let fact: String
        let row: String
        let code: PolicyError.Code
        let word: String
        var testDescription: String { fact }
    }

    static let badRows = [
        BadRow(fact: "too few columns", row: "a\t*\tpublic", code: .badRow, word: "names"),
        BadRow(
            fact: "no such level",
            row: row(ceiling: "private"),
            code: .unknownWord,
            word: "private"
        ),
        BadRow(
            fact: "names cannot be cut",
            row: row(names: "cut"),
            code: .unknownWord,
            word: "cut"
        ),
        BadRow(
            fact: "officials cannot be dropped",
            row: row(officials: "drop"),
            code: .unknownWord,
            word: "drop"
        ),
        BadRow(
            fact: "confidential items cannot be cut",
            row: row(confidentiel: "cut"),
            code: .unknownWord,
            word: "cut"
        ),
        BadRow(
            fact: "secrets cannot be anonymised",
            row: row(secret: "anonymise"),
            code: .unknownWord,
            word: "anonymise"
        ),
        BadRow(
            fact: "capitals are another word",
            row: row(names: "Replace"),
            code: .unknownWord,
            word: "Replace"
        ),
        BadRow(fact: "no such piece", row: row(piece: "note"), code: .unknownWord, word: "note"),
        BadRow(
            fact: "no such category",
            row: row(admits: "JUSTICE"),
            code: .unknownWord,
            word: "JUSTICE"
        ),
        BadRow(
            fact: "a secret that stays over a public ceiling",
            row: row(secret: "keep"),
            code: .aboveCeiling,
            word: "keep"
        ),
        BadRow(
            fact: "a confidential item that stays over a public ceiling",
            row: row(confidentiel: "anonymise"),
            code: .aboveCeiling,
            word: "anonymise"
        ),
    ]

    @Test(arguments: badRows)
    func aRowThatCannotBeUsedIsNamedWithItsLine(_ row: BadRow) {
        do {
            _ = try Self.ofTable("\(Self.header)\n\(row.row)\n")
            Issue.record("the row was accepted")
        } catch {
            #expect(error.code == row.code)
            #expect(error.line == 3)
            #expect(error.word == row.word)
            #expect(error.file == "audiences.tsv")
        }
    }

    @Test func twoRowsThatContradictAreNamed() {
        let rows = [Self.row(), Self.row(secret: "occult")].joined(separator: "\n")
        do {
            _ = try Self.ofTable(Self.header + rows)
            Issue.record("the rows were accepted")
        } catch {
            #expect(error.code == .contradiction)
            #expect(error.line == 3)
        }
    }

    /// A town's row over the built-in one; which layer decided is known.
    @Test func aLaterLayerWins() throws {
        let layers = [
            PolicyLayer(
                name: "",
                tables: ["audiences.tsv": TSV(Self.header + Self.row())]
            ),
            PolicyLayer(
                name: "ville",
                tables: [
                    "audiences.tsv": TSV(
                        Self.header + Self.row(ceiling: "confidentiel", confidentiel: "anonymise")
                    )
                ]
            ),
        ]
        let policy = try Policy(layers: layers)
        #expect(try policy.audience("a").ceiling == .confidentiel)
        let ceiling = try policy.explanation(of: "a").first { $0.column == "ceiling" }
        #expect(ceiling?.origin.layer == "ville")
        #expect(ceiling?.origin.author == "A. Serval")
        #expect(ceiling?.origin.line == 2)
    }

    @Test func aSiteRowMustSayWhoAndWhen() {
        let row = Self.row().split(separator: "\t").dropLast(2).joined(separator: "\t")
        let layers = [
            PolicyLayer(name: "ville", tables: ["audiences.tsv": TSV(Self.header + row)])
        ]
        do {
            _ = try Policy(layers: layers)
            Issue.record("the row was accepted")
        } catch {
            #expect(error.code == .badRow && error.word == "author" && error.layer == "ville")
        }
    }

    /// A spreadsheet saves with CRLF: the rows must not go silently.
    @Test func crlfKeepsTheRows() throws {
        let table = (Self.header + Self.row() + "\n").replacing("\n", with: "\r\n")
        let ids = try Self.ofTable(table).audiences.map(\.id)
        #expect(ids == ["a"])
    }

    private static func ofTable(_ table: String) throws(PolicyError) -> Policy {
        try Policy(layers: [PolicyLayer(name: "", tables: ["audiences.tsv": TSV(table)])])
    }
}
