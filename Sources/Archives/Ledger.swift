internal import Foundation
internal import GRDB
internal import Records

/// The journal of a run: what became of each file, so that a run that was killed goes on where it
/// stood.
///
/// SQLite in a folder that its owner alone may read. A batch is one transaction; it is on disk when
/// ``add(_:)`` returns.
final class Ledger: Sendable {
    private let queue: DatabaseQueue
    /// Whether something may be known: else no file is looked up.
    private let isResumed: Bool

    /// Opens the journal, or makes one.
    ///
    /// - Parameters:
    ///   - folder: Where it stands; it is made with mode 0700.
    ///   - run: What the run is: source, audience and rules in one text.
    ///   - isResumed: Whether a run that was begun goes on.
    /// - Throws: `ArchiveError` `otherRun` when the journal is of another run, `notEmpty` when there is
    ///   one and none is resumed, `busy`, `journal`.
    init(folder: String, run: String, isResumed: Bool) throws(ArchiveError) {
        self.isResumed = isResumed
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            var configuration = Configuration()
            configuration.prepareDatabase { db in
                try db.execute(
                    sql: """
                        PRAGMA locking_mode = EXCLUSIVE;
                        PRAGMA journal_mode = WAL;
                        PRAGMA synchronous = FULL;
                        """
                )
            }
            let path = folder + "/journal.sqlite"
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw ArchiveError(.journal) }
            close(descriptor)
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.write { db in try Self.begin(db, run: run, isResumed: isResumed) }
        } catch let error as ArchiveError {
            throw error
        } catch let error as DatabaseError {
            throw ArchiveError(error.resultCode == .SQLITE_BUSY ? .busy : .journal)
        } catch {
            throw ArchiveError(.journal)
        }
    }

    private static func begin(_ db: Database, run: String, isResumed: Bool) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS run (description TEXT NOT NULL, ended INTEGER NOT NULL);
                CREATE TABLE IF NOT EXISTS file (
                    number INTEGER NOT NULL, part INTEGER NOT NULL, path BLOB NOT NULL,
                    size INTEGER NOT NULL, modified INTEGER NOT NULL, format TEXT NOT NULL,
                    encoding TEXT NOT NULL, digest TEXT NOT NULL, copyDigest TEXT NOT NULL,
                    level TEXT NOT NULL, copyLevel TEXT NOT NULL, categories TEXT NOT NULL,
                    decision TEXT NOT NULL, rules TEXT NOT NULL, cause TEXT NOT NULL,
                    place TEXT NOT NULL, year INTEGER NOT NULL, freeFrom TEXT NOT NULL,
                    freeReason TEXT NOT NULL, folder TEXT NOT NULL, copy TEXT NOT NULL,
                    PRIMARY KEY (path, part)
                ) WITHOUT ROWID;
                CREATE UNIQUE INDEX IF NOT EXISTS copies ON file (copy) WHERE copy != '' AND part = 0;
                """
        )
        let known = try String.fetchOne(db, sql: "SELECT description FROM run")
        guard let known else {
            return try db.execute(sql: "INSERT INTO run VALUES (?, 0)", arguments: [run])
        }
        guard isResumed else { throw ArchiveError(.notEmpty) }
        guard known == run else { throw ArchiveError(.otherRun) }
    }

    /// What was known of a file that is still as it was.
    enum Known {
        /// Nothing, or what may go better now: the disk was full.
        case nothing
        /// It was done, and needs no copy.
        case done
        /// It was done, and its copy stands here below the destination.
        case copied(String)
    }

    /// What was known of a file.
    func known(of entry: SourceEntry) throws(ArchiveError) -> Known {
        guard isResumed else { return .nothing }
        return try look { db in
            let sql = """
                SELECT copy FROM file WHERE path = ? AND part = 0 AND size = ? AND modified = ?
                    AND cause NOT IN ('disk-full', 'write-failed', 'unreadable')
                """
            let copy = try String.fetchOne(
                db.cachedStatement(sql: sql),
                arguments: [Data(entry.path), entry.size, entry.modified]
            )
            guard let copy else { return .nothing }
            return copy.isEmpty ? .done : .copied(copy)
        }
    }

    /// Whether the path of a copy belongs to another file.
    func isTaken(_ copy: String, by path: [UInt8]) throws(ArchiveError) -> Bool {
        try look { db in
            let sql = "SELECT 1 FROM file WHERE copy = ? AND part = 0 AND path != ?"
            let arguments: StatementArguments = [copy, Data(path)]
            return try Bool.fetchOne(db.cachedStatement(sql: sql), arguments: arguments) ?? false
        }
    }

    /// The path of the copy that a file had before, or nil.
    func copy(of path: [UInt8]) throws(ArchiveError) -> String? {
        guard isResumed else { return nil }
        return try look { db in
            let sql = "SELECT copy FROM file WHERE path = ? AND part = 0 AND copy != ''"
            return try String.fetchOne(db.cachedStatement(sql: sql), arguments: [Data(path)])
        }
    }

    /// The files that are not there any more, each with the path of its copy, or nothing.
    ///
    /// - Parameter isThere: Whether a file stands at a path below the source.
    /// - Returns: Paths below the source and below the destination.
    /// - Throws: `ArchiveError`.
    func gone(
        _ isThere: ([UInt8]) -> Bool
    ) throws(ArchiveError) -> [(path: [UInt8], copy: String)] {
        try look { db in
            var gone: [(path: [UInt8], copy: String)] = []
            let rows = try Row.fetchCursor(db, sql: "SELECT path, copy FROM file WHERE part = 0")
            while let row = try rows.next() {
                let path = Array(try row.decode(Data.self, forColumn: "path"))
                guard !isThere(path) else { continue }
                gone.append((path, try row.decode(String.self, forColumn: "copy")))
            }
            return gone
        }
    }

    /// Forgets files.
    func remove(_ paths: [[UInt8]]) throws(ArchiveError) {
        try access { db in
            let removal = try db.cachedStatement(sql: "DELETE FROM file WHERE path = ?")
            for path in paths { try removal.execute(arguments: [Data(path)]) }
        }
    }

    /// Adds what became of files, each in the place of what was known of it.
    func add(_ records: [FileRecord]) throws(ArchiveError) {
        guard !records.isEmpty else { return }
        try access { db in
            let removal = try db.cachedStatement(sql: "DELETE FROM file WHERE path = ?")
            for path in Set(records.map(\.path)) {
                try removal.execute(arguments: [Data(path)])
            }
            let marks = databaseQuestionMarks(count: 21)
            let statement = try db.cachedStatement(sql: "INSERT INTO file VALUES (\(marks))")
            for record in records { try statement.execute(arguments: record.values) }
        }
    }

    /// Gives each record, in the order of paths.
    func each(_ body: (FileRecord) throws -> Void) throws {
        try queue.read { db in
            let rows = try Row.fetchCursor(db, sql: "SELECT * FROM file ORDER BY path, part")
            while let row = try rows.next() { try body(try FileRecord(row)) }
        }
    }

    /// What a question over the journal gives, row after row: texts and numbers.
    func each(_ sql: String, _ body: ([String]) -> Void) throws {
        try queue.read { db in
            let rows = try Row.fetchCursor(db, sql: sql)
            while let row = try rows.next() {
                body(
                    row.databaseValues.map { value in
                        String.fromDatabaseValue(value) ?? "\(Int.fromDatabaseValue(value) ?? 0)"
                    }
                )
            }
        }
    }

    /// What a question gives that has few rows for an answer.
    func ask(_ sql: String) throws -> [[String]] {
        var answer: [[String]] = []
        try each(sql) { answer.append($0) }
        return answer
    }

    /// Changes what is known, in one transaction.
    private func access<Answer>(
        _ body: (Database) throws -> Answer
    ) throws(ArchiveError) -> Answer {
        try attempt { try queue.write(body) }
    }

    /// Looks something up: one statement needs no transaction, which would cost more than it.
    private func look<Answer>(
        _ body: (Database) throws -> Answer
    ) throws(ArchiveError) -> Answer {
        try attempt { try queue.inDatabase(body) }
    }

    private func attempt<Answer>(_ body: () throws -> Answer) throws(ArchiveError) -> Answer {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw ArchiveError(error.resultCode == .SQLITE_FULL ? .full : .journal)
        } catch {
            throw ArchiveError(.journal)
        }
    }
}

extension FileRecord {
    fileprivate var values: StatementArguments {
        [
            number, part, Data(path), size, modified, format, encoding, digest, copyDigest, level,
            copyLevel, categoryText, decision.rawValue, rules.joined(separator: " "), cause, place,
            year, freeFrom, freeReason, folder, copy,
        ]
    }

    /// `HEALTH=2 JUDICIAL=1`.
    var categoryText: String {
        categories.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            .joined(separator: " ")
    }

    fileprivate init(_ row: Row) throws {
        number = try row.decode(Int.self, forColumn: "number")
        part = try row.decode(Int.self, forColumn: "part")
        path = Array(try row.decode(Data.self, forColumn: "path"))
        size = try row.decode(Int.self, forColumn: "size")
        modified = try row.decode(Int.self, forColumn: "modified")
        format = try row.decode(String.self, forColumn: "format")
        encoding = try row.decode(String.self, forColumn: "encoding")
        digest = try row.decode(String.self, forColumn: "digest")
        copyDigest = try row.decode(String.self, forColumn: "copyDigest")
        level = try row.decode(String.self, forColumn: "level")
        copyLevel = try row.decode(String.self, forColumn: "copyLevel")
        for pair in try row.decode(String.self, forColumn: "categories").split(separator: " ") {
            let parts = pair.split(separator: "=")
            if parts.count == 2 { categories[String(parts[0])] = Int(parts[1]) }
        }
        decision = Decision(rawValue: try row.decode(String.self, forColumn: "decision")) ?? .held
        rules = try row.decode(String.self, forColumn: "rules").split(separator: " ").map(
            String.init
        )
        cause = try row.decode(String.self, forColumn: "cause")
        place = try row.decode(String.self, forColumn: "place")
        year = try row.decode(Int.self, forColumn: "year")
        freeFrom = try row.decode(String.self, forColumn: "freeFrom")
        freeReason = try row.decode(String.self, forColumn: "freeReason")
        folder = try row.decode(String.self, forColumn: "folder")
        copy = try row.decode(String.self, forColumn: "copy")
    }
}
