import Foundation
import Testing

@testable import Holdings

/// Whenever the process stops, the store is what it was after one of its operations.
@Suite struct CrashTests {
    /// What a store should be, kept beside it.
    struct Model: Equatable {
        struct Mail: Equatable {
            let id: HeldID
            let mail: HeldMail
            var state: HeldRecord.State
            var hasContent = true

            static func == (first: Mail, second: Mail) -> Bool {
                first.id == second.id && first.state == second.state
                    && first.hasContent == second.hasContent
            }
        }

        var mails: [Mail] = []
        var rows = 0
    }

    /// SplitMix64: the same seed, the same operations.
    struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
            return value ^ value >> 31
        }
    }

    /// One operation at random, on the store and on the model; returns whether the log was emptied.
    private func step(
        _ store: Store,
        _ model: inout Model,
        _ numbers: inout Numbers
    ) throws -> Bool {
        let now = 1_000 + model.rows
        func pick(_ state: HeldRecord.State) -> Int? {
            model.mails.indices.filter { model.mails[$0].state == state }
                .randomElement(using: &numbers)
        }
        func move(_ index: Int, to state: HeldRecord.State) {
            model.mails[index].state = state
            model.rows += 1
        }
        let operation = Int.random(in: 0..<10, using: &numbers)
        if operation == 0 { return try expire(store, &model, now: now) }
        if let index = pick(.held), operation < 4 {
            let id = model.mails[index].id
            if operation == 1 {
                try store.refuse(id, by: "dgs", justification: "non", now: now)
                move(index, to: .refused)
            } else {
                _ = try store.beginRelease(id, by: "dgs", justification: "vérifié", now: now)
                move(index, to: .releasing)
            }
        } else if let index = pick(.releasing), operation < 7 {
            let id = model.mails[index].id
            if operation == 4 {
                try store.failRelease(id, now: now)
                move(index, to: .held)
            } else {
                try store.confirmRelease(id, now: now)
                move(index, to: .released)
            }
        } else {
            let length = Int.random(in: 0..<9_000, using: &numbers)
            let mail = HeldMail.sample(
                "note \(numbers.next())" + String(repeating: "é", count: length),
                kind: Int.random(in: 0..<4, using: &numbers) > 0 ? .held : .original,
                received: now,
                expires: now + Int.random(in: 1..<20, using: &numbers)
            )
            let id = try store.hold(mail)
            model.mails.append(.init(id: id, mail: mail, state: mail.kind == .held ? .held : .kept))
            model.rows += 1
        }
        return false
    }

    private func expire(_ store: Store, _ model: inout Model, now: Int) throws -> Bool {
        var expected = Expiry()
        for index in model.mails.indices {
            let mail = model.mails[index]
            guard mail.hasContent, mail.mail.expires <= now, mail.state != .releasing else {
                continue
            }
            model.mails[index].hasContent = false
            expected.purged += 1
            if mail.state == .held || mail.state == .kept {
                model.mails[index].state = .expired
                expected.expired += 1
            }
        }
        model.rows += expected.expired + expected.purged
        #expect(try store.expire(now: now) == expected)
        return expected.purged > 0
    }

    /// What a folder holds when it is opened again.
    private func model(of folder: String, like known: Model, key: StoreKey) throws -> Model {
        let store = try Store(folder: folder, key: key, maximumSize: 1 << 30)
        #expect(try store.verifyJournal() == nil)
        var model = Model()
        for record in try store.list(states: Set(HeldRecord.State.allCases)) {
            let mail = try #require(known.mails.first { $0.id == record.id }?.mail)
            model.mails.append(
                .init(id: record.id, mail: mail, state: record.state, hasContent: record.hasContent)
            )
        }
        model.rows = try store.journal(limit: .max).count
        for mail in model.mails where mail.hasContent {
            let content = try store.open(mail.id, by: "dgs", now: 0)
            #expect(content.message == mail.mail.message)
            #expect(content.envelope == mail.mail.envelope)
        }
        return model
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func everyOperationIsOnDiskWhenItReturns(seed: UInt64) throws {
        var numbers = Numbers(state: seed)
        let temporary = try TemporaryStore()
        let key = try StoreKey(file: temporary.keyFile)
        var expected = Model()
        for _ in 0..<15 {
            _ = try step(temporary.store, &expected, &numbers)
            let found = try model(of: try temporary.crash(), like: expected, key: key)
            #expect(found == expected)
        }
        #expect(expected.rows > 10)
    }

    /// The log cut off anywhere: what was not whole is not there, what was before is.
    @Test(arguments: 0..<8 as Range<UInt64>)
    func anOperationIsDoneOrNot(seed: UInt64) throws {
        var numbers = Numbers(state: seed)
        let temporary = try TemporaryStore()
        let key = try StoreKey(file: temporary.keyFile)
        var expected = Model()
        // what the store may be, from where the log begins, with the size of the log at that time
        var moments = [(model: expected, logSize: 0)]
        for _ in 0..<15 {
            if try step(temporary.store, &expected, &numbers) { moments = [] }
            moments.append((expected, try logSize(temporary)))
        }
        let size = try logSize(temporary)
        for _ in 0..<15 {
            let cut = Int.random(in: 0...size, using: &numbers)
            let whole = try #require(moments.last { $0.logSize <= cut } ?? moments.first)
            let folder = try temporary.crash(logSize: cut)
            #expect(try model(of: folder, like: expected, key: key) == whole.model)
        }
    }

    private func logSize(_ temporary: TemporaryStore) throws -> Int {
        try temporary.files().first { $0.name.hasSuffix("-wal") }?.bytes.count ?? 0
    }
}
