import Foundation
import GRDB
import Testing

@testable import Holdings

/// What is put in comes out, once, and only whole.
@Suite struct HoldingTests {
    let temporary: TemporaryStore

    init() throws { temporary = try TemporaryStore() }

    private var store: Store { get throws { try temporary.store } }

    @Test func aMailComesOutAsItWentIn() throws {
        let mail = HeldMail.sample()
        let id = try store.hold(mail)
        let opened = try store.open(id, by: "dgs", now: 1_100)
        #expect(opened.envelope == mail.envelope)
        #expect(opened.message == mail.message)
        let record = try store.show(id)
        #expect(record.state == .held && record.kind == .held && record.hasContent)
        #expect((record.received, record.expires) == (1_000, 9_000))
        #expect(record.reasons == ["school.absence", "person.civility"])
        #expect((record.size, record.recipientCount) == (mail.message.count, 2))
        #expect([record.level, record.audience] == ["confidentiel", "pleniere"])
        #expect([record.listener, record.policy] == ["SOUMISSION", "2026.1+3f9a0c11d2e4"])
    }

    /// Sizes around the borders of a piece, and addresses that are no UTF-8.
    @Test(arguments: [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
    func anyBytesComeOut(size: Int) throws {
        var mail = HeldMail.sample()
        mail.message = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 11) }
        mail.envelope.sender = []
        mail.envelope.recipients = [[0xFF, 0x00, 0x20], Array("a@mairie.test".utf8)]
        let id = try store.hold(mail)
        try temporary.reopen { _ in }
        let opened = try store.open(id, by: "dgs", now: 1_100)
        #expect(opened.envelope == mail.envelope)
        #expect(opened.message == mail.message)
    }

    @Test func whatIsUnknownIsSaid() throws {
        let id = try #require(HeldID("aaaaaaaaaaaaaaaa"))
        #expect(throws: StoreError(.noSuchMail, .mail)) { try store.show(id) }
        #expect(throws: StoreError(.noSuchMail, .mail)) { try store.open(id, by: "dgs", now: 0) }
    }

    // MARK: The same mail again

    struct Again: CustomTestStringConvertible, Sendable {
        let what: String
        let mail: HeldMail
        let isSame: Bool
        var testDescription: String { what }
    }

    static let again = [
        Again(what: "the very same", mail: .sample(), isSame: true),
        Again(
            what: "recipients in another order, later, by other rules",
            mail: .sample(
                recipients: ["prefet@prefecture.test", "elus@mairie.test"],
                reasons: ["health.followup"],
                received: 2_000,
                expires: 9_999
            ),
            isSame: true
        ),
        Again(what: "another word", mail: .sample("Nadia Trevez"), isSame: false),
        Again(what: "another sender", mail: .sample(sender: "a@mairie.test"), isSame: false),
        Again(
            what: "one recipient less",
            mail: .sample(recipients: ["elus@mairie.test"]),
            isSame: false
        ),
        Again(
            what: "one recipient twice",
            mail: .sample(
                recipients: ["elus@mairie.test", "elus@mairie.test", "prefet@prefecture.test"]
            ),
            isSame: false
        ),
        Again(what: "kept, not held", mail: .sample(kind: .original), isSame: false),
    ]

    @Test(arguments: again)
    func theSameMailIsStoredOnce(_ row: Again) throws {
        let first = try store.hold(.sample())
        let size = try store.counters().size
        let second = try store.hold(row.mail)
        #expect((first == second) == row.isSame)
        #expect((try store.counters().size == size) == row.isSame)
        #expect(try store.list(states: [.held, .kept]).count == (row.isSame ? 1 : 2))
        #expect(try store.journal(limit: 10).count == (row.isSame ? 1 : 2))
    }

    @Test func aDecidedMailIsNotTheSameAgain() throws {
        let first = try store.hold(.sample())
        try store.refuse(first, by: "dgs", justification: "hors procédure", now: 1_100)
        let second = try store.hold(.sample())
        #expect(first != second)
        _ = try store.beginRelease(second, by: "dgs", justification: "vérifié", now: 1_200)
        // what comes back without its mark must not vanish into the one that is on its way
        #expect(try store.hold(.sample()) != second)
        try store.confirmRelease(second, now: 1_300)
        #expect(try store.show(second).state == .released)
    }

    // MARK: Limits

    @Test func aFullStoreSaysSoAndWorksOn() throws {
        let mail = HeldMail.sample()
        let size = Seal.sealedSize(mail.envelope.fields.bytes, mail.message)
        try temporary.reopen(maximumSize: 2 * size) { _ in }
        let first = try store.hold(mail)
        let other = HeldMail.sample("Karim Benali ne vient plus au gymnases.")
        let second = try store.hold(other)
        #expect(try store.counters().size == 2 * size)
        #expect(throws: StoreError(.full, .mail)) { try store.hold(.sample("")) }
        // what is in there is not stored again, so it still has its answer
        #expect(try store.hold(mail) == first)
        #expect(try store.open(second, by: "dgs", now: 1_100).message == other.message)
        #expect(try store.journal(limit: 10).map(\.event) == [.held, .held, .shown])
        #expect(try store.expire(now: 9_000) == Expiry(expired: 2, purged: 2))
        _ = try store.hold(.sample(""))
    }

    @Test func aFullDiskIsTheSame() throws {
        let first = try store.hold(.sample())
        try store.queue.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 3)")
        }
        var large = HeldMail.sample("grand")
        large.message += [UInt8](repeating: 65, count: 3 << 20)
        let error = #expect(throws: StoreError.self) { try store.hold(large) }
        #expect(error?.code == .full)
        #expect(try store.list().map(\.id) == [first])
        #expect(try store.verifyJournal() == nil)
        _ = try store.hold(.sample("petit"))
        try store.queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA max_page_count = 1000000")
        }
        _ = try store.hold(large)
        #expect(try store.list().count == 3)
    }

    struct Bad: CustomTestStringConvertible, Sendable {
        let what: String
        let change: @Sendable (inout HeldMail) -> Void
        var testDescription: String { what }
    }

    static let bad = [
        Bad(what: "a reason in words") { $0.reasons = ["Karim Benali"] },
        Bad(what: "an empty level") { $0.level = "" },
        Bad(what: "an address as an audience") { $0.audience = "elus@mairie.test" },
        Bad(what: "a listener beyond ASCII") { $0.listener = "écoute" },
        Bad(what: "a long policy") { $0.policy = String(repeating: "1", count: 65) },
        Bad(what: "too many reasons") { $0.reasons = Array(repeating: "r", count: 1025) },
        Bad(what: "no recipient") { $0.envelope.recipients = [] },
        Bad(what: "expired when it comes") { $0.expires = $0.received },
    ]

    @Test(arguments: bad)
    func onlyCodesStandInPlainColumns(_ row: Bad) throws {
        var mail = HeldMail.sample()
        row.change(&mail)
        #expect(throws: StoreError(.badValue, .mail)) { try store.hold(mail) }
        #expect(try store.journal(limit: 1).isEmpty)
    }

    // MARK: Counting

    @Test func theCountersTellOfWhatStands() throws {
        #expect(
            try store.counters()
                == StoreCounters(held: 0, releasing: 0, kept: 0, size: 0, oldest: nil)
        )
        let first = try store.hold(.sample("un", received: 500))
        _ = try store.hold(.sample("deux", received: 400))
        _ = try store.hold(.sample("trois", received: 600))
        _ = try store.hold(.sample("quatre", kind: .original, received: 300))
        _ = try store.beginRelease(first, by: "dgs", justification: "vérifié", now: 700)
        let counters = try store.counters()
        #expect((counters.held, counters.releasing, counters.kept) == (2, 1, 1))
        #expect(counters.oldest == 400)
    }

    @Test func theListHasAnOrderAndALimit() throws {
        let ids = try ["un", "deux", "trois"].map { try store.hold(.sample($0)) }
        #expect(try store.list().map(\.id) == ids)
        #expect(try store.list(limit: 2).map(\.id) == Array(ids.prefix(2)))
        #expect(try store.list(states: []).isEmpty)
        #expect(try store.list(states: [.kept, .expired]).isEmpty)
    }

    @Test func manyThreadsTakeTurns() async throws {
        let store = try store
        let ids = try await withThrowingTaskGroup(of: HeldID.self) { group in
            for number in 0..<40 {
                group.addTask { try store.hold(.sample("note \(number % 20)")) }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(ids.count == 20)
        #expect(Set(try store.list().map(\.id)) == ids)
        #expect(try store.verifyJournal() == nil)
    }
}
