import Foundation
import Formats
import Packages
import Pipeline
import TestSupport
import Testing

/// A name and a secret in each place that a docx or odt has for them: what leaves holds neither.
///
/// The places are the tables `Fixtures/docx-places.txt` and `Fixtures/odt-places.txt`. What leaves
/// is read by readers that are not ours: see `Fixtures/search.py`.
@Suite struct HidingPlaceTests {
    @Test(arguments: ["pleniere", "gt-thematique"])
    func nothingPlantedLeaves(_ id: String) throws {
        let made = try Folder()
        let left = try Folder()
        _ = try Python.run("build.py", made.url.path)
        let audience = try audience(id)
        var engine = try makeDocumentEngine()
        var count = 0
        for name in try made.names() {
            let isHeld = name.contains(".held.")
            let note = try made.bytes(name)
            let outcome = Result { () throws(FilterError) in try engine.filter(note, for: audience)
            }
            switch outcome {
            case .success(let outcome):
                #expect(!isHeld && outcome.isChanged, "\(name)")
                try left.write(outcome.bytes, to: name)
                count += 1
            case .failure(let error):
                #expect(isHeld, "\(name): \(error.code)")
            }
        }
        #expect(count > 50)
        #expect(try Python.run("search.py", left.url.path) == [])
    }
}

/// An engine that reads packages.
func makeDocumentEngine(keepsImages: Bool = false) throws -> Engine {
    try Engine(
        lexicon: try TestLexicon.shared(),
        opener: Opener([PackageReader()], keepsImages: keepsImages)
    )
}
