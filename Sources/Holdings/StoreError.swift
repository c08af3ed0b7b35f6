internal import GRDB
internal import Glibc

/// Why the store did not do what it was asked.
///
/// It tells what failed and where. It never holds an address, a text of a mail, a path or the words
/// of SQLite, so it may be logged. After any of them the store is as it was before the call, and
/// works on.
public struct StoreError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, CaseIterable, Sendable {
        /// The key is too short or too long, or it is not the key of this store.
        case badKey
        /// A value that is not of its shape: a reason that is no code, a justification that is
        /// empty, a mail without a recipient.
        case badValue
        /// Another process has the store open.
        case busy
        /// What is stored does not carry its seal, or is no store.
        case damaged
        /// The limit on the size is reached, or the disk is full: try again later.
        case full
        /// The system refused to read or write.
        case io
        /// No mail has this id.
        case noSuchMail
        /// A file or folder that others may read or change, a symbolic link, or somebody else's.
        case notPrivate
        /// A newer version has written the store.
        case tooNew
        /// The mail is there, but this cannot be done to it: it was refused, released or destroyed.
        case wrongState
    }

    /// Where it failed.
    public enum Place: String, Sendable {
        case key, folder, lock, database, mail, mark, journal
    }

    /// What failed.
    public let code: Code
    /// Where it failed.
    public let place: Place
    /// The errno or the extended result code of SQLite behind it; 0 when there is none.
    public let number: Int32

    init(_ code: Code, _ place: Place, number: Int32 = 0) {
        self.code = code
        self.place = place
        self.number = number
    }

    /// What a call of the system said.
    init(errno number: Int32, _ place: Place) {
        let isFull = number == ENOSPC || number == EDQUOT
        self.init(isFull ? .full : .io, place, number: number)
    }

    /// What a transaction ended with; the statement and its values stay behind.
    init(_ error: any Error, _ place: Place) {
        if let error = error as? StoreError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            // a column that does not hold what the schema says
            self.init(.damaged, place)
            return
        }
        let code: Code =
            switch error.resultCode {
            case .SQLITE_FULL: .full
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
            case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH,
                .SQLITE_ERROR, .SQLITE_SCHEMA:
                .damaged
            default: .io
            }
        self.init(code, place, number: error.extendedResultCode.rawValue)
    }
}
