internal import Glibc
internal import Pipeline

/// Names of files and folders as they may leave: one that names somebody, or might, gives way to a
/// number.
struct CleanNames: Sendable {
    /// Folders that were judged: each is asked for once for each of its files.
    private var known: [SourceEntry.Step: String] = [:]
    private static let maximumKnown = 4_096
    /// The longest name that leaves, in bytes: the system takes 255, and some may be added.
    private static let maximumLength = 200
    /// How the names start that a run uses for itself at the top of its destination.
    static let own = ".biffure"

    /// The path of a copy.
    ///
    /// - Parameters:
    ///   - entry: The file.
    ///   - ending: The ending of the copy, where it is not that of the file.
    ///   - engine: Judges names.
    /// - Returns: The path below the destination.
    /// - Throws: `FilterError` when names cannot be judged: nothing of the file may then leave.
    mutating func path(
        of entry: SourceEntry,
        ending: String?,
        _ engine: inout Engine
    ) throws(FilterError) -> String {
        var path = ""
        for step in entry.steps.dropLast() { path += try folder(step, &engine) + "/" }
        guard let last = entry.steps.last else { return path }
        let text = Self.text(last.name)
        let own = Self.ending(of: text).lowercased()
        let kept = FileEnding.usual.contains(own) ? String(text.dropLast(own.count)) : text
        if try Self.mayLeave(text, stem: kept, &engine) {
            return path + text + (ending.map { "." + $0 } ?? "")
        }
        let usual = FileEnding.usual.contains(own) ? own : ""
        return path + "document sans nom \(last.number)" + (ending.map { "." + $0 } ?? usual)
    }

    /// The name of the folder at the top that a file stands in; empty at the top.
    mutating func top(
        of entry: SourceEntry,
        _ engine: inout Engine
    ) throws(FilterError) -> String {
        entry.steps.count > 1 ? try folder(entry.steps[0], &engine) : ""
    }

    private mutating func folder(
        _ step: SourceEntry.Step,
        _ engine: inout Engine
    ) throws(FilterError) -> String {
        if let cached = known[step] { return cached }
        let text = Self.text(step.name)
        let isOpen = try Self.mayLeave(text, stem: text, &engine)
        let name = isOpen ? text : "dossier sans nom \(step.number)"
        if known.count >= Self.maximumKnown { known.removeAll() }
        known[step] = name
        return name
    }

    /// Whether a name may stand as it is.
    private static func mayLeave(
        _ name: String,
        stem: String,
        _ engine: inout Engine
    ) throws(FilterError) -> Bool {
        guard name.utf8.count <= maximumLength, !name.hasPrefix(own),
            engine.knowsWords(of: stem.utf8)
        else { return false }
        return try engine.isHarmless(name: name.utf8)
    }

    private static func ending(of name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
        return String(name[dot...])
    }

    /// A path as text, step by step: two systems may have written its names.
    static func text(path: [UInt8]) -> String {
        path.split(separator: 0x2F).map { text(Array($0)) }.joined(separator: "/")
    }

    /// Whether the text of a path tells its bytes.
    static func isExact(_ path: [UInt8]) -> Bool { Array(text(path: path).utf8) == path }

    /// A name as text: UTF-8, or what Windows wrote before it.
    static func text(_ name: [UInt8]) -> String {
        if let text = String(validating: name, as: UTF8.self), !hasControls(text) { return text }
        let isUTF8 = String(validating: name, as: UTF8.self) != nil
        if isUTF8 {
            return String(decoding: name.map { $0 < 0x20 || $0 == 0x7F ? 0x5F : $0 }, as: UTF8.self)
        }
        var scalars = String.UnicodeScalarView()
        for byte in name {
            let isControl = byte < 0x20 || (0x7F...0x9F).contains(byte)
            scalars.append(isControl ? "_" : Unicode.Scalar(byte))
        }
        return String(scalars)
    }

    private static func hasControls(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
