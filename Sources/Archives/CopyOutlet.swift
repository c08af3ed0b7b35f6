internal import CProcess
internal import Glibc
internal import Streams

/// Puts copies in their places, in batches.
///
/// What a batch holds is on disk before its names are, and its names are before the journal says so:
/// a run that is killed leaves no half file, and forgets nothing that it has said.
struct CopyOutlet: Outlet {
    /// Told after each file.
    typealias Progress = @Sendable (ArchiveTally) -> Void

    private let destination: String?
    private let drafts: String?
    private let ledger: Ledger
    private let progress: Progress
    private var pending: [FileWork] = []
    private var pendingBytes = 0
    private(set) var tally = ArchiveTally()

    private static let batchCount = 2_048
    private static let batchBytes = 32 << 20

    /// An outlet.
    ///
    /// - Parameters:
    ///   - destination: Where copies go; nil when nothing is written.
    ///   - drafts: Where they wait.
    ///   - ledger: The journal.
    ///   - progress: Told after each file.
    init(destination: String?, drafts: String?, ledger: Ledger, progress: @escaping Progress) {
        self.destination = destination
        self.drafts = drafts
        self.ledger = ledger
        self.progress = progress
    }

    static func size(of works: [FileWork]) -> Int {
        // copies wait on disk
        works.reduce(0) { $0 + $1.records.count * 256 }
    }

    mutating func take(_ works: [FileWork]) throws {
        for work in works {
            pending.append(work)
            pendingBytes += work.records.first?.size ?? 0
            tally.add(work)
        }
        progress(tally)
        if pending.count >= Self.batchCount || pendingBytes >= Self.batchBytes { try flush() }
    }

    /// Puts what waits in its place.
    ///
    /// - Throws: `ArchiveError`.
    mutating func flush() throws(ArchiveError) {
        guard !pending.isEmpty else { return }
        if let destination { try Self.sync(destination) }
        var (made, taken) = (Set<String>(), Set<String>())
        for index in pending.indices { try place(index, &made, &taken) }
        if let destination { try Self.sync(destination) }
        try ledger.add(pending.flatMap(\.records))
        pending.removeAll()
        pendingBytes = 0
    }

    private mutating func place(
        _ index: Int,
        _ made: inout Set<String>,
        _ taken: inout Set<String>
    ) throws(ArchiveError) {
        let record = pending[index].records[0]
        if !record.copy.isEmpty {
            pending[index].records[0].copy = try free(record.copy, of: record.path, taken)
            taken.insert(pending[index].records[0].copy)
        }
        guard let destination else { return }
        let copy = pending[index].records[0].copy
        // what a file was before it changed does not stay beside what it is now
        if let before = try ledger.copy(of: record.path), before != copy {
            unlink("\(destination)/\(before)")
        }
        guard let draft = pending[index].draft else { return }
        guard !Self.put(draft, at: copy, in: destination, &made) else { return }
        let isFull = errno == ENOSPC || errno == EDQUOT
        // a file where a folder of this name stands, or a folder where a file does
        let aside = "conflits/\(record.number)/" + (copy.split(separator: "/").last ?? "copie")
        if !isFull, Self.put(draft, at: aside, in: destination, &made) {
            pending[index].records[0].copy = aside
            return
        }
        unlink(draft)
        tally.remove(pending[index])
        pending[index].records[0].decision = .held
        pending[index].records[0].cause = isFull ? "disk-full" : "write-failed"
        tally.add(pending[index])
        (pending[index].records[0].copy, pending[index].records[0].copyDigest) = ("", "")
    }

    /// Whether a copy stands in its place.
    private static func put(
        _ draft: String,
        at copy: String,
        in destination: String,
        _ made: inout Set<String>
    ) -> Bool {
        makeFolders(of: copy, in: destination, &made)
            && rename(draft, "\(destination)/\(copy)") == 0
    }

    /// A path that no other file has, in this batch or before: two names may have become the same.
    private func free(
        _ copy: String,
        of file: [UInt8],
        _ taken: Set<String>
    ) throws(ArchiveError) -> String {
        func isTaken(_ path: String) throws(ArchiveError) -> Bool {
            if taken.contains(path) { return true }
            return try ledger.isTaken(path, by: file)
        }
        var path = copy
        var count = 1
        while try isTaken(path) {
            count += 1
            let slash = copy.lastIndex(of: "/") ?? copy.startIndex
            let dot = copy[slash...].lastIndex(of: ".") ?? copy.endIndex
            path = "\(copy[..<dot]) (\(count))\(copy[dot...])"
        }
        return path
    }

    private static func makeFolders(
        of copy: String,
        in destination: String,
        _ made: inout Set<String>
    ) -> Bool {
        var path = destination
        for folder in copy.split(separator: "/").dropLast() {
            path += "/" + folder
            guard made.insert(path).inserted else { continue }
            if mkdir(path, 0o755) != 0, errno != EEXIST { return false }
        }
        return true
    }

    private static func sync(_ folder: String) throws(ArchiveError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ArchiveError(.noDestination) }
        defer { close(descriptor) }
        guard cprocess_sync(descriptor) == 0 else {
            throw ArchiveError(errno == ENOSPC || errno == EDQUOT ? .full : .noDestination)
        }
    }
}

/// What a run has done, in numbers.
public struct ArchiveTally: Sendable, Equatable {
    /// Files that were looked at in this run.
    public internal(set) var files = 0
    /// Their length together, in bytes.
    public internal(set) var bytes = 0
    /// Copies that are the file.
    public internal(set) var copied = 0
    /// Copies that are the version of the audience.
    public internal(set) var filtered = 0
    /// Copies that are the text of that version alone.
    public internal(set) var rendered = 0
    /// Files without a copy, for a person to look at.
    public internal(set) var held = 0
    /// Links, devices and names that are not wanted.
    public internal(set) var skipped = 0
    /// Of those held, the ones that the system did not let us read or write: another run may.
    public internal(set) var failed = 0

    mutating func add(_ work: FileWork) { count(work, 1) }

    mutating func remove(_ work: FileWork) { count(work, -1) }

    private mutating func count(_ work: FileWork, _ times: Int) {
        guard let record = work.records.first else { return }
        files += times
        bytes += times * record.size
        switch record.decision {
        case .copied: copied += times
        case .filtered: filtered += times
        case .rendered: rendered += times
        case .held:
            held += times
            if ["disk-full", "write-failed", "unreadable"].contains(record.cause) {
                failed += times
            }
        case .skipped: skipped += times
        }
    }
}
