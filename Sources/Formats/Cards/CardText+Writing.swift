public import Documents

extension CardText {
    /// The edits of the unfolded text.
    ///
    /// - Parameters:
    ///   - edits: Over ``text``, sorted by start, without overlap.
    ///   - removed: What must not stand in ``asides`` any longer.
    ///   - level: The level to write into it, in one word; nil for none.
    ///   - ending: What ends a line.
    /// - Returns: Over the unfolded text, sorted, without overlap; none when nothing asked for a
    ///   change.
    /// - Complexity: O(*n* log *n*) in the edits.
    public func changes(
        applying edits: [Edit],
        without removed: RemovedWords,
        level: String? = nil,
        ending: [UInt8] = [0x0D, 0x0A]
    ) -> [Edit] {
        var all: [Edit] = []
        for (node, found) in pieced.edits(edits) {
            all += found.map { node == Self.parameter ? Self.plain($0) : Self.escaped($0) }
        }
        for range in asideRanges where removed.areIn(Array(source[range])) {
            all.append(Edit(start: range.lowerBound, end: range.upperBound, replacement: [0x58]))
        }
        if !all.isEmpty {
            all += pages.map { Edit(start: $0.lowerBound, end: $0.upperBound, replacement: []) }
        }
        if let level {
            all += markLines.map { Edit(start: $0.lowerBound, end: $0.upperBound, replacement: []) }
            let line = Array("\(CardProperty.markName):\(level)".utf8) + ending
            all.append(Edit(start: markPlace, end: markPlace, replacement: line))
        }
        return PiecedText.united(all)
    }

    /// Signs that part values get their `\`.
    private static func escaped(_ edit: Edit) -> Edit {
        var edit = edit
        edit.replacement = edit.replacement.flatMap { byte -> [UInt8] in
            switch byte {
            case 0x0A: [0x5C, 0x6E]
            case 0x0D: []
            case 0x2C, 0x3B, 0x5C: [0x5C, byte]
            default: [byte]
            }
        }
        return edit
    }

    /// Signs that end a parameter are blanks.
    private static func plain(_ edit: Edit) -> Edit {
        var edit = edit
        edit.replacement = edit.replacement.map {
            $0 < 0x20 || [0x22, 0x2C, 0x3A, 0x3B].contains($0) ? 0x20 : $0
        }
        return edit
    }
}
