import Foundation
import Testing

@testable import Tokens

/// The boundaries of the module are those of ICU: on every character, on random lines, on the
/// shared texts.
@Suite struct DifferentialTests {
    /// Places where a character shows its class; `x` is replaced by it.
    static let contexts = [
        "axa", "1x1", "_x_", "axxa1x", " xx ", "ax'a", "a'xa", "1,x1", "\rx\n", "x",
        ".xA", "a.xA", "A.xa", ". x 1 a", ".) x a", ".x) A", ". x. a", "?xA", "? xA", "x.A",
        "a x. A", "x\u{301}a", " x\u{301} ", "a\u{200D}x", "x\u{AD}.B",
    ]

    @Test(arguments: Cut.allCases, 0..<32)
    func everyCharacterHasTheClassThatICUHas(_ cut: Cut, block: UInt32) throws {
        var text: [UInt8] = []
        for value in (block << 12)..<((block + 1) << 12) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for context in Self.contexts {
                for byte in context.utf8 {
                    text += byte == UInt8(ascii: "x") ? Array(String(scalar).utf8) : [byte]
                }
                // One by one, lest a neighbour's class hides or moves the difference.
                text.append(UInt8(ascii: "\n"))
            }
        }
        #expect(try cut.difference(text, named: "block \(block)") == nil)
    }

    /// Characters that meet each other in French, with weights by repetition.
    static let repertoire = Array(
        "aàAÉœŒ.. ,;:!?''’’‘«»“”()[]…–—-_@/%°€•·  \u{A0}\u{202F}\u{2011}\u{AD}\u{301}0123\t\n\r"
            .unicodeScalars
    )

    static let structure = Array("aA1.. !?)',\u{AD}".unicodeScalars)

    /// What decides, among few foreign characters: the edges of the runs that ICU gets.
    static let handOver = structure + structure + Array("É\n😀λ．א\u{200D}日\u{E34}".unicodeScalars)

    /// All that makes rules fire, in the repertoire and out of it.
    static let anything =
        repertoire + structure
        + Array(
            "😀👍🏽👩\u{200D}\u{200D}❤\u{FE0F}©™ℹ🇫🇷🇧א״ש漢字日カタひらがな한국ไทยภาษາខ្មែរΑλ;;Жжß\u{85}\u{2028}\u{2029}\u{B}\u{C}"
                .unicodeScalars
        )
        + Array(
            "\u{200B}\u{200C}\u{200E}\u{2060}\u{FEFF}\u{20E3}\u{FF0E}\u{3002}\u{FE52}\u{203F}\u{3000}\u{2003}\u{5F3}\u{660}\u{F0B7}\u{FFFD}ǅʰªºµ"
                .unicodeScalars
        )

    @Test(arguments: Cut.allCases, 0..<200 as Range<UInt64>)
    func randomLinesAgree(_ cut: Cut, seed: UInt64) throws {
        var random = Seeded(seed)
        for alphabet in [Self.repertoire, Self.structure, Self.handOver, Self.anything] {
            for _ in 0..<40 {
                let line = Self.line(of: alphabet, with: &random)
                if let difference = try cut.difference(line, named: "seed \(seed)") {
                    Issue.record("\(difference)")
                }
            }
        }
    }

    /// A line of 0 to 200 characters, out of the whole alphabet or out of a handful of it.
    private static func line(of alphabet: [Unicode.Scalar], with random: inout Seeded) -> [UInt8] {
        let few = (0..<Int.random(in: 2...8, using: &random)).compactMap { _ in
            alphabet.randomElement(using: &random)
        }
        let letters = Bool.random(using: &random) ? alphabet : few
        var line = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...200, using: &random) {
            line.append(letters.randomElement(using: &random) ?? "a")
        }
        return Array(String(line).utf8)
    }

    @Test(arguments: Cut.allCases, SharedText.all)
    func sharedTextsAgree(_ cut: Cut, shared: SharedText) throws {
        for (variant, text) in shared.variants {
            #expect(try cut.difference(text, named: "\(shared.name), \(variant)") == nil)
        }
    }

    /// French is the byte path's: ICU gets less than one byte in a hundred.
    @Test(.enabled(if: !SharedText.all.isEmpty))
    func icuGetsLittleOfTheSharedTexts() throws {
        var words = try WordSegmenter()
        var sentences = try SentenceSegmenter()
        var ends: [Int32] = []
        var bytes = 0
        for text in SharedText.all.flatMap(\.records) {
            bytes += text.count
            ends.removeAll(keepingCapacity: true)
            try words.segments(of: text.span, into: &ends)
            try sentences.segments(of: text.span, in: 0..<text.count, into: &ends)
        }
        print(
            "given to ICU, of \(bytes) bytes: \(words.bytesGivenToICU) for words,",
            "\(sentences.bytesGivenToICU) for sentences"
        )
        #expect(words.bytesGivenToICU * 100 < bytes)
        #expect(sentences.bytesGivenToICU * 100 < bytes)
    }
}
