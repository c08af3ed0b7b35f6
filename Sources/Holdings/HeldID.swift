/// The name of one mail in the store: sixteen characters that tell nothing.
///
/// Eighty random bits in base32, lower case: short enough to be read out on the telephone.
public struct HeldID: Hashable, Sendable, CustomStringConvertible {
    /// The sixteen characters.
    public let text: String

    /// As ``text``.
    public var description: String { text }

    /// The id that somebody typed, upper case or lower, or nil when it is none.
    public init?(_ text: String) {
        let lower = text.lowercased()
        guard Base32.bytes(lower)?.count == 10 else { return nil }
        self.text = lower
    }

    private init(bytes: [UInt8]) { text = Base32.text(bytes) }

    /// An id that no mail has had.
    static func random() -> HeldID {
        HeldID(bytes: (0..<10).map { _ in UInt8.random(in: .min ... .max) })
    }
}
