internal import Glibc
internal import Streams

/// Files in the order of their names, those that were done before left out.
///
/// Documents of old formats are gathered, since one run of another program converts many of them in
/// little more time than one.
struct FileSupply: Supply {
    /// What a thread takes at a time.
    enum Item: Sendable {
        /// A file, and whether it is wanted.
        case one(SourceEntry, isWanted: Bool)
        /// Files that look as if another program must convert them.
        case old([SourceEntry])

        /// The length of the largest file, in bytes.
        var largest: Int {
            switch self {
            case .one(let entry, _): entry.size
            case .old(let entries): entries.map(\.size).max() ?? 0
            }
        }
    }

    private var tree: SourceTree
    private let patterns: NamePatterns
    private let ledger: Ledger
    private let gathersOld: Bool
    private let destination: String?
    private var old: [SourceEntry] = []
    private var oldBytes = 0
    private var hasEnded = false

    private static let maximumCount = 24
    private static let maximumBytes = 8 << 20
    private static let endings = [".doc", ".dot", ".rtf", ".wpd", ".xls", ".xlt"]
        .map { Array($0.utf8) }

    /// The files of a tree.
    ///
    /// - Parameters:
    ///   - tree: The walk.
    ///   - patterns: Which files are wanted.
    ///   - ledger: What was done before.
    ///   - destination: Where copies stand; nil when none is written.
    ///   - gathersOld: Whether documents of old formats are converted.
    init(
        tree: SourceTree,
        patterns: NamePatterns,
        ledger: Ledger,
        destination: String?,
        gathersOld: Bool
    ) {
        self.destination = destination
        self.tree = tree
        self.patterns = patterns
        self.ledger = ledger
        self.gathersOld = gathersOld
    }

    mutating func next() throws -> Item? {
        while !hasEnded {
            guard let entry = tree.next() else {
                hasEnded = true
                break
            }
            if try isDone(entry) { continue }
            let isWanted = patterns.want(entry)
            guard gathersOld, isWanted, entry.skip == nil, Self.looksOld(entry) else {
                return .one(entry, isWanted: isWanted)
            }
            old.append(entry)
            oldBytes += entry.size
            if old.count >= Self.maximumCount || oldBytes >= Self.maximumBytes { break }
        }
        guard !old.isEmpty else { return nil }
        defer {
            old = []
            oldBytes = 0
        }
        return .old(old)
    }

    /// Whether a file was done, and its copy is still there.
    private func isDone(_ entry: SourceEntry) throws(ArchiveError) -> Bool {
        switch try ledger.known(of: entry) {
        case .nothing: return false
        case .done: return true
        case .copied(let copy):
            guard let destination else { return true }
            var status = stat()
            return stat("\(destination)/\(copy)", &status) == 0
        }
    }

    private static func looksOld(_ entry: SourceEntry) -> Bool {
        let name = (entry.steps.last?.name ?? []).map {
            (0x41...0x5A).contains($0) ? $0 | 0x20 : $0
        }
        return endings.contains { name.count > $0.count && name.suffix($0.count).elementsEqual($0) }
    }
}
