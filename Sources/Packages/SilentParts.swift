internal import Synchronization

/// Parts without any text, as styles and themes are: the same in each round over a note, and in all
/// notes that are made from one template.
///
/// They are known by all their bytes, so nothing can pass for one; no text of a note is kept.
final class SilentParts: Sendable {
    /// What is told of such a part.
    struct Known {
        let bytes: [UInt8]
        /// Whether it is cleaned with every edit.
        let isAlwaysCleaned: Bool
        /// The values in it where a removed word is looked for.
        let asides: [[UInt8]]
    }

    private let known = Mutex<[Known]>([])
    /// Shorter parts are read as fast as they are found.
    private static let shortest = 4 << 10
    private static let longest = 1 << 20
    private static let most = 8

    /// Whether a part without text is kept.
    static func keeps(_ bytes: [UInt8]) -> Bool { (shortest...longest).contains(bytes.count) }

    /// What is known of a part; nil: nothing.
    ///
    /// - Complexity: O(*n*).
    func find(_ bytes: [UInt8]) -> Known? {
        known.withLock { known in known.first { $0.bytes == bytes } }
    }

    /// Keeps a part that has no text; the oldest one goes.
    func add(_ part: Known) {
        known.withLock { known in
            known.removeAll { $0.bytes == part.bytes }
            if known.count == Self.most { known.removeFirst() }
            known.append(part)
        }
    }
}
