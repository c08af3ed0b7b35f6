public import Documents

/// The texts of a carrier as one document, and the edits of that document by text.
public struct Assembly: Sendable {
    /// All texts, an empty line between them.
    public let document: Document
    /// Where each text starts in the document, and its length.
    private var ranges: [Range<Int>] = []
    /// The part of each text, and where in the document it starts.
    public private(set) var places: [(start: Int, part: String)] = []

    /// The document of a carrier.
    ///
    /// - Throws: `FormatError` `tooLarge` when the texts are longer than a document.
    /// - Complexity: O(*n*).
    public init(_ texts: [CarriedText]) throws(FormatError) {
        var text: [UInt8] = []
        let size = texts.reduce(0) { $0 + $1.text.count + 2 }
        guard size <= Document.maximumSize else {
            throw FormatError(.tooLarge, at: Document.maximumSize)
        }
        text.reserveCapacity(size)
        for carried in texts {
            if !text.isEmpty { text += text.last == 0x0A ? [0x0A] : [0x0A, 0x0A] }
            ranges.append(text.count..<text.count + carried.text.count)
            places.append((text.count, carried.part))
            text += carried.text
        }
        var cutter = BlockCutter()
        cutter.cut(text)
        var blocks = cutter.blocks
        var index = 0
        for (carried, range) in zip(texts, ranges) where !carried.isWrapped {
            while index < blocks.count, Int(blocks[index].start) < range.lowerBound { index += 1 }
            while index < blocks.count, Int(blocks[index].start) < range.upperBound {
                blocks[index].continues = false
                index += 1
            }
        }
        document = Document(text: text, blocks: blocks)
    }

    /// The edits by text, each over its own text.
    ///
    /// - Parameter edits: Over the document, sorted by start, without overlap.
    /// - Returns: For each text its edits, sorted; one that runs over two texts has its replacement
    ///   in the first.
    public func split(_ edits: [Edit]) -> [[Edit]] {
        var split = [[Edit]](repeating: [], count: ranges.count)
        var next = 0
        for edit in edits {
            while next < ranges.count, ranges[next].upperBound <= edit.start { next += 1 }
            var index = next
            var isFirst = true
            while index < ranges.count, ranges[index].lowerBound < edit.end {
                let range = ranges[index]
                let start = max(edit.start, range.lowerBound) - range.lowerBound
                let end = min(edit.end, range.upperBound) - range.lowerBound
                if start < end {
                    split[index].append(
                        Edit(start: start, end: end, replacement: isFirst ? edit.replacement : [])
                    )
                    isFirst = false
                }
                index += 1
            }
        }
        return split
    }
}
