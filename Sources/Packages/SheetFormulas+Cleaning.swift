internal import Documents
internal import Formats

/// What becomes of a formula that holds what was removed.
extension SheetFormulas {
    /// Whether a value is a formula, a reference or the name of a sheet.
    static func holds(_ event: XMLEvent, in element: Int, _ tree: borrowing XMLTree) -> Bool {
        switch event.kind {
        case .text: elements.contains(tree.names[tree[element].name])
        case .attribute: isReference(tree.names[event.name], event.value)
        default: false
        }
    }

    private static func isReference(_ name: String, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
        attributes.contains(name) || sheetAttributes.contains(name)
            || name == "xlink:href" && value.first == 0x23
    }

    /// Gives the names in a formula their new ones; one that still holds what was removed goes.
    ///
    /// - Parameters:
    ///   - index: The text or the attribute.
    ///   - element: The element that it stands in.
    ///   - tree: The part.
    ///   - removed: What must not stand in it.
    ///   - names: The new name of each.
    /// - Returns: Whether anything was changed.
    /// - Throws: `FormatError`.
    static func clean(
        _ index: Int,
        in element: Int,
        _ tree: borrowing XMLTree,
        _ removed: RemovedWords,
        _ names: inout NewNames
    ) throws(FormatError) -> Bool {
        let old = Array(tree[index].value)
        let isAttribute = tree[index].kind == .attribute
        let name = isAttribute ? tree.names[tree[index].name] : ""
        var new: [UInt8]
        if sheetAttributes.contains(name) {
            new = names.known(old) ?? (removed.areIn(old) ? names.name(for: old) : old)
        } else {
            new = renamed(
                old,
                isOpenDocument: name.contains(":"),
                removed,
                &names
            )
        }
        guard new != old || removed.areIn(old) else { return false }
        if removed.areIn(new) {
            guard let rest = remainder(index, in: element, tree) else {
                try drop(index, in: element, tree)
                return true
            }
            new = rest
        }
        try tree.set(index, to: new)
        return true
    }

    /// Carries edits out over a formula.
    ///
    /// - Throws: `FormatError`.
    static func apply(
        _ edits: [Edit],
        to index: Int,
        in element: Int,
        _ tree: borrowing XMLTree
    ) throws(FormatError) {
        if let new = edited(Array(tree[index].value), edits),
            new.count <= maximumList || tree.names[tree[element].name] != "x:formula1"
        {
            try tree.set(index, to: new)
        } else if let rest = remainder(index, in: element, tree) {
            try tree.set(index, to: rest)
        } else {
            try drop(index, in: element, tree)
        }
    }

    /// A list of a validation is no longer than this.
    private static let maximumList = 255

    /// What stands in place of a formula that cannot be; nil when it goes with its element.
    private static func remainder(
        _ index: Int,
        in element: Int,
        _ tree: borrowing XMLTree
    ) -> [UInt8]? {
        if tree[index].kind == .attribute {
            switch tree.names[tree[index].name] {
            case "calcext:value": return Array("formula-is(0)".utf8)
            case "table:expression": return Array("0".utf8)
            case "formatCode": return Array("General".utf8)
            case "refersTo", "textlink", "location": return Array("#REF!".utf8)
            case "xlink:href": return Array("#".utf8)
            default: return nil
            }
        }
        switch tree.names[tree[element].name] {
        case "x:definedName", "c:f": return Array("#REF!".utf8)
        case "x:formula1", "xm:f": return Array("\"[…]\"".utf8)
        case "x:formula", "x:formula2": return Array("FALSE".utf8)
        default: return nil
        }
    }

    /// Takes a formula away; see ``dropOrphans(_:)``.
    private static func drop(
        _ index: Int,
        in element: Int,
        _ tree: borrowing XMLTree
    ) throws(FormatError) {
        try tree.remove(tree[index].kind == .attribute ? index : element)
    }

    /// Takes formulas away that are written as « the same as » one that is gone; their values stay.
    ///
    /// - Throws: `FormatError`.
    /// - Complexity: O(*n*) in the events.
    static func dropOrphans(_ tree: borrowing XMLTree) throws(FormatError) {
        guard tree.names.contains("si"), tree.names.contains("x:f") else { return }
        var written = Set<[UInt8]>()
        var others: [(event: Int, group: [UInt8])] = []
        for index in tree.events.indices
        where tree[index].kind == .start && tree.names[tree[index].name] == "x:f" {
            var (next, group) = (index + 1, [UInt8]())
            while next < tree.events.count, [.attribute, .namespace].contains(tree[next].kind) {
                if tree[next].name >= 0, tree.names[tree[next].name] == "si" {
                    group = Array(tree[next].value)
                }
                next += 1
            }
            guard !group.isEmpty, next < tree.events.count else { continue }
            if tree[next].kind == .text {
                written.insert(group)
            } else {
                others.append((index, group))
            }
        }
        for (event, group) in others where !written.contains(group) { try tree.remove(event) }
    }
}
