import Foundation
import Glibc

/// The files that a run reads and makes.
enum Files {
    /// The whole of a file.
    static func read(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path)))
    }

    /// Writes a file in one go.
    static func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    /// A file mapped for as long as the process lives.
    ///
    /// - Throws: `CocoaError` when it cannot be opened.
    static func map(_ path: String) throws -> UnsafeRawBufferPointer {
        let descriptor = open(path, O_RDONLY)
        defer { if descriptor >= 0 { close(descriptor) } }
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw CocoaError(.fileReadNoSuchFile, userInfo: [NSFilePathErrorKey: path])
        }
        let size = Int(status.st_size)
        // nothing leaves of a note that is held
        if size == 0 { return UnsafeRawBufferPointer(start: nil, count: 0) }
        guard let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
            memory != MAP_FAILED
        else { throw CocoaError(.fileReadUnknown, userInfo: [NSFilePathErrorKey: path]) }
        return UnsafeRawBufferPointer(start: memory, count: size)
    }

    /// A folder of this run under the temporary one, removed with ``removeScratch()``.
    static let scratch: String = {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "biffure-benchmarks-\(getpid())")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.path(percentEncoded: false)
    }()

    /// Removes what the run made.
    static func removeScratch() { try? FileManager.default.removeItem(atPath: scratch) }

    /// The program of a name on the search path; nil when there is none.
    static func program(_ name: String) -> String? {
        if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/\(name)" }
            .first { access($0, X_OK) == 0 }
    }
}

/// Says something while a run goes on, apart from the table on standard output.
func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// Ends the run with a line on standard error and exit code 1.
func fail(_ text: String) -> Never {
    say(text)
    Files.removeScratch()
    exit(1)
}
