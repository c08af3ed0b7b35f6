import GRDB
import Testing

@testable import Holdings

/// The journal tells what was done, and shows when somebody has changed it.
@Suite struct JournalTests {
    let temporary: TemporaryStore

    /// Five rows: held, held, shown, refused, kept.
    init() throws {
        temporary = try TemporaryStore()
        let store = try temporary.store
        let id = try store.hold(.sample("un"))
        _ = try store.hold(.sample("deux", received: 1_010))
        _ = try store.open(id, by: "dgs", now: 1_020)
        try store.refuse(id, by: "dgs", justification: "hors procédure", now: 1_030)
        _ = try store.hold(.sample("trois", kind: .original, received: 1_040))
    }

    private var store: Store { get throws { try temporary.store } }

    @Test func everythingHasItsRow() throws {
        let rows = try store.journal(limit: 10)
        try #require(rows.map(\.number) == [1, 2, 3, 4, 5])
        #expect(rows.map(\.event) == [.held, .held, .shown, .refused, .kept])
        #expect(rows.map(\.time) == [1_000, 1_010, 1_020, 1_030, 1_040])
        #expect(rows.map(\.person) == ["", "", "dgs", "dgs", ""])
        #expect(rows[3].justification == "hors procédure")
        #expect(rows[4].reasons == ["school.absence", "person.civility"])
        #expect(try store.journal(after: 2, limit: 2) == Array(rows[2...3]))
        #expect(try store.verifyJournal() == nil)
    }

    @Test func aNewStoreHasAnEmptyJournal() throws {
        let other = try TemporaryStore()
        #expect(try other.store.journal(limit: 10) == [])
        #expect(try other.store.verifyJournal() == nil)
    }

    static let statements = [
        "UPDATE journal SET person = 'maire' WHERE number = 3",
        "DELETE FROM journal WHERE number = 3",
        "DELETE FROM journal",
        "REPLACE INTO journal SELECT * FROM journal WHERE number = 3",
        "INSERT OR REPLACE INTO journal VALUES (3, 0, 'held', '', '', '', '', x'00')",
    ]

    @Test(arguments: statements)
    func theDatabaseRefusesEveryOtherChange(_ sql: String) throws {
        let rows = try store.journal(limit: 10)
        let error = #expect(throws: DatabaseError.self) {
            try store.queue.write { db in try db.execute(sql: sql) }
        }
        #expect(error?.resultCode == .SQLITE_CONSTRAINT)
        #expect(try store.journal(limit: 10) == rows)
    }

    struct Change: CustomTestStringConvertible, Sendable {
        let sql: String
        let firstBad: Int?
        var testDescription: String { sql }

        init(_ sql: String, firstBad: Int?) { (self.sql, self.firstBad) = (sql, firstBad) }
    }

    /// By somebody who takes the triggers away first.
    static let changes = [
        Change("SELECT 1", firstBad: nil),
        Change("UPDATE journal SET person = 'maire' WHERE number = 3", firstBad: 3),
        Change("UPDATE journal SET time = 0 WHERE number = 1", firstBad: 1),
        Change("UPDATE journal SET event = 'kept' WHERE number = 2", firstBad: 2),
        Change("UPDATE journal SET event = 'nothing' WHERE number = 2", firstBad: 2),
        Change("UPDATE journal SET mail = 'aaaaaaaaaaaaaaaa' WHERE number = 2", firstBad: 2),
        Change("UPDATE journal SET reasons = '' WHERE number = 5", firstBad: 5),
        Change("UPDATE journal SET justification = 'oui' WHERE number = 4", firstBad: 4),
        Change("UPDATE journal SET seal = zeroblob(32) WHERE number = 4", firstBad: 4),
        Change("UPDATE journal SET seal = zeroblob(0) WHERE number = 4", firstBad: 4),
        Change("DELETE FROM journal WHERE number = 1", firstBad: 1),
        Change("DELETE FROM journal WHERE number = 3", firstBad: 3),
        Change("DELETE FROM journal WHERE number = 5", firstBad: 5),
        Change("DELETE FROM journal", firstBad: 1),
        Change(
            "INSERT INTO journal SELECT 6, 0, event, mail, '', '', '', seal FROM journal LIMIT 1",
            firstBad: 6
        ),
        Change(
            """
            UPDATE journal SET number = 9 WHERE number = 1;
            UPDATE journal SET number = 1 WHERE number = 2;
            UPDATE journal SET number = 2 WHERE number = 9;
            """,
            firstBad: 1
        ),
        Change(
            """
            DELETE FROM journal WHERE number = 5;
            UPDATE head SET count = 4, last = (SELECT seal FROM journal WHERE number = 4);
            """,
            firstBad: 5
        ),
        Change("UPDATE head SET count = 9223372036854775807", firstBad: 6),
        Change(
            "DELETE FROM journal WHERE number = 5; DELETE FROM mail; DELETE FROM piece",
            firstBad: 5
        ),
    ]

    @Test(arguments: changes)
    func aChangeShows(_ change: Change) throws {
        try temporary.reopen { db in
            try db.execute(
                sql: """
                    DROP TRIGGER journalKeepsItsRows;
                    DROP TRIGGER journalLosesNoRow;
                    DROP TRIGGER journalReplacesNoRow;
                    \(change.sql)
                    """
            )
        }
        #expect(try store.verifyJournal() == change.firstBad)
    }

    /// Otherwise the next row would hide that rows were cut off the end.
    @Test func nothingIsWrittenOverAForgedEnd() throws {
        try temporary.reopen { db in
            try db.execute(
                sql: """
                    DROP TRIGGER journalLosesNoRow;
                    DELETE FROM journal WHERE number = 5;
                    UPDATE head SET count = 4, last = (SELECT seal FROM journal WHERE number = 4);
                    """
            )
        }
        #expect(throws: StoreError(.damaged, .journal)) { try store.hold(.sample("quatre")) }
        #expect(try store.list().count == 1)
        #expect(try store.verifyJournal() == 5)
    }

    @Test func aMissingEndIsSeenAfterMoreRows() throws {
        try temporary.reopen { db in
            try db.execute(
                sql: "DROP TRIGGER journalLosesNoRow; DELETE FROM journal WHERE number = 5"
            )
        }
        _ = try store.hold(.sample("quatre"))
        #expect(try store.verifyJournal() == 5)
    }

    @Test func aStoreWithoutItsHeadIsDamaged() throws {
        #expect(throws: StoreError(.damaged, .journal)) {
            try temporary.reopen { db in try db.execute(sql: "DELETE FROM head") }
        }
    }
}
