internal import Documents
internal import Formats

/// An archive of files, each opened as what it is.
struct ZipFile: Carrier {
    private struct Member: Sendable {
        let index: Int
        let carrier: any Carrier
        /// The first of its texts among those of the archive.
        let first: Int
    }

    private let archive: Archive
    private let members: [Member]
    /// The text that is the name of each entry, by number of the entry.
    private let names: [(index: Int, number: Int, name: EntryName)]
    /// The text that is the name of each folder, by number of the entry.
    private let folders: [(index: Int, number: Int)]
    private let comments: CarriedComments
    let texts: [CarriedText]
    let obstacles: [Obstacle]
    var mark: String? { nil }

    /// Opens the entries of an archive.
    ///
    /// - Throws: `FormatError` when an entry can be opened and not be read.
    init(_ archive: Archive, _ opener: Opener) throws(FormatError) {
        self.archive = archive
        var members: [Member] = []
        var names: [(index: Int, number: Int, name: EntryName)] = []
        var texts: [CarriedText] = []
        var obstacles: [Obstacle] = []
        var folders: [(index: Int, number: Int)] = []
        for folder in archive.folders {
            folders.append((folder.index, texts.count))
            texts.append(
                CarriedText(EntryName(folder.name).text, part: "entrée \(folder.index + 1)")
            )
        }
        for entry in archive.entries {
            let label = "entrée \(entry.index + 1)"
            // names of files tell of people too
            let name = EntryName(entry.name)
            names.append((entry.index, texts.count, name))
            texts.append(CarriedText(name.text, part: label))
            guard !entry.bytes.isEmpty else { continue }
            let carrier: any Carrier
            switch ForeignFormat(startOf: entry.bytes) {
            case .image:
                if !opener.keepsImages { obstacles.append(Obstacle(.image, in: label)) }
                continue
            default: break
            }
            if let found = try opener.carrier(entry.bytes) {
                carrier = found
            } else if ForeignFormat(startOf: entry.bytes) != nil {
                obstacles.append(Obstacle(.unknown, in: label))
                continue
            } else {
                carrier = try TextCarrier(entry.bytes, maximumSize: opener.maximumSize)
            }
            members.append(Member(index: entry.index, carrier: carrier, first: texts.count))
            texts += carrier.texts.map { $0.inside(label) }
            obstacles += carrier.obstacles.map { $0.inside(label) }
        }
        self.folders = folders
        self.members = members
        self.names = names
        comments = archive.carriedComments(from: texts.count)
        self.texts = texts + comments.texts
        self.obstacles = obstacles
    }

    var asides: [[UInt8]] {
        comments.asides + members.flatMap { $0.carrier.asides }
    }

    func bytes(
        applying edits: [[Edit]],
        without removed: RemovedWords,
        marking: Marking?
    ) throws(FormatError) -> [UInt8] {
        var changes: [Int: Archive.Change] = [:]
        var newNames: [Int: String] = [:]
        var taken = Set<String>()
        for (entry, name) in zip(archive.entries, names) where edits[name.number].isEmpty {
            taken.insert(entry.name.lowercased())
        }
        for (index, number, name) in names where !edits[number].isEmpty {
            newNames[index] = name.edited(edits[number], apart: &taken)
        }
        // files make their folders anew
        for (index, number) in folders where !edits[number].isEmpty { changes[index] = .removal }
        for member in members {
            let own = Array(edits[member.first..<member.first + member.carrier.texts.count])
            guard !removed.isEmpty || own.contains(where: { !$0.isEmpty }) else { continue }
            let written = try member.carrier.bytes(
                applying: own,
                without: removed,
                marking: nil
            )
            let old = archive.entries.first { $0.index == member.index }?.bytes
            if written != old { changes[member.index] = .bytes(written) }
        }
        let dropsComments = comments.mustGo(edits, removed)
        guard !changes.isEmpty || !newNames.isEmpty || dropsComments else { return archive.bytes }
        return try archive.written(changes, names: newNames, dropsComments: dropsComments)
    }
}
