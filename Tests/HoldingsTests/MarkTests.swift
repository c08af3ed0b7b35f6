import Testing

@testable import Holdings

/// A mark lets one mail pass, the one that a person has released, as long as its release stands.
@Suite struct MarkTests {
    let temporary: TemporaryStore
    let release: Release

    /// A mail in release at 1100, its mark valid before 1200.
    init() throws {
        temporary = try TemporaryStore()
        let store = try temporary.store
        release = try store.beginRelease(
            try store.hold(.sample()),
            by: "dgs",
            justification: "vérifié",
            now: 1_100,
            markLifetime: 100
        )
    }

    private var store: Store { get throws { try temporary.store } }

    private func accept(
        _ mark: String? = nil,
        message: [UInt8]? = nil,
        envelope: HeldMail.Envelope? = nil,
        queueID: String = "4XabcQ1",
        now: Int = 1_150
    ) throws -> MarkAnswer {
        try store.accept(
            mark: mark ?? release.mark,
            message: message ?? release.message,
            envelope: envelope ?? release.envelope,
            queueID: queueID,
            now: now
        )
    }

    @Test func theMailThatWasReleasedPasses() throws {
        #expect(try accept() == .valid)
        #expect(try accept(" \t\(release.mark)\r\n") == .valid)
        let row = try #require(try store.journal(limit: 10).last)
        #expect(row.event == .markUsed && row.reasons == ["4XabcQ1"] && row.mail == release.id)
    }

    @Test func theOrderOfRecipientsDoesNotMatter() throws {
        var envelope = release.envelope
        envelope.recipients.reverse()
        #expect(try accept(envelope: envelope) == .valid)
    }

    // MARK: Once

    @Test func theNextTryOfTheSameDeliveryPasses() throws {
        #expect(try accept(queueID: "4XabcQ1") == .valid)
        // the MTA asks again because it did not hear the answer, and then tries anew
        #expect(try accept(queueID: "4XabcQ1") == .valid)
        try temporary.reopen { _ in }
        #expect(try accept(queueID: "4XabcQ2") == .valid)
        #expect(try store.show(release.id).passedAs == "4XabcQ2")
        let uses = try store.journal(limit: 10).filter { $0.event == .markUsed }
        #expect(uses.map(\.reasons) == [["4XabcQ1"], ["4XabcQ2"]])
    }

    @Test func afterTheDeliveryItIsUsed() throws {
        #expect(try accept() == .valid)
        try store.confirmRelease(release.id, now: 1_160)
        #expect(try accept() == .used)
        #expect(try accept(now: 9_999) == .used)
        try temporary.reopen { _ in }
        #expect(try accept(queueID: "4XabcQ2") == .used)
        _ = try store.expire(now: 9_999)
        #expect(try accept() == .used)
    }

    @Test func afterAFailedDeliveryItIsWorthNothing() throws {
        #expect(try accept() == .valid)
        try store.failRelease(release.id, now: 1_160)
        #expect(try accept() == .unknown)
        let next = try store.beginRelease(
            release.id,
            by: "dgs",
            justification: "vérifié",
            now: 1_160
        )
        #expect(try accept() == .unknown)
        #expect(try accept(next.mark) == .valid)
    }

    @Test func itsTimeEnds() throws {
        #expect(try accept(now: 1_199) == .valid)
        #expect(try accept(now: 1_200) == .expired)
    }

    // MARK: Forged

    /// How a mark is changed; none of these is one of ours.
    static let forgeries: [(what: String, change: @Sendable (String) -> String)] = [
        ("empty", { _ in "" }),
        ("another version", { "v2" + $0.dropFirst(2) }),
        ("no code", { String($0.dropLast(53)) }),
        ("a code too short", { String($0.dropLast(1)) }),
        ("a code too long", { $0 + "a" }),
        ("a code of zeros", { $0.dropLast(52) + String(repeating: "a", count: 52) }),
        ("upper case", { $0.uppercased() }),
        ("upper case in the code", { $0.dropLast(52) + $0.suffix(52).uppercased() }),
        ("a blank inside", { $0.replacing(".", with: ". ", maxReplacements: 1) }),
        ("a sign before the time", { $0.replacing(".1200.", with: ".+1200.") }),
        ("a zero before the time", { $0.replacing(".1200.", with: ".01200.") }),
        ("a field more", { $0 + ".x" }),
        ("very long", { $0 + String(repeating: " .", count: 100_000) }),
        ("a time beyond numbers", { $0.replacing(".1200.", with: ".99999999999999999999.") }),
        ("another id", { $0.prefix(3) + "aaaaaaaaaaaaaaaa" + $0.dropFirst(19) }),
    ]

    @Test(arguments: forgeries.indices)
    func aForgedMarkIsUnknown(_ index: Int) throws {
        let forgery = Self.forgeries[index]
        let mark = forgery.change(release.mark)
        try #require(mark != release.mark)
        let rows = try store.journal(limit: 10)
        #expect(try accept(mark) == .unknown, "\(forgery.what)")
        #expect(try store.journal(limit: 10) == rows)
    }

    @Test func everyCharacterOfTheCodeCounts() throws {
        let mark = Array(release.mark.utf8)
        for place in mark.indices.suffix(52) {
            var changed = mark
            changed[place] = changed[place] == 0x61 ? 0x62 : 0x61
            #expect(try accept(String(decoding: changed, as: UTF8.self)) == .unknown)
        }
    }

    @Test func theMarkOfAnotherStoreIsUnknown() throws {
        let other = try TemporaryStore()
        let mark = Mark(
            release.id,
            expires: 1_200,
            release.envelope,
            release.message,
            try StoreKey(file: other.keyFile)
        )
        #expect(try accept(mark.text) == .unknown)
    }

    // MARK: On another mail

    @Test func twoMailsOfTheSameContentHaveTwoMarks() throws {
        try store.confirmRelease(release.id, now: 1_100)
        let next = try store.beginRelease(
            try store.hold(.sample()),
            by: "dgs",
            justification: "vérifié",
            now: 1_100,
            markLifetime: 100
        )
        #expect(next.message == release.message && next.mark.suffix(52) != release.mark.suffix(52))
        #expect(try accept("v1.\(next.id).1200.\(release.mark.suffix(52))") == .unknown)
        #expect(try accept(next.mark) == .valid)
    }

    @Test func onAnotherMailItIsWrong() throws {
        var message = release.message
        message[message.count - 3] ^= 1
        #expect(try accept(message: message) == .wrong)
        #expect(try accept(message: release.message + [10]) == .wrong)
        #expect(try accept(message: []) == .wrong)
        var envelope = release.envelope
        envelope.recipients.append(Array("presse@journal.test".utf8))
        #expect(try accept(envelope: envelope) == .wrong)
        envelope.recipients = [envelope.recipients[0]]
        #expect(try accept(envelope: envelope) == .wrong)
        envelope = release.envelope
        envelope.sender = []
        #expect(try accept(envelope: envelope) == .wrong)
        #expect(try accept(release.mark.replacing(".1200.", with: ".9200.")) == .wrong)
        // the release itself is not spoilt by that
        #expect(try accept() == .valid)
    }

    /// A mark that somebody has seen must not be a way to fill the disk.
    @Test func refusalsAreWrittenOnce() throws {
        for _ in 0..<3 {
            #expect(try accept(message: []) == .wrong)
            #expect(try accept(now: 1_200) == .expired)
        }
        let refusals = try store.journal(limit: 100).filter { $0.event == .markRefused }
        #expect(refusals.map(\.reasons) == [["wrong"], ["expired"]])
        #expect(refusals.allSatisfy { $0.mail == release.id })
    }

    @Test(arguments: ["", "a b", "é", String(repeating: "Q", count: 65)])
    func aQueueIDIsACode(_ queueID: String) throws {
        #expect(throws: StoreError(.badValue, .mark)) { try accept(queueID: queueID) }
    }
}
