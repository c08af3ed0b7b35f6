import Foundation
import TestSupport
import Testing

/// The map of the modules, checked: every `import` line under `Sources/<module>` is in its row.
@Suite struct LayeringTests {
    struct Module: CustomTestStringConvertible, Sendable {
        let name: String
        let imports: Set<String>
        /// What stands in the sources today against the map: it fails too when it goes.
        let known: Set<String>
        var testDescription: String { name }

        init(_ name: String, _ imports: Set<String>, known: Set<String> = []) {
            self.name = name
            self.imports = imports
            self.known = known
        }
    }

    /// In the order of the line: a module imports only what stands before it.
    static let map = [
        Module("Documents", []),
        Module("Formats", ["Documents", "CICU", "Synchronization"]),
        Module("Tokens", ["Documents", "CICU"]),
        Module("Lexicons", ["Tokens"]),
        Module("Mentions", ["Documents", "Tokens", "Lexicons"]),
        Module("Levels", ["Documents", "Tokens", "Mentions", "Lexicons"]),
        Module("Decisions", ["Documents", "Mentions", "Levels", "Lexicons"]),
        Module("Redactions", ["Documents", "Mentions", "Decisions"], known: ["Levels"]),
        Module(
            "Pipeline",
            [
                "Documents", "Formats", "Tokens", "Lexicons", "Mentions", "Levels", "Decisions",
                "Redactions",
            ]
        ),
        Module("Records", ["Decisions", "Documents", "Pipeline", "Levels", "Mentions"]),
        Module("Streams", ["Glibc"]),
        Module(
            "Evaluations",
            ["CICU", "Decisions", "Levels", "Mentions", "Pipeline", "Records"]
        ),
        Module(
            "Messages",
            [
                "Documents", "Pipeline", "Decisions", "Evaluations", "Formats", "Levels",
                "Lexicons", "Mentions", "Streams",
            ]
        ),
        Module("Services", ["Glibc"]),
        Module(
            "Commands",
            [
                "ArgumentParser", "CProcess", "Glibc", "Synchronization", "Documents", "Decisions",
                "Evaluations", "Formats", "Levels",
                "Lexicons", "Mentions", "Messages", "Pipeline", "Records", "Redactions", "Services",
                "Streams",
            ]
        ),
        Module("Packages", ["Documents", "Formats", "CZip", "CXML", "Synchronization"]),
        Module("Mails", ["Documents", "Formats", "CICU", "CMIME"]),
        Module("Conversions", ["Documents", "Formats", "CProcess", "CZip", "Glibc"]),
        Module("Pseudonyms", ["Crypto"]),
        Module("Keys", ["Commands", "Messages", "Pseudonyms"]),
        Module("Readers", ["Conversions", "Documents", "Formats", "Mails", "Packages"]),
        Module("Envelopes", ["Decisions", "Levels", "Lexicons"]),
        Module(
            "Workshops",
            ["Decisions", "Envelopes", "Pipeline", "NIOCore", "NIOPosix", "Synchronization"]
        ),
        Module("Milters", []),
        Module("Holdings", ["Crypto", "Foundation", "GRDB", "Glibc", "Synchronization"]),
        Module("Submissions", []),
        Module("Configurations", ["Yams"]),
        Module(
            "Gateway",
            [
                "Decisions", "Envelopes", "Formats", "Glibc", "Holdings", "Levels", "Milters",
                "NIOCore", "NIOExtras", "NIOPosix", "Pipeline", "Records", "Synchronization",
                "Workshops",
            ]
        ),
        Module(
            "Replies",
            [
                "Decisions", "Documents", "Envelopes", "Glibc", "Holdings", "Levels", "Mentions",
                "Messages", "NIOCore", "NIOExtras", "NIOPosix", "Pipeline", "Records", "Streams",
                "Submissions", "Synchronization", "Workshops",
            ]
        ),
        Module(
            "biffured",
            [
                "ArgumentParser", "Commands", "Configurations", "Decisions", "Documents",
                "Envelopes", "Formats", "Gateway", "Glibc", "Holdings", "Lexicons", "Messages",
                "NIOCore", "NIOExtras", "NIOPosix", "Pipeline", "Readers", "Records", "Replies",
                "Services", "Synchronization", "UnixSignals", "Workshops",
            ]
        ),
        Module(
            "Archives",
            [
                "CProcess", "Crypto", "Decisions", "Documents", "Formats", "Foundation", "GRDB",
                "Glibc", "Levels", "Mentions", "Pipeline", "Records", "Streams",
            ]
        ),
        Module(
            "biffureArchive",
            [
                "Archives", "ArgumentParser", "Commands", "Decisions", "Formats", "Glibc", "Keys",
                "Levels", "Lexicons", "Messages", "Pipeline", "Readers", "Redactions", "Streams",
                "Synchronization",
            ]
        ),
        Module("biffure", ["Commands"]),
        Module("biffureKeyed", ["Commands", "Keys"]),
        Module("biffureDocuments", ["Commands", "Keys", "Readers"]),
    ]

    @Test(arguments: map)
    func everyImportIsInTheMap(_ module: Module) throws {
        let found = try Self.imports(of: module.name)
        let foreign = found.filter { !module.imports.contains($0.module) }
        #expect(Set(foreign.map(\.module)) == module.known, "\(foreign.map(\.place))")
    }

    @Test(arguments: map)
    func foundationStaysOut(_ module: Module) throws {
        let found = try Self.imports(of: module.name)
        // the database asks for it, far from the pipe
        guard !["Holdings", "Archives"].contains(module.name) else { return }
        #expect(found.filter { $0.module.hasPrefix("Foundation") }.map(\.place) == [])
    }

    @Test func everyFolderUnderSourcesIsInTheMap() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: Repository.file("Sources").path
        )
        #expect(
            Set(folders)
                == Set(Self.map.map(\.name)).union([
                    "CICU", "CLibICU", "CProcess", "CZip", "CLibZip", "CXML", "CLibXML", "CMIME",
                    "CLibGMime",
                ])
        )
    }

    @Test func importLinesAreFoundWhateverStandsBeforeThem() {
        let source = """
            public import Documents
            internal import Levels // why
            @testable import Tokens
              import struct Glibc.stat
            // import Foundation
            let x = "import Foundation"
            """
        let found = source.split(separator: "\n").compactMap { Self.module(in: $0) }
        #expect(found == ["Documents", "Levels", "Tokens", "Glibc"])
    }

    private struct Import {
        let module: String
        let place: String
    }

    private static func imports(of module: String) throws -> [Import] {
        let files = Repository.files(under: "Sources/\(module)", ending: ".swift")
        try #require(!files.isEmpty)
        return try files.flatMap { file in
            let text = String(
                decoding: try Repository.bytes("Sources/\(module)/\(file)"),
                as: UTF8.self
            )
            return text.split(separator: "\n").compactMap { line in
                Self.module(in: line).map { Import(module: $0, place: "\(file): \($0)") }
            }
        }
    }

    private static let leads: Set<Substring> = [
        "public", "internal", "private", "fileprivate", "package", "@testable", "@preconcurrency",
        "@_exported", "@_implementationOnly",
    ]
    private static let kinds: Set<Substring> = [
        "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
    ]

    /// The module that an import line names, or nil.
    private static func module(in line: Substring) -> String? {
        var words = line.split(separator: " ")[...]
        while let first = words.first, leads.contains(first) { words.removeFirst() }
        guard words.popFirst() == "import" else { return nil }
        if let first = words.first, kinds.contains(first) { words.removeFirst() }
        return words.first.map { String($0.prefix { $0 != "." }) }
    }
}
