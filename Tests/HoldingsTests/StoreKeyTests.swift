import Foundation
import Testing

@testable import Holdings

/// A key file that only we can read.
@Suite struct StoreKeyTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ bytes: [UInt8], mode: Int = 0o600) throws -> String {
        let path = folder.path + "/key"
        let made = FileManager.default.createFile(
            atPath: path,
            contents: Data(bytes),
            attributes: [.posixPermissions: mode]
        )
        try #require(made)
        return path
    }

    @Test func aKeyIsMadeOnceAndReadAgain() throws {
        let path = folder.path + "/key"
        let first = try StoreKey(file: path)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes.count == 32)
        #expect(try StoreKey(file: path).fingerprint == first.fingerprint)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
        let other = try StoreKey(file: folder.path + "/other")
        #expect(other.fingerprint != first.fingerprint)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.sorted() == ["key", "other"])
    }

    @Test func whoStartsAtOnceReadsTheSameKey() async throws {
        let path = folder.path + "/key"
        let prints = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<16 { group.addTask { try StoreKey(file: path).fingerprint } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(prints.count == 1)
    }

    @Test(arguments: [0, 1, 31, 32, 4096, 4097])
    func aKeyHasALength(_ count: Int) throws {
        let path = try write([UInt8](repeating: 7, count: count))
        if StoreKey.lengths.contains(count) {
            _ = try StoreKey(file: path)
        } else {
            #expect(throws: StoreError(.badKey, .key)) { try StoreKey(file: path) }
        }
    }

    @Test(arguments: [0o640, 0o604, 0o620, 0o601, 0o666])
    func aKeyThatOthersMayUseIsRefused(_ mode: Int) throws {
        let path = try write([UInt8](repeating: 7, count: 32), mode: mode)
        #expect(throws: StoreError(.notPrivate, .key)) { try StoreKey(file: path) }
    }

    @Test func aLinkIsNotFollowed() throws {
        let path = try write([UInt8](repeating: 7, count: 32))
        let link = folder.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        let error = #expect(throws: StoreError.self) { try StoreKey(file: link) }
        #expect(error?.code == .notPrivate)
        // nor is one made where a link leads
        let loose = folder.path + "/loose"
        try FileManager.default.createSymbolicLink(
            atPath: loose,
            withDestinationPath: folder.path + "/none"
        )
        #expect(throws: StoreError.self) { try StoreKey(file: loose) }
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/none"))
    }

    @Test func whatIsNoFileIsRefused() throws {
        #expect(throws: StoreError.self) { try StoreKey(file: folder.path) }
        let pipe = folder.path + "/pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        #expect(throws: StoreError(.notPrivate, .key)) { try StoreKey(file: pipe) }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
    func aKeyOfSomebodyElseIsRefused() throws {
        let path = try write([UInt8](repeating: 7, count: 32))
        try #require(chown(path, 65_534, 65_534) == 0)
        #expect(throws: StoreError(.notPrivate, .key)) { try StoreKey(file: path) }
    }

    /// RFC 5869 with the bytes 0 to 31 as the secret, computed by another program.
    @Test func eachPurposeHasItsOwnKey() throws {
        let key = try StoreKey(file: try write((0..<32).map { UInt8($0) }))
        let hex = key.fingerprint.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        #expect(hex.joined() == "eba680fafff83eda06e6b9f6658509effdd0390da4306683bec0f82e0800f602")
        let fields = Fields(for: "a purpose")
        let codes = [key.sameness(fields), key.marking(fields), key.chaining(fields)]
        #expect(Set(codes).count == 3)
    }

    @Test func printingShowsNothing() throws {
        let key = try StoreKey(file: try write([UInt8](repeating: 7, count: 32)))
        var text = ""
        dump(key, to: &text)
        #expect("\(key) \(String(reflecting: key))" == "StoreKey StoreKey")
        #expect(text == "- StoreKey\n")
        var mail = ""
        dump(HeldMail.sample(), to: &mail)
        #expect(mail == "- HeldMail\n" && "\([HeldMail.sample().envelope])" == "[Envelope]")
    }
}
