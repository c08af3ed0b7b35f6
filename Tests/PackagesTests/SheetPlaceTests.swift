import Foundation
import Formats
import Pipeline
import TestSupport
import Testing

/// A name and a secret in each place that an xlsx or ods has for them: what leaves holds neither, and
/// is as whole as it was.
///
/// The places are the tables `Fixtures/xlsx-places.txt` and `Fixtures/ods-places.txt`. What leaves is
/// read by readers that are not ours: see `Fixtures/search_sheets.py`.
@Suite struct SheetPlaceTests {
    @Test(arguments: ["pleniere", "gt-thematique"])
    func nothingPlantedLeaves(_ id: String) throws {
        let (made, left, count) = try Planted.filter("build_sheets.py", for: id, isStable: true)
        #expect(count > 60)
        #expect(try Python.run("search_sheets.py", left.url.path, made.url.path) == [])
    }

    /// Bytes turned, cut out and doubled within the XML of a good workbook, packed anew: what is
    /// accepted holds no planted word.
    @Test(arguments: ["xlsx", "ods"])
    func damageWithinNeverLeaks(_ kind: String) throws {
        let made = try Folder()
        let left = try Folder()
        _ = try Python.run("damage_sheets.py", made.url.path, kind)
        let audience = try audience("pleniere")
        var engine = try makeDocumentEngine()
        let names = try made.names()
        #expect(names.count == 300)
        for name in names {
            let note = try made.bytes(name)
            guard let outcome = try? engine.filter(note, for: audience) else { continue }
            try left.write(outcome.bytes, to: name)
        }
        let found = try Python.run("search_sheets.py", left.url.path, made.url.path, "names-only")
        #expect(found == [])
    }
}
