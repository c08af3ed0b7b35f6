internal import Pipeline

/// A file that holds several notes one behind the other, each judged by itself.
protocol NoteBundle {
    /// What the manifest calls the file.
    var format: String { get }
    /// What it calls each note.
    var noteFormat: String { get }

    /// Gives each note, in memory of one at a time.
    ///
    /// - Parameters:
    ///   - source: The file.
    ///   - limit: The longest note that is kept, in bytes.
    ///   - body: What is done with each.
    /// - Returns: SHA-256 of the whole file.
    /// - Throws: `SourceFile.Failure` when the file can be read no further, or is none of this kind.
    /// - Complexity: O(*n*).
    func each(
        _ source: SourceFile,
        limit: Int,
        _ body: (BundledNote) -> Void
    ) throws(SourceFile.Failure) -> String

    /// The bytes of a note as its readers know it.
    func readable(_ note: BundledNote) -> [UInt8]

    /// What may leave of a note, with all that stands around it in the file.
    ///
    /// - Throws: `FilterError`; nothing of the note may then leave.
    func filtered(
        _ note: BundledNote,
        as version: Version,
        _ engine: inout Engine,
        inspect: ((Findings) -> Void)?
    ) throws(FilterError) -> (bytes: [UInt8], outcome: Outcome)

    /// What stands in the copy in place of a note that is held.
    func placeholder(
        of note: BundledNote,
        as version: Version,
        _ engine: inout Engine
    ) -> [UInt8]
}

/// One note of a file that holds several.
struct BundledNote {
    /// What stands before it and is no part of it: a form feed.
    var lead: [UInt8] = []
    /// The note; of one that cannot be read its separator alone.
    let bytes: [UInt8]
    /// How many bytes at its start are the separator.
    var separatorSize = 0
    /// Whether its lines end with CR and LF.
    var usesCRLF = false
    /// Why it cannot be read, in one word; nil when it can.
    let fault: String?
    /// Whether it counts: nothing before the first separator is no note.
    var isNote = true
    /// Its length, in bytes.
    let size: Int
    /// SHA-256, in hexadecimal digits; empty where it was not read whole.
    let digest: String
}
