internal import CZip
internal import Formats

/// A zip archive in memory: its entries unpacked, and the archive written again with changes.
///
/// Limits hold against bombs: the number of entries, what they hold in all, and how much more that
/// is than what they are packed in. Entries of one name are refused, since readers differ in which
/// one they take.
struct Archive: Sendable {
    /// An entry, unpacked.
    struct Entry: Sendable {
        /// Its path in the archive, UTF-8.
        let name: String
        /// What it holds; empty for a folder.
        let bytes: [UInt8]
        /// Its comment, UTF-8.
        let comment: [UInt8]
        /// Its number in the directory.
        let index: Int
        /// Whether it is a folder and says nothing but its name.
        var isFolder: Bool { name.hasSuffix("/") && bytes.isEmpty && comment.isEmpty }
    }

    /// The archive as it came.
    let bytes: [UInt8]
    /// The entries in the order of the directory, folders left out.
    let entries: [Entry]
    /// The folders that have an entry of their own.
    let folders: [Entry]
    /// The comment of the archive, UTF-8.
    let comment: [UInt8]

    /// What a small archive may hold whatever it is packed in, in bytes.
    private static let freeSize: UInt64 = 4 << 20
    /// Text packs ten to one, tables of empty cells fifty to one.
    private static let maximumRatio: UInt64 = 100
    private static let maximumEntries = 10_000

    /// Unpacks an archive.
    ///
    /// - Parameters:
    ///   - bytes: The archive.
    ///   - opener: What all entries may hold, and what is left of the note they stand in.
    /// - Throws: `FormatError` `damaged`, `bomb`, or an obstacle for entries that only a key opens.
    /// - Complexity: O(*n*) in what it holds.
    init(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) {
        self.bytes = bytes
        let all: [Entry]
        (all, comment) = try bytes.withUnsafeBufferPointer { (buffer) throws(FormatError) in
            try ZipLayout.check(buffer)
            var archive: OpaquePointer?
            guard czip_open(buffer.baseAddress, buffer.count, &archive) == 0, let archive else {
                throw FormatError(.damaged)
            }
            defer { czip_close(archive) }
            return (
                try Self.entries(of: archive, opener),
                Self.comment(of: archive)
            )
        }
        entries = all.filter { !$0.isFolder }
        folders = all.filter(\.isFolder)
    }

    private static func entries(
        of archive: OpaquePointer,
        _ opener: Opener
    ) throws(FormatError) -> [Entry] {
        let maximumSize = UInt64(max(0, opener.maximumSize))
        let count = Int(czip_count(archive))
        guard count <= maximumEntries else { throw FormatError(.bomb) }
        var entries: [Entry] = []
        var names = Set<String>()
        var total: UInt64 = 0
        for index in 0..<count {
            var entry = czip_entry()
            guard czip_look(archive, Int64(index), &entry) == 0, let raw = entry.name else {
                throw FormatError(.damaged)
            }
            let name = String(cString: raw)
            // some readers do not tell small letters from capitals
            guard names.insert(name.lowercased()).inserted else { throw FormatError(.damaged) }
            guard !leadsOut(name) else { throw FormatError(.damaged) }
            guard entry.is_encrypted == 0 else {
                throw FormatError(Obstacle(.encrypted, in: "entrée \(index + 1)"))
            }
            total = total.addingReportingOverflow(entry.size).partialValue
            let isSmall = total <= freeSize
            guard entry.size <= maximumSize, total <= maximumSize,
                isSmall || entry.size <= max(entry.packed, 1) * maximumRatio
            else { throw FormatError(.bomb) }
            try opener.unpack(Int(entry.size))
            let comment = UnsafeRawBufferPointer(
                start: entry.comment,
                count: entry.comment_length
            )
            entries.append(
                Entry(
                    name: name,
                    bytes: try unpack(archive, index, Int(entry.size)),
                    comment: Array(comment),
                    index: index
                )
            )
        }
        return entries
    }

    /// Whether a path leads out of the folder that an archive is unpacked into.
    private static func leadsOut(_ name: String) -> Bool {
        name.hasPrefix("/") || name.contains("\\") || name.dropFirst().hasPrefix(":")
            || name.split(separator: "/").contains("..")
    }

    private static func unpack(
        _ archive: OpaquePointer,
        _ index: Int,
        _ size: Int
    ) throws(FormatError) -> [UInt8] {
        var result: Int32 = 0
        // one byte more, so that an empty entry has an address
        var bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
            result = czip_unpack(archive, Int64(index), buffer.baseAddress, size)
            count = result == 0 ? size : 0
        }
        if result == CZIP_CLOSED {
            throw FormatError(Obstacle(.encrypted, in: "entrée \(index + 1)"))
        }
        guard result == 0 else { throw FormatError(.damaged) }
        bytes.reserveCapacity(size)
        return bytes
    }

    private static func comment(of archive: OpaquePointer) -> [UInt8] {
        var length = 0
        let comment = czip_comment(archive, &length)
        return Array(UnsafeRawBufferPointer(start: comment, count: length))
    }

    /// What becomes of an entry.
    enum Change: Sendable {
        /// It holds other bytes.
        case bytes([UInt8])
        /// It goes.
        case removal
    }

    /// The archive with changes; entries that none names keep their packed bytes.
    ///
    /// - Parameters:
    ///   - changes: By number of the entry.
    ///   - names: New names, by number of the entry.
    ///   - dropsComments: Whether all comments go.
    /// - Returns: The archive.
    /// - Throws: `FormatError` `damaged` when it cannot be written.
    /// - Complexity: O(*n*).
    func written(
        _ changes: [Int: Change],
        names: [Int: String] = [:],
        dropsComments: Bool = false
    ) throws(FormatError) -> [UInt8] {
        // all new bytes one behind the other, so that their addresses hold
        var pool: [UInt8] = []
        var list: [(index: Int, bytes: Int?, count: Int, name: Int?)] = []
        for index in Set(changes.keys).union(names.keys).sorted() {
            var (start, count): (Int?, Int) = (nil, 0)
            if case .bytes(let bytes) = changes[index] {
                (start, count) = (pool.count, bytes.count)
                pool += bytes
            }
            var name: Int?
            if let new = names[index] {
                name = pool.count
                pool += Array(new.utf8) + [0]
            }
            list.append((index, start, count, name))
        }
        pool.append(0)
        var output: UnsafeMutablePointer<UInt8>?
        var count = 0
        let result = pool.withUnsafeBufferPointer { pool in
            let changes = list.map { change in
                czip_change(
                    index: Int64(change.index),
                    bytes: change.bytes.flatMap { start in pool.baseAddress.map { $0 + start } },
                    count: change.count,
                    name: change.name.flatMap { start in
                        pool.baseAddress.map {
                            UnsafeRawPointer($0 + start).assumingMemoryBound(to: CChar.self)
                        }
                    }
                )
            }
            return bytes.withUnsafeBufferPointer { bytes in
                czip_write(
                    bytes.baseAddress,
                    bytes.count,
                    changes,
                    changes.count,
                    dropsComments ? CZIP_DROP_COMMENTS : 0,
                    &output,
                    &count
                )
            }
        }
        guard result == 0, let output else { throw FormatError(.damaged) }
        defer { czip_free(output) }
        return Array(UnsafeBufferPointer(start: output, count: count))
    }
}
