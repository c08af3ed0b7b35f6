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

extension Edit {
    /// Bytes with edits carried out.
    ///
    /// - Parameters:
    ///   - edits: Over the bytes, sorted by start, without overlap.
    ///   - bytes: What they are about.
    /// - Returns: The bytes; those that no edit names are the same, in the same order.
    /// - Complexity: O(*n* + *m*), with *n* bytes and *m* edits.
    public static func applied(_ edits: [Edit], to bytes: [UInt8]) -> [UInt8] {
        guard !edits.isEmpty else { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var position = 0
        for edit in edits {
            output.append(contentsOf: bytes[position..<edit.start])
            output.append(contentsOf: edit.replacement)
            position = edit.end
        }
        output.append(contentsOf: bytes[position...])
        return output
    }
}

extension Document {
    /// The text with the edits carried out.
    ///
    /// - Parameter edits: Sorted by `start`, without overlap.
    /// - Returns: UTF-8 bytes; those that no edit names are the same, in the same order.
    /// - Complexity: O(*n* + *m*), with *n* bytes and *m* edits.
    public func text(applying edits: [Edit]) -> [UInt8] {
        check(edits)
        return Edit.applied(edits, to: text)
    }

    /// The source bytes with the edits carried out.
    ///
    /// - Parameters:
    ///   - edits: Over the text, sorted by `start`, without overlap.
    ///   - encode: The bytes that stand for a replacement in the encoding of the source.
    /// - Returns: The source; bytes of characters that no edit names are the same, in the same
    ///   order.
    /// - Throws: What `encode` throws.
    /// - Complexity: O(*n* + *m* log *n*), with *n* bytes and *m* edits.
    public func source<Failure>(
        applying edits: [Edit],
        encode: (Edit) throws(Failure) -> [UInt8]
    ) throws(Failure) -> [UInt8] {
        check(edits)
        var moved: [Edit] = []
        moved.reserveCapacity(edits.count)
        for edit in edits {
            moved.append(
                Edit(
                    start: source.map.source(of: edit.start),
                    end: source.map.source(of: edit.end),
                    replacement: try encode(edit)
                )
            )
        }
        return Edit.applied(moved, to: source.bytes)
    }

    private func check(_ edits: [Edit]) {
        var position = 0
        for edit in edits {
            precondition(position <= edit.start && edit.start <= edit.end, "edits overlap")
            precondition(isBorder(edit.start) && isBorder(edit.end), "an edit within a character")
            position = edit.end
        }
    }

    /// Whether a character starts or the text ends at a byte.
    private func isBorder(_ position: Int) -> Bool {
        position == text.count || text[position] & 0xC0 != 0x80
    }
}
