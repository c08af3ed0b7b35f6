import Foundation
import GRDB
import Testing

@testable import Holdings

/// No word of a mail stands on the disk or in an error.
@Suite struct PrivacyTests {
    let temporary: TemporaryStore

    init() throws { temporary = try TemporaryStore() }

    private var store: Store { get throws { try temporary.store } }

    /// Words that stand in the mail below and nowhere else.
    static let marked = [
        "xylophonez.trevez@mairie.test", "quokkard@prefecture.test", "zwieback.conseil",
        "BenaliQuokka", "hospitalisationz", "XylophonezNadia", "Objetmarqué",
    ]

    static let mail = {
        var mail = HeldMail.sample(
            """
            Subject: Objetmarqué pour BenaliQuokka

            XylophonezNadia signale une hospitalisationz.
            """,
            sender: marked[0],
            recipients: [marked[1], marked[2] + "@mairie.test"]
        )
        mail.message += mail.message
        return mail
    }()

    /// A word as bytes, as UTF-16 in both orders, as hexadecimal digits and as base64.
    static func forms(_ word: String) -> [Data] {
        let bytes = Data(word.utf8)
        let hex = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        let base64 = (0..<3).map { shift in
            // whole groups only: the first and the last depend on what stands beside
            Data((Data(repeating: 0, count: shift) + bytes).base64EncodedData().dropFirst(4))
                .prefix((shift + bytes.count) / 3 * 4 - 4)
        }
        let wide = word.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let swapped = word.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        return [bytes, Data(wide), Data(swapped), Data(hex.utf8), Data(hex.uppercased().utf8)]
            + base64
    }

    static func found(in bytes: Data) -> [String] {
        marked.filter { word in forms(word).contains { bytes.range(of: $0) != nil } }
    }

    @Test func theSearchFindsWhatIsThere() {
        #expect(Self.found(in: Data(Self.mail.message)).count == 5)
        let text = String(decoding: Self.mail.message, as: UTF8.self)
        for shift in 0..<3 {
            let base64 = Data(repeating: 65, count: shift) + Data(Self.mail.message)
            #expect(Self.found(in: base64.base64EncodedData()).count == 5)
        }
        for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian] {
            #expect(Self.found(in: text.data(using: encoding) ?? Data()).count == 5)
        }
    }

    private func expectNothing(_ moment: String) throws {
        let files = try temporary.files()
        // the plain columns stand there, so this is the right place to look
        #expect(files.contains { $0.bytes.range(of: Data("school.absence".utf8)) != nil })
        for file in files {
            #expect(Self.found(in: file.bytes) == [], "\(file.name) \(moment)")
            #expect(Self.found(in: Data(file.name.utf8)) == [])
        }
    }

    @Test func nothingStandsOnTheDisk() throws {
        let id = try store.hold(Self.mail)
        var original = Self.mail
        original.kind = .original
        _ = try store.hold(original)
        try expectNothing("after it was held")
        _ = try store.open(id, by: "dgs", now: 1_100)
        var release = try store.beginRelease(id, by: "dgs", justification: "vérifié", now: 1_200)
        try expectNothing("in release")
        for queueID in ["4XabcQ1", "4XabcQ2"] {
            let answer = try store.accept(
                mark: release.mark,
                message: release.message,
                envelope: release.envelope,
                queueID: queueID,
                now: 1_300
            )
            #expect(answer == .valid)
        }
        try store.failRelease(id, now: 1_400)
        release = try store.beginRelease(id, by: "dgs", justification: "vérifié", now: 1_500)
        try store.confirmRelease(release.id, now: 1_600)
        try expectNothing("after it was released")
        try temporary.reopen { _ in }
        try expectNothing("in the file alone")
        _ = try store.expire(now: 9_000)
        try expectNothing("after it was destroyed")
    }

    @Test func nothingStandsInErrors() throws {
        let store = try store
        let id = try store.hold(Self.mail)
        var bad = Self.mail
        bad.reasons = [Self.marked[3]]
        bad.audience = Self.marked[0]
        let failing: [() throws -> Void] = [
            { _ = try store.hold(bad) },
            { try store.confirmRelease(id, now: 0) },
            { try store.refuse(id, by: Self.marked[3] + " ", justification: "x", now: 0) },
            {
                try store.queue.write { try $0.execute(sql: "UPDATE piece SET sealed = x'00'") }
                _ = try store.open(id, by: "dgs", now: 0)
            },
            {
                try store.queue.write { try $0.execute(sql: "DROP TABLE piece") }
                _ = try store.hold(Self.mail.with(kind: .original))
            },
        ]
        for fail in failing {
            let error = #expect(throws: StoreError.self) { try fail() }
            var text = "\(String(describing: error)) \(String(reflecting: error))"
            dump(error, to: &text)
            #expect(Self.found(in: Data(text.utf8)) == [])
            #expect(!text.contains(temporary.folder) && !text.contains("SELECT"))
        }
    }
}

extension HeldMail {
    fileprivate func with(kind: Kind) -> HeldMail {
        var mail = self
        mail.kind = kind
        return mail
    }
}
