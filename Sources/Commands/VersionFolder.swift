import Decisions
import Documents
import Glibc
import Levels
import Mentions
import Messages
import Pipeline

/// The folder that gets one version of a note for each audience.
struct VersionFolder {
    private let folder: String
    private let stem: String
    private let ending: String

    /// Versions of a note in a folder, which is made when it is missing.
    ///
    /// A file name is text to be judged like any other: one that names somebody gives way to `note`.
    ///
    /// - Parameters:
    ///   - folder: Where they go.
    ///   - file: The note; nil for standard input.
    ///   - ending: The ending of their names, without dot, where it is not that of the note.
    ///   - engine: Judges the name.
    /// - Throws: `Message`.
    init(
        _ folder: String,
        of file: String?,
        ending: String?,
        engine: inout Engine
    ) throws(Message) {
        if mkdir(folder, 0o755) != 0, errno != EEXIST {
            throw Message("impossible de créer le dossier « \(folder) »", .io)
        }
        self.folder = folder
        let name = file.flatMap { $0 == "-" ? nil : $0.split(separator: "/").last } ?? "note.txt"
        let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 }
        // the whole name is judged: « cr.Lourmel » has an ending that names somebody
        let isHarmless = try Self.isHarmless(String(name), &engine)
        stem = isHarmless ? String(dot.map { name[..<$0] } ?? name) : "note"
        let last = dot.map { String(name[$0...]) } ?? ""
        let own = isHarmless || Self.usualEndings.contains(last) ? last : ".txt"
        self.ending = ending.map { "." + $0 } ?? own
    }

    /// What they say of a note is no name.
    private static let usualEndings: Set<String> = [
        ".txt", ".md", ".csv", ".tsv", ".html", ".htm", ".eml", ".vcf", ".ics", ".docx", ".odt",
        ".xlsx", ".ods", ".zip",
    ]

    private static func isHarmless(_ name: String, _ engine: inout Engine) throws(Message) -> Bool {
        let words = name.utf8.map { [0x5F, 0x2D, 0x2E].contains($0) ? 0x20 : $0 }
        let found = try Message.orThrow { () throws(FilterError) in
            try engine.detect(words, as: .utf8)
        }
        return found.level == .public && !found.mentions.contains { $0.label.isPrivateName }
    }

    /// Writes the version of an audience whole or not at all.
    func write(_ bytes: [UInt8], for audience: Audience) throws(Message) {
        try Files.replace("\(folder)/\(stem).\(audience.id)\(ending)", with: bytes)
    }
}
