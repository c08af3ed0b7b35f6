internal import Pipeline

/// Names of files and folders as they may leave: one that names somebody gives way to a number.
struct CleanNames: Sendable {
    /// Folders that were judged: each is asked for once for each of its files.
    private var known: [SourceEntry.Step: String] = [:]
    private static let maximumKnown = 4_096

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
        let own = Self.ending(of: text)
        if try engine.isHarmless(name: text.utf8) {
            return path + text + (ending.map { "." + $0 } ?? "")
        }
        let kept =
            ending.map { "." + $0 } ?? (FileEnding.usual.contains(own.lowercased()) ? own : "")
        return path + "document sans nom \(last.number)" + kept
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
        let isOpen = try engine.isHarmless(name: text.utf8)
        let name = isOpen ? text : "dossier sans nom \(step.number)"
        if known.count >= Self.maximumKnown { known.removeAll() }
        known[step] = name
        return name
    }

    private static func ending(of name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
        return String(name[dot...])
    }

    /// A name as text: UTF-8, or what Windows wrote before it.
    static func text(_ name: [UInt8]) -> String {
        if let text = String(validating: name, as: UTF8.self), !hasControls(text) { return text }
        return String(
            String.UnicodeScalarView(
                name.map { byte in
                    byte < 0x20 || (0x7F...0x9F).contains(byte) ? "_" : Unicode.Scalar(byte)
                }
            )
        )
    }

    private static func hasControls(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
