/// The byte path of ``SentenceSegmenter``: the rules of ICU's `sent.txt` for the repertoire of
/// ``SentenceClass``.
///
/// ICU's rules hold no state across a boundary, so each sentence is judged from its own start. Only
/// a terminator asks for a look ahead, and the look never passes the next terminator: that keeps the
/// whole linear.
struct SentenceScanner: Sendable {
    private let classes = SentenceClass.ofFirstByte
    private let stops = SentenceClass.stops

    /// Returns the end of the sentence that starts where `part` does, or that start itself when a
    /// character outside the repertoire stands in it or decides.
    func sentenceEnd(of part: Range<Int>, in text: Span<UInt8>) -> Int {
        let start = part.lowerBound
        let end = part.upperBound
        var index = start
        while true {
            while index < end, !stops[Int(text[index])] {
                index &+= 1
            }
            guard index < end else { return end }
            let (kind, length) = character(at: index, before: end, in: text)
            switch kind {
            case .fullStop, .terminator:
                switch turn(of: kind, at: index, length: length, part: part, in: text) {
                case .ends(let boundary): return boundary
                case .goesOn(let next): index = next
                case .foreign: return start
                }
            case .carriageReturn:
                return lineEnd(after: index + 1, before: end, in: text)
            case .lineFeed, .separator:
                return index + length
            case .foreign:
                return start
            default:
                index += length
            }
        }
    }

    /// Returns the next place in `part` where a sentence surely begins, whatever stands before it:
    /// after a line end, or at a capital after a terminator and one blank; else the end of `part`.
    ///
    /// Such a place ends a sentence of the byte path too, so none stands before the character that
    /// made the byte path give up: no byte is looked at again for the next run.
    func safePoint(of part: Range<Int>, in text: Span<UInt8>) -> Int {
        let end = part.upperBound
        var index = part.lowerBound
        while index < end {
            let (kind, length) = character(at: index, before: end, in: text)
            index += length
            switch kind {
            case .lineFeed, .separator:
                return index
            case .carriageReturn:
                return lineEnd(after: index, before: end, in: text)
            case .fullStop, .terminator:
                guard index + 1 < end, text[index] == UInt8(ascii: " "),
                    character(at: index + 1, before: end, in: text).kind == .upper
                else { continue }
                return index + 1
            default:
                continue
            }
        }
        return end
    }

    /// What a terminator turned out to do.
    private enum Turn {
        /// The sentence ends at this offset.
        case ends(Int)
        /// The sentence goes on at this offset.
        case goesOn(Int)
        /// A character outside the repertoire decides.
        case foreign
    }

    /// Returns what the terminator at `index` does.
    private func turn(
        of kind: SentenceClass,
        at index: Int,
        length: Int,
        part: Range<Int>,
        in text: Span<UInt8>
    ) -> Turn {
        let end = part.upperBound
        var after = marksEnd(from: index + length, before: end, in: text)
        var next = character(at: after, before: end, in: text)
        if kind == .fullStop {
            // « 3.5 », « S.A »: nothing between them.
            if next.kind == .digit { return .goesOn(after + next.length) }
            if next.kind == .upper, letterStands(before: index, from: part.lowerBound, in: text) {
                return .goesOn(after + next.length)
            }
        }
        // Closing signs, then blanks, belong to the sentence that ends.
        while next.kind == .close {
            after = marksEnd(from: after + next.length, before: end, in: text)
            next = character(at: after, before: end, in: text)
        }
        while next.kind == .blank {
            after = marksEnd(from: after + next.length, before: end, in: text)
            next = character(at: after, before: end, in: text)
        }
        switch next.kind {
        case .lineFeed, .separator: return .ends(after + next.length)
        case .carriageReturn: return .ends(lineEnd(after: after + 1, before: end, in: text))
        case .goesOn: return .goesOn(after + next.length)
        case .fullStop, .terminator: return .goesOn(after)
        case .foreign: return .foreign
        default:
            guard kind == .fullStop else { return .ends(after) }
            return turn(ofFullStopBefore: after, before: end, in: text)
        }
    }

    /// Returns what a full stop does by the first letter after it: a small one takes the end back.
    ///
    /// - Parameters:
    ///   - boundary: Where the sentence ends if no small letter comes.
    ///   - end: The end of the part.
    ///   - text: The text.
    /// - Returns: The boundary, or the place after the small letter.
    private func turn(
        ofFullStopBefore boundary: Int,
        before end: Int,
        in text: Span<UInt8>
    ) -> Turn {
        var index = boundary
        while true {
            let (kind, length) = character(at: index, before: end, in: text)
            switch kind {
            case .lower:
                return .goesOn(index + length)
            case .upper, .fullStop, .terminator, .carriageReturn, .lineFeed, .separator:
                return .ends(boundary)
            case .foreign:
                return .foreign
            default:
                index += length
            }
        }
    }

    /// Whether the last character before `index`, marks left aside, is a letter of the same sentence.
    private func letterStands(before index: Int, from start: Int, in text: Span<UInt8>) -> Bool {
        var index = index
        while index > start {
            repeat {
                index -= 1
            } while index > start && text[index] & 0xC0 == 0x80
            switch character(at: index, before: text.count, in: text).kind {
            case .lower, .upper: return true
            case .mark: continue
            default: return false
            }
        }
        return false
    }

    private func marksEnd(from index: Int, before end: Int, in text: Span<UInt8>) -> Int {
        var index = index
        while index < end, text[index] >= 0x80 {
            let (kind, length) = character(at: index, before: end, in: text)
            guard kind == .mark else { break }
            index += length
        }
        return index
    }

    /// Returns the end of a line whose carriage return stands just before `index`.
    private func lineEnd(after index: Int, before end: Int, in text: Span<UInt8>) -> Int {
        index < end && text[index] == UInt8(ascii: "\n") ? index + 1 : index
    }

    /// Returns the class and the length of the character at `index`; the end of the part is taken
    /// for a line feed of length 0, since it ends whatever a line feed ends.
    @inline(__always)
    private func character(
        at index: Int,
        before end: Int,
        in text: Span<UInt8>
    ) -> (kind: SentenceClass, length: Int) {
        guard index < end else { return (.lineFeed, 0) }
        let kind = classes[Int(text[index])]
        guard kind == .wide else { return (kind, 1) }
        let (scalar, length) = text.wideScalar(at: index, before: end)
        return (SentenceClass(wide: scalar), length)
    }
}
