import GRDB
import Holdings
import Testing

/// What was changed in the file does not open.
@Suite struct TamperingTests {
    let temporary: TemporaryStore

    init() throws { temporary = try TemporaryStore() }

    struct Change: CustomTestStringConvertible, Sendable {
        let sql: String
        var testDescription: String { sql }

        init(_ sql: String) { self.sql = sql }
    }

    /// The mail number 1 has three pieces behind the envelope, number 2 as well.
    static let changes = [
        Change("UPDATE mail SET level = 'public' WHERE number = 1"),
        Change("UPDATE mail SET audience = 'public' WHERE number = 1"),
        Change("UPDATE mail SET listener = 'x' WHERE number = 1"),
        Change("UPDATE mail SET policy = 'x' WHERE number = 1"),
        Change("UPDATE mail SET reasons = '' WHERE number = 1"),
        Change("UPDATE mail SET kind = 'original' WHERE number = 1"),
        Change("UPDATE mail SET received = received + 1 WHERE number = 1"),
        Change("UPDATE mail SET expires = expires + 1 WHERE number = 1"),
        Change("UPDATE mail SET size = size - 1 WHERE number = 1"),
        Change("UPDATE mail SET size = 9223372036854775807 WHERE number = 1"),
        Change("UPDATE mail SET size = -9223372036854775807 - 1 WHERE number = 1"),
        Change("UPDATE mail SET recipients = 3 WHERE number = 1"),
        Change("UPDATE mail SET sameness = NULL WHERE number = 1"),
        Change("UPDATE mail SET sameness = zeroblob(32) WHERE number = 1"),
        Change("UPDATE mail SET kind = 'x' WHERE number = 1"),
        Change("UPDATE piece SET sealed = zeroblob(50) WHERE mail = 1 AND number = 0"),
        Change("UPDATE piece SET sealed = zeroblob(0) WHERE mail = 1 AND number = 3"),
        Change("UPDATE piece SET sealed = substr(sealed, 1, 99) WHERE mail = 1 AND number = 2"),
        Change("DELETE FROM piece WHERE mail = 1"),
        Change("DELETE FROM piece WHERE mail = 1 AND number = 2"),
        Change("DELETE FROM piece WHERE mail = 1 AND number = 3"),
        Change("INSERT INTO piece SELECT 1, 4, sealed FROM piece WHERE mail = 1 AND number = 3"),
        Change(
            """
            UPDATE piece SET number = 9 WHERE mail = 1 AND number = 1;
            UPDATE piece SET number = 1 WHERE mail = 1 AND number = 2;
            UPDATE piece SET number = 2 WHERE mail = 1 AND number = 9;
            """
        ),
        Change(
            """
            UPDATE piece SET mail = 3 WHERE mail = 1;
            UPDATE piece SET mail = 1 WHERE mail = 2;
            UPDATE piece SET mail = 2 WHERE mail = 3;
            """
        ),
        Change(
            """
            DELETE FROM piece WHERE mail = 1 AND number = 2;
            UPDATE piece SET mail = 1 WHERE mail = 2 AND number = 2;
            """
        ),
    ]

    @Test(arguments: changes)
    func aChangedMailDoesNotOpen(_ change: Change) throws {
        var mail = HeldMail.sample()
        mail.message += [UInt8](repeating: 65, count: 5 << 19)
        let id = try temporary.store.hold(mail)
        mail.message[0] = 66
        _ = try temporary.store.hold(mail)
        try temporary.reopen { db in try db.execute(sql: change.sql) }
        let store = try temporary.store
        for _ in 0..<2 {
            let error = #expect(throws: StoreError.self) {
                try store.open(id, by: "dgs", now: 1_100)
            }
            #expect(error?.code == .damaged)
        }
        let error = #expect(throws: StoreError.self) {
            try store.beginRelease(id, by: "dgs", justification: "vérifié", now: 1_100)
        }
        #expect(error?.code == .damaged)
        // nobody has seen it, and the store works on
        #expect(try store.journal(limit: 10).map(\.event) == [.held, .held])
        let next = try store.hold(.sample("la suivante"))
        _ = try store.open(next, by: "dgs", now: 1_200)
    }

    @Test func oneMailUnderTheNameOfAnotherDoesNotOpen() throws {
        let ids = try ["un", "deux"].map { try temporary.store.hold(.sample($0)) }
        try temporary.reopen { db in
            try db.execute(
                sql: """
                    UPDATE mail SET id = 'x' WHERE id = '\(ids[0])';
                    UPDATE mail SET id = '\(ids[0])' WHERE id = '\(ids[1])';
                    UPDATE mail SET id = '\(ids[1])' WHERE id = 'x';
                    """
            )
        }
        for id in ids {
            #expect(throws: StoreError.self) {
                try temporary.store.open(id, by: "dgs", now: 1_100)
            }
        }
    }

    @Test func aDamagedMailDoesNotKeepOthersFromExpiring() throws {
        let ids = try ["un", "deux"].map { try temporary.store.hold(.sample($0)) }
        try temporary.reopen { db in
            try db.execute(sql: "UPDATE mail SET state = 'x' WHERE number = 1")
        }
        let error = #expect(throws: StoreError.self) { try temporary.store.expire(now: 9_000) }
        #expect(error?.code == .damaged)
        #expect(try temporary.store.show(ids[1]).state == .expired)
    }
}
