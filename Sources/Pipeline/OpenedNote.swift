internal import Documents
internal import Formats
internal import Levels

/// A note that was read: plain text, or the texts of a carrier as one document.
struct OpenedNote {
    /// What the line reads.
    let document: Document
    private let carrier: (any Carrier)?
    private let assembly: Assembly?

    /// A plain text.
    init(_ document: Document) {
        self.document = document
        carrier = nil
        assembly = nil
    }

    /// A note of another format.
    init(_ carrier: any Carrier) throws(FormatError) {
        let assembly = try Assembly(carrier.texts)
        document = assembly.document
        self.carrier = carrier
        self.assembly = assembly
    }

    /// What nobody can clean.
    var obstacles: [Obstacle] { carrier?.obstacles ?? [] }

    /// Whether it is no plain text.
    var isCarried: Bool { carrier != nil }

    /// The level that its format says, when one was written into it.
    var mark: String? { carrier?.mark }

    /// Its parts; empty for plain text.
    var places: [Findings.Place] {
        (assembly?.places ?? []).map { Findings.Place(start: $0.start, part: $0.part) }
    }

    /// Whether something that was removed stands where nobody judges.
    func holdsAside(_ removed: RemovedWords) -> Bool {
        guard let carrier, !removed.isEmpty else { return false }
        return carrier.asides.contains { removed.areIn($0) }
    }

    /// The note after edits.
    ///
    /// - Parameters:
    ///   - edits: Over the document.
    ///   - removed: What must not stand where nobody judges.
    ///   - level: The level to write into it; nil for none.
    /// - Returns: The bytes in the format that it came in.
    /// - Throws: `FormatError`.
    func bytes(
        applying edits: [Edit],
        without removed: RemovedWords,
        marking level: Level?
    ) throws(FormatError) -> [UInt8] {
        guard let carrier, let assembly else {
            return try PlainText.write(document, edits: marked(edits, level))
        }
        return try carrier.bytes(
            applying: assembly.split(edits),
            without: removed,
            marking: level.map { Marking(name: $0.name, banner: LevelLabel.marker(of: $0)) }
        )
    }

    /// A plain text says its level in its first line.
    private func marked(_ edits: [Edit], _ level: Level?) -> [Edit] {
        guard let level else { return edits }
        let line = LevelLabel.marker(of: level) + document.lineEnd
        return [Edit(start: 0, end: 0, replacement: line)] + edits
    }
}
