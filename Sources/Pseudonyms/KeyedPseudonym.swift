internal import Crypto

/// Pseudonyms that stay the same from note to note for who holds the key, and tell nothing without it.
///
/// HMAC-SHA-256 over the folded name, of which forty bits are written in base32 (RFC 4648): one chance
/// in two million that two of a thousand persons share one.
public struct KeyedPseudonym: Sendable {
    /// The shortest key that is taken, in bytes.
    public static let minimumKeyLength = 16

    private let key: SymmetricKey

    /// Pseudonyms under a key.
    ///
    /// - Parameter key: Random bytes; nil is returned for fewer than ``minimumKeyLength``.
    public init?(key: [UInt8]) {
        guard key.count >= Self.minimumKeyLength else { return nil }
        self.key = SymmetricKey(data: key)
    }

    /// Eight characters of base32 for a folded name.
    ///
    /// - Complexity: O(length of the name).
    public func callAsFunction(_ foldedName: [UInt8]) -> [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(for: foldedName, using: key)
        let bits = code.prefix(5).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        return (0..<8).map { alphabet[Int(bits >> UInt64(35 - $0 * 5) & 31)] }
    }
}
