internal import Levels
internal import Mentions
internal import Pipeline

/// Counts what was found in one note.
struct FoundCounter {
    private let note: AnnotatedNote
    private let letters: Letters
    private let level: Level
    private let mentions: [(label: Label, range: Range<Int>)]
    private let passages: [(level: Level, range: Range<Int>)]
    private let names: Set<Label>
    /// Under mentions of names.
    private let named: Mask
    /// Under spans of names and identifiers.
    private let allowed: Mask

    init(_ note: AnnotatedNote, _ findings: Findings, officialsArePersons: Bool) {
        self.note = note
        letters = Letters(note.text)
        level = findings.level
        let count = note.text.count
        // what was found is counted without a byte-order mark
        let shift = count - findings.text.count
        mentions = findings.mentions.map { ($0.label, ($0.start + shift)..<($0.end + shift)) }
        passages = findings.passages.map { ($0.level, ($0.start + shift)..<($0.end + shift)) }
        let names: Set<Label> =
            officialsArePersons ? [.person, .initials, .official] : [.person, .initials]
        self.names = names
        named = Mask(count: count, mentions.filter { names.contains($0.label) }.map(\.range))
        allowed = Mask(
            count: count,
            note.spans.filter { $0.tag.isAmong(names) || $0.tag.isIdentifier }.map(\.range)
        )
    }

    mutating func count(_ evaluation: inout Evaluation) {
        countNames(&evaluation)
        countIdentifiers(&evaluation)
        guard let wanted = note.passages else { return }
        countLevels(wanted, &evaluation)
    }

    private func countNames(_ evaluation: inout Evaluation) {
        let words = letters.words(in: 0..<note.text.count)
        evaluation.words += words.count
        for word in words where named.touches(word) {
            evaluation.namedWords.count(allowed.touches(word))
        }
        var hasNames = false
        var leaks = false
        for span in note.spans {
            if case .label(let label) = span.tag, names.contains(label) {
                hasNames = true
                let words = letters.words(in: span.range)
                for word in words { evaluation.leakedWords.count(!named.covers(word)) }
                let isFound = words.allSatisfy(named.covers)
                evaluation.names.count(isFound)
                evaluation.hits[label, default: Share()].count(isFound)
                leaks = leaks || !isFound
                if !isFound { miss(.name, span, &evaluation) }
            } else if span.tag == .label(.official) {
                let isKept = !named.touches(span.range)
                evaluation.officials.count(isKept)
                if !isKept { miss(.official, span, &evaluation) }
            }
        }
        for mention in mentions where names.contains(mention.label) {
            let isRight = allowed.touches(mention.range)
            evaluation.rights[mention.label, default: Share()].count(isRight)
            guard !isRight else { continue }
            evaluation.falseNames += 1
            evaluation.miss(.falseName, note, letters, mention.range)
        }
        if hasNames { evaluation.cleanNotes.count(!leaks) }
    }

    private func countIdentifiers(_ evaluation: inout Evaluation) {
        let labels = Label.allCases.filter(\.isIdentifier)
        for label in labels {
            let spans = note.spans.filter { $0.tag == .label(label) }
            let found = mentions.filter { $0.label == label }.map(\.range)
            if !spans.isEmpty {
                let mask = Mask(count: note.text.count, found)
                for span in spans {
                    let share = letters.share(of: span.range, under: mask)
                    let isHit = share.whole > 0 && share.part * 10 >= share.whole * 9
                    evaluation.hits[label, default: Share()].count(isHit)
                    if !isHit { miss(.identifier, span, &evaluation) }
                }
            }
            if !found.isEmpty {
                let mask = Mask(count: note.text.count, spans.map(\.range))
                for range in found {
                    let share = letters.share(of: range, under: mask)
                    let isRight = share.whole > 0 && share.part * 2 >= share.whole
                    evaluation.rights[label, default: Share()].count(isRight)
                    if !isRight {
                        evaluation.miss(
                            .falseIdentifier,
                            note,
                            letters,
                            range,
                            tag: label.rawValue
                        )
                    }
                }
            }
        }
    }

    private func countLevels(_ wanted: [AnnotatedNote.Passage], _ evaluation: inout Evaluation) {
        let count = note.text.count
        let secret = Mask(count: count, passages.filter { $0.level == .secret }.map(\.range))
        for span in note.spans {
            guard case .cue(let category) = span.tag else { continue }
            let share = letters.share(of: span.range, under: secret)
            let isHit = share.whole > 0 && share.part * 2 >= share.whole
            evaluation.cues[category, default: Share()].count(isHit)
            if !isHit { miss(.cue, span, &evaluation) }
        }
        let right = levelsOfBytes(count, wanted.map { ($0.level, $0.start..<$0.end) })
        let found = levelsOfBytes(count, passages)
        for piece in letters.pieces() {
            let want = letters.level(of: piece, right)
            let have = letters.level(of: piece, found)
            evaluation.pieces.count(wanted: want, found: have)
            if want == .secret, have < .secret {
                evaluation.miss(.secret, note, letters, piece)
            }
            if have == .secret, want < .secret {
                evaluation.miss(.falseSecret, note, letters, piece)
            }
        }
        evaluation.levels.count(wanted: note.level, found: level)
    }

    private func miss(
        _ kind: Misses.Kind,
        _ span: AnnotatedNote.Span,
        _ evaluation: inout Evaluation
    ) {
        evaluation.miss(kind, note, letters, span.range, tag: span.tag.name)
    }
}

/// The highest level at each byte.
func levelsOfBytes(_ count: Int, _ passages: [(level: Level, range: Range<Int>)]) -> [Level] {
    var levels = [Level](repeating: .public, count: count)
    for passage in passages where passage.level > .public {
        for index in passage.range.clamped(to: 0..<count) {
            levels[index] = max(levels[index], passage.level)
        }
    }
    return levels
}

extension AnnotatedNote.Span {
    var range: Range<Int> { start..<end }
}

extension Tag {
    func isAmong(_ labels: Set<Label>) -> Bool {
        guard case .label(let label) = self else { return false }
        return labels.contains(label)
    }

    var isIdentifier: Bool {
        guard case .label(let label) = self else { return false }
        return label.isIdentifier
    }
}
