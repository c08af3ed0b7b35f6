internal import Foundation
internal import GRDB
internal import Glibc

/// The sealed store of the mail that is held or kept, its journal and its marks.
///
/// It is a folder with a database (SQLite, write-ahead log) and a lock. Sender, recipients and
/// message are sealed (``StoreKey``); the plain columns tell nothing personal. Every call is one
/// transaction: it returns once what it did is on disk, and what throws has done nothing. So a mail
/// is in the store or it is not, whenever the process or the machine stops.
///
/// Any thread may call; calls take turns. They wait for the disk, so they are for threads that may
/// wait. Times are seconds since 1970 and come from the caller.
///
/// ```swift
/// let key = try StoreKey(file: "/etc/biffure/store.key")
/// let store = try Store(folder: "/var/lib/biffure/holdings", key: key, maximumSize: 4 << 30)
/// let id = try store.hold(mail)      // on disk: now the MTA may be told that the mail is taken
/// ```
public final class Store: Sendable {
    /// What the sealed content of all mail may have together, in bytes.
    public let maximumSize: Int

    let key: StoreKey
    let queue: DatabaseQueue
    private let lock: StoreLock

    /// Opens a store, or makes one.
    ///
    /// Only one process at a time has it open. A folder that is made has mode 0700, the files have
    /// 0600.
    ///
    /// - Parameters:
    ///   - folder: A folder of ours that others cannot look into (0700 or 0750).
    ///   - key: The key with which the store was made.
    ///   - maximumSize: What the sealed content of all mail may have together, in bytes. The disk
    ///     should have a fifth more, for what is not sealed, and room for the largest mail twice.
    /// - Throws: `StoreError`: `notPrivate`, `busy`, `badKey` for the key of another store,
    ///   `tooNew`, `damaged` for a file that is no store, `full` or `io`.
    public init(folder: String, key: StoreKey, maximumSize: Int) throws(StoreError) {
        try PrivateFolder.provide(folder)
        lock = try StoreLock(folder + "/holdings.lock")
        let path = folder + "/holdings.sqlite"
        // SQLite gives its log the mode of the file that it finds
        _ = try PrivateFile(path, O_RDWR | O_CREAT, .database)
        self.key = key
        self.maximumSize = maximumSize
        do {
            queue = try DatabaseQueue(path: path, configuration: Self.configuration)
            let migrator = StoreSchema.migrator(key)
            if try queue.read(migrator.hasBeenSuperseded) { throw StoreError(.tooNew, .database) }
            try migrator.migrate(queue)
            try queue.read { db in try Journal(db, key).checkKey() }
            try PrivateFolder.sync(holding: path, .database)
        } catch {
            throw StoreError(error, .database)
        }
        // what was destroyed just before a crash may still stand in the log
        try clearLog()
    }

    deinit {
        // before the lock goes
        try? queue.close()
    }

    /// Full syncs, deleted rows overwritten, room given back, and no other program at the file.
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA auto_vacuum = INCREMENTAL;
                    PRAGMA locking_mode = EXCLUSIVE;
                    PRAGMA trusted_schema = OFF;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA secure_delete = ON;
                    PRAGMA journal_size_limit = 16777216;
                    """
            )
            let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
            guard mode == "wal" else { throw StoreError(.io, .database) }
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }

    // MARK: Transactions

    /// One transaction that changes; it is on disk when this returns, or has never been.
    func write<Result>(
        _ place: StoreError.Place,
        _ body: (Database) throws -> Result
    ) throws(StoreError) -> Result {
        do { return try queue.write(body) } catch { throw StoreError(error, place) }
    }

    func read<Result>(
        _ place: StoreError.Place,
        _ body: (Database) throws -> Result
    ) throws(StoreError) -> Result {
        do { return try queue.read(body) } catch { throw StoreError(error, place) }
    }

    /// Empties the log into the file, so that nothing that was destroyed stands in it any more.
    func clearLog() throws(StoreError) {
        do {
            _ = try queue.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
        } catch {
            throw StoreError(error, .database)
        }
    }

    // MARK: Asking

    /// What the store tells of its mail, the first that came first.
    ///
    /// - Parameters:
    ///   - states: Where the mail stands.
    ///   - limit: How many at most.
    /// - Returns: One record for each mail.
    /// - Throws: `StoreError` `damaged` or `io`.
    /// - Complexity: O(mail in these states).
    public func list(
        states: Set<HeldRecord.State> = [.held],
        limit: Int = .max
    ) throws(StoreError) -> [HeldRecord] {
        try read(.mail) { db in
            let marks = databaseQuestionMarks(count: states.count)
            let sql = "SELECT * FROM mail WHERE state IN (\(marks)) ORDER BY number LIMIT ?"
            let names = states.map(\.rawValue)
            return try Row.fetchAll(db, sql: sql, arguments: StatementArguments(names) + [limit])
                .map { row in try HeldRecord(row) }
        }
    }

    /// What the store tells of one mail; nothing is opened, and the journal does not grow.
    ///
    /// - Throws: `StoreError` `noSuchMail`.
    public func show(_ id: HeldID) throws(StoreError) -> HeldRecord {
        try read(.mail) { db in try record(id, db) }
    }

    /// How much is in the store.
    public func counters() throws(StoreError) -> StoreCounters {
        try read(.mail) { db in
            let sql = "SELECT count(*), min(received) FROM mail WHERE state = ?"
            func row(_ state: HeldRecord.State) throws -> (count: Int, oldest: Int?) {
                guard let row = try Row.fetchOne(db, sql: sql, arguments: [state.rawValue]) else {
                    return (0, nil)
                }
                let oldest = try row.decode(Int?.self, atIndex: 1)
                return (try row.decode(Int.self, atIndex: 0), oldest)
            }
            let held = try row(.held)
            return StoreCounters(
                held: held.count,
                releasing: try row(.releasing).count,
                kept: try row(.kept).count,
                size: try sealedSize(db),
                oldest: held.oldest
            )
        }
    }

    /// The rows of the journal behind a number, the earliest first.
    public func journal(after number: Int = 0, limit: Int) throws(StoreError) -> [JournalRow] {
        try read(.journal) { db in try Journal(db, key).rows(after: number, limit: limit) }
    }

    /// The number of the first row of the journal that is missing or not what was written, or nil
    /// when the journal is whole.
    ///
    /// - Complexity: O(rows); other calls wait meanwhile.
    public func verifyJournal() throws(StoreError) -> Int? {
        try read(.journal) { db in try Journal(db, key).firstBadRow() }
    }

    // MARK: Records

    func record(_ id: HeldID, _ db: Database) throws -> HeldRecord {
        let sql = "SELECT * FROM mail WHERE id = ?"
        guard let row = try Row.fetchOne(db, sql: sql, arguments: [id.text]) else {
            throw StoreError(.noSuchMail, .mail)
        }
        return try HeldRecord(row)
    }

    /// The record of a mail that must stand somewhere.
    func record(
        _ id: HeldID,
        in states: Set<HeldRecord.State>,
        _ db: Database
    ) throws -> HeldRecord {
        let record = try record(id, db)
        guard states.contains(record.state) else { throw StoreError(.wrongState, .mail) }
        return record
    }

    func set(_ state: HeldRecord.State, of id: HeldID, _ db: Database) throws {
        let statement = try db.cachedStatement(sql: "UPDATE mail SET state = ? WHERE id = ?")
        try statement.execute(arguments: [state.rawValue, id.text])
    }

    func sealedSize(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT sum(sealed) FROM mail WHERE sealed > 0") ?? 0
    }
}

/// How much is in a store.
public struct StoreCounters: Hashable, Sendable {
    /// How many mails wait for a person.
    public let held: Int
    /// How many releases have begun and are neither confirmed nor failed.
    public let releasing: Int
    /// How many originals are kept.
    public let kept: Int
    /// The sealed content of all mail, in bytes.
    public let size: Int
    /// When the oldest mail came that waits for a person, in seconds since 1970.
    public let oldest: Int?
}
