internal import Foundation
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
    /// - Throws: `ArchiveError`, and what writing says.
    public func run(into output: String, _ engine: inout Engine) throws -> Tally {
        var tree = try SourceTree(source)
        let writer = try Writer(output, 0o600)
        var tally = Tally()
        while let entry = tree.next() {
            guard entry.skip == nil else { continue }
            guard let file = SourceFile(source, entry.path),
                let bytes = try? file.read(limit: maximumSize).content,
                let found = try? engine.detect(bytes)
            else {
                tally.unread += 1
                try writer.add(
                    Array("=== \(CleanNames.text(path: entry.path))\n[fichier non lu]\n\n".utf8)
                )
                continue
            }
            tally.read += 1
            let passages = passages(in: found)
            guard !passages.isEmpty else { continue }
            tally.files += 1
            tally.passages += passages.count
            var text = "=== \(CleanNames.text(path: entry.path))\n"
            for passage in passages {
                text += "[\(passage.level.name)\(passage.isSure ? "" : ", à vérifier")] "
                text += "\(passage.text)\n"
            }
            try writer.add(Array((text + "\n").utf8))
        }
        try writer.close()
        return tally
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
