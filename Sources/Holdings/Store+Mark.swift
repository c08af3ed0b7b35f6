internal import GRDB

extension Store {
    /// Judges the mark that a mail carries, at its end and before the MTA is answered.
    ///
    /// It cannot be known here whether the MTA takes a mail after it was let pass, so passing is
    /// not yet the end of a mark: as long as the release is neither confirmed nor failed the same
    /// mark lets the same mail pass again, under the queue id that the MTA gives to its next try.
    /// It is the very mail that a person has released to the very recipients, so nothing else can
    /// leave. Once the release is confirmed the mark is `used`, once it has failed it is `unknown`.
    ///
    /// A mark of ours that is refused stands in the journal, once for each mail and answer; a
    /// forged one leaves no trace, so that nobody outside can make the store grow.
    ///
    /// - Parameters:
    ///   - mark: The value of the field, unfolded.
    ///   - message: The mail without that field.
    ///   - envelope: From and to whom the MTA sends it.
    ///   - queueID: The MTA's id of this try, a code of 1 to 64 letters and digits.
    ///   - now: Seconds since 1970.
    /// - Returns: Whether the mail passes. The field itself must never leave, whatever the answer.
    /// - Throws: `StoreError` `badValue`, `damaged`, `full` or `io`: then the mail must not pass,
    ///   and the MTA may try again.
    /// - Complexity: O(message).
    public func accept(
        mark: String,
        message: [UInt8],
        envelope: HeldMail.Envelope,
        queueID: String,
        now: Int
    ) throws(StoreError) -> MarkAnswer {
        guard let mark = Mark(mark) else { return .unknown }
        guard Shape.isCode(queueID) else { throw StoreError(.badValue, .mark) }
        let fitting = Mark(mark.id, expires: mark.expires, envelope, message, key)
        let fits = StoreKey.areSame(mark.code, fitting.code)
        return try write(.mark) { db in
            let sql = "SELECT * FROM mail WHERE id = ?"
            guard let row = try Row.fetchOne(db, sql: sql, arguments: [mark.id.text]),
                case let record = try HeldRecord(row), let standing = record.mark,
                StoreKey.areSame(mark.code, standing)
            else { return .unknown }
            let journal = Journal(db, key)
            let answer = answer(mark, fits: fits, record, now: now)
            switch answer {
            case .valid where record.passedAs != queueID:
                try db.execute(
                    sql: "UPDATE mail SET passedAs = ? WHERE id = ?",
                    arguments: [queueID, mark.id.text]
                )
                try journal.add(.markUsed, mark.id, at: now, reasons: [queueID])
            case .valid: break
            default:
                if try !journal.hasRefusal(mark.id, answer.rawValue) {
                    try journal.add(.markRefused, mark.id, at: now, reasons: [answer.rawValue])
                }
            }
            return answer
        }
    }

    private func answer(
        _ mark: Mark,
        fits: Bool,
        _ record: HeldRecord,
        now: Int
    ) -> MarkAnswer {
        guard fits else { return .wrong }
        guard record.state == .releasing else { return .used }
        return now < mark.expires ? .valid : .expired
    }
}
