/// Where each character of a text stands in the bytes that it was read from.
///
/// Neighbours that take as many bytes as each other are one run, so that ASCII in windows-1252 is
/// one run from accent to accent, and UTF-8 is one run in all.
public struct SourceMap: Sendable {
    /// Characters of the same lengths, one behind the other.
    private struct Run {
        /// First byte in the text.
        let text: Int32
        /// First byte in the source.
        let source: Int32
        /// Bytes of each character in the text.
        let textStep: UInt8
        /// Bytes of each character in the source.
        let sourceStep: UInt8
    }

    private var runs: [Run] = []
    private var textEnd = 0
    private var sourceEnd: Int

    /// A map without characters.
    ///
    /// - Parameter prefix: Source bytes that stand before the text: a byte-order mark.
    public init(prefix: Int = 0) {
        sourceEnd = prefix
    }

    /// Adds characters of the same lengths.
    ///
    /// - Parameters:
    ///   - count: How many; bytes of UTF-8 that stay as they are may count as characters.
    ///   - text: Bytes of each in the text, at least 1.
    ///   - source: Bytes of each in the source, at least 1.
    @inline(__always)
    public mutating func append(_ count: Int, text: Int, source: Int) {
        guard count > 0 else { return }
        if runs.last.map({ Int($0.textStep) != text || Int($0.sourceStep) != source }) ?? true {
            runs.append(
                Run(
                    text: Int32(textEnd),
                    source: Int32(sourceEnd),
                    textStep: UInt8(text),
                    sourceStep: UInt8(source)
                )
            )
        }
        textEnd += count * text
        sourceEnd += count * source
    }

    /// Source bytes that stand before the text.
    public var prefix: Int { runs.first.map { Int($0.source) } ?? sourceEnd }

    /// Where a character of the text stands in the source.
    ///
    /// - Parameter position: First byte of a character of the text, or the length of the text.
    /// - Returns: First byte of the same character in the source, or the length of the source.
    /// - Complexity: O(log *r*) in the runs.
    public func source(of position: Int) -> Int {
        var low = 0
        var high = runs.count
        // the first run that starts behind the position
        while low < high {
            let middle = (low + high) / 2
            if Int(runs[middle].text) <= position { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return sourceEnd }
        let run = runs[low - 1]
        let characters = (position - Int(run.text)) / Int(run.textStep)
        return Int(run.source) + characters * Int(run.sourceStep)
    }
}

/// The bytes that a document was read from: the way back.
public struct Source: Sendable {
    /// The whole note as it came, byte-order mark included.
    public let bytes: [UInt8]
    /// How the bytes stand for the text; never ``Encoding/utf16``.
    public let encoding: Encoding
    /// Whether another encoding would have been nearly as likely.
    public let isDoubtful: Bool
    /// Where the characters of the text stand in ``bytes``.
    public let map: SourceMap

    /// A source of these parts.
    public init(bytes: [UInt8], encoding: Encoding, isDoubtful: Bool, map: SourceMap) {
        self.bytes = bytes
        self.encoding = encoding
        self.isDoubtful = isDoubtful
        self.map = map
    }

    /// A text that is its own source: UTF-8.
    public init(utf8 text: [UInt8]) {
        var map = SourceMap()
        map.append(text.count, text: 1, source: 1)
        self.init(bytes: text, encoding: .utf8, isDoubtful: false, map: map)
    }
}
