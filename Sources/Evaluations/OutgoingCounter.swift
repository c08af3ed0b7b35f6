internal import Levels
internal import Mentions

/// What leaves, counted.
struct OutgoingCounts: Sendable {
    var held = 0
    /// Words of private names that still stand.
    var nameWords = Share()
    var identifiers = Share()
    /// Words of secrets that still stand.
    var cues = Share()
    /// Public pieces that no longer stand.
    var pieces = Share()
    /// Names of officials that no longer stand.
    var officials = Share()
}

extension Evaluation {
    /// Counts what leaves of a note.
    ///
    /// - Parameters:
    ///   - outgoing: The text that leaves; nil when the note is held.
    ///   - note: The note that came in.
    ///   - ceiling: The highest level that may leave.
    mutating func count(_ outgoing: [UInt8]?, of note: AnnotatedNote, ceiling: Level) {
        if outgoing == nil { self.outgoing.held += 1 }
        let letters = Letters(note.text)
        let out = Outgoing(outgoing ?? [])
        countNames(note, letters, out)
        for span in note.spans {
            guard case .label(let label) = span.tag, label.isIdentifier else { continue }
            let stands = out.holdsSigns(of: note.text[span.range])
            self.outgoing.identifiers.count(stands)
            if stands { miss(.identifierLeft, note, letters, span.range, tag: span.tag.name) }
        }
        countCues(note, letters, out)
        guard let passages = note.passages else { return }
        let levels = levelsOfBytes(
            note.text.count,
            passages.map { ($0.level, $0.start..<$0.end) }
        )
        countOfficials(note, letters, out, levels)
        countPieces(note, letters, out, levels, ceiling)
    }

    private mutating func countNames(_ note: AnnotatedNote, _ letters: Letters, _ out: Outgoing) {
        let spans = note.spans.filter(\.isPrivateName)
        guard !spans.isEmpty else { return }
        let names = Mask(count: note.text.count, spans.map(\.range))
        let elsewhere = Set(
            letters.words(in: 0..<note.text.count).filter { !names.touches($0) }
                .map { Letters.folded(note.text[$0]) }
        )
        for span in spans {
            for word in letters.words(in: span.range) {
                let folded = Letters.folded(note.text[word])
                guard folded.count(where: { $0 & 0xC0 != 0x80 }) > 2, !elsewhere.contains(folded)
                else { continue }
                let stands = out.words.contains(folded)
                outgoing.nameWords.count(stands)
                if stands { miss(.nameLeft, note, letters, word) }
            }
        }
    }

    private mutating func countCues(_ note: AnnotatedNote, _ letters: Letters, _ out: Outgoing) {
        for span in note.spans {
            guard case .cue = span.tag, letters.runs(in: span.range) >= 3 else { continue }
            let stands = out.holds(note.text[span.range])
            outgoing.cues.count(stands)
            if stands { miss(.cueLeft, note, letters, span.range, tag: span.tag.name) }
        }
    }

    private mutating func countOfficials(
        _ note: AnnotatedNote,
        _ letters: Letters,
        _ out: Outgoing,
        _ levels: [Level]
    ) {
        for span in note.spans where span.tag == .label(.official) {
            guard levels[span.range].allSatisfy({ $0 == .public }) else { continue }
            let isLost = !out.holds(note.text[span.range])
            outgoing.officials.count(isLost)
            if isLost { miss(.officialLost, note, letters, span.range) }
        }
    }

    private mutating func countPieces(
        _ note: AnnotatedNote,
        _ letters: Letters,
        _ out: Outgoing,
        _ levels: [Level],
        _ ceiling: Level
    ) {
        let personal = Mask(
            count: note.text.count,
            note.spans.filter { $0.isPrivateName || $0.tag.isIdentifier }.map(\.range)
        )
        for piece in letters.pieces()
        where levels[piece.lowerBound] == .public && !personal.touches(piece) {
            guard levels[piece].allSatisfy({ $0 <= ceiling }) else { continue }
            let isLost = !out.holds(note.text[piece])
            outgoing.pieces.count(isLost)
            if isLost { miss(.pieceLost, note, letters, piece) }
        }
    }
}

/// A text that leaves, in the forms in which it is searched.
private struct Outgoing {
    let words: Set<[UInt8]>
    /// Folded, one blank between words.
    private let text: [UInt8]
    /// Folded letters and numbers alone.
    private let signs: [UInt8]

    init(_ text: [UInt8]) {
        let folded = Letters(Letters.folded(text))
        words = Set(folded.words(in: 0..<folded.text.count).map { Array(folded.text[$0]) })
        self.text = folded.squeezed()
        signs = folded.signs()
    }

    /// Whether a text stands here, blanks and accents aside.
    func holds(_ part: ArraySlice<UInt8>) -> Bool {
        contains(text, Letters(Letters.folded(part)).squeezed())
    }

    /// Whether the letters and numbers of a text stand here one after the other.
    func holdsSigns(of part: ArraySlice<UInt8>) -> Bool {
        contains(signs, Letters(Letters.folded(part)).signs())
    }

    private func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first else { return true }
        guard text.count >= part.count else { return false }
        return (0...(text.count - part.count)).contains { start in
            text[start] == first && text[start..<(start + part.count)].elementsEqual(part)
        }
    }
}

extension Letters {
    /// The text with one blank for each run of blanks, and none at its ends.
    fileprivate func squeezed() -> [UInt8] {
        var bytes: [UInt8] = []
        var isAfterBlank = false
        for index in text.indices {
            if isBlank(index) {
                isAfterBlank = true
            } else if isFirst(index) || !isAfterBlank {
                if isAfterBlank, !bytes.isEmpty { bytes.append(0x20) }
                isAfterBlank = false
                bytes.append(text[index])
            }
        }
        return bytes
    }

    /// The characters of words alone.
    fileprivate func signs() -> [UInt8] {
        var bytes: [UInt8] = []
        var isInside = false
        for index in text.indices {
            if isFirst(index) { isInside = isWord(index) }
            if isInside { bytes.append(text[index]) }
        }
        return bytes
    }

    /// How many runs of other characters than blanks a part has.
    fileprivate func runs(in part: Range<Int>) -> Int {
        var runs = 0
        var isAfterBlank = true
        for index in part where isFirst(index) {
            if !isBlank(index), isAfterBlank { runs += 1 }
            isAfterBlank = isBlank(index)
        }
        return runs
    }
}

extension AnnotatedNote.Span {
    fileprivate var isPrivateName: Bool { tag.isAmong([.person, .initials]) }
}
