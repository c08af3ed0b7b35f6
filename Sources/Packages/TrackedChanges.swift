/// The tracked changes of an OpenDocument part, which stand apart from the places that they are about.
///
/// A deleted text is kept at the start of the body; read there it would be cut out of its sentence:
/// « Be » and « nali ».
struct TrackedChanges {
    /// What each `text:change` stands for, by its start: the events of the deleted text.
    private(set) var deletions: [Int: Range<Int>] = [:]
    /// Where the walk goes on behind a deleted text that is read at its place, by its first event.
    private(set) var ends: [Int: Int] = [:]
    /// By event, +1 where an inserted text starts and -1 where it ends.
    private(set) var insertions: [Int: Int] = [:]

    /// Finds the changes of a part.
    ///
    /// - Complexity: O(*n*) in the events of a part that has changes.
    init(_ tree: borrowing XMLTree) {
        guard tree.names.contains("text:tracked-changes") else { return }
        var id: [UInt8] = []
        var start: Int?
        var texts: [[UInt8]: Range<Int>] = [:]
        var inserted = Set<[UInt8]>()
        for index in tree.events.indices {
            let event = tree[index]
            guard event.kind == .start || event.kind == .end else { continue }
            switch (event.kind, tree.names[event.name]) {
            case (.start, "text:changed-region"):
                id =
                    Self.value("text:id", at: index, tree) ?? Self.value("xml:id", at: index, tree)
                    ?? []
            case (.start, "text:insertion"): inserted.insert(id)
            case (.end, "office:change-info"): start = index + 1
            case (.end, "text:deletion"):
                if let first = start, texts[id] == nil { texts[id] = first..<index }
                start = nil
            case (.end, "text:changed-region"): start = nil
            case (.start, "text:change"):
                // the first place of a change is its place
                guard let id = Self.value("text:change-id", at: index, tree),
                    let text = texts.removeValue(forKey: id), !text.isEmpty
                else { continue }
                deletions[index] = text
                ends[text.lowerBound] = text.upperBound
            case (.start, "text:change-start"), (.start, "text:change-end"):
                guard let id = Self.value("text:change-id", at: index, tree), inserted.contains(id)
                else { continue }
                insertions[index] = tree.names[event.name] == "text:change-start" ? 1 : -1
            default: continue
            }
        }
    }

    private static func value(
        _ name: String,
        at start: Int,
        _ tree: borrowing XMLTree
    ) -> [UInt8]? {
        var index = start + 1
        while index < tree.events.count, tree[index].kind == .attribute {
            if tree.names[tree[index].name] == name { return Array(tree[index].value) }
            index += 1
        }
        return nil
    }
}
