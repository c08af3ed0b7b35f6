internal import Crypto
internal import Glibc

/// The secret of one store, read from a key file, and the keys made of it.
///
/// HKDF-SHA-256 (RFC 5869) gives a key of its own for each purpose. Printing a key shows nothing.
public struct StoreKey: Sendable, Unprinted {
    /// How long a key file may be, in bytes: one that is created here has 32.
    public static let lengths = 32...4096

    /// For AES-GCM; each mail has a key of its own made of it.
    private let sealing: SymmetricKey
    /// For « the same mail again ».
    private let sameness: SymmetricKey
    /// For release marks.
    private let marking: SymmetricKey
    /// For the chain of the journal.
    private let chaining: SymmetricKey
    /// Tells two keys apart, and tells nothing of either.
    let fingerprint: [UInt8]

    /// Reads a key file, and creates it when there is none.
    ///
    /// A file that is created has mode 0600 and 32 random bytes. Its name appears only once the
    /// bytes are on disk, so a crash leaves either no key or a whole one; of two that start at once
    /// both read the same key. An existing file is never written.
    ///
    /// - Parameter path: A file in a folder that exists.
    /// - Throws: `StoreError` with place `key`: `notPrivate` when the group or others have any
    ///   right to it, when it is a symbolic link, no regular file or not ours; `badKey` when it is
    ///   shorter or longer than ``lengths``; `full` or `io`.
    public init(file path: String) throws(StoreError) {
        var status = stat()
        if lstat(path, &status) != 0, errno == ENOENT { try Self.create(path) }
        self.init(secret: try Self.read(path))
    }

    private init(secret: [UInt8]) {
        let secret = SymmetricKey(data: secret)
        func key(for purpose: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: secret,
                info: Array("biffure holdings 1 \(purpose)".utf8),
                outputByteCount: 32
            )
        }
        sealing = key(for: "sealing")
        sameness = key(for: "sameness")
        marking = key(for: "marks")
        chaining = key(for: "journal")
        fingerprint = key(for: "fingerprint").withUnsafeBytes { Array($0) }
    }

    private static func read(_ path: String) throws(StoreError) -> [UInt8] {
        let file = try PrivateFile(path, O_RDONLY, .key)
        guard let bytes = try file.read(limit: lengths.upperBound, .key),
            lengths.contains(bytes.count)
        else { throw StoreError(.badKey, .key) }
        return bytes
    }

    private static func create(_ path: String) throws(StoreError) {
        let draft = path + "." + HeldID.random().text
        defer { unlink(draft) }
        let secret = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        try PrivateFile(draft, O_WRONLY | O_CREAT | O_EXCL, .key).write(secret, .key)
        // unlike a rename it never replaces a key that somebody else has just made
        guard link(draft, path) == 0 || errno == EEXIST else {
            throw StoreError(errno: errno, .key)
        }
        try PrivateFolder.sync(holding: path, .key)
    }

    /// The key for the content of one mail.
    func sealing(_ id: HeldID) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: sealing,
            info: Array(id.text.utf8),
            outputByteCount: 32
        )
    }

    /// The code by which the same mail is known again.
    func sameness(_ fields: Fields) -> [UInt8] { Self.code(fields, sameness) }

    /// The code at the end of a release mark.
    func marking(_ fields: Fields) -> [UInt8] { Self.code(fields, marking) }

    /// The code that ties a row of the journal to those before it.
    func chaining(_ fields: Fields) -> [UInt8] { Self.code(fields, chaining) }

    private static func code(_ fields: Fields, _ key: SymmetricKey) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: fields.bytes, using: key))
    }

    /// Whether two codes are the same, in a time that does not tell where they differ.
    static func areSame(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        guard first.count == second.count else { return false }
        return zip(first, second).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
