/// Bytes of a document's text that are replaced.
public struct Edit: Sendable, Equatable {
    /// First byte that goes.
    public var start: Int
    /// The byte after the last one that goes.
    public var end: Int
    /// What stands there instead, UTF-8.
    public var replacement: [UInt8]

    /// An edit of these bytes.
    public init(start: Int, end: Int, replacement: [UInt8]) {
        self.start = start
        self.end = end
        self.replacement = replacement
    }
}

extension Document {
    /// The text with the edits carried out.
    ///
    /// - Parameter edits: Sorted by `start`, without overlap.
    /// - Returns: UTF-8 bytes; those that no edit names are the same, in the same order.
    /// - Complexity: O(*n* + *m*), with *n* bytes and *m* edits.
    public func text(applying edits: [Edit]) -> [UInt8] {
        guard !edits.isEmpty else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var position = 0
        for edit in edits {
            precondition(position <= edit.start && edit.start <= edit.end, "edits overlap")
            precondition(isBorder(edit.start) && isBorder(edit.end), "an edit within a character")
            output.append(contentsOf: text[position..<edit.start])
            output.append(contentsOf: edit.replacement)
            position = edit.end
        }
        output.append(contentsOf: text[position...])
        return output
    }

    /// Whether a character starts or the text ends at a byte.
    private func isBorder(_ position: Int) -> Bool {
        position == text.count || text[position] & 0xC0 != 0x80
    }
}
