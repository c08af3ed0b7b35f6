/// Cuts a text into the sentences of UAX #29, exactly as ICU's French sentence iterator does.
///
/// A line end always ends a sentence; a full stop does when no small letter follows it: « M. Dupont »
/// is cut after « M. », « env. trois » is not. Joining what French abbreviations cut is a second
/// layer and not done here.
///
/// French text is cut by a byte path of our own; a run with characters outside its repertoire is
/// handed to ICU, from the start of the sentence to the end of the paragraph or to a sentence that
/// surely begins. One segmenter for each worker; its buffers are reused.
public struct SentenceSegmenter: ~Copyable, Sendable {
    /// How many bytes were handed to ICU since this segmenter was made.
    public private(set) var bytesGivenToICU = 0

    private let scanner = SentenceScanner()
    private var breaker: ICUBreaker

    /// Opens ICU's iterator.
    ///
    /// - Throws: ``TokenError`` when ICU cannot be used.
    public init() throws(TokenError) {
        breaker = try ICUBreaker(.sentences)
    }

    /// Appends the end of each sentence of a part of a text, in order; the last one is the end of
    /// the part.
    ///
    /// The part is cut as if nothing stood before and after it, so a block of a document is not
    /// joined with its neighbours.
    ///
    /// - Parameters:
    ///   - text: Valid UTF-8, of less than 2 GiB. Text that is not valid is cut somehow, or refused.
    ///   - range: The part, as byte offsets at the borders of characters.
    ///   - boundaries: Where the ends are appended, counted from the start of the text. Nothing is
    ///     taken out of it: the caller empties it and keeps its capacity.
    /// - Throws: ``TokenError``; then some ends may have been appended.
    /// - Complexity: O(*n*), where *n* is the number of bytes of the part, whatever the text is.
    public mutating func segments(
        of text: Span<UInt8>,
        in range: Range<Int>,
        into boundaries: inout [Int32]
    ) throws(TokenError) {
        guard text.count <= Int(Int32.max) else {
            throw TokenError(code: .tooLarge, offset: Int(Int32.max))
        }
        precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "not of this text")
        var start = range.lowerBound
        while start < range.upperBound {
            let part = start..<range.upperBound
            var end = scanner.sentenceEnd(of: part, in: text)
            if end > start {
                boundaries.append(Int32(truncatingIfNeeded: end))
            } else {
                end = scanner.safePoint(of: part, in: text)
                try breaker.appendEnds(of: start..<end, in: text, to: &boundaries)
                bytesGivenToICU += end - start
            }
            start = end
        }
    }
}
