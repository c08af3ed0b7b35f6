internal import Glibc

/// Which files are wanted: patterns of the shell over the path below the source, and over the name.
public struct NamePatterns: Sendable {
    private let included: [String]
    private let excluded: [String]

    /// Patterns.
    ///
    /// - Parameters:
    ///   - included: A file must match one of them; empty for all files.
    ///   - excluded: A file must match none of them.
    public init(included: [String] = [], excluded: [String] = []) {
        self.included = included
        self.excluded = excluded
    }

    /// Whether a file is wanted.
    ///
    /// - Complexity: O(patterns · length).
    func want(_ entry: SourceEntry) -> Bool {
        let path = entry.path.map { CChar(bitPattern: $0) } + [0]
        let name = (entry.steps.last?.name ?? []).map { CChar(bitPattern: $0) } + [0]
        func matches(_ pattern: String) -> Bool {
            fnmatch(pattern, path, 0) == 0 || fnmatch(pattern, name, 0) == 0
        }
        return (included.isEmpty || included.contains(where: matches))
            && !excluded.contains(where: matches)
    }
}
