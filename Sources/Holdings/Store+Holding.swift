internal import Foundation
internal import GRDB

extension Store {
    /// Puts a mail into the store.
    ///
    /// When this returns the mail is on disk. The same mail again (sender, recipients in any order
    /// and message, because the MTA did not hear the answer and tries once more) gets the id that
    /// it has, as long as the earlier one is still undecided or kept and its time is not over; it
    /// is not stored twice.
    ///
    /// - Returns: The id of the mail.
    /// - Throws: `StoreError` `full` when the limit or the disk is reached: the MTA is to keep the
    ///   mail and try again; `badValue` when a plain value is no code; `io`.
    /// - Complexity: O(message); about 2 MiB of memory beside the message itself.
    public func hold(_ mail: HeldMail) throws(StoreError) -> HeldID {
        try mail.check()
        let envelope = mail.envelope.fields.bytes
        let size = Seal.sealedSize(envelope, mail.message)
        let sameness = key.sameness(
            mail.envelope.identity(for: "same mail", message: mail.message)
        )
        return try write(.mail) { db in
            if let earlier = try earlier(mail, sameness, db) { return earlier }
            guard size <= maximumSize - (try sealedSize(db)) else {
                throw StoreError(.full, .mail)
            }
            let record = HeldRecord(.random(), of: mail, sameness: sameness)
            let number = try insert(record, sealedSize: size, db)
            let seal = Seal(record, key)
            let statement = try db.cachedStatement(sql: "INSERT INTO piece VALUES (?, ?, ?)")
            try statement.execute(
                arguments: [number, 0, try seal.close(envelope[...], number: 0)]
            )
            for piece in 1..<seal.count {
                let start = (piece - 1) * Seal.pieceSize
                let end = min(start + Seal.pieceSize, mail.message.count)
                let sealed = try seal.close(mail.message[start..<end], number: piece)
                try statement.execute(arguments: [number, piece, sealed])
            }
            try Journal(db, key).add(
                record.kind == .held ? .held : .kept,
                record.id,
                at: record.received,
                reasons: record.reasons
            )
            return record.id
        }
    }

    /// Opens a mail for a person, and writes into the journal who has seen it.
    ///
    /// - Parameters:
    ///   - id: A mail whose content is not destroyed.
    ///   - person: The login of who looks.
    ///   - now: Seconds since 1970.
    /// - Returns: What was put in, byte for byte.
    /// - Throws: `StoreError` `damaged` when the seal does not hold; `noSuchMail`; `wrongState`
    ///   when the content is destroyed; `full` or `io` when the journal cannot be written: then
    ///   nothing is shown.
    /// - Complexity: O(message).
    public func open(
        _ id: HeldID,
        by person: String,
        now: Int
    ) throws(StoreError) -> (envelope: HeldMail.Envelope, message: [UInt8]) {
        guard Shape.isLogin(person) else { throw StoreError(.badValue, .journal) }
        return try write(.mail) { db in
            let content = try content(of: try record(id, db), db)
            try Journal(db, key).add(.shown, id, at: now, by: person)
            return content
        }
    }

    /// The content of a mail, every seal checked.
    func content(
        of record: HeldRecord,
        _ db: Database
    ) throws -> (envelope: HeldMail.Envelope, message: [UInt8]) {
        guard record.hasContent else { throw StoreError(.wrongState, .mail) }
        let sql = """
            SELECT piece.number, piece.sealed FROM piece JOIN mail ON piece.mail = mail.number
            WHERE mail.id = ? ORDER BY piece.number
            """
        let pieces = try Row.fetchCursor(db, sql: sql, arguments: [record.id.text])
        let seal = Seal(record, key)
        func open(_ number: Int) throws -> Data {
            guard let row = try pieces.next(), try row.decode(Int.self, atIndex: 0) == number else {
                throw StoreError(.damaged, .mail)
            }
            return try seal.open(try row.decode(Data.self, atIndex: 1), number: number)
        }
        let envelope = try HeldMail.Envelope(fields: try open(0))
        var message: [UInt8] = []
        // what the seal of the envelope has just vouched for
        message.reserveCapacity(record.size)
        for number in 1..<seal.count { message += try open(number) }
        guard try pieces.next() == nil, message.count == record.size else {
            throw StoreError(.damaged, .mail)
        }
        return (envelope, message)
    }

    private func earlier(
        _ mail: HeldMail,
        _ sameness: [UInt8],
        _ db: Database
    ) throws -> HeldID? {
        let sql = """
            SELECT * FROM mail WHERE sameness = ? AND kind = ?
                AND state IN ('held', 'kept') AND expires > ?
            """
        let arguments: StatementArguments = [Data(sameness), mail.kind.rawValue, mail.received]
        return try Row.fetchOne(db, sql: sql, arguments: arguments)
            .map { row in try HeldRecord(row).id }
    }

    private func insert(_ record: HeldRecord, sealedSize: Int, _ db: Database) throws -> Int64 {
        let sql = """
            INSERT INTO mail (id, kind, state, received, expires, level, audience, listener, policy,
                reasons, size, recipients, sealed, sameness)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try db.cachedStatement(sql: sql).execute(arguments: [
            record.id.text, record.kind.rawValue, record.state.rawValue, record.received,
            record.expires, record.level, record.audience, record.listener, record.policy,
            record.reasons.joined(separator: " "), record.size, record.recipientCount, sealedSize,
            record.sameness.map { Data($0) },
        ])
        return db.lastInsertedRowID
    }
}
