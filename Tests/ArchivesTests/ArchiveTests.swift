import Decisions
import Foundation
import Formats
import Levels
import Pipeline
import Readers
import Streams
import TestSupport
import Testing

@testable import Archives

/// A folder of notes becomes copies, whatever happens on the way; the originals stay as they were.
@Suite struct ArchiveTests {
    /// A folder that goes with the test.
    final class Place {
        let root = FileManager.default.temporaryDirectory.appending(path: "biffure-\(UUID())")
        var source: URL { root.appending(path: "source") }
        var copies: URL { root.appending(path: "copies") }
        var journal: URL { root.appending(path: "copies.journal") }

        init(_ files: [String: String] = [:]) throws {
            try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
            for (path, text) in files { try add(path, Array(text.utf8)) }
        }

        deinit { try? FileManager.default.removeItem(at: root) }

        func add(_ path: String, _ bytes: [UInt8]) throws {
            let place = source.appending(path: path)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(bytes).write(to: place)
        }

        func run(
            jobs: Int = 1,
            isResumed: Bool = false,
            isDry: Bool = false,
            maximumSize: Int = 1 << 20,
            patterns: NamePatterns = NamePatterns(),
            description: String = "pleniere",
            rendition: RenditionForm? = nil,
            separator: Separator? = nil
        ) throws -> ArchiveTally {
            let opener = Opener(Readers.all + Opener.textReaders, maximumSize: maximumSize)
            var run = ArchiveRun(
                source: source.path,
                destination: isDry ? nil : copies.path,
                journal: journal.path,
                settings: ArchiveSettings(
                    version: Version(try audience("gt-thematique")),
                    maximumSize: maximumSize,
                    rendition: rendition.map {
                        Rendering($0, opener: opener, converter: Readers.converter)
                    },
                    separator: separator,
                    year: 2026,
                    terms: try AccessTerms(try TestLexicon.shared())
                ),
                description: description
            )
            run.jobs = jobs
            run.isResumed = isResumed
            run.patterns = patterns
            let lexicon = try TestLexicon.shared()
            return try run.run({
                try Engine(
                    lexicon: lexicon,
                    maximumSize: maximumSize,
                    opener: opener
                )
            }) { _ in }
        }

        /// What stands below a folder: paths and contents.
        func tree(_ folder: URL) throws -> [String: String] {
            var tree: [String: String] = [:]
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
                let place = folder.appending(path: path)
                guard let data = try? Data(contentsOf: place) else { continue }
                tree[path] = String(decoding: data, as: UTF8.self)
            }
            return tree
        }

        func manifest() throws -> [String] {
            let text = try String(
                contentsOf: journal.appending(path: "manifeste.jsonl"),
                encoding: .utf8
            )
            return text.split(separator: "\n").map(String.init)
        }
    }

    static let named = "Mme Nadia Trevez habite 3 rue des Tilleuls, 59000 Lille.\n"
    static let open = "La réunion aura lieu jeudi à 14 h en mairie.\n"
    static let secret = "Karim Benali, né en 2009, est suivi au CMP.\n"

    static let files = [
        "1998/pleniere.txt": open, "2004/cellule.txt": named + open,
        "2004/suivi.txt": secret, "Famille Benali/suivi de Karim Benali.txt": secret,
        "table.csv": "Nom;Prénom\nTrevez;Nadia\n",
    ]

    @Test func eachFileHasItsCopyAndItsRow() throws {
        let place = try Place(Self.files)
        let before = try place.tree(place.source)
        let tally = try place.run()
        #expect(tally.files == 5 && tally.copied == 1 && tally.filtered == 4)
        #expect(try place.tree(place.source) == before)
        let copies = try place.tree(place.copies)
        #expect(copies["1998/pleniere.txt"] == Self.open)
        #expect(copies["2004/cellule.txt"]?.contains("Mme [A]") == true)
        #expect(copies["2004/suivi.txt"] == "[passage retiré]\n")
        let text = copies.map { "\($0.key)\n\($0.value)" }.joined()
        for word in ["Trevez", "Tilleuls", "Benali"] { #expect(!text.contains(word), "\(word)") }
        #expect(copies.keys.contains { $0.hasPrefix("dossier sans nom ") })
        #expect(try place.manifest().count == 5)
    }

    @Test func nothingLeavesThatWasNotRead() throws {
        let place = try Place(["grand.txt": String(repeating: Self.open, count: 100)])
        try place.add("image.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0])
        try place.add("zéro.bin", [0, 1, 2, 3])
        try FileManager.default.createSymbolicLink(
            at: place.source.appending(path: "lien.txt"),
            withDestinationURL: URL(filePath: "/etc/hostname")
        )
        let tally = try place.run(maximumSize: 2_000)
        #expect(tally.held == 3 && tally.skipped == 1 && tally.copied == 0)
        #expect(try place.tree(place.copies).isEmpty)
        let causes = try place.manifest().joined()
        for cause in ["tooLarge", "binary", "link"] { #expect(causes.contains(cause), "\(cause)") }
    }

    @Test func patternsChoose() throws {
        let place = try Place(Self.files)
        let tally = try place.run(
            patterns: NamePatterns(included: ["*.txt"], excluded: ["1998/*"])
        )
        #expect(tally.filtered == 3 && tally.skipped == 2)
    }

    @Test func aDryRunWritesNoCopy() throws {
        let place = try Place(Self.files)
        let tally = try place.run(isDry: true)
        #expect(tally.filtered == 4)
        #expect(!FileManager.default.fileExists(atPath: place.copies.path))
        #expect(try place.manifest().count == 5)
    }

    @Test func severalThreadsGiveTheSame() throws {
        let (one, four) = (try Place(Self.files), try Place(Self.files))
        _ = try one.run(jobs: 1)
        _ = try four.run(jobs: 4)
        #expect(try one.tree(one.copies) == (try four.tree(four.copies)))
        #expect(try one.manifest() == (try four.manifest()))
    }

    @Test func aRunGoesOnWhereItStood() throws {
        let place = try Place(Self.files)
        _ = try place.run()
        let (copies, rows) = (try place.tree(place.copies), try place.manifest())
        // what was done is not done again; what came meanwhile is
        #expect(try place.run(isResumed: true).files == 0)
        try place.add("1997/nouveau.txt", Array(Self.named.utf8))
        #expect(try place.run(isResumed: true).files == 1)
        #expect(try place.manifest().count == rows.count + 1)
        var others = try place.tree(place.copies)
        #expect(others.removeValue(forKey: "1997/nouveau.txt")?.contains("Mme [A]") == true)
        #expect(others == copies)
        // what is gone does not stay
        try FileManager.default.removeItem(at: place.source.appending(path: "1997/nouveau.txt"))
        #expect(try place.run(isResumed: true).files == 0)
        #expect(try place.manifest() == rows)
        #expect(try place.tree(place.copies) == copies)
    }

    /// A share that is not mounted looks like an empty folder.
    @Test func anEmptySourceTakesNothingAway() throws {
        let place = try Place(Self.files)
        _ = try place.run()
        let (copies, rows) = (try place.tree(place.copies), try place.manifest())
        for name in try FileManager.default.contentsOfDirectory(atPath: place.source.path) {
            try FileManager.default.removeItem(at: place.source.appending(path: name))
        }
        #expect(throws: ArchiveError(.noSource)) { try place.run(isResumed: true) }
        #expect(try place.tree(place.copies) == copies)
        #expect(try place.manifest() == rows)
    }

    @Test func namesThatBecomeTheSameStandApart() throws {
        let place = try Place([
            "a\u{1}.txt": Self.open, "a\u{2}.txt": Self.named, "a_.txt": Self.open,
        ])
        _ = try place.run()
        let copies = try place.tree(place.copies)
        #expect(Set(copies.keys) == ["a_.txt", "a_ (2).txt", "a_ (3).txt"])
        #expect(try place.manifest().count == 3)
    }

    @Test func anotherRunIsRefused() throws {
        let place = try Place(Self.files)
        _ = try place.run()
        #expect(throws: ArchiveError(.notEmpty)) { try place.run() }
        #expect(throws: ArchiveError(.otherRun)) {
            try place.run(isResumed: true, description: "public")
        }
    }

    @Test func sourceAndDestinationStandApart() throws {
        let place = try Place(Self.files)
        for destination in [place.source.path, place.source.path + "/copies", place.root.path] {
            let run = ArchiveRun(
                source: place.source.path,
                destination: destination,
                journal: place.journal.path,
                settings: ArchiveSettings(
                    version: Version(try audience("pleniere")),
                    maximumSize: 1_000,
                    year: 2026,
                    terms: try AccessTerms(try TestLexicon.shared())
                ),
                description: ""
            )
            #expect(throws: ArchiveError(.overlapping), "\(destination)") {
                try run.run({ try makeEngine() }) { _ in }
            }
        }
    }

    @Test func theJournalIsForItsOwnerAlone() throws {
        let place = try Place(Self.files)
        _ = try place.run()
        for (name, mode) in [
            ("manifeste.csv", 0o600), ("manifeste.jsonl", 0o600), ("journal.sqlite", 0o600),
            ("rapport.html", 0o600), (".", 0o700),
        ] {
            let path = place.journal.appending(path: name).path
            let found = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(found as? Int == mode, "\(name)")
        }
        let told = try place.tree(place.journal)
        for name in ["rapport.html", "manifeste-copies.csv"] {
            let text = try #require(told[name])
            for word in ["Benali", "Trevez", "Tilleuls"] {
                #expect(!text.contains(word), "\(name)")
            }
        }
    }

    @Test func aBoxOfWhichNothingMayLeaveIsHeld() throws {
        let place = try Place()
        let mail =
            "From a@b Thu Nov 26 10:00:00 1998\nSubject: x\n"
            + "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\nAAEC\n"
        try place.add("boite", Array(mail.utf8))
        #expect(try place.run().held == 1)
        #expect(try place.tree(place.copies).isEmpty)
    }

    @Test func aMailOfABoxMayHaveNoDate() throws {
        let place = try Place()
        func box(_ text: String) -> String {
            "From a@b Thu Nov 26 10:00:00 1998\nSubject: x\n\n\(text)\n"
        }
        try place.add("boite", Array((box(Self.open) + box(Self.open)).utf8))
        try place.add("autre", Array((box(Self.open) + box(Self.named)).utf8))
        #expect(try place.run().copied == 1)
        let copies = try place.tree(place.copies)
        #expect(copies["boite"] == box(Self.open) + box(Self.open))
        let other = try #require(copies["autre"])
        #expect(other.hasPrefix(box(Self.open) + "From a@b Thu Nov 26"))
        #expect(!other.contains("Trevez"))
    }

    @Test func mailsOfABoxAreJudgedOneByOne() throws {
        let place = try Place()
        func mail(_ text: String) -> String {
            "From secretariat@mairie.test Thu Nov 26 10:00:00 2026\nFrom: secretariat@mairie.test\n"
                + "Date: Thu, 26 Nov 2026 10:00:00 +0100\nSubject: Point\n\n\(text)\n"
        }
        try place.add("boite", Array((mail(Self.open) + mail(Self.secret)).utf8))
        _ = try place.run()
        let copy = try #require(try place.tree(place.copies)["boite"])
        #expect(copy.hasPrefix(mail(Self.open)))
        #expect(copy.contains("[passage retir=C3=A9]") && !copy.contains("Benali"))
        #expect(try place.manifest().count == 3)
    }
}
