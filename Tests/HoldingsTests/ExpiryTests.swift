import Foundation
import GRDB
import Testing

@testable import Holdings

/// What is over is destroyed, in the file and in the log.
@Suite struct ExpiryTests {
    let temporary: TemporaryStore

    init() throws { temporary = try TemporaryStore() }

    private var store: Store { get throws { try temporary.store } }

    @Test func onlyWhatIsOverExpires() throws {
        let early = try store.hold(.sample("un", expires: 2_000))
        let late = try store.hold(.sample("deux", expires: 2_001))
        #expect(try store.expire(now: 1_999) == Expiry())
        #expect(try store.expire(now: 2_000) == Expiry(expired: 1, purged: 1))
        #expect(try store.show(early).state == .expired)
        #expect(try store.show(late).state == .held)
        #expect(throws: StoreError(.wrongState, .mail)) {
            try store.open(early, by: "dgs", now: 2_000)
        }
        _ = try store.open(late, by: "dgs", now: 2_000)
        #expect(try store.expire(now: 2_000) == Expiry())
    }

    @Test func whatIsInReleaseWaits() throws {
        let id = try store.hold(.sample())
        _ = try store.beginRelease(id, by: "dgs", justification: "vérifié", now: 1_100)
        #expect(try store.expire(now: 99_999) == Expiry())
        try store.confirmRelease(id, now: 99_999)
        #expect(try store.expire(now: 99_999) == Expiry(expired: 0, purged: 1))
        let record = try store.show(id)
        #expect(record.state == .released && !record.hasContent)
        #expect(record.sameness == nil)
    }

    @Test func theJournalTellsOfBoth() throws {
        let held = try store.hold(.sample("un"))
        let kept = try store.hold(.sample("deux", kind: .original))
        let refused = try store.hold(.sample("trois"))
        try store.refuse(refused, by: "dgs", justification: "non", now: 1_100)
        #expect(try store.expire(now: 9_000) == Expiry(expired: 2, purged: 3))
        let rows = try store.journal(after: 4, limit: 10)
        #expect(rows.filter { $0.event == .expired }.map(\.mail) == [held, kept])
        #expect(rows.filter { $0.event == .purged }.map(\.mail) == [held, kept, refused])
        #expect(rows.count == 5 && rows.allSatisfy { $0.time == 9_000 && $0.person == "" })
        #expect(try store.counters().size == 0)
    }

    /// A mail that comes again when its time is over must not share the end of the first.
    @Test func whatIsOverIsNotTheSameMail() throws {
        let first = try store.hold(.sample(expires: 2_000))
        #expect(try store.hold(.sample(received: 1_999)) == first)
        let second = try store.hold(.sample(received: 2_000))
        #expect(second != first)
        _ = try store.expire(now: 2_000)
        #expect(try store.open(second, by: "dgs", now: 2_000).message == HeldMail.sample().message)
    }

    @Test func nothingSealedStaysOnTheDisk() throws {
        var large = HeldMail.sample("un")
        large.message += (0..<(3 << 19)).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let gone = try store.hold(large)
        let stays = try store.hold(.sample("deux", expires: 99_999))
        let (first, second) = (try samples(of: gone), try samples(of: stays))
        #expect(first.count == 9 && second.count == 6)
        // the search finds them as long as they are there, in the log and then in the file
        #expect(try count(first) == 9 && count(second) == 6)
        try temporary.reopen { _ in }
        #expect(try count(first) == 9 && count(second) == 6)
        let size = try size(of: "holdings.sqlite")
        #expect(try store.expire(now: 9_000).purged == 1)
        #expect(try count(first) == 0 && count(second) == 6)
        // and the disk has its room back
        #expect(try self.size(of: "holdings.sqlite") < size / 10)
        #expect(try self.size(of: "holdings.sqlite-wal") == 0)
    }

    private func size(of name: String) throws -> Int {
        try #require(try temporary.files().first { $0.name == name }).bytes.count
    }

    /// Runs of 24 bytes at the start, in the middle and at the end of each sealed piece.
    private func samples(of id: HeldID) throws -> [Data] {
        let pieces = try store.queue.read { db in
            try Data.fetchAll(
                db,
                sql: "SELECT p.sealed FROM piece p JOIN mail ON p.mail = mail.number WHERE id = ?",
                arguments: [id.text]
            )
        }
        return pieces.flatMap { piece in
            [0, (piece.count - 24) / 2, piece.count - 24].map { start in
                piece.subdata(in: piece.startIndex + start..<piece.startIndex + start + 24)
            }
        }
    }

    private func count(_ samples: [Data]) throws -> Int {
        let files = try temporary.files()
        return samples.count { sample in files.contains { $0.bytes.range(of: sample) != nil } }
    }
}
