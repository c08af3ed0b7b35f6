internal import Formats
internal import Foundation
internal import Glibc
internal import Levels
internal import Mentions
public import Pipeline

/// The passages of an archive that speak of one person, for who exercises the right of access.
///
/// They come from the originals, into a file that its owner alone may read.
///
/// Law: RGPD article 15.
public struct PersonSearch: Sendable {
    private let words: [String]
    private let source: String
    private let maximumSize: Int

    /// A search; nil for a name without a letter.
    ///
    /// - Parameters:
    ///   - name: First names and surname, the surname last.
    ///   - source: The originals.
    ///   - maximumSize: The longest note that is read, in bytes.
    public init?(_ name: String, source: String, maximumSize: Int) {
        words = Self.words(name)
        guard !words.isEmpty else { return nil }
        self.source = source
        self.maximumSize = maximumSize
    }

    /// What a search has found, in numbers.
    public struct Tally: Sendable, Equatable {
        /// Files that were read.
        public internal(set) var read = 0
        /// Files that could not be read: the person may be named in them.
        public internal(set) var unread = 0
        /// Files that were read but for scanned pages, objects or attachments.
        public internal(set) var partly = 0
        /// Files that speak of the person.
        public internal(set) var files = 0
        /// Passages.
        public internal(set) var passages = 0
    }

    /// Searches all files, one after the other.
    ///
    /// - Parameters:
    ///   - output: The file that gets the passages; it is made with mode 0600 and replaces another one.
    ///   - engine: Reads notes.
    /// - Returns: What was found.
    /// - Throws: `ArchiveError`, `overlapping` for an output among the originals, and what writing
    ///   says.
    public func run(into output: String, _ engine: inout Engine) throws -> Tally {
        var tree = try SourceTree(source)
        try check(output)
        let writer = try Writer(output, 0o600)
        var tally = Tally()
        while let entry = tree.next() {
            guard entry.skip == nil else { continue }
            var text = ""
            let share = read(entry, &engine) { found in
                for passage in passages(in: found) {
                    tally.passages += 1
                    text += "[\(passage.level.name)\(passage.isSure ? "" : ", à vérifier")] "
                    text += "\(passage.text)\n"
                }
            }
            switch share {
            case .whole: tally.read += 1
            case .part: tally.partly += 1
            case .nothing: tally.unread += 1
            }
            if !text.isEmpty { tally.files += 1 }
            guard share != .whole || !text.isEmpty else { continue }
            let title = "=== \(CleanNames.text(path: entry.path))\n"
            try writer.add(Array((title + share.rawValue + text + "\n").utf8))
        }
        try writer.close()
        return tally
    }

    /// An answer replaces a file: no original, and nothing but a file.
    private func check(_ output: String) throws(ArchiveError) {
        if let source = FilePlace.real(source), let place = FilePlace.of(output),
            FilePlace.holds(source, place)
        {
            throw ArchiveError(.overlapping)
        }
        var status = stat()
        guard lstat(output, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
            throw ArchiveError(.journal)
        }
    }

    /// How much of a file was read; what is said of it.
    private enum Share: String {
        case whole = ""
        case part = "[lu en partie : pages numérisées, objets ou pièces jointes non lus]\n"
        case nothing = "[fichier non lu]\n"
    }

    /// Gives what was found in each note of a file.
    ///
    /// - Returns: How much of it was read.
    private func read(
        _ entry: SourceEntry,
        _ engine: inout Engine,
        _ body: (Findings) -> Void
    ) -> Share {
        guard let file = SourceFile(source, entry.path), let start = try? file.start() else {
            return .nothing
        }
        func isRead(_ bytes: [UInt8]) -> Share {
            guard let found = try? engine.detect(bytes) else { return .nothing }
            body(found)
            return found.obstacles.contains { $0.kind.hidesContent } ? .part : .whole
        }
        guard let bundle = NoteBundles.bundle(start, entry.path, nil) else {
            return (try? file.read(limit: maximumSize).content).map(isRead) ?? .nothing
        }
        var shares = Set<Share>()
        let digest = try? bundle.each(file, limit: maximumSize) { note in
            shares.insert(note.fault == nil ? isRead(bundle.readable(note)) : .nothing)
        }
        if digest == nil { shares.insert(.nothing) }
        return shares.isSubset(of: [.whole]) ? .whole : shares == [.nothing] ? .nothing : .part
    }

    /// One passage.
    struct Passage: Equatable {
        let level: Level
        let text: String
        /// Whether the person is named in full in the note; else the surname alone speaks for it.
        let isSure: Bool
    }

    /// The passages of a note that mention the person.
    ///
    /// - Complexity: O(mentions · words of them + passages · mentions in them).
    func passages(in found: Findings) -> [Passage] {
        guard let surname = words.last else { return [] }
        var sure = Set<Int>()
        var maybe = Set<Int>()
        var spans: [(start: Int, end: Int, entity: Int)] = []
        for mention in found.mentions where mention.label.isName {
            let text = String(decoding: found.text[mention.start..<mention.end], as: UTF8.self)
            let own = Self.words(text)
            guard mention.entity >= 0 else { continue }
            spans.append((mention.start, mention.end, mention.entity))
            if Set(own).isSuperset(of: words) { sure.insert(mention.entity) }
            if own.contains(surname) { maybe.insert(mention.entity) }
        }
        return found.passages.compactMap { passage in
            let entities = Set(
                spans.filter { $0.start < passage.end && $0.end > passage.start }.map(\.entity)
            )
            let isSure = !entities.isDisjoint(with: sure)
            guard isSure || !entities.isDisjoint(with: maybe) else { return nil }
            let text = String(decoding: found.text[passage.start..<passage.end], as: UTF8.self)
            return Passage(
                level: passage.level,
                text: text.split(whereSeparator: \.isNewline).joined(separator: " "),
                isSure: isSure
            )
        }
    }

    /// The words of a name, without accents, in small letters.
    private static func words(_ name: String) -> [String] {
        name.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
            .split { !$0.isLetter }.map(String.init)
    }
}
