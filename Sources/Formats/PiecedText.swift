public import Documents

/// A text whose pieces stand apart in what it was read from: runs of a paragraph, text between tags.
///
/// What stands between the pieces in the text (line ends, tabs) has no source and is never changed.
/// A piece of the source may stand in the text more than once.
public struct PiecedText: Sendable {
    /// Bytes of the text that are read from one place.
    private struct Piece {
        let start: Int
        let end: Int
        /// The node, or 0 where positions are those of the whole source.
        let node: Int
        let sourceStart: Int
        let sourceEnd: Int

        /// Whether the text is not its source byte for byte: an entity, then it goes as a whole.
        var isAtomic: Bool { end - start != sourceEnd - sourceStart }
    }

    /// The text, UTF-8.
    public private(set) var text: [UInt8] = []
    private var pieces: [Piece] = []

    /// An empty text.
    public init() {}

    /// Adds bytes that stand nowhere in the source.
    public mutating func appendGlue(_ bytes: some Sequence<UInt8>) {
        text.append(contentsOf: bytes)
    }

    /// Adds bytes with their source.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, characters whole.
    ///   - node: Where they stand.
    ///   - range: The bytes of the node that they are read from; of the same number, or the whole
    ///     stands for the whole.
    public mutating func append(
        _ bytes: some Collection<UInt8>,
        of node: Int = 0,
        at range: Range<Int>
    ) {
        guard !bytes.isEmpty else { return }
        let start = text.count
        text.append(contentsOf: bytes)
        let isPlain = bytes.count == range.count
        if isPlain, let last = pieces.last, !last.isAtomic, last.node == node,
            last.end == start, last.sourceEnd == range.lowerBound
        {
            pieces[pieces.count - 1] = Piece(
                start: last.start,
                end: text.count,
                node: node,
                sourceStart: last.sourceStart,
                sourceEnd: range.upperBound
            )
            return
        }
        pieces.append(
            Piece(
                start: start,
                end: text.count,
                node: node,
                sourceStart: range.lowerBound,
                sourceEnd: range.upperBound
            )
        )
    }

    /// Adds another text with its pieces.
    public mutating func append(_ other: PiecedText) {
        let shift = text.count
        text += other.text
        for piece in other.pieces {
            pieces.append(
                Piece(
                    start: piece.start + shift,
                    end: piece.end + shift,
                    node: piece.node,
                    sourceStart: piece.sourceStart,
                    sourceEnd: piece.sourceEnd
                )
            )
        }
    }

    /// The edits of each node.
    ///
    /// The replacement stands in the first piece that an edit touches; what it touches of others
    /// goes. An edit between pieces does nothing.
    ///
    /// - Parameter edits: Over ``text``, sorted by start, without overlap.
    /// - Returns: By node, over its bytes, sorted, without overlap.
    /// - Complexity: O(*n* log *n*) in the pieces and edits.
    public func edits(_ edits: [Edit]) -> [Int: [Edit]] {
        var found: [Int: [Edit]] = [:]
        var next = 0
        for edit in edits {
            while next < pieces.count, pieces[next].end <= edit.start { next += 1 }
            var index = next
            var isFirst = true
            while index < pieces.count, pieces[index].start < edit.end {
                let piece = pieces[index]
                index += 1
                let start = max(edit.start, piece.start) - piece.start + piece.sourceStart
                let end = min(edit.end, piece.end) - piece.start + piece.sourceStart
                found[piece.node, default: []].append(
                    Edit(
                        start: piece.isAtomic ? piece.sourceStart : start,
                        end: piece.isAtomic ? piece.sourceEnd : end,
                        replacement: isFirst ? edit.replacement : []
                    )
                )
                isFirst = false
            }
        }
        return found.mapValues(Self.united)
    }

    /// Edits of one node without overlap: two that overlap are one, with the first replacement.
    ///
    /// - Parameter edits: In any order; those of the same text stand in its order.
    /// - Returns: Sorted by start.
    public static func united(_ edits: [Edit]) -> [Edit] {
        var united: [Edit] = []
        for edit in edits.sorted(by: { ($0.start, $1.end) < ($1.start, $0.end) }) {
            guard let last = united.last, edit.start < last.end else {
                united.append(edit)
                continue
            }
            united[united.count - 1].end = max(last.end, edit.end)
            if last.replacement.isEmpty {
                united[united.count - 1].replacement = edit.replacement
            }
        }
        return united
    }
}
