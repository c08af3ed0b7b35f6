internal import Foundation
internal import GRDB

/// A mail on its way out, released by a person.
public struct Release: Sendable, Unprinted {
    /// Its name.
    public let id: HeldID
    /// From and to whom it is sent.
    public let envelope: HeldMail.Envelope
    /// What is sent, byte for byte as it came, with the mark as one more header field.
    public let message: [UInt8]
    /// The value of the field ``Release/markField``.
    public let mark: String

    /// The name of the header field that lets the mail through the gateway.
    public static let markField = "X-Biffure-Laissez-Passer"
}

/// Release is two steps around a delivery by SMTP, so that a crash neither loses a mail nor sends
/// it twice:
///
/// 1. ``Store/beginRelease(_:by:justification:now:markLifetime:)`` writes down who releases, and
///    gives content and mark. The daemon sends it to the MTA.
/// 2. The MTA asks the gateway, which asks ``Store/accept(mark:message:envelope:queueID:now:)``.
/// 3. The MTA has taken the mail over (250): ``Store/confirmRelease(_:mark:by:now:)``. It has refused
///    it for certain: ``Store/failRelease(_:mark:by:now:)``.
///
/// After a crash, `list(states: [.releasing])` tells what hangs. Where ``HeldRecord/passedAs`` is
/// nil an MTA that asks this gateway cannot have taken the mail, and
/// ``Store/resumeRelease(_:by:justification:now:markLifetime:)`` sends it again. Where it has a queue id the mail
/// most likely left under that id: a look into the queue and the log of the MTA tells whether to
/// confirm or to fail. Nothing is sent again without that.
///
/// `resumeRelease` while the first delivery is still on its way takes that one's mark away; the end
/// of each is told apart by its mark.
extension Store {
    /// Begins the release of a held mail.
    ///
    /// - Parameters:
    ///   - id: A mail in state `held`.
    ///   - person: The login of who releases.
    ///   - justification: Why; one line of at most 1000 bytes that names nobody: it stays readable
    ///     in the journal.
    ///   - now: Seconds since 1970.
    ///   - markLifetime: How long the delivery may take, in seconds.
    /// - Returns: What is to be sent.
    /// - Throws: `StoreError` `noSuchMail`, `wrongState`, `damaged`, `badValue`, `full` or `io`.
    /// - Complexity: O(message).
    public func beginRelease(
        _ id: HeldID,
        by person: String,
        justification: String,
        now: Int,
        markLifetime: Int = 3600
    ) throws(StoreError) -> Release {
        try check(person, justification)
        return try write(.mail) { db in
            let record = try record(id, in: [.held], db)
            let release = try release(record, markedUntil: now + markLifetime, db)
            try set(.releasing, of: id, db)
            try Journal(db, key).add(
                .release,
                id,
                at: now,
                by: person,
                justification: justification
            )
            return release
        }
    }

    /// Begins the delivery of a released mail again, which the gateway has never let pass.
    ///
    /// The mark that it had is worth nothing any more.
    ///
    /// - Parameters:
    ///   - id: A mail in state `releasing`.
    ///   - person: The login of who has it begun again; empty for the daemon itself.
    ///   - justification: As for a release; empty for the daemon itself.
    ///   - now: Seconds since 1970.
    ///   - markLifetime: How long the delivery may take, in seconds.
    /// - Returns: What is to be sent.
    /// - Throws: `StoreError` `wrongState` when it is not in release or has passed the gateway;
    ///   otherwise as ``beginRelease(_:by:justification:now:markLifetime:)``.
    public func resumeRelease(
        _ id: HeldID,
        by person: String = "",
        justification: String = "",
        now: Int,
        markLifetime: Int = 3600
    ) throws(StoreError) -> Release {
        if !person.isEmpty || !justification.isEmpty { try check(person, justification) }
        return try write(.mail) { db in
            let record = try record(id, in: [.releasing], db)
            guard record.passedAs == nil else { throw StoreError(.wrongState, .mail) }
            let release = try release(record, markedUntil: now + markLifetime, db)
            try Journal(db, key).add(
                .releaseResumed,
                id,
                at: now,
                by: person,
                justification: justification
            )
            return release
        }
    }

    /// Writes down that the MTA has taken over a released mail.
    ///
    /// From now on its mark is `used`. The content stays sealed until the mail expires.
    ///
    /// - Parameters:
    ///   - id: A mail in state `releasing`.
    ///   - mark: The mark of the delivery that has ended. When another one has begun meanwhile,
    ///     this one has no say: `wrongState`. Nil is for a person who decides after a crash.
    ///   - person: The login of that person; empty for the daemon itself.
    ///   - now: Seconds since 1970.
    /// - Throws: `StoreError` `noSuchMail`, `wrongState`, `full` or `io`.
    public func confirmRelease(
        _ id: HeldID,
        mark: String? = nil,
        by person: String = "",
        now: Int
    ) throws(StoreError) {
        try write(.mail) { db in
            _ = try delivery(of: id, mark, db)
            try set(.released, of: id, db)
            try Journal(db, key).add(.released, id, at: now, by: person)
        }
    }

    /// Puts a mail back among the held ones, because the MTA has refused it for certain.
    ///
    /// Its mark is worth nothing any more. The row of the journal has the queue id as its reason if
    /// the gateway had let the mail pass: who releases it again must know that it may have left.
    ///
    /// - Parameters:
    ///   - id: A mail in state `releasing`.
    ///   - mark: As for ``confirmRelease(_:mark:by:now:)``.
    ///   - person: As for ``confirmRelease(_:mark:by:now:)``.
    ///   - now: Seconds since 1970.
    /// - Throws: `StoreError` `noSuchMail`, `wrongState`, `full` or `io`.
    public func failRelease(
        _ id: HeldID,
        mark: String? = nil,
        by person: String = "",
        now: Int
    ) throws(StoreError) {
        try write(.mail) { db in
            let record = try delivery(of: id, mark, db)
            try set(.held, of: id, db)
            try setMark(nil, of: id, db)
            let reasons = record.passedAs.map { [$0] } ?? []
            try Journal(db, key).add(.releaseFailed, id, at: now, by: person, reasons: reasons)
        }
    }

    /// Writes down that a held mail does not leave; its content stays sealed until it expires.
    ///
    /// - Parameters:
    ///   - id: A mail in state `held`.
    ///   - person: The login of who refuses.
    ///   - justification: As for a release.
    ///   - now: Seconds since 1970.
    /// - Throws: `StoreError` `noSuchMail`, `wrongState`, `badValue`, `full` or `io`.
    public func refuse(
        _ id: HeldID,
        by person: String,
        justification: String,
        now: Int
    ) throws(StoreError) {
        try check(person, justification)
        try write(.mail) { db in
            _ = try record(id, in: [.held], db)
            try set(.refused, of: id, db)
            try Journal(db, key).add(
                .refused,
                id,
                at: now,
                by: person,
                justification: justification
            )
        }
    }

    /// The record of a mail in delivery, unless that is another delivery than the one of a mark.
    private func delivery(
        of id: HeldID,
        _ mark: String?,
        _ db: Database
    ) throws -> HeldRecord {
        let record = try record(id, in: [.releasing], db)
        guard mark == nil || mark.flatMap({ Mark($0) })?.code == record.mark else {
            throw StoreError(.wrongState, .mail)
        }
        return record
    }

    private func check(_ person: String, _ justification: String) throws(StoreError) {
        guard Shape.isLogin(person), Shape.isJustification(justification) else {
            throw StoreError(.badValue, .journal)
        }
    }

    private func release(
        _ record: HeldRecord,
        markedUntil expires: Int,
        _ db: Database
    ) throws -> Release {
        let (envelope, message) = try content(of: record, db)
        let mark = Mark(record.id, expires: expires, envelope, message, key)
        try setMark(mark, of: record.id, db)
        return Release(id: record.id, envelope: envelope, message: message, mark: mark.text)
    }

    /// Puts another mark in the place of the one that stood, which no mail has passed with.
    private func setMark(_ mark: Mark?, of id: HeldID, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE mail SET mark = ?, passedAs = NULL WHERE id = ?",
            arguments: [mark.map { Data($0.code) }, id.text]
        )
    }
}
