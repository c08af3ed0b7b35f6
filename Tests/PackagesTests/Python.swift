import Foundation
import TestSupport

/// Runs the programs of `Fixtures/`: they make documents and read them with readers that are not ours.
enum Python {
    private static let program = "/usr/bin/python3"
    private static let fixtures = "Tests/PackagesTests/Fixtures"

    /// Runs a program.
    ///
    /// - Parameters:
    ///   - name: Its name under `Fixtures/`.
    ///   - arguments: What it is given.
    /// - Returns: What it writes, by line.
    /// - Throws: `Failure` when it ends with an error.
    static func run(_ name: String, _ arguments: String...) throws -> [String] {
        try run(name, arguments)
    }

    /// Runs a program with a list of arguments.
    static func run(_ name: String, _ arguments: [String]) throws -> [String] {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = [Repository.file("\(fixtures)/\(name)").path] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(program: name) }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// A program that ended with an error.
    struct Failure: Error {
        let program: String
    }
}

/// A folder that goes with the test.
final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "biffure-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// The names of its files, sorted.
    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
    }

    /// The bytes of a file.
    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: url.appending(path: name)))
    }

    /// Writes a file.
    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: url.appending(path: name))
    }
}
