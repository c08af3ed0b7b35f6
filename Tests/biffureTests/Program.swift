import Foundation
import TestSupport

/// The built program, run as a shell runs it.
struct Program {
    /// What a run left.
    struct Run: Sendable {
        let code: Int32
        let output: [UInt8]
        let error: String
        var text: String { String(decoding: output, as: UTF8.self) }
        var lines: [String] { text.split(separator: "\n").map(String.init) }
    }

    static let path = Repository.program("biffure").path

    /// Runs it with these bytes on standard input and waits; `--lexicon` with the image of the
    /// tests is added unless it is not wanted.
    ///
    /// - Parameters:
    ///   - arguments: Behind the name of the program.
    ///   - input: Standard input.
    ///   - isPipe: Whether that is a pipe, for a few bytes, and no file.
    ///   - usesLexicon: Whether `--lexicon` is added.
    ///   - environment: Variables besides those of the tests.
    ///   - meanwhile: What happens while it runs.
    /// - Returns: What the run left.
    /// - Throws: What starting it threw, or `meanwhile`.
    static func run(
        _ arguments: [String],
        input: [UInt8] = [],
        isPipe: Bool = false,
        usesLexicon: Bool = true,
        environment: [String: String] = [:],
        meanwhile: (Process) throws -> Void = { _ in }
    ) throws -> Run {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // files, not pipes: nothing blocks, whatever the sizes
        let names = ["in", "out", "err"].map { folder.appending(path: $0) }
        try Data(input).write(to: names[0])
        for name in names.dropFirst() { try Data().write(to: name) }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments + (usesLexicon ? ["--lexicon", try TestLexicon.path()] : [])
        let pipe = Pipe()
        process.standardInput = pipe
        if isPipe {
            try pipe.fileHandleForWriting.write(contentsOf: Data(input))
            try pipe.fileHandleForWriting.close()
        } else {
            process.standardInput = try FileHandle(forReadingFrom: names[0])
        }
        process.standardOutput = try FileHandle(forWritingTo: names[1])
        process.standardError = try FileHandle(forWritingTo: names[2])
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        try process.run()
        try meanwhile(process)
        process.waitUntilExit()
        return Run(
            code: process.terminationStatus,
            output: Array(try Data(contentsOf: names[1])),
            error: String(decoding: try Data(contentsOf: names[2]), as: UTF8.self)
        )
    }

    /// Runs it over a file of these bytes; the file's path is put in place of `FILE`.
    static func run(
        _ arguments: [String],
        file bytes: [UInt8],
        environment: [String: String] = [:],
        meanwhile: (Process) throws -> Void = { _ in }
    ) throws -> Run {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try run(
            arguments.map { $0 == "FILE" ? file.path : $0 },
            environment: environment,
            meanwhile: meanwhile
        )
    }
}

/// A note whose every private word can be searched for in what is written.
enum Marked {
    static let note = """
        Réunion du 12 mars 2025.
        Yanis ZORBALEC a cassé une vitre, 12 rue Victor Hugo.
        Lina ZORBALEC est suivie au CMP, 06 12 34 56 78.

        """
    static let words = ["Yanis", "ZORBALEC", "Lina", "CMP", "vitre", "Victor", "06 12", "suivie"]
}
