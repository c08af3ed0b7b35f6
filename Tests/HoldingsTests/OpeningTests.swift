import Foundation
import GRDB
import Testing

@testable import Holdings

/// Who may open a store, and with which key.
@Suite struct OpeningTests {
    let temporary: TemporaryStore

    init() throws { temporary = try TemporaryStore() }

    private func reopen(_ folder: String? = nil) throws -> Store {
        try Store(
            folder: folder ?? temporary.path,
            key: try StoreKey(file: temporary.keyFile),
            maximumSize: 1 << 30
        )
    }

    @Test func oneAloneHasItOpen() throws {
        let error = #expect(throws: StoreError.self) { _ = try reopen() }
        #expect(error?.code == .busy && error?.place == .lock)
        // the one that has it is not disturbed
        let id = try temporary.store.hold(.sample())
        try temporary.reopen { _ in }
        #expect(try temporary.store.list().map(\.id) == [id])
    }

    @Test func nobodyElseMayReadTheFiles() throws {
        for word in ["un", "deux"] {
            _ = try temporary.store.hold(.sample(word))
            let files = try FileManager.default.contentsOfDirectory(atPath: temporary.path)
            #expect(files.filter { $0.hasPrefix("holdings.") } == files && files.count >= 3)
            for name in files { #expect(try mode(temporary.path + "/" + name) == 0o600) }
            try temporary.reopen { _ in }
        }
        #expect(try mode(temporary.path) == 0o700)
        #expect(try mode(temporary.keyFile) == 0o600)
    }

    @Test func theDatabaseIsSetForSafety() throws {
        let values = try temporary.store.queue.read { db in
            try ["journal_mode", "synchronous", "secure_delete", "auto_vacuum", "locking_mode"]
                .map { try String.fetchOne(db, sql: "PRAGMA \($0)") }
        }
        #expect(values == ["wal", "2", "1", "2", "exclusive"])
    }

    struct Mode: CustomTestStringConvertible, Sendable {
        let name: String
        let mode: Int
        let isTaken: Bool
        var testDescription: String {
            "\(name.isEmpty ? "folder" : name) \(String(mode, radix: 8))"
        }
    }

    static let modes = [
        Mode(name: "", mode: 0o700, isTaken: true), Mode(name: "", mode: 0o750, isTaken: true),
        Mode(name: "", mode: 0o770, isTaken: false), Mode(name: "", mode: 0o705, isTaken: false),
        Mode(name: "", mode: 0o701, isTaken: false),
        Mode(name: "/holdings.sqlite", mode: 0o600, isTaken: true),
        Mode(name: "/holdings.sqlite", mode: 0o640, isTaken: false),
        Mode(name: "/holdings.sqlite", mode: 0o602, isTaken: false),
        Mode(name: "/holdings.lock", mode: 0o660, isTaken: false),
    ]

    @Test(arguments: modes)
    func whatOthersMayUseIsRefused(_ row: Mode) throws {
        let copy = try temporary.crash()
        try FileManager.default.setAttributes(
            [.posixPermissions: row.mode],
            ofItemAtPath: copy + row.name
        )
        if row.isTaken {
            _ = try reopen(copy)
        } else {
            let error = #expect(throws: StoreError.self) { _ = try reopen(copy) }
            #expect(error?.code == .notPrivate)
        }
    }

    @Test func aLinkIsNotFollowed() throws {
        let copy = try temporary.crash()
        for name in ["/holdings.sqlite", "/holdings.lock"] {
            let moved = temporary.folder + name
            try FileManager.default.moveItem(atPath: copy + name, toPath: moved)
            try FileManager.default.createSymbolicLink(
                atPath: copy + name,
                withDestinationPath: moved
            )
            let error = #expect(throws: StoreError.self) { _ = try reopen(copy) }
            #expect(error?.code == .notPrivate)
            try FileManager.default.removeItem(atPath: copy + name)
            try FileManager.default.moveItem(atPath: moved, toPath: copy + name)
        }
        let link = temporary.folder + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: copy)
        let error = #expect(throws: StoreError.self) { _ = try reopen(link) }
        #expect(error?.code == .notPrivate)
        _ = try reopen(copy)
    }

    @Test func anotherKeyIsRefusedAndChangesNothing() throws {
        let id = try temporary.store.hold(.sample())
        let copy = try temporary.crash()
        let other = try StoreKey(file: temporary.folder + "/other.key")
        for _ in 0..<2 {
            #expect(throws: StoreError(.badKey, .key)) {
                _ = try Store(folder: copy, key: other, maximumSize: 1 << 30)
            }
        }
        let store = try reopen(copy)
        #expect(try store.open(id, by: "dgs", now: 1_100).message == HeldMail.sample().message)
    }

    @Test func aStoreOfANewerVersionIsLeftAlone() throws {
        #expect(throws: StoreError(.tooNew, .database)) {
            try temporary.reopen { db in
                try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('2')")
            }
        }
    }

    @Test func whatIsNoStoreIsRefused() throws {
        let copy = try temporary.crash()
        try FileManager.default.removeItem(atPath: copy + "/holdings.sqlite-wal")
        let file = URL(fileURLWithPath: copy + "/holdings.sqlite")
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(repeating: 65, count: 5_000))
        try handle.close()
        let error = #expect(throws: StoreError.self) { _ = try reopen(copy) }
        #expect(error?.code == .damaged)
    }

    @Test func aFolderThatCannotBeMadeIsAnError() throws {
        let error = #expect(throws: StoreError.self) {
            _ = try reopen(temporary.folder + "/none/store")
        }
        #expect(error?.code == .io && error?.place == .folder && error?.number == ENOENT)
    }

    @Test func whatIsRefusedIsClosedAgain() throws {
        func openFiles() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
                .compactMap {
                    try? FileManager.default.destinationOfSymbolicLink(
                        atPath: "/proc/self/fd/" + $0
                    )
                }
                .filter { $0.hasPrefix(temporary.folder) }.sorted()
        }
        let before = try openFiles()
        #expect(before.count == 3)
        #expect(throws: StoreError.self) { _ = try reopen() }
        #expect(try openFiles() == before)
    }

    private func mode(_ path: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return attributes[.posixPermissions] as? Int
    }
}
