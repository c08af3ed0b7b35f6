import Configurations
import Glibc
import Testing

/// The example that is installed.
@Suite struct ConfigurationExampleTests {
    /// The file of `Packaging/`.
    static func example() throws -> String {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let file = try #require(fopen("/\(root)/Packaging/biffured.yaml", "r"))
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: Configuration.maximumSize)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    @Test func itIsReadAndOnlyWatches() throws {
        let file = try ConfigurationTests.read(try Self.example())
        #expect(file.milters.map(\.endpoint) == [.unix(path: "/run/biffure/milter.sock")])
        #expect(file.mail.isShadow)
        #expect(file.store != nil)
        #expect(!file.allowsAccept)
    }

    /// What it shows as a comment is the value that counts when nothing stands there.
    @Test func itsCommentsAreWhatIsNotSaid() throws {
        let example = try Self.example()
        var shown = 0
        let lines = example.split(separator: "\n", omittingEmptySubsequences: false).map {
            line -> String in
            let start = line.drop { $0 == " " }
            let key = start.dropFirst().prefix { $0.isLetter || $0 == "-" }
            // a lexicon and a number of workers are looked up, not constants
            let isValue = start.first == "#" && start.dropFirst(key.count + 1).hasPrefix(": ")
            guard isValue, !["lexicon", "workers"].contains(key) else { return String(line) }
            shown += 1
            return String(line.prefix { $0 == " " } + start.dropFirst())
        }
        #expect(shown == 15)
        let said = try ConfigurationTests.read(lines.joined(separator: "\n"))
        #expect(try said == ConfigurationTests.read(example))
    }
}
