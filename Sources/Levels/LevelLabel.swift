internal import Documents
internal import Lexicons
public import Mentions
internal import Tokens

/// The level that a note says of itself: « CONFIDENTIEL » alone on a line, in a subject, or the line
/// that biffure writes above a note.
///
/// A label may raise the level of a note and never lowers it (DOMAIN section 6, rule 12).
public struct LevelLabel: Sendable, Equatable {
    /// First byte of the words of the label.
    public let start: Int
    /// The byte after the last.
    public let end: Int
    /// What it says.
    public let level: Level
    /// How it is written: in capitals, with a capital, small.
    let shape: Shape
    /// Whether it is the line that biffure writes.
    public let isMarker: Bool

    /// The words that say another level, written in the same way.
    public func text(for level: Level) -> [UInt8] {
        if isMarker { return Self.marker(of: level) }
        let name = Array(level.name.utf8)
        switch shape {
        case .caps: return name.map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 0x20 : $0 }
        case .lower: return name
        default: return [name[0] - 0x20] + name.dropFirst()
        }
    }

    /// The line that biffure writes above a note, without its line end.
    ///
    /// Its letters exist in every encoding that biffure writes.
    ///
    /// Law: CSI L.132-5 (no communication to third parties), CASF L.121-6-2.
    public static func marker(of level: Level) -> [UInt8] {
        switch level {
        case .public: Array("Niveau : public".utf8)
        case .confidentiel:
            Array(
                "Niveau : confidentiel ; ne pas communiquer à des tiers (CSI L.132-5)".utf8
            )
        case .secret:
            Array("Niveau : secret ; partage strictement nécessaire (CASF L.121-6-2)".utf8)
        }
    }

    /// The labels of a note, in reading order.
    ///
    /// - Complexity: O(*n*) in forms and tokens.
    ///
    /// Lexicon: `contexts/labels.tsv`.
    public static func all(in reading: Reading) -> [LevelLabel] {
        var labels: [LevelLabel] = []
        if let marker = marker(in: reading) { labels.append(marker) }
        let terms = reading.terms.filter {
            $0.table == .labels
        }
        guard !terms.isEmpty else { return labels }
        var isCovered = [Bool](repeating: false, count: reading.tokens.count)
        for term in terms {
            for index in term.first...term.last { isCovered[index] = true }
        }
        var lastEnd = labels.last?.end ?? 0
        for term in longest(terms) where Int(reading.tokens[term.first].start) >= lastEnd {
            guard let level = Level(name: reading.lexicon.className(of: term.row)),
                isAlone(term, isCovered, in: reading) || isInSubject(term, in: reading)
            else { continue }
            lastEnd = Int(reading.tokens[term.last].end)
            labels.append(
                LevelLabel(
                    start: Int(reading.tokens[term.first].start),
                    end: lastEnd,
                    level: level,
                    shape: reading.tokens[term.first].shape,
                    isMarker: false
                )
            )
        }
        return labels
    }

    /// The highest level that the labels of a note say.
    public static func level(of labels: [LevelLabel]) -> Level {
        labels.map(\.level).max() ?? .public
    }

    /// The line that biffure writes, at the start of the note.
    private static func marker(in reading: Reading) -> LevelLabel? {
        let text = reading.document.text
        for level in Level.allCases {
            let marker = marker(of: level)
            guard text.starts(with: marker),
                text.count == marker.count || [0x0A, 0x0D].contains(text[marker.count])
            else { continue }
            return LevelLabel(
                start: 0,
                end: marker.count,
                level: level,
                shape: .lower,
                isMarker: true
            )
        }
        return nil
    }

    /// Of forms that overlap the longest, in reading order.
    private static func longest(_ terms: [Term]) -> [Term] {
        var kept: [Term] = []
        let ordered = terms.sorted { ($0.first, -$0.last) < ($1.first, -$1.last) }
        for term in ordered where term.first > (kept.last?.last ?? -1) { kept.append(term) }
        return kept
    }

    /// Lines at the start and at the end of a note in which a label need not be in capitals.
    private static let edge: Int32 = 8

    /// Whether its line holds nothing but labels and signs, and stands where a label stands: in capitals
    /// anywhere, with a capital among the first or last lines.
    ///
    /// A cell tells of its row and an item of its list; « confidentielles » alone in small letters is
    /// the end of a sentence that a column cut.
    private static func isAlone(_ term: Term, _ isCovered: [Bool], in reading: Reading) -> Bool {
        let blocks = reading.document.blocks
        let block = blocks[Int(reading.tokens[term.first].block)]
        guard block.kind != .cell, block.kind != .bullet else { return false }
        func isOfLine(_ index: Int) -> Bool {
            reading.tokens.indices.contains(index)
                && blocks[Int(reading.tokens[index].block)].line == block.line
        }
        // a line of labels is short: a bounded look on both sides
        var firstWord = term.first
        for step in [-1, 1] {
            var index = step < 0 ? term.first - 1 : term.last + 1
            var count = 0
            while isOfLine(index) {
                let token = reading.tokens[index]
                if token.kind == .number { return false }
                if token.kind == .word, !isCovered[index] { return false }
                if token.kind == .word { firstWord = min(firstWord, index) }
                count += 1
                guard count < 24 else { return false }
                index += step
            }
        }
        let isAtEdge = block.line < edge || block.line + edge > (blocks.last?.line ?? 0)
        let start = reading.tokens[firstWord]
        return start.shape == .caps || isAtEdge && start.isCapitalised
    }

    /// « Objet : CONFIDENTIEL - compte rendu », « [Secret] … »: at the head of a subject, or in
    /// brackets there.
    private static func isInSubject(_ term: Term, in reading: Reading) -> Bool {
        let tokens = reading.tokens
        let block = reading.document.blocks[Int(tokens[term.first].block)]
        guard block.kind == .mailHeader || reading.marks[term.first].contains(.subjectField),
            term.first > 0
        else { return false }
        let before = tokens[term.first - 1]
        guard before.isSign(":") || before.isSign("[") || before.isSign("(") else { return false }
        let next = term.last + 1
        guard next < tokens.count, tokens[next].gap != .block else { return true }
        return tokens[next].kind != .word
    }
}
