import Foundation
import Formats
import Packages
import Pipeline
import TestSupport
import Testing

/// An archive of files: each is read as what it is, and the names of files tell of people too.
@Suite struct ZipFileTests {
    static let names = [
        "Dossier Lucas Morvan/", "Dossier Lucas Morvan/suivi.txt", "fiches/Karim Benali.txt",
        "fiches/Nadia_Trevez.txt", "budget 2025.txt",
    ]

    private func left(_ id: String) throws -> [[String]] {
        let folder = try Folder()
        let path = folder.url.appending(path: "a.zip").path
        _ = try Python.run("zipped.py", ["make", path] + Self.names)
        var engine = try makeDocumentEngine()
        let outcome = try engine.filter(try folder.bytes("a.zip"), for: try audience(id))
        try folder.write(outcome.bytes, to: "b.zip")
        return try Python.run("zipped.py", "list", folder.url.appending(path: "b.zip").path)
            .map { $0.split(separator: "\t").map(String.init) }
    }

    @Test(arguments: ["pleniere", "gt-thematique"])
    func namesOfFilesAndFoldersAreEdited(_ id: String) throws {
        let files = try left(id)
        #expect(files.count == 4)
        for (name, text) in files.map({ ($0[0], $0[1]) }) {
            for word in ["Morvan", "Lucas", "Benali", "Trevez", "Nadia", "suivi au"] {
                #expect(!(name + text).contains(word), "\(name)")
            }
            #expect(name.hasSuffix(".txt"))
            #expect(text.hasPrefix("La réunion est fixée.|"))
        }
        #expect(files.contains { $0[0] == "budget 2025.txt" })
        #expect(files.count { $0[0].hasPrefix("fiches/[") } == 2)
    }

    /// Each of them may be opened alone; a hundred in one took 6 GB.
    @Test(arguments: [(1, true), (100, false)])
    func manySmallBombsAreOne(_ count: Int, _ isRead: Bool) throws {
        let folder = try Folder()
        let path = folder.url.appending(path: "a.zip").path
        _ = try Python.run("zipped.py", "nest", path, "\(count)")
        let bytes = try folder.bytes("a.zip")
        let opener = Opener([PackageReader()])
        do throws(FormatError) {
            let carrier = try opener.carrier(bytes)
            #expect(isRead && carrier?.texts.isEmpty == false)
        } catch {
            #expect(!isRead && error.code == .bomb)
        }
    }
}
