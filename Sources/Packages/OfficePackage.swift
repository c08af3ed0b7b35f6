internal import Documents
internal import Formats

/// A docx, odt or another office file, opened: its parts as texts, and the file with edits.
struct OfficePackage: Carrier {
    /// A part that is XML.
    private struct Part: Sendable {
        /// Its number in the archive.
        let index: Int
        let bytes: [UInt8]
        let label: String
        let text: XMLText
    }

    private let archive: Archive
    private let kind: OfficeKind
    private let parts: [Part]
    /// The texts with the way back to the parts.
    private let pieced: [PiecedText]
    let texts: [CarriedText]
    let obstacles: [Obstacle]
    let mark: String?

    /// Opens the parts of an archive.
    ///
    /// - Throws: `FormatError` when a part is damaged.
    /// - Complexity: O(*n*).
    init(_ archive: Archive, _ kind: OfficeKind, _ opener: Opener) throws(FormatError) {
        self.archive = archive
        self.kind = kind
        obstacles = kind.obstacles(in: archive.entries, keepsImages: opener.keepsImages)
        if let closed = obstacles.first(where: { $0.kind == .encrypted }) {
            throw FormatError(closed)
        }
        var parts: [Part] = []
        var pieced: [PiecedText] = []
        var texts: [CarriedText] = []
        var mark: String?
        var workbook = Workbook()
        for (number, entry) in kind.xmlParts(of: archive.entries).enumerated() {
            let label = kind.label(of: entry)
            let text = try XMLTree.open(entry.bytes, part: label) {
                (tree) throws(FormatError) in
                mark = mark ?? LevelMark.read(tree)
                let text = XMLText(tree, part: number)
                return workbook.read(tree, entry.name, part: number, else: text)
            }
            parts.append(Part(index: entry.index, bytes: entry.bytes, label: label, text: text))
            if text.pieced.text.contains(where: { $0 > 0x20 }) {
                texts.append(CarriedText(text.pieced.text, part: label))
                pieced.append(text.pieced)
            }
        }
        let leftover = workbook.leftover
        if !leftover.text.isEmpty {
            texts.append(CarriedText(leftover.text, part: "xl/sharedStrings.xml"))
            pieced.append(leftover)
        }
        self.parts = parts
        self.pieced = pieced
        self.texts = texts
        self.mark = mark
    }

    var asides: [[UInt8]] {
        var asides = archive.entries.flatMap { [Array($0.name.utf8), $0.comment] }
        asides.append(archive.comment)
        for part in parts {
            let values = try? XMLTree.open(part.bytes, part: part.label) {
                (tree) throws(FormatError) in XMLAsides.values(tree)
            }
            asides += values ?? []
        }
        for entry in archive.entries where kind.isSearched(entry) {
            asides.append(entry.bytes)
            // names of printers and users, two bytes a letter
            asides.append(entry.bytes.filter { $0 != 0 })
        }
        return asides.filter { !$0.isEmpty }
    }

    func bytes(
        applying edits: [[Edit]],
        without removed: RemovedWords,
        marking: Marking?
    ) throws(FormatError) -> [UInt8] {
        var changes: [Int: Archive.Change] = [:]
        var names = NewNames()
        let edits = self.edits(edits)
        for (number, part) in parts.enumerated() {
            let own = edits[number] ?? [:]
            let isMarked = marking != nil && LevelMark.belongs(in: part.label)
            guard !own.isEmpty || isMarked || !removed.isEmpty else { continue }
            let written = try XMLTree.open(part.bytes, part: part.label) {
                (tree) throws(FormatError) -> [UInt8]? in
                var isChanged = !own.isEmpty
                try part.text.apply(own, to: tree)
                if try XMLAsides.clean(tree, of: removed, &names) { isChanged = true }
                if let marking, isMarked, try LevelMark.write(marking, into: tree) {
                    isChanged = true
                }
                return isChanged ? try tree.written() : nil
            }
            if let written { changes[part.index] = .bytes(written) }
        }
        let isSilent = !archive.entries.contains { removed.areIn($0.comment) }
        let dropsComments = !isSilent || removed.areIn(archive.comment)
        guard !changes.isEmpty || dropsComments else { return archive.bytes }
        try dropOutdated(&changes)
        return try archive.written(changes, dropsComments: dropsComments)
    }

    /// The edits of each part by event.
    private func edits(_ edits: [[Edit]]) -> [Int: [Int: [Edit]]] {
        var found: [Int: [Int: [Edit]]] = [:]
        for (text, edits) in zip(pieced, edits) {
            for (node, edits) in text.edits(edits) {
                let (part, event) = Node.place(node)
                found[part, default: [:]][event, default: []] += edits
            }
        }
        // a string may stand in several sheets
        return found.mapValues { $0.mapValues(PiecedText.united) }
    }

    /// A picture of the first page as it was, and the list of formulas, go with the relations that
    /// name them.
    private func dropOutdated(_ changes: inout [Int: Archive.Change]) throws(FormatError) {
        var gone = Set<String>()
        for entry in archive.entries
        where kind.isThumbnail(entry) || kind.isCalculationChain(entry) {
            changes[entry.index] = .removal
            gone.insert(entry.name)
        }
        guard !gone.isEmpty else { return }
        for part in parts where kind.namesParts(part.label) {
            let bytes: [UInt8]
            if case .bytes(let changed) = changes[part.index] {
                bytes = changed
            } else {
                bytes = part.bytes
            }
            let written = try XMLTree.open(bytes, part: part.label) {
                (tree) throws(FormatError) in
                try Self.dropNames(gone, in: tree) ? try tree.written() : nil
            }
            if let written { changes[part.index] = .bytes(written) }
        }
    }

    private static func dropNames(
        _ gone: Set<String>,
        in tree: borrowing XMLTree
    ) throws(FormatError) -> Bool {
        var isChanged = false
        var element = 0
        for index in tree.events.indices {
            let event = tree[index]
            if event.kind == .start { element = index }
            guard event.kind == .attribute, Roles.partNames.contains(tree.names[event.name]) else {
                continue
            }
            var value = String(decoding: event.value, as: UTF8.self)
            if value.hasPrefix("/") { value.removeFirst() }
            guard gone.contains(where: { $0 == value || $0.hasSuffix("/" + value) }) else {
                continue
            }
            try tree.remove(element)
            isChanged = true
        }
        return isChanged
    }
}
