import Decisions
import Glibc
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
        let isHarmless = try Message.orThrow { () throws(FilterError) in
            try engine.isHarmless(name: name.utf8)
        }
        stem = isHarmless ? String(dot.map { name[..<$0] } ?? name) : "note"
        let last = dot.map { String(name[$0...]) } ?? ""
        let own = isHarmless || FileEnding.usual.contains(last) ? last : ".txt"
        self.ending = ending.map { "." + $0 } ?? own
    }

    /// Writes the version of an audience whole or not at all.
    func write(_ bytes: [UInt8], for audience: Audience) throws(Message) {
        try Files.replace("\(folder)/\(stem).\(audience.id)\(ending)", with: bytes)
    }
}
