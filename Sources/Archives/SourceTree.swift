internal import Glibc

/// One thing found in a folder tree.
struct SourceEntry: Sendable {
    /// Why something is not read.
    enum Skip: String, Sendable {
        /// A symbolic link: never followed.
        case link
        /// A device, a pipe, a socket.
        case special
        /// A folder that cannot be opened.
        case unreadable
        /// More folders in folders than anybody has.
        case tooDeep = "too-deep"
    }

    /// A step of its path: the name as the system has it, and its number in the walk.
    struct Step: Sendable, Hashable {
        let name: [UInt8]
        let number: Int
    }

    /// Its number in the walk, from 1.
    let number: Int
    /// The folders above it and itself.
    let steps: [Step]
    /// Its length, in bytes.
    let size: Int
    /// When it was changed last, in seconds since 1970.
    let modified: Int
    /// Why it is not read; nil for a file.
    let skip: Skip?

    /// The path below the root, as the system has it.
    var path: [UInt8] { Array(steps.map(\.name).joined(separator: [0x2F])) }
}

/// Walks a folder tree in the order of names: the same tree gives the same entries with the same
/// numbers.
///
/// Links are never followed. In memory are the names of the folders that the walk stands in.
struct SourceTree: Sendable {
    private struct Level {
        let descriptor: Int32
        let step: SourceEntry.Step?
        let names: [[UInt8]]
        var next = 0
    }

    private var levels: [Level] = []
    private var steps: [SourceEntry.Step] = []
    private var count = 0
    /// Each level holds a folder open.
    private static let maximumDepth = 128

    /// A walk below a folder.
    ///
    /// - Throws: `ArchiveError` `noSource` when it cannot be opened.
    init(_ root: String) throws(ArchiveError) {
        // the root may be a link that its owner has made
        let descriptor = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ArchiveError(.noSource) }
        levels = [Level(descriptor: descriptor, step: nil, names: Self.names(descriptor))]
    }

    /// The next entry; nil at the end.
    ///
    /// - Complexity: O(names of a folder that is entered · log of them).
    mutating func next() -> SourceEntry? {
        while var level = levels.popLast() {
            guard level.next < level.names.count else {
                close(level.descriptor)
                if level.step != nil { steps.removeLast() }
                continue
            }
            let name = level.names[level.next]
            level.next += 1
            levels.append(level)
            if let entry = look(at: name, in: level.descriptor) { return entry }
        }
        return nil
    }

    /// Looks at one name: a folder is entered, anything else is an entry.
    private mutating func look(at name: [UInt8], in folder: Int32) -> SourceEntry? {
        var status = stat()
        let path = name.map { CChar(bitPattern: $0) } + [0]
        guard fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            // it went away meanwhile
            return nil
        }
        count += 1
        let step = SourceEntry.Step(name: name, number: count)
        func entry(_ skip: SourceEntry.Skip?) -> SourceEntry {
            SourceEntry(
                number: step.number,
                steps: steps + [step],
                size: Int(status.st_size),
                modified: Int(status.st_mtim.tv_sec),
                skip: skip
            )
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return entry(nil)
        case S_IFLNK: return entry(.link)
        case S_IFDIR:
            guard levels.count < Self.maximumDepth else { return entry(.tooDeep) }
            let descriptor = Self.openFolder(folder, path)
            guard descriptor >= 0 else { return entry(.unreadable) }
            steps.append(step)
            levels.append(
                Level(descriptor: descriptor, step: step, names: Self.names(descriptor))
            )
            return nil
        default: return entry(.special)
        }
    }

    /// Opens a folder in another one; its time of reading stays where the system allows that.
    private static func openFolder(_ folder: Int32, _ name: [CChar]) -> Int32 {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let quiet = openat(folder, name, flags | SourceFile.keepsTime)
        return quiet < 0 && errno == EPERM ? openat(folder, name, flags) : quiet
    }

    /// The names in a folder in the order of their bytes.
    private static func names(_ descriptor: Int32) -> [[UInt8]] {
        let copy = dup(descriptor)
        guard copy >= 0, let directory = fdopendir(copy) else { return [] }
        defer { closedir(directory) }
        rewinddir(directory)
        var names: [[UInt8]] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

/// Why an archive cannot be worked on at all; what is wrong with one file stands in the manifest.
public struct ArchiveError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable, CaseIterable {
        /// The source is no folder that can be read.
        case noSource
        /// The destination cannot be made or written.
        case noDestination
        /// The destination lies in the source, or the source in the destination.
        case overlapping
        /// The destination has files, and it is not a run that is resumed.
        case notEmpty
        /// The journal is of another source, audience or rules.
        case otherRun
        /// Another run works on it.
        case busy
        /// The journal cannot be read or written.
        case journal
        /// The disk is full.
        case full
    }
    /// What failed.
    public let code: Code

    init(_ code: Code) { self.code = code }
}
