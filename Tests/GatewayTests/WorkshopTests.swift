import Dispatch
import NIOCore
import NIOPosix
import Testing
import Workshops

/// What goes on while long notes keep the threads of a workshop at work.
@Suite struct WorkshopTests {
    static let loop = MultiThreadedEventLoopGroup.singleton.next()

    @Test(.timeLimit(.minutes(1)))
    func jobsWithoutAnEngineDoNotWaitForLongNotes() async throws {
        let town = try await Town()
        let busy = try await town.keepBusy()
        defer { busy.signal() }
        #expect(try await town.workshop.run(withoutEngineOn: Self.loop) { $0.version }.get() != "")
    }

    @Test func aLongNoteIsNotAStuckOne() async throws {
        let town = try await Town()
        #expect(!town.workshop.isStuck(longerThan: .zero))
        let busy = try await town.keepBusy()
        #expect(town.workshop.isStuck(longerThan: .zero))
        #expect(!town.workshop.isStuck(longerThan: .seconds(60)))
        busy.signal()
        for _ in 0..<500 where town.workshop.isStuck(longerThan: .zero) {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(!town.workshop.isStuck(longerThan: .zero))
    }
}
