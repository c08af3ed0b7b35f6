/// Cuts a text into the segments of UAX #29, exactly as ICU's French word iterator does.
///
/// Words, runs of blanks and signs all become segments: « l'eau  : 3,5 m » gives « l'eau », two
/// blanks, « : », a blank, « 3,5 », a blank, « m ». French re-splitting (elisions, « M.Dupont ») is a
/// second layer and not done here.
///
/// French text is cut by a byte path of our own; a run with characters outside its repertoire (emoji,
/// Greek, Hebrew, Thai, …) is handed to ICU, from the segment in which it begins to the next line end
/// or blank. One segmenter for each worker; its buffers are reused.
public struct WordSegmenter: ~Copyable, Sendable {
    /// How many bytes were handed to ICU since this segmenter was made.
    public private(set) var bytesGivenToICU = 0

    private let scanner = WordScanner()
    private var breaker: ICUBreaker

    /// Opens ICU's iterator.
    ///
    /// - Throws: ``TokenError`` when ICU cannot be used.
    public init() throws(TokenError) {
        breaker = try ICUBreaker(.words)
    }

    /// Appends the end of each segment of a text, in order; the last one is the end of the text.
    ///
    /// - Parameters:
    ///   - text: Valid UTF-8, of less than 2 GiB. Text that is not valid is cut somehow, or refused.
    ///   - boundaries: Where the ends are appended, as byte offsets. Nothing is taken out of it: the
    ///     caller empties it and keeps its capacity.
    /// - Throws: ``TokenError``; then some ends may have been appended.
    /// - Complexity: O(*n*), where *n* is the number of bytes, whatever the text is.
    public mutating func segments(
        of text: Span<UInt8>,
        into boundaries: inout [Int32]
    ) throws(TokenError) {
        guard text.count <= Int(Int32.max) else {
            throw TokenError(code: .tooLarge, offset: Int(Int32.max))
        }
        var start = 0
        while start < text.count {
            var needsICU = false
            let batch = min(text.count - start, 1024)
            boundaries.makeRoom(for: batch)
            boundaries.append(addingCapacity: batch) { ends in
                (start, needsICU) = scanner.scan(text, from: start, into: &ends)
            }
            guard needsICU else { continue }
            let end = scanner.safePoint(after: start, in: text)
            try breaker.appendEnds(of: start..<end, in: text, to: &boundaries)
            bytesGivenToICU += end - start
            start = end
        }
    }
}
