internal import Formats

/// What stands in an XML part and is no text that people read: values of attributes, comments.
enum XMLAsides {
    /// All values that could hold a word.
    ///
    /// - Complexity: O(*n*) in the events.
    static func values(_ tree: borrowing XMLTree, isProse: Bool) -> [[UInt8]] {
        var seen = Set<[UInt8]>()
        let formulas = tree.names.map(SheetFormulas.elements.contains)
        var elements: [Int] = []
        // the words of formats are no trace of a person, as « kern »; those of others may be
        let isOfFormat = tree.names.map { $0.contains(":") }
        var isNamed = [Bool](repeating: false, count: tree.names.count)
        var isInFormat = true
        for index in tree.events.indices {
            let event = tree[index]
            follow(event, &elements)
            if event.kind == .start { isInFormat = isOfFormat[event.name] }
            if event.name >= 0, !isOfFormat[event.name], !isInFormat || event.kind != .attribute {
                isNamed[event.name] = true
            }
            guard event.kind != .start, event.kind != .end, holdsWord(event.value) else { continue }
            if event.kind == .attribute, Roles.counts(tree.names[event.name], event.value) {
                continue
            }
            if event.kind == .text, isProse, !isApart(elements, tree),
                !(elements.last.map { formulas[$0] } ?? false)
            {
                continue
            }
            seen.insert(Array(event.value))
        }
        for (name, isNamed) in zip(tree.names, isNamed) where isNamed {
            seen.insert(Array(name.utf8))
        }
        return Array(seen)
    }

    /// Renames or takes away what holds removed words.
    ///
    /// Packed copies of texts go in any case, and the first letters of who is no longer named.
    ///
    /// - Parameters:
    ///   - tree: The part.
    ///   - isProse: Whether its texts are sentences, which were judged.
    ///   - removed: What must not stand there.
    ///   - names: The new name of each value, the same in all parts.
    /// - Returns: Whether anything was changed.
    /// - Throws: `FormatError`.
    static func clean(
        _ tree: borrowing XMLTree,
        isProse: Bool,
        of removed: RemovedWords,
        _ names: inout NewNames
    ) throws(FormatError) -> Bool {
        var isChanged = try FieldCodes.clean(tree, of: removed, &names)
        if try cleanInitials(tree) { isChanged = true }
        let packed = tree.names.map(Roles.packedCopies.contains)
        let formulas = tree.names.map {
            SheetFormulas.elements.contains($0) || SheetFormulas.attributes.contains($0)
                || SheetFormulas.sheetAttributes.contains($0) || $0 == "xlink:href"
        }
        var element = 0
        var elements: [Int] = []
        for index in tree.events.indices {
            let event = tree[index]
            follow(event, &elements)
            if event.kind == .start {
                element = index
                guard packed[event.name] else { continue }
                try tree.remove(index)
                isChanged = true
            }
            if event.kind == .instruction, removed.areIn(Array(tree.names[event.name].utf8)) {
                try tree.remove(index)
                isChanged = true
                continue
            }
            guard event.kind != .start, event.kind != .end else { continue }
            let isPacked = event.kind == .attribute && packed[event.name]
            let name = event.kind == .text ? elements.last ?? 0 : event.name
            if name >= 0, formulas[name], names.hasSheets || removed.mayBeIn(event.value),
                SheetFormulas.holds(event, in: element, tree)
            {
                if try SheetFormulas.clean(index, in: element, tree, removed, &names) {
                    isChanged = true
                }
                continue
            }
            guard isPacked || removed.mayBeIn(event.value) else { continue }
            let value = Array(event.value)
            switch event.kind {
            case .attribute:
                let name = tree.names[event.name]
                if isPacked {
                    try tree.remove(index)
                    isChanged = true
                    continue
                }
                guard removed.areIn(value), !Roles.counts(name, event.value) else { continue }
                if value.first == 0x23 {
                    try tree.set(index, to: names.name(for: value))
                } else if isTarget(index, tree) {
                    guard isExternal(index, tree) else { continue }
                    try tree.set(index, to: Array("about:blank".utf8))
                } else if Roles.indivisible.contains(tree.names[tree[element].name]) {
                    try tree.remove(element)
                } else if Roles.isSheetName(index, tree) {
                    try tree.set(index, to: names.sheet(for: value))
                } else if name == "w:instr" {
                    try tree.set(index, to: FieldCodes.renamed(value, removed, &names))
                } else {
                    guard !Roles.partNames.contains(name) else { continue }
                    try tree.set(index, to: names.name(for: value))
                }
            case .comment, .instruction:
                guard removed.areIn(value) else { continue }
                try tree.remove(index)
            case .text:
                guard !isProse || isApart(elements, tree), removed.areIn(value) else { continue }
                try tree.set(index, to: [])
            case .start, .end, .namespace: continue
            }
            isChanged = true
        }
        if isChanged { try SheetFormulas.dropOrphans(tree) }
        return isChanged
    }

    /// Takes the first letters away of authors who are named no longer.
    private static func cleanInitials(_ tree: borrowing XMLTree) throws(FormatError) -> Bool {
        guard !Roles.initials.isDisjoint(with: tree.names) else { return false }
        var isChanged = false
        var isNamed = true
        var element = ""
        for index in tree.events.indices {
            let event = tree[index]
            if event.kind == .start { element = tree.names[event.name] }
            let name = event.kind == .attribute ? tree.names[event.name] : element
            guard event.kind == .attribute || event.kind == .text else { continue }
            if name == "w:author" || name == "dc:creator" || name == "text:author-name" {
                isNamed = !event.value.isEmpty && event.value.first != 0x5B
            } else if Roles.initials.contains(name), !isNamed, !event.value.isEmpty {
                try tree.set(index, to: [])
                isChanged = true
            }
        }
        return isChanged
    }

    /// Whether a target leads out of the package.
    static func isExternal(_ index: Int, _ tree: borrowing XMLTree) -> Bool {
        let event = tree[index]
        if tree.names[event.name] == "xlink:href" {
            // « mailto:… », « https://… », « ../../fiche.odt »; parts are named without a colon
            return event.value.prefix(40).contains(0x3A)
                || event.value.starts(with: "../".utf8) || event.value.first == 0x2F
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

    /// Whether the elements around a text say that it is no text of the note: a property, which is
    /// judged too, but knows little of who is meant; or nothing that people read.
    private static func isApart(_ elements: [Int], _ tree: borrowing XMLTree) -> Bool {
        guard let element = elements.last else { return false }
        switch Roles.element(tree.names[element]) {
        case .mute, .labelled, .code: return true
        default: return false
        }
    }

    /// Keeps the names of the elements that are open.
    private static func follow(_ event: XMLEvent, _ elements: inout [Int]) {
        if event.kind == .start { elements.append(event.name) }
        if event.kind == .end { elements.removeLast() }
    }

    /// Whether a part must be cleaned although nothing that was removed stands in it: packed copies,
    /// first letters of authors.
    static func isAlwaysCleaned(_ tree: borrowing XMLTree) -> Bool {
        !Roles.packedCopies.isDisjoint(with: tree.names)
            || !Roles.initials.isDisjoint(with: tree.names)
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
