internal import Formats

/// Codes of fields: names of bookmarks in them are renamed as the bookmarks are.
enum FieldCodes {
    /// Renames what holds removed words, also where a code is cut over runs.
    ///
    /// - Returns: Whether anything was changed.
    /// - Throws: `FormatError`.
    /// - Complexity: O(*n*) in the events.
    static func clean(
        _ tree: borrowing XMLTree,
        of removed: RemovedWords,
        _ names: inout NewNames
    ) throws(FormatError) -> Bool {
        guard tree.names.contains("w:instrText") || tree.names.contains("w:delInstrText") else {
            return false
        }
        var isChanged = false
        var code: [UInt8] = []
        var texts: [Int] = []
        var isInCode = false
        for index in tree.events.indices {
            let event = tree[index]
            switch event.kind {
            case .start, .end:
                let name = tree.names[event.name]
                if name == "w:instrText" || name == "w:delInstrText" {
                    isInCode = event.kind == .start
                } else if name == "w:fldChar" || name == "w:p" {
                    if try write(code, texts, tree, removed, &names) { isChanged = true }
                    (code, texts) = ([], [])
                }
            case .text where isInCode:
                code += event.value
                texts.append(index)
            default: continue
            }
        }
        return isChanged
    }

    private static func write(
        _ code: [UInt8],
        _ texts: [Int],
        _ tree: borrowing XMLTree,
        _ removed: RemovedWords,
        _ names: inout NewNames
    ) throws(FormatError) -> Bool {
        guard let first = texts.first, removed.areIn(code) else { return false }
        try tree.set(first, to: renamed(code, removed, &names))
        for other in texts.dropFirst() { try tree.set(other, to: []) }
        return true
    }

    /// A code whose words hold nothing that was removed: `REF Karim_Benali \\h` keeps its sense.
    static func renamed(
        _ code: [UInt8],
        _ removed: RemovedWords,
        _ names: inout NewNames
    ) -> [UInt8] {
        var output: [UInt8] = []
        var position = 0
        while position < code.count {
            let isQuoted = code[position] == 0x22
            let end =
                isQuoted
                ? (code[(position + 1)...].firstIndex(of: 0x22) ?? code.count)
                : (code[position...].firstIndex { $0 <= 0x20 || $0 == 0x22 } ?? code.count)
            let start = isQuoted ? position + 1 : position
            let word = Array(code[start..<end])
            if isQuoted { output.append(0x22) }
            output += removed.areIn(word) ? names.name(for: word) : word
            if end < code.count, isQuoted || code[end] <= 0x20 { output.append(code[end]) }
            position = end < code.count && !isQuoted && code[end] == 0x22 ? end : end + 1
        }
        // a name of several words without quotes
        return removed.areIn(output) ? [0x20] : output
    }
}
