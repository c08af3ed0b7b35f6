internal import GRDB

/// What an expiry has done.
public struct Expiry: Hashable, Sendable {
    /// How many held or kept mails have become `expired`.
    public var expired = 0
    /// Of how many mails the content was destroyed, with those that were released or refused.
    public var purged = 0
}

extension Store {
    /// Destroys the content of every mail whose time is over.
    ///
    /// What was held or kept becomes `expired`; what was released or refused stays so. What is in
    /// release waits until it is confirmed or fails. The plain columns and the journal stay.
    ///
    /// Destroyed means that the sealed content stands neither in the file nor in the log when this
    /// returns: deleted rows are overwritten with zeros, and the log is emptied. A crash in between
    /// leaves the rest to the next call, and to the next opening of the store.
    ///
    /// - Parameter now: Seconds since 1970.
    /// - Returns: How many it were.
    /// - Throws: The first `StoreError` that a mail met, once all the others are done.
    /// - Complexity: O(content that is destroyed), one transaction for each mail.
    public func expire(now: Int) throws(StoreError) -> Expiry {
        let due = try read(.mail) { db in
            let sql = """
                SELECT id FROM mail WHERE sealed > 0 AND expires <= ? AND state != 'releasing'
                ORDER BY expires
                """
            return try String.fetchAll(db, sql: sql, arguments: [now])
        }
        guard !due.isEmpty else { return Expiry() }
        var expiry = Expiry()
        var failure: StoreError?
        for case let id? in due.map({ HeldID($0) }) {
            do throws(StoreError) {
                let state = try write(.mail) { db in try purge(id, now: now, db) }
                guard let state else { continue }
                expiry.purged += 1
                if state == .expired { expiry.expired += 1 }
            } catch {
                failure = failure ?? error
            }
        }
        try clearLog()
        // gives the room back to the disk
        do {
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA incremental_vacuum")
            }
        } catch {
            throw StoreError(error, .database)
        }
        try clearLog()
        if let failure { throw failure }
        return expiry
    }

    /// Destroys the content of one mail, unless it went into release meanwhile.
    ///
    /// - Returns: Where the mail stands then, or nil when nothing was done.
    private func purge(_ id: HeldID, now: Int, _ db: Database) throws -> HeldRecord.State? {
        let record = try record(id, db)
        guard record.hasContent, record.state != .releasing else { return nil }
        let journal = Journal(db, key)
        var state = record.state
        if state == .held || state == .kept {
            state = .expired
            try set(state, of: id, db)
            try journal.add(.expired, id, at: now)
        }
        try db.execute(
            sql: "DELETE FROM piece WHERE mail = (SELECT number FROM mail WHERE id = ?)",
            arguments: [id.text]
        )
        try db.execute(
            sql: "UPDATE mail SET sealed = 0, sameness = NULL WHERE id = ?",
            arguments: [id.text]
        )
        try journal.add(.purged, id, at: now)
        return state
    }
}
