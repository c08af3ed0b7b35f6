import Foundation
import Formats
import Packages
import Pipeline
import TestSupport
import Testing

/// A document for each hiding place, with a name and a secret in it.
///
/// What leaves is read by readers that are not ours: none of the planted words may be there.
enum Planted {
    /// Filters all documents that a program of `Fixtures/` makes; those called `.held.` must be held.
    ///
    /// - Parameters:
    ///   - builder: The program that makes them.
    ///   - id: Who reads them.
    ///   - isStable: Whether a second run is looked at, too.
    /// - Returns: The folder of the documents, that of what leaves, and how many left.
    /// - Throws: What the program or the engine throws.
    static func filter(
        _ builder: String,
        for id: String,
        isStable: Bool = false
    ) throws -> (made: Folder, left: Folder, count: Int) {
        let (made, left) = (try Folder(), try Folder())
        _ = try Python.run(builder, made.url.path)
        let audience = try audience(id)
        var engine = try makeDocumentEngine()
        var count = 0
        for name in try made.names() {
            let isHeld = name.contains(".held.")
            let note = try made.bytes(name)
            do throws(FilterError) {
                let outcome = try engine.filter(note, for: audience)
                #expect(!isHeld && outcome.isChanged, "\(name)")
                if isStable {
                    let again = try engine.filter(outcome.bytes, for: audience)
                    #expect(again.bytes == outcome.bytes, "\(name)")
                }
                count += 1
                write(outcome.bytes, name, left)
            } catch {
                #expect(isHeld, "\(name): \(error.code)")
            }
        }
        return (made, left, count)
    }

    private static func write(_ bytes: [UInt8], _ name: String, _ folder: Folder) {
        #expect(throws: Never.self) { try folder.write(bytes, to: name) }
    }
}

/// An engine that reads packages.
func makeDocumentEngine(keepsImages: Bool = false) throws -> Engine {
    try Engine(
        lexicon: try TestLexicon.shared(),
        opener: Opener([PackageReader()], keepsImages: keepsImages)
    )
}
