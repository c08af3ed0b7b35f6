import Foundation
import Pipeline
import TestSupport
import Testing

/// Public notes as python-docx, odfpy and LibreOffice write them leave byte for byte.
@Suite struct PublicNoteTests {
    @Test func publicNotesAreUntouched() throws {
        let made = try Folder()
        _ = try Python.run("public.py", made.url.path)
        var engine = try makeDocumentEngine()
        let names = try made.names()
        #expect(names == ["odfpy.odt", "office.docx", "office.odt", "python.docx"])
        for name in names {
            let note = try made.bytes(name)
            for id in ["pleniere", "gt-thematique", "maire-pcd"] {
                let outcome = try engine.filter(note, for: try audience(id))
                #expect(outcome.bytes == note, "\(name) for \(id)")
            }
        }
    }
}
