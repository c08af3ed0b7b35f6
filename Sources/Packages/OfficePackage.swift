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
        /// Whether its texts are sentences, which are judged as such.
        let isProse: Bool
        /// Whether it is cleaned when anything is edited, whatever was removed.
        let isAlwaysCleaned: Bool
        /// The values where removed words are looked for, when they were read already.
        let asides: [[UInt8]]?
    }

    private let archive: Archive
    private let kind: OfficeKind
    private let parts: [Part]
    /// The texts with the way back to the parts.
    private let pieced: [PiecedText]
    private let comments: CarriedComments
    private let tables: SheetTables
    let texts: [CarriedText]
    let obstacles: [Obstacle]
    let mark: String?

    /// Opens the parts of an archive.
    ///
    /// - Throws: `FormatError` when a part is damaged.
    /// - Complexity: O(*n*).
    init(
        _ archive: Archive,
        _ kind: OfficeKind,
        _ opener: Opener,
        _ silent: SilentParts
    ) throws(FormatError) {
        self.archive = archive
        self.kind = kind
        var obstacles = kind.obstacles(in: archive.entries, keepsImages: opener.keepsImages)
        if let closed = obstacles.first(where: { $0.kind == .encrypted }) {
            throw FormatError(closed)
        }
        var parts: [Part] = []
        var texts: [CarriedText] = []
        var mark: String?
        var pieced: [PiecedText] = []
        var written = WrittenWords()
        var workbook = Workbook()
        var book: [(label: String, text: PiecedText)] = []
        for (number, entry) in kind.xmlParts(of: archive.entries).enumerated() {
            let label = kind.label(of: entry)
            if !Workbook.reads(entry.name), let known = silent.find(entry.bytes) {
                parts.append(
                    Part(
                        index: entry.index,
                        bytes: entry.bytes,
                        label: label,
                        text: XMLText(),
                        isProse: kind.isProse(entry.name),
                        isAlwaysCleaned: known.isAlwaysCleaned,
                        asides: known.asides
                    )
                )
                continue
            }
            let (text, found, packed, isCleaned, asides) = try XMLTree.open(
                entry.bytes,
                part: label
            ) {
                (tree) throws(FormatError) in
                if kind.isProse(entry.name) { written.add(tree) }
                var text = XMLText(
                    tree,
                    part: number,
                    written,
                    isListed: kind.isListed(entry.name)
                )
                text = workbook.read(tree, entry.name, part: number, else: text)
                let isSilent =
                    text.isEmpty && SilentParts.keeps(entry.bytes) && !Workbook.reads(entry.name)
                return (
                    text,
                    LevelMark.belongs(in: label) ? LevelMark.read(tree) : nil,
                    Self.packedObject(tree), XMLAsides.isAlwaysCleaned(tree),
                    isSilent ? XMLAsides.values(tree, isProse: kind.isProse(entry.name)) : nil
                )
            }
            mark = mark ?? found
            if let packed { obstacles.append(Obstacle(packed, in: label)) }
            if let asides, found == nil, packed == nil {
                silent.add(
                    SilentParts.Known(
                        bytes: entry.bytes,
                        isAlwaysCleaned: isCleaned,
                        asides: asides
                    )
                )
            }
            parts.append(
                Part(
                    index: entry.index,
                    bytes: entry.bytes,
                    label: label,
                    text: text,
                    isProse: kind.isProse(entry.name),
                    isAlwaysCleaned: isCleaned,
                    asides: asides
                )
            )
            guard !text.isEmpty else { continue }
            if entry.name.hasPrefix("xl/workbook") {
                // « Émargement » as a heading would make who is listed somebody in function
                book.append((label, text.pieced))
                continue
            }
            texts.append(CarriedText(text.pieced.text, part: label))
            pieced.append(text.pieced)
        }
        for (label, text) in book {
            texts.append(CarriedText(text.text, part: label))
            pieced.append(text)
        }
        let leftover = workbook.leftover
        if !leftover.text.isEmpty {
            texts.append(CarriedText(leftover.text, part: "xl/sharedStrings.xml"))
            pieced.append(leftover)
        }
        tables = workbook.tables
        self.parts = parts
        self.pieced = pieced
        self.obstacles = obstacles
        self.mark = mark
        comments = archive.carriedComments(from: texts.count)
        self.texts = texts + comments.texts
    }

    /// A picture or object that stands in a part as letters.
    private static func packedObject(_ tree: borrowing XMLTree) -> Obstacle.Kind? {
        if !Roles.packedObjects.isDisjoint(with: tree.names) { return .object }
        for index in tree.events.indices where tree[index].kind == .attribute {
            if XMLAsides.isTarget(index, tree), tree[index].value.starts(with: "data:".utf8) {
                return .image
            }
        }
        return nil
    }

    var asides: [[UInt8]] {
        var asides =
            (archive.entries + archive.folders).map { Array($0.name.utf8) } + comments.asides
        for part in parts {
            if let known = part.asides {
                asides += known
                continue
            }
            let values = try? XMLTree.open(part.bytes, part: part.label) {
                (tree) throws(FormatError) in XMLAsides.values(tree, isProse: part.isProse)
            }
            // read before; should memory fail now, all of it is searched as it stands
            asides += values ?? [part.bytes]
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
        var names = NewNames(
            after: parts.map { $0.bytes.withUnsafeBufferPointer(NewNames.highest) }.max() ?? 0
        )
        let hasEdits = edits.contains { !$0.isEmpty }
        var own = self.edits(edits)
        let columns = tables.rename(&own, &names)
        for (number, part) in parts.enumerated() {
            let own = own[number] ?? [:]
            let isMarked = marking != nil && LevelMark.belongs(in: part.label)
            // what the bytes hide, by encoding or entities, is found at the end, and holds the note
            guard
                !own.isEmpty || isMarked || hasEdits && part.isAlwaysCleaned
                    || names.hasSheets || columns[number] != nil
                    || part.bytes.withUnsafeBufferPointer(removed.mayBeIn)
                    || Self.hasCharacterReference(part.bytes)
            else { continue }
            let written = try XMLTree.open(part.bytes, part: part.label) {
                (tree) throws(FormatError) -> [UInt8]? in
                var isChanged = !own.isEmpty
                try part.text.apply(own, to: tree, &names)
                for (event, name) in columns[number] ?? [:] {
                    try tree.set(event, to: name)
                    isChanged = true
                }
                if hasEdits || !removed.isEmpty,
                    try XMLAsides.clean(tree, isProse: part.isProse, of: removed, &names)
                {
                    isChanged = true
                }
                if let marking, isMarked, try LevelMark.write(marking, into: tree) {
                    isChanged = true
                }
                return isChanged ? try tree.written() : nil
            }
            if let written { changes[part.index] = .bytes(written) }
        }
        let dropsComments = comments.mustGo(edits, removed)
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

    private static func hasCharacterReference(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            for index in bytes.indices.dropLast() where bytes[index] == 0x26 {
                if bytes[index + 1] == 0x23 { return true }
            }
            // two bytes a letter
            return bytes.first.map { $0 == 0 || $0 >= 0xFE } ?? false
        }
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
