public import Foundation

/// The repository that the tests stand in.
public enum Repository {
    /// Its root, found from this file.
    public static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file or folder below the root.
    public static func file(_ path: String) -> URL { root.appending(path: path) }

    /// A program of the same build: it stands beside the bundle of the tests.
    public static func program(_ name: String) -> URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: name)
    }

    /// The bytes of a file below the root.
    public static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: file(path)))
    }

    /// All files under a folder below the root whose name ends so, sorted by path.
    ///
    /// - Returns: Paths below the folder; nothing when there is no such folder.
    public static func files(under folder: String, ending: String) -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: file(folder).path)) ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted()
    }
}
