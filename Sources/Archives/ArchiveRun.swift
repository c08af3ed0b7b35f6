internal import CProcess
internal import Foundation
internal import Glibc
public import Pipeline
internal import Streams

/// Thousands of files to copies that may circulate; no original is ever touched.
public struct ArchiveRun: Sendable {
    /// The originals.
    public var source: String
    /// Where copies go; nil when it is only told what would be done.
    public var destination: String?
    /// Where journal, manifests and report stand; its owner alone may read it.
    public var journal: String
    /// How files are judged.
    public var settings: ArchiveSettings
    /// Which files are wanted.
    public var patterns = NamePatterns()
    /// How many files are judged at a time.
    public var jobs = 1
    /// Whether a run that was begun goes on.
    public var isResumed = false
    /// What the run is: audience, mode, rules; a run goes on only as the same.
    public var description: String

    /// A run.
    public init(
        source: String,
        destination: String?,
        journal: String,
        settings: ArchiveSettings,
        description: String
    ) {
        self.source = source
        self.destination = destination
        self.journal = journal
        self.settings = settings
        self.description = description
    }

    /// How much may be in work on all threads together, in bytes; one larger file is alone.
    ///
    /// A note takes about 35 times its size in memory.
    private static let bytesInWork = 2 << 20

    /// A file that is longer leaves an engine that holds much.
    private static let largeSize = 1 << 18

    /// How many files stand below the source.
    ///
    /// - Throws: `ArchiveError` `noSource`.
    public func count() throws(ArchiveError) -> Int {
        var tree = try SourceTree(source)
        var count = 0
        while tree.next() != nil { count += 1 }
        return count
    }

    /// Runs to the end and writes manifests and report.
    ///
    /// - Parameters:
    ///   - makeEngine: Makes an engine for each thread.
    ///   - progress: Told after each file, on one thread at a time.
    /// - Returns: What this run has done.
    /// - Throws: `ArchiveError`, and what makes an engine impossible.
    public func run(
        _ makeEngine: @escaping @Sendable () throws -> Engine,
        progress: @escaping @Sendable (ArchiveTally) -> Void
    ) throws -> ArchiveTally {
        try checkPlaces()
        if let destination { try Self.make(destination) }
        let ledger = try Ledger(
            folder: journal,
            run: "\(source)\n\(description)",
            isResumed: isResumed
        )
        let drafts = try makeDrafts()
        let room = Room(Self.bytesInWork)
        let relay = Relay(
            from: FileSupply(
                tree: try SourceTree(source),
                patterns: patterns,
                ledger: ledger,
                destination: destination,
                gathersOld: settings.converter != nil
            ),
            to: CopyOutlet(
                destination: destination,
                drafts: drafts,
                ledger: ledger,
                progress: progress
            ),
            jobs: jobs,
            interrupt: {}
        )
        var outlet = try relay.run { relay in
            var engine = try makeEngine()
            var judge = FileJudge(root: source, drafts: drafts, settings: settings)
            try relay.work { item in
                try room.with(min(item.largest, settings.maximumSize)) {
                    let works = judge.judge(item, &engine)
                    // what a large note grew is not kept for small ones, on any thread
                    if item.largest > Self.largeSize {
                        engine = try makeEngine()
                        cprocess_give_back_memory()
                    }
                    return works
                }
            }
        }
        try outlet.flush()
        if isResumed { try forgetWhatIsGone(ledger) }
        if let drafts { rmdir(drafts) }
        try Manifests(ledger, folder: journal).write()
        try Report(ledger, settings).write(to: journal + "/rapport.html")
        return outlet.tally
    }

    /// A copy does not outlive its original between two runs.
    ///
    /// - Throws: `ArchiveError` `noSource` when nothing at all is there any more: a share that is not
    ///   mounted is no reason to take copies away.
    private func forgetWhatIsGone(_ ledger: Ledger) throws(ArchiveError) {
        var tree = try SourceTree(source)
        guard tree.next() != nil else { throw ArchiveError(.noSource) }
        let gone = try ledger.gone { path in
            var status = stat()
            let place = (source + "/").utf8.map { CChar(bitPattern: $0) }
            // what the system cannot tell now is not gone
            return lstat(place + path.map { CChar(bitPattern: $0) } + [0], &status) == 0
                || errno != ENOENT && errno != ENOTDIR
        }
        for file in gone where !file.copy.isEmpty {
            if let destination { unlink("\(destination)/\(file.copy)") }
        }
        try ledger.remove(gone.map(\.path))
    }

    // MARK: Places

    private func checkPlaces() throws(ArchiveError) {
        guard let source = FilePlace.of(source), FilePlace.real(self.source) != nil else {
            throw ArchiveError(.noSource)
        }
        let journal = FilePlace.of(journal) ?? self.journal
        let copies = destination.flatMap(FilePlace.of)
        // none of the three stands in another one
        let places = [source, journal] + (copies.map { [$0] } ?? [])
        for (index, place) in places.enumerated() {
            for (other, path) in places.enumerated() where other != index {
                guard !FilePlace.holds(place, path) else { throw ArchiveError(.overlapping) }
            }
        }
        guard let destination else { return }
        if !isResumed,
            let names = try? FileManager.default.contentsOfDirectory(atPath: destination),
            !names.isEmpty
        {
            throw ArchiveError(.notEmpty)
        }
    }

    private static func make(_ folder: String) throws(ArchiveError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
        } catch {
            throw ArchiveError(.noDestination)
        }
    }

    /// The folder where copies wait, in the same file system as their places.
    private func makeDrafts() throws(ArchiveError) -> String? {
        guard let destination else { return nil }
        let drafts = "\(destination)/\(CleanNames.own)-brouillons"
        try Self.make(drafts)
        do {
            // what a killed run left
            for name in try FileManager.default.contentsOfDirectory(atPath: drafts) {
                unlink("\(drafts)/\(name)")
            }
        } catch {
            throw ArchiveError(.noDestination)
        }
        return drafts
    }
}
