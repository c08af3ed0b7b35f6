internal import Formats

/// What stands in an XML part and is no text that people read: values of attributes, comments.
enum XMLAsides {
    /// All values that could hold a word.
    ///
    /// - Complexity: O(*n*) in the events.
    static func values(_ tree: borrowing XMLTree) -> [[UInt8]] {
        var seen = Set<[UInt8]>()
        for index in tree.events.indices {
            let event = tree[index]
            guard event.kind != .start, event.kind != .end, holdsWord(event.value) else { continue }
            if event.kind == .text, !isApart(index, tree) { continue }
            seen.insert(Array(event.value))
        }
        return Array(seen)
    }

    /// Renames or takes away what holds removed words.
    ///
    /// - Parameters:
    ///   - tree: The part.
    ///   - removed: What must not stand there.
    ///   - names: The new name of each value, the same in all parts.
    /// - Returns: Whether anything was changed.
    /// - Throws: `FormatError`.
    static func clean(
        _ tree: borrowing XMLTree,
        of removed: RemovedWords,
        _ names: inout NewNames
    ) throws(FormatError) -> Bool {
        var isChanged = false
        for index in tree.events.indices {
            let event = tree[index]
            guard event.kind != .start, event.kind != .end, holdsWord(event.value) else { continue }
            let value = Array(event.value)
            switch event.kind {
            case .attribute:
                guard removed.areIn(value), !Roles.partNames.contains(tree.names[event.name]) else {
                    continue
                }
                try tree.set(index, to: names.name(for: value))
            case .comment, .instruction:
                guard removed.areIn(value) else { continue }
                try tree.remove(index)
            case .text:
                guard isApart(index, tree), removed.areIn(value) else { continue }
                try tree.set(index, to: [])
            case .start, .end: continue
            }
            isChanged = true
        }
        return isChanged
    }

    /// Whether a target leads out of the package.
    static func isExternal(_ index: Int, _ tree: borrowing XMLTree) -> Bool {
        let event = tree[index]
        if tree.names[event.name] == "xlink:href" {
            // « mailto:… », « https://… »; parts are named without a colon
            return event.value.prefix(16).contains(0x3A)
        }
        var other = index
        while other > 0, tree[other].kind == .attribute { other -= 1 }
        other += 1
        while other < tree.events.count, tree[other].kind == .attribute {
            if tree.names[tree[other].name] == "TargetMode" {
                return tree[other].value.elementsEqual("External".utf8)
            }
            other += 1
        }
        return false
    }

    /// Whether an attribute is such a target.
    static func isTarget(_ index: Int, _ tree: borrowing XMLTree) -> Bool {
        let name = tree.names[tree[index].name]
        return name == "Target" || name == "xlink:href"
    }

    /// Whether the element around a text is no text of the note: a property, which is judged too,
    /// but knows little of who is meant; or nothing that people read.
    private static func isApart(_ index: Int, _ tree: borrowing XMLTree) -> Bool {
        var start = index - 1
        while start >= 0, tree[start].kind == .attribute { start -= 1 }
        guard start >= 0, tree[start].kind == .start else { return false }
        switch Roles.element(tree.names[tree[start].name]) {
        case .mute, .labelled: return true
        default: return false
        }
    }

    /// Whether a value holds three letters or digits: less names nobody.
    private static func holdsWord(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        var count = 0
        for byte in value
        where byte >= 0x80 || (0x30...0x39).contains(byte)
            || (0x61...0x7A).contains(byte | 0x20)
        {
            count += 1
            if count == 3 { return true }
        }
        return false
    }
}

/// Names in place of those that held removed words: bookmarks, styles, anchors.
struct NewNames {
    private var names: [[UInt8]: [UInt8]] = [:]

    /// The new name of a value; with `#` before it where the old one had that.
    mutating func name(for value: [UInt8]) -> [UInt8] {
        let isAnchor = value.first == 0x23
        let key = isAnchor ? Array(value.dropFirst()) : value
        let name = names[key] ?? Array("biffure_\(names.count + 1)".utf8)
        names[key] = name
        return isAnchor ? [0x23] + name : name
    }
}
