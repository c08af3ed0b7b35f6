/// The byte path of ``WordSegmenter``: the rules of ICU's `word.txt` for the repertoire of
/// ``WordClass``.
///
/// ICU's rules hold no state across a boundary, so each segment is judged from its own start and the
/// few characters after it.
struct WordScanner: Sendable {
    private let classes = WordClass.ofFirstByte

    /// Writes the ends of the segments from `start` on, until `ends` is full or ICU is needed.
    ///
    /// - Returns: The start of the first segment that was not written, and whether it needs ICU.
    func scan(
        _ text: Span<UInt8>,
        from start: Int,
        into ends: inout OutputSpan<Int32>
    ) -> (next: Int, needsICU: Bool) {
        var start = start
        while start < text.count, !ends.isFull {
            let end = segmentEnd(from: start, in: text)
            guard end > start else { return (start, true) }
            ends.append(Int32(truncatingIfNeeded: end))
            start = end
        }
        return (start, false)
    }

    /// Returns the next place after `index` where a boundary is sure, whatever stands before it:
    /// after a line feed, or between a blank and an ordinary character.
    func safePoint(after index: Int, in text: Span<UInt8>) -> Int {
        var index = index
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte == UInt8(ascii: "\n") { return index }
            guard byte == UInt8(ascii: " "), index < text.count else { continue }
            let next = text[index]
            // ASCII but the blank, or À to ÿ: nothing that a blank holds on to.
            if next != UInt8(ascii: " "), next < 0x80 || next == 0xC3 { return index }
        }
        return text.count
    }

    /// Returns the end of the segment that starts at `start`, or `start` itself when a character
    /// outside the repertoire decides.
    @inline(__always)
    private func segmentEnd(from start: Int, in text: Span<UInt8>) -> Int {
        let (kind, length) = character(at: start, in: text)
        let next = start + length
        switch kind {
        case .letter, .digit, .extender:
            return wordEnd(from: next, last: kind, in: text) ?? start
        case .blank:
            return blankEnd(from: next, in: text) ?? start
        case .other, .mark, .joiner, .letterJoiner, .digitJoiner:
            return marksEnd(from: next, in: text) ?? start
        case .carriageReturn:
            return next < text.count && text[next] == UInt8(ascii: "\n") ? next + 1 : next
        case .lineFeed, .newline:
            return next
        case .foreign, .wide:
            return start
        }
    }

    /// Returns the class and the length of the character at `index`; the end of the text is taken
    /// for a line feed of length 0, since it stops whatever a line feed stops.
    @inline(__always)
    private func character(at index: Int, in text: Span<UInt8>) -> (kind: WordClass, length: Int) {
        guard index < text.count else { return (.lineFeed, 0) }
        let kind = classes[Int(text[index])]
        guard kind == .wide else { return (kind, 1) }
        let (scalar, length) = text.wideScalar(at: index, before: text.count)
        return (WordClass(wide: scalar), length)
    }

    /// Returns the end of the marks from `index` on; `nil` when what follows is foreign, for it could
    /// be a mark.
    @inline(__always)
    private func marksEnd(from index: Int, in text: Span<UInt8>) -> Int? {
        // ASCII has no marks.
        guard index < text.count, text[index] >= 0x80 else { return index }
        return wideMarksEnd(from: index, in: text)
    }

    @inline(never)
    private func wideMarksEnd(from index: Int, in text: Span<UInt8>) -> Int? {
        var index = index
        while true {
            let (kind, length) = character(at: index, in: text)
            if kind == .foreign { return nil }
            guard kind == .mark else { return index }
            index += length
        }
    }

    /// Returns the end of a run of blanks and of the marks after it.
    ///
    /// A mark ends the run: a blank after it is a segment of its own.
    @inline(__always)
    private func blankEnd(from index: Int, in text: Span<UInt8>) -> Int? {
        var index = index
        while true {
            let (kind, length) = character(at: index, in: text)
            switch kind {
            case .blank: index += length
            case .mark: return wideMarksEnd(from: index, in: text)
            case .foreign: return nil
            default: return index
            }
        }
    }

    /// Returns the end of a word whose first character stands before `index`.
    ///
    /// - Parameters:
    ///   - index: After the first character of the word.
    ///   - last: What that character is: a letter, a digit or an extender.
    ///   - text: The text.
    /// - Returns: The end; `nil` when a foreign character decides.
    @inline(__always)
    private func wordEnd(from index: Int, last: WordClass, in text: Span<UInt8>) -> Int? {
        var index = index
        var last = last
        while true {
            if last == .letter {
                index = text.asciiLettersEnd(from: index)
            }
            let (kind, length) = character(at: index, in: text)
            switch kind {
            case .letter, .digit, .extender:
                last = kind
                index += length
            case .mark:
                index += length
            case .joiner where last != .extender,
                .letterJoiner where last == .letter,
                .digitJoiner where last == .digit:
                // The joiner belongs to the word only when the like of the character before it
                // follows.
                guard let after = marksEnd(from: index + length, in: text) else { return nil }
                let (follower, followerLength) = character(at: after, in: text)
                guard follower == last else { return index }
                index = after + followerLength
            case .foreign:
                return nil
            default:
                return index
            }
        }
    }
}
