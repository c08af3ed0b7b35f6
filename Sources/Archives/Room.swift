internal import Foundation

/// Room for so many bytes in work: whoever finds none waits, and one that is too large is alone.
final class Room: Sendable {
    private struct State {
        var taken = 0
    }

    private let condition = NSCondition()
    /// Touched between lock and unlock of `condition` alone.
    private nonisolated(unsafe) var state = State()
    private let size: Int

    /// Room for so many bytes.
    init(_ size: Int) { self.size = size }

    /// Does something once there is room for it.
    func with<Answer>(_ bytes: Int, _ body: () throws -> Answer) rethrows -> Answer {
        condition.lock()
        while state.taken > 0, state.taken + bytes > size { condition.wait() }
        state.taken += bytes
        condition.unlock()
        defer {
            condition.lock()
            state.taken -= bytes
            condition.broadcast()
            condition.unlock()
        }
        return try body()
    }
}
