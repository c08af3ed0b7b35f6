import Levels
import Mentions
import Pipeline
import TestSupport
import Testing

/// How much of what a jurist marked is found, over all annotated notes, with floors.
@Suite struct AnnotatedTests {
    @Test func thereAreAnnotatedNotes() {
        #expect(Annotated.all.count >= 12)
    }

    @Test(arguments: Annotated.all)
    func tagsAreClosedAndKnown(_ note: Annotated) {
        #expect(note.faults == [])
        #expect(note.spans.allSatisfy { $0.start < $0.end })
    }

    /// `annotated/veille.telegraphic-bullets.txt` is `veille/telegraphic-bullets.txt` with tags.
    @Test(arguments: Annotated.all)
    func withoutItsTagsItIsTheGoldenNote(_ note: Annotated) throws {
        let path = note.name.replacing("/", with: "").split(separator: ".", maxSplits: 1)
        let golden = try Golden(path: path.joined(separator: "/")).bytes()
        #expect(
            String(decoding: note.text, as: UTF8.self) == String(decoding: golden, as: UTF8.self)
        )
    }

    /// A name counts when it lies wholly under mentions of private persons.
    @Test func privateNamesAreFound() throws {
        var score = Score()
        try Self.each { note, found in
            let mentions = found.mentions.filter(\.label.isPrivateName)
            for span in note.spans(["PERSON", "INITIALS"]) {
                score.count(Self.covers(mentions, span), Self.words(note, span))
            }
        }
        #expect(score.share >= 0.85, "\(score)")
    }

    /// An official counts when no mention of a private person touches the name.
    @Test func officialsAreKept() throws {
        var score = Score()
        try Self.each { note, found in
            let mentions = found.mentions.filter(\.label.isPrivateName)
            for span in note.spans(["OFFICIAL"]) {
                let isTouched = mentions.contains { $0.start < span.end && span.start < $0.end }
                score.count(!isTouched, Self.words(note, span))
            }
        }
        #expect(score.share >= 0.80, "\(score)")
    }

    /// The words that make a passage secret count when half of them lie in a secret passage.
    @Test func secretsAreFound() throws {
        let cues: Set<String> = [
            "HEALTH", "DISABILITY", "ADDICTION", "SOCIAL", "VIOLENCE", "JUDICIAL", "SEXUAL",
            "BELIEF", "RADICAL", "FINANCE",
        ]
        var score = Score()
        try Self.each { note, found in
            for span in note.spans(cues) {
                var covered = 0
                for passage in found.passages where passage.level == .secret {
                    covered += max(0, min(passage.end, span.end) - max(passage.start, span.start))
                }
                score.count(covered * 2 >= span.end - span.start, Self.words(note, span))
            }
        }
        #expect(score.share >= 0.5, "\(score)")
    }

    /// A line or cell without a tag of a person or level counts when it still stands in what the
    /// plenary gets.
    @Test func publicPiecesAreKept() throws {
        var score = Score()
        var engine = try makeEngine()
        let pleniere = try audience("pleniere")
        for note in Annotated.all {
            let out = String(
                decoding: try engine.filter(note.text, for: pleniere).bytes,
                as: UTF8.self
            )
            let marked = note.spans.filter { $0.tag != "OFFICIAL" && $0.tag != "CONTACT" }
            for piece in Self.pieces(of: note.text) {
                if marked.contains(where: {
                    $0.start < piece.upperBound && piece.lowerBound < $0.end
                }) {
                    continue
                }
                let text = String(decoding: note.text[piece], as: UTF8.self)
                score.count(out.contains(text), "\(note.name): \(text)")
            }
        }
        #expect(score.share >= 0.9, "\(score)")
    }

    /// How many counted, and which did not.
    struct Score: CustomStringConvertible {
        private var hits = 0
        private var misses: [String] = []
        var share: Double { Double(hits) / Double(max(1, hits + misses.count)) }
        var description: String {
            "\(hits) of \(hits + misses.count), not:\n\(misses.joined(separator: "\n"))"
        }

        mutating func count(_ isHit: Bool, _ text: String) {
            if isHit { hits += 1 } else { misses.append(text) }
        }
    }

    private static func each(_ body: (Annotated, Findings) throws -> Void) throws {
        var engine = try makeEngine()
        for note in Annotated.all { try body(note, try engine.detect(note.text)) }
    }

    private static func words(_ note: Annotated, _ span: Annotated.Span) -> String {
        "\(note.name): " + String(decoding: note.text[span.start..<span.end], as: UTF8.self)
    }

    private static func covers(_ mentions: [Mention], _ span: Annotated.Span) -> Bool {
        var position = span.start
        for mention in mentions where mention.start <= position && mention.end > position {
            position = mention.end
        }
        return position >= span.end
    }

    /// Lines and cells that hold at least three bytes besides blanks.
    private static func pieces(of text: [UInt8]) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = 0
        for index in 0...text.count {
            let isEnd = index == text.count || [0x0A, 0x09, 0x3B].contains(text[index])
            guard isEnd else { continue }
            if text[start..<index].count(where: { $0 > 0x20 }) >= 3 { pieces.append(start..<index) }
            start = index + 1
        }
        return pieces
    }
}
