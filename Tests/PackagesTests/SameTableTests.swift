import Formats
import Foundation
import Packages
import Pipeline
import TestSupport
import Testing

/// A table says the same as lines with tabs, with commas, as xlsx and as ods.
@Suite struct SameTableTests {
    private static let folder = "Tests/Golden/annotated"
    /// The dead of 1914 are nobody's secret, and with commas taken for private persons.
    private static let known: Set<String> = ["ceremonie-memoire-0.csv"]

    @Test func mentionsAreTheSame() throws {
        let made = try Folder()
        let notes = try Repository.files(under: Self.folder, ending: ".txt").filter {
            try Repository.bytes("\(Self.folder)/\($0)").contains(0x09)
        }
        let paths = notes.map { Repository.file("\(Self.folder)/\($0)").path }
        _ = try Python.run("from_tables.py", [made.url.path] + paths)
        var engine = try Engine(
            lexicon: try TestLexicon.shared(),
            opener: Opener([PackageReader()] + Opener.textReaders)
        )
        let tables = try made.names().filter { $0.hasSuffix(".txt") }
        #expect(tables.count >= 10)
        var different = Set<String>()
        var mentions = 0
        for table in tables {
            let text = try engine.detect(try made.bytes(table))
            mentions += text.mentions.count
            for ending in ["csv", "xlsx", "ods"] {
                let name = String(table.dropLast(3) + ending)
                let sheet = try engine.detect(try made.bytes(name))
                if sheet.found != text.found || sheet.level != text.level {
                    different.insert(name)
                }
            }
        }
        #expect(mentions > 100)
        #expect(different == Self.known)
    }
}
