internal import Foundation
internal import GRDB

/// One row of the journal of the store: who did what to which mail, without its content.
public struct JournalRow: Hashable, Sendable {
    /// What happened.
    public enum Event: String, CaseIterable, Sendable {
        /// A mail is held.
        case held
        /// An original is kept.
        case kept
        /// Somebody has opened a mail.
        case shown
        /// Somebody has released a mail; its delivery begins.
        case release
        /// A delivery that was interrupted begins again.
        case releaseResumed = "release-resumed"
        /// A delivery did not succeed; the mail is held again.
        case releaseFailed = "release-failed"
        /// A mail was taken over for delivery.
        case released
        /// Somebody has decided that a mail does not leave.
        case refused
        /// A mail has not been decided in time, or its time of review is over.
        case expired
        /// The content of a mail is destroyed.
        case purged
        /// The gateway has let a release pass.
        case markUsed = "mark-used"
        /// A mark of ours came again, too late, or on another mail; once for each mail and reason.
        case markRefused = "mark-refused"
    }

    /// The number of the row, from 1.
    public let number: Int
    /// When, in seconds since 1970.
    public let time: Int
    /// What happened.
    public let event: Event
    /// To which mail.
    public let mail: HeldID
    /// The login of who did it; empty for what the daemon does by itself.
    public let person: String
    /// Codes: why a mail is held, under which queue id a mark passed, why it was refused.
    public let reasons: [String]
    /// What a person gave as the reason for release or refusal.
    public let justification: String
}

/// The rows of the journal and the chain that shows when one was changed.
///
/// Each row has a code over itself and the code of the row before it, under a key that is not in
/// the database. Who may write the file but has no key can change nothing, take nothing out and cut
/// nothing off unseen. What cannot be seen from inside: the whole file put back to an earlier
/// state.
struct Journal {
    private let db: Database
    private let key: StoreKey

    init(_ db: Database, _ key: StoreKey) {
        self.db = db
        self.key = key
    }

    /// How far the journal goes.
    private struct Head {
        var count = 0
        var last = [UInt8](repeating: 0, count: 32)
    }

    /// Starts the journal of a new store.
    func begin() throws { try write(Head(), isFirst: true) }

    /// Checks that the store is of this key.
    ///
    /// - Throws: `StoreError` `badKey`.
    func checkKey() throws {
        guard let stored = try Data.fetchOne(db, sql: "SELECT fingerprint FROM head") else {
            throw StoreError(.damaged, .journal)
        }
        guard StoreKey.areSame(Array(stored), key.fingerprint) else {
            throw StoreError(.badKey, .key)
        }
    }

    /// Adds a row.
    ///
    /// - Throws: `StoreError` `damaged` when the end of the journal was changed, so that nothing is
    ///   written over the trace.
    func add(
        _ event: JournalRow.Event,
        _ mail: HeldID,
        at time: Int,
        by person: String = "",
        reasons: [String] = [],
        justification: String = ""
    ) throws {
        var head = try head()
        let row = JournalRow(
            number: head.count + 1,
            time: time,
            event: event,
            mail: mail,
            person: person,
            reasons: reasons,
            justification: justification
        )
        head = Head(count: row.number, last: seal(row, after: head.last))
        let statement = try db.cachedStatement(
            sql: "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        try statement.execute(arguments: [
            row.number, time, event.rawValue, mail.text, person, reasons.joined(separator: " "),
            justification, Data(head.last),
        ])
        try write(head, isFirst: false)
    }

    /// Whether a mark of a mail was refused for this reason before.
    func hasRefusal(_ mail: HeldID, _ reason: String) throws -> Bool {
        let sql = "SELECT 1 FROM journal WHERE mail = ? AND event = ? AND reasons = ?"
        let event = JournalRow.Event.markRefused.rawValue
        return try Bool.fetchOne(db, sql: sql, arguments: [mail.text, event, reason]) ?? false
    }

    /// The rows behind a number.
    func rows(after number: Int, limit: Int) throws -> [JournalRow] {
        let sql = "SELECT * FROM journal WHERE number > ? ORDER BY number LIMIT ?"
        return try Row.fetchAll(db, sql: sql, arguments: [number, limit]).map(JournalRow.init)
    }

    /// The first row that is not what was written, or nil.
    func firstBadRow() throws -> Int? {
        var (number, last) = (1, Head().last)
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM journal ORDER BY number")
        while let stored = try rows.next() {
            guard let row = try? JournalRow(stored), row.number == number,
                let seal = try? stored.decode(Data.self, forColumn: "seal"),
                StoreKey.areSame(Array(seal), self.seal(row, after: last))
            else { return number }
            (number, last) = (number + 1, Array(seal))
        }
        guard let head = try? head(), head.count == number - 1, head.last == last else {
            return number
        }
        return nil
    }

    private func head() throws -> Head {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM head") else {
            throw StoreError(.damaged, .journal)
        }
        let head = Head(
            count: try row.decode(Int.self, forColumn: "count"),
            last: Array(try row.decode(Data.self, forColumn: "last"))
        )
        let stored = Array(try row.decode(Data.self, forColumn: "seal"))
        guard StoreKey.areSame(stored, seal(head)) else { throw StoreError(.damaged, .journal) }
        return head
    }

    private func write(_ head: Head, isFirst: Bool) throws {
        let sql =
            isFirst
            ? "INSERT INTO head (count, last, seal, fingerprint, only) VALUES (?, ?, ?, ?, 1)"
            : "UPDATE head SET count = ?, last = ?, seal = ?, fingerprint = ?"
        try db.cachedStatement(sql: sql).execute(arguments: [
            head.count, Data(head.last), Data(seal(head)), Data(key.fingerprint),
        ])
    }

    private func seal(_ head: Head) -> [UInt8] {
        var fields = Fields(for: "head of the journal")
        fields.add(head.count)
        fields.add(head.last)
        return key.chaining(fields)
    }

    private func seal(_ row: JournalRow, after last: [UInt8]) -> [UInt8] {
        var fields = Fields(for: "row of the journal")
        fields.add(last)
        fields.add(row.number)
        fields.add(row.time)
        for text in [row.event.rawValue, row.mail.text, row.person, row.justification] {
            fields.add(text)
        }
        fields.add(row.reasons.joined(separator: " "))
        return key.chaining(fields)
    }
}

extension JournalRow {
    init(_ row: Row) throws {
        guard let event = Event(rawValue: try row.decode(String.self, forColumn: "event")),
            let mail = HeldID(try row.decode(String.self, forColumn: "mail"))
        else { throw StoreError(.damaged, .journal) }
        self.init(
            number: try row.decode(Int.self, forColumn: "number"),
            time: try row.decode(Int.self, forColumn: "time"),
            event: event,
            mail: mail,
            person: try row.decode(String.self, forColumn: "person"),
            reasons: try row.decode(String.self, forColumn: "reasons")
                .split(separator: " ").map(String.init),
            justification: try row.decode(String.self, forColumn: "justification")
        )
    }
}
