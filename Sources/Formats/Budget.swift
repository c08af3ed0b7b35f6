internal import Synchronization

/// How much may still be unpacked from one note, whatever stands in whatever.
///
/// Each archive alone may be harmless: a hundred of them in one are not.
final class Budget: Sendable {
    /// What a small note may hold whatever it is packed in, in bytes.
    private static let free = 4 << 20
    /// Text packs ten to one, tables of empty cells fifty to one.
    private static let maximumRatio = 100

    private let left: Mutex<Int>

    /// The budget of a note.
    ///
    /// - Parameters:
    ///   - size: Its bytes, as it came.
    ///   - maximumSize: The most, in bytes.
    init(of size: Int, maximumSize: Int) {
        let (wanted, isOver) = size.multipliedReportingOverflow(by: Self.maximumRatio)
        left = Mutex(min(maximumSize, max(Self.free, isOver ? .max : wanted)))
    }

    /// Takes bytes from it; false when they are more than what is left.
    func take(_ count: Int) -> Bool {
        left.withLock { left in
            guard count <= left else { return false }
            left -= count
            return true
        }
    }
}
