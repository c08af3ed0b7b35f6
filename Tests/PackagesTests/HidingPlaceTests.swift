import Foundation
import Testing

/// A name and a secret in each place that a docx or odt has for them: what leaves holds neither.
///
/// The places are the tables `Fixtures/docx-places.txt` and `Fixtures/odt-places.txt`. What leaves
/// is read by readers that are not ours: see `Fixtures/search.py`.
@Suite struct HidingPlaceTests {
    @Test(arguments: ["pleniere", "gt-thematique"])
    func nothingPlantedLeaves(_ id: String) throws {
        let (_, left, count) = try Planted.filter("build.py", for: id)
        #expect(count > 50)
        #expect(try Python.run("search.py", left.url.path) == [])
    }
}
