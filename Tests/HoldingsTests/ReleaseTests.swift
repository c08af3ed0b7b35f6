import Testing

@testable import Holdings

/// From held to its end, and no other way.
@Suite struct ReleaseTests {
    let temporary: TemporaryStore

    init() throws { temporary = try TemporaryStore() }

    private var store: Store { get throws { try temporary.store } }

    @Test func aReleaseGivesBackTheMail() throws {
        let mail = HeldMail.sample()
        let id = try store.hold(mail)
        let release = try store.beginRelease(
            id,
            by: "dgs",
            justification: "vérifié avec le service",
            now: 1_100
        )
        #expect(release.id == id)
        #expect(release.envelope == mail.envelope)
        #expect(release.message == mail.message)
        #expect(release.mark.hasPrefix("v1.\(id).4700."))
        #expect(release.mark.utf8.count == 3 + 16 + 1 + 4 + 1 + 52)
        #expect(try store.show(id).state == .releasing)
        try store.confirmRelease(id, now: 1_200)
        #expect(try store.show(id).state == .released)
        // until it expires it can be looked at
        #expect(try store.open(id, by: "dpo", now: 1_300).message == mail.message)
    }

    // MARK: States

    enum Operation: String, CaseIterable, Sendable {
        case beginRelease, resumeRelease, confirmRelease, failRelease, refuse, open, expire

        /// What it leads to from each state; where nothing stands it is refused, and expiry does
        /// nothing.
        var ways: [HeldRecord.State: HeldRecord.State] {
            switch self {
            case .beginRelease: [.held: .releasing]
            case .resumeRelease: [.releasing: .releasing]
            case .confirmRelease: [.releasing: .released]
            case .failRelease: [.releasing: .held]
            case .refuse: [.held: .refused]
            case .open:
                [
                    .held: .held, .releasing: .releasing, .released: .released, .refused: .refused,
                    .kept: .kept,
                ]
            case .expire:
                [
                    .held: .expired, .releasing: .releasing, .released: .released,
                    .refused: .refused, .kept: .expired, .expired: .expired,
                ]
            }
        }

        func apply(to id: HeldID, of store: Store) throws {
            switch self {
            case .beginRelease:
                _ = try store.beginRelease(id, by: "dgs", justification: "vérifié", now: 2_000)
            case .resumeRelease: _ = try store.resumeRelease(id, now: 2_000)
            case .confirmRelease: try store.confirmRelease(id, now: 2_000)
            case .failRelease: try store.failRelease(id, now: 2_000)
            case .refuse: try store.refuse(id, by: "dgs", justification: "non", now: 2_000)
            case .open: _ = try store.open(id, by: "dgs", now: 2_000)
            case .expire: _ = try store.expire(now: 9_000)
            }
        }
    }

    /// A mail that stands somewhere.
    private func mail(in state: HeldRecord.State) throws -> HeldID {
        let id = try store.hold(.sample(kind: state == .kept ? .original : .held))
        let steps: [Operation] =
            switch state {
            case .held, .kept: []
            case .releasing: [.beginRelease]
            case .released: [.beginRelease, .confirmRelease]
            case .refused: [.refuse]
            case .expired: [.expire]
            }
        for step in steps { try step.apply(to: id, of: store) }
        try #require(try store.show(id).state == state)
        return id
    }

    @Test(arguments: HeldRecord.State.allCases, Operation.allCases)
    func everyOtherWayIsRefused(_ state: HeldRecord.State, _ operation: Operation) throws {
        let id = try mail(in: state)
        let rows = try store.journal(limit: 100)
        if let next = operation.ways[state] {
            try operation.apply(to: id, of: store)
            #expect(try store.show(id).state == next)
        } else {
            #expect(throws: StoreError(.wrongState, .mail)) {
                try operation.apply(to: id, of: store)
            }
            #expect(try store.show(id).state == state)
            #expect(try store.journal(limit: 100) == rows)
        }
        #expect(try store.verifyJournal() == nil)
    }

    @Test func anUnknownMailIsSaidSo() throws {
        let id = try #require(HeldID("aaaaaaaaaaaaaaaa"))
        for operation in Operation.allCases where operation != .expire {
            #expect(throws: StoreError(.noSuchMail, .mail)) {
                try operation.apply(to: id, of: store)
            }
        }
    }

    // MARK: After a crash

    @Test func whatHangsIsListedAndSentAgain() throws {
        let id = try store.hold(.sample())
        let lost = try store.beginRelease(id, by: "dgs", justification: "vérifié", now: 1_100)
        try temporary.reopen { _ in }
        let hanging = try #require(try store.list(states: [.releasing]).first)
        #expect(hanging.id == id && hanging.passedAs == nil)
        let again = try store.resumeRelease(id, now: 1_200)
        #expect(again.message == lost.message && again.mark != lost.mark)
        #expect(try accept(lost, "4XabcQ1", 1_300) == .unknown)
        #expect(try accept(again, "4XabcQ2", 1_300) == .valid)
    }

    @Test func whatHasPassedIsNotSentAgainBlindly() throws {
        let id = try store.hold(.sample())
        let release = try store.beginRelease(id, by: "dgs", justification: "vérifié", now: 1_100)
        #expect(try accept(release, "4XabcQ1", 1_200) == .valid)
        try temporary.reopen { _ in }
        #expect(try store.show(id).passedAs == "4XabcQ1")
        #expect(throws: StoreError(.wrongState, .mail)) {
            try store.resumeRelease(id, now: 1_300)
        }
        try store.failRelease(id, now: 1_400)
        // who releases it again can read that it may have left
        let row = try #require(try store.journal(limit: 100).last)
        #expect(row.event == .releaseFailed && row.reasons == ["4XabcQ1"])
        #expect(try store.show(id).passedAs == nil)
    }

    @Test func whoTookUpOrEndedAReleaseStandsInTheJournal() throws {
        let id = try store.hold(.sample())
        _ = try store.beginRelease(id, by: "dgs", justification: "vérifié", now: 1_100)
        let why = "après la panne"
        let again = try store.resumeRelease(id, by: "dpo", justification: why, now: 1_200)
        try store.failRelease(id, mark: again.mark, now: 1_300)
        _ = try store.beginRelease(id, by: "dgs", justification: "vérifié", now: 1_400)
        try store.confirmRelease(id, by: "dpo", now: 1_500)
        let rows = try store.journal(limit: 100).suffix(5)
        #expect(rows.map(\.person) == ["dgs", "dpo", "", "dgs", "dpo"])
        #expect(rows.dropFirst().first?.justification == why)
        #expect(try store.verifyJournal() == nil)
    }

    /// Otherwise a delivery that was overtaken would put a mail back that has left.
    @Test func aDeliveryEndsOnlyItself() throws {
        let id = try store.hold(.sample())
        let first = try store.beginRelease(id, by: "dgs", justification: "vérifié", now: 1_100)
        let second = try store.resumeRelease(id, now: 1_200)
        #expect(try accept(second, "4XabcQ2", 1_300) == .valid)
        for mark in [first.mark, "", "v1"] {
            #expect(throws: StoreError(.wrongState, .mail)) {
                try store.failRelease(id, mark: mark, now: 1_400)
            }
            #expect(throws: StoreError(.wrongState, .mail)) {
                try store.confirmRelease(id, mark: mark, now: 1_400)
            }
        }
        try store.confirmRelease(id, mark: second.mark, now: 1_500)
        #expect(try store.show(id).state == .released)
    }

    @Test func aDeliveryThatFailedGivesTheMailBack() throws {
        let id = try store.hold(.sample())
        let release = try store.beginRelease(id, by: "dgs", justification: "vérifié", now: 1_100)
        try store.failRelease(id, mark: release.mark, now: 1_200)
        #expect(try store.list().map(\.id) == [id])
    }

    // MARK: Who and why

    struct Words: CustomTestStringConvertible, Sendable {
        let person: String
        let justification: String
        let areTaken: Bool
        var testDescription: String { "« \(person) » « \(justification.prefix(20)) »" }
    }

    static let words = [
        Words(person: "dgs", justification: "Vérifié, l'envoi est prévu.", areTaken: true),
        Words(person: "françoise@mairie", justification: "ok", areTaken: true),
        Words(person: "", justification: "ok", areTaken: false),
        Words(person: "la dgs", justification: "ok", areTaken: false),
        Words(person: "dgs\n", justification: "ok", areTaken: false),
        Words(person: "d\u{202E}gs", justification: "ok", areTaken: false),
        Words(person: String(repeating: "d", count: 65), justification: "ok", areTaken: false),
        Words(person: "dgs", justification: "", areTaken: false),
        Words(person: "dgs", justification: " \u{A0} ", areTaken: false),
        Words(person: "dgs", justification: "oui\nnon", areTaken: false),
        Words(person: "dgs", justification: "oui\u{2028}non", areTaken: false),
        Words(person: "dgs", justification: "oui\u{1B}[2J", areTaken: false),
        Words(person: "dgs", justification: String(repeating: "a", count: 1000), areTaken: true),
        Words(person: "dgs", justification: String(repeating: "a", count: 1001), areTaken: false),
    ]

    @Test(arguments: words)
    func aDecisionHasAPersonAndAReason(_ row: Words) throws {
        let first = try store.hold(.sample("un"))
        let second = try store.hold(.sample("deux"))
        func decide() throws {
            try store.refuse(first, by: row.person, justification: row.justification, now: 1_100)
            _ = try store.beginRelease(
                second,
                by: row.person,
                justification: row.justification,
                now: 1_200
            )
        }
        guard row.areTaken else {
            #expect(throws: StoreError(.badValue, .journal)) { try decide() }
            #expect(throws: StoreError(.badValue, .journal)) {
                try store.beginRelease(
                    second,
                    by: row.person,
                    justification: row.justification,
                    now: 1_200
                )
            }
            #expect(try store.list().map(\.id) == [first, second])
            return
        }
        try decide()
        let rows = try store.journal(after: 2, limit: 10)
        #expect(rows.map(\.event) == [.refused, .release])
        #expect(rows.map(\.mail) == [first, second] && rows.map(\.time) == [1_100, 1_200])
        #expect(rows.allSatisfy { $0.person == row.person })
        #expect(rows.allSatisfy { $0.justification == row.justification })
    }

    private func accept(_ release: Release, _ queueID: String, _ now: Int) throws -> MarkAnswer {
        try store.accept(
            mark: release.mark,
            message: release.message,
            envelope: release.envelope,
            queueID: queueID,
            now: now
        )
    }
}
