import Documents
import Formats
import Pipeline
import TestSupport
import Testing

/// The last step: what was taken out is looked for in all that would leave.
@Suite struct RemovalTests {
    /// A format of two texts and an aside, one a line, whose writer may forget one of them.
    private struct Lines: Carrier {
        static let start = Array("LIGNES\n".utf8)
        let lines: [[UInt8]]
        let forgets: Int

        var texts: [CarriedText] { lines.prefix(2).map { CarriedText($0, part: "") } }
        var asides: [[UInt8]] { Array(lines.dropFirst(2)) }
        var obstacles: [Obstacle] { [] }
        var mark: String? { nil }

        func bytes(
            applying edits: [[Edit]],
            without removed: RemovedWords,
            marking: Marking?
        ) throws(FormatError) -> [UInt8] {
            var written = zip(lines, edits).enumerated().map { number, line in
                number == forgets ? line.0 : Edit.applied(line.1, to: line.0)
            }
            let isClean = !removed.areIn(lines[2]) || forgets == 2
            written.append(isClean ? lines[2] : [])
            return Self.start + written.joined(separator: [0x0A])
        }
    }

    private struct Reader: CarrierReader {
        let forgets: Int

        func open(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) -> (any Carrier)? {
            guard bytes.starts(with: Lines.start) else { return nil }
            let rest = bytes.dropFirst(Lines.start.count)
            let lines = rest.split(separator: 0x0A, omittingEmptySubsequences: false)
            return Lines(lines: lines.map(Array.init), forgets: forgets)
        }
    }

    /// Which of the three is forgotten; -1 for none.
    @Test(arguments: [-1, 0, 1, 2])
    func aWriterThatForgetsHoldsTheNote(_ forgets: Int) throws {
        let note = """
            LIGNES
            M. Ylmuni ZORBALEC est suivi au CMP depuis mars.
            dossier ylmuni zorbalec, armoire 2
            ylmuni_zorbalec
            """
        var engine = try Engine(
            lexicon: try TestLexicon.shared(),
            opener: Opener([Reader(forgets: forgets)])
        )
        let audience = try audience("gt-thematique")
        do throws(FilterError) {
            let outcome = try engine.filter(Array(note.utf8), for: audience)
            #expect(forgets == -1)
            let text = String(decoding: outcome.bytes, as: UTF8.self).lowercased()
            #expect(!text.contains("zorbalec"))
        } catch {
            #expect(forgets != -1)
            #expect(error.isHold)
        }
    }

    /// Writes what its own reader no longer takes for its format.
    private struct Fading: Carrier, CarrierReader {
        var line: [UInt8] = []
        var texts: [CarriedText] { [CarriedText(line, part: "")] }
        var asides: [[UInt8]] { [] }
        var obstacles: [Obstacle] { [] }
        var mark: String? { nil }

        func open(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) -> (any Carrier)? {
            guard bytes.starts(with: Lines.start) else { return nil }
            return Fading(line: Array(bytes.dropFirst(Lines.start.count)))
        }

        func bytes(
            applying edits: [[Edit]],
            without removed: RemovedWords,
            marking: Marking?
        ) throws(FormatError) -> [UInt8] { Edit.applied(edits[0], to: line) }
    }

    @Test func whatReadsAsAnotherFormatAfterwardsIsHeld() throws {
        var engine = try Engine(lexicon: try TestLexicon.shared(), opener: Opener([Fading()]))
        let note = Lines.start + Array("M. Ylmuni ZORBALEC est suivi au CMP.".utf8)
        let audience = try audience("gt-thematique")
        do throws(FilterError) {
            _ = try engine.filter(note, for: audience)
            Issue.record("it left")
        } catch {
            #expect(error.isHold)
        }
    }
}
