import Foundation
import Formats
import Pipeline
import TestSupport
import Testing

/// Packages made to harm, see `Fixtures/hostile.py`: each is refused or held, none leaks or traps.
@Suite struct HostilePackageTests {
    @Test func hostileOnesAreRefused() throws {
        let made = try Folder()
        _ = try Python.run("hostile.py", made.url.path)
        let audience = try audience("pleniere")
        var engine = try makeDocumentEngine()
        let names = try made.names()
        #expect(names.count > 130)
        for name in names {
            let note = try made.bytes(name)
            let wanted = String(name.prefix { $0 != "-" })
            let outcome = Result { () throws(FilterError) in try engine.filter(note, for: audience)
            }
            switch outcome {
            case .success: #expect(wanted == "clean", "\(name)")
            case .failure(let error):
                #expect(
                    wanted == (Self.isHeld(error) ? "held" : "damaged"),
                    "\(name): \(error.code)"
                )
            }
        }
    }

    /// What the filter holds is told from what it cannot read.
    private static func isHeld(_ error: FilterError) -> Bool {
        error.code == .obstacle || error.format?.code == .obstacle
    }

    /// Bytes turned, cut out and doubled at random: what is accepted holds no planted word.
    @Test(arguments: ["clean-good.docx", "clean-odt.odt"])
    func randomDamageNeverLeaks(_ name: String) throws {
        let made = try Folder()
        let left = try Folder()
        _ = try Python.run("hostile.py", made.url.path, "clean")
        let good = try made.bytes(name)
        let audience = try audience("pleniere")
        var engine = try makeDocumentEngine()
        for seed in 0..<300 as Range<UInt64> {
            var random = Seeded(seed)
            var note = good
            for _ in 0..<Int.random(in: 1...4, using: &random) where note.count > 8 {
                let place = Int.random(in: 0..<note.count, using: &random)
                let end = min(note.count, place + Int.random(in: 1...16, using: &random))
                switch Int.random(in: 0..<4, using: &random) {
                case 0: note.removeSubrange(place..<end)
                case 1: note.insert(contentsOf: note[place..<end], at: place)
                default: note[place] = UInt8.random(in: 0...255, using: &random)
                }
            }
            guard let outcome = try? engine.filter(note, for: audience) else { continue }
            try left.write(outcome.bytes, to: "\(seed)-\(name)")
        }
        #expect(try Python.run("search.py", left.url.path, "names-only") == [])
    }
}
