import Foundation
import GRDB
import Holdings

/// A folder of ours alone, that goes when it is out of use.
final class TemporaryFolder {
    let path = FileManager.default.temporaryDirectory.path + "/holdings-" + UUID().uuidString

    init() throws {
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A store in a folder that goes with it, and mails to put into it.
final class TemporaryStore {
    /// Where everything stands.
    let folder: String
    /// The folder of the store.
    let path: String
    /// The key file.
    let keyFile: String
    private let owner: TemporaryFolder
    private var open: Store?

    init() throws {
        owner = try TemporaryFolder()
        folder = owner.path
        path = folder + "/store"
        keyFile = folder + "/store.key"
        open = try Store(folder: path, key: try StoreKey(file: keyFile), maximumSize: 1 << 30)
    }

    /// The store; it must be open.
    var store: Store {
        get throws {
            guard let open else { throw CocoaError(.fileNoSuchFile) }
            return open
        }
    }

    /// Closes the store, does something to its database, and opens it again.
    func reopen(maximumSize: Int = 1 << 30, after change: (Database) throws -> Void) throws {
        open = nil
        try Self.edit(path + "/holdings.sqlite", change)
        open = try Store(
            folder: path,
            key: try StoreKey(file: keyFile),
            maximumSize: maximumSize
        )
    }

    /// What would be on disk if the process died now: the files of the open store, copied.
    ///
    /// - Parameter logSize: How much of the log reached the disk, in bytes; nil for all of it.
    /// - Returns: The folder of the copy.
    /// - Throws: What the file system says.
    func crash(logSize: Int? = nil) throws -> String {
        let copy = folder + "/crash-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: copy,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
            if let logSize, name.hasSuffix("-wal") { bytes = bytes.prefix(logSize) }
            let made = FileManager.default.createFile(
                atPath: copy + "/" + name,
                contents: bytes,
                attributes: [.posixPermissions: 0o600]
            )
            guard made else { throw CocoaError(.fileWriteUnknown) }
        }
        return copy
    }

    /// The names and contents of all files of the store.
    func files() throws -> [(name: String, bytes: Data)] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { name in
            (name, try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
        }
    }

    /// Runs statements on a database that no store has open.
    static func edit(_ file: String, _ change: (Database) throws -> Void) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: file, configuration: configuration)
        try queue.write(change)
        try queue.close()
    }
}

extension HeldMail {
    /// A mail about somebody invented; other words make it another mail.
    static func sample(
        _ words: String = "Karim Benali ne vient plus au collège.",
        kind: Kind = .held,
        sender: String = "nadia.trevez@mairie.test",
        recipients: [String] = ["elus@mairie.test", "prefet@prefecture.test"],
        reasons: [String] = ["school.absence", "person.civility"],
        received: Int = 1_000,
        expires: Int = 9_000
    ) -> HeldMail {
        let text = "From: \(sender)\r\nSubject: Situation de Karim\r\n\r\n\(words)\r\n"
        return HeldMail(
            envelope: Envelope(
                sender: Array(sender.utf8),
                recipients: recipients.map { Array($0.utf8) }
            ),
            message: Array(text.utf8),
            kind: kind,
            reasons: reasons,
            level: "confidentiel",
            audience: "pleniere",
            listener: "SOUMISSION",
            policy: "2026.1+3f9a0c11d2e4",
            received: received,
            expires: expires
        )
    }
}
