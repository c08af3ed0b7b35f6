internal import Levels
internal import Mentions

/// One note of a text that holds several, with the line of the separator that it starts with.
///
/// The level stands behind the separator: above it, it would belong to the note before.
public struct SeparatedNote: Sendable {
    private let bytes: [UInt8]
    private let separatorSize: Int
    private let usesCRLF: Bool

    /// A note.
    ///
    /// - Parameters:
    ///   - bytes: The note with its separator; of one that could not be read the separator alone.
    ///   - separatorSize: How many bytes at its start are the separator, 0 for none.
    ///   - usesCRLF: Whether its lines end with CR and LF.
    public init(_ bytes: [UInt8], separatorSize: Int, usesCRLF: Bool) {
        self.bytes = bytes
        self.separatorSize = separatorSize
        self.usesCRLF = usesCRLF
    }

    /// The version of the note that an audience may read.
    ///
    /// - Parameters:
    ///   - version: Who will read it, and how it is written.
    ///   - engine: Judges it.
    ///   - inspect: Sees what was found, as in ``Engine/filter(_:as:inspect:)``.
    /// - Returns: What leaves and what was done.
    /// - Throws: `FilterError`; nothing of the note may then leave.
    public func filtered(
        as version: Version,
        _ engine: inout Engine,
        inspect: ((Findings) -> Void)? = nil
    ) throws(FilterError) -> Outcome {
        var outcome = try engine.filter(levelFirst, as: version, inspect: inspect)
        outcome.bytes = separatorFirst(outcome.bytes)
        return outcome
    }

    /// What stands in place of a note that is held or could not be read.
    ///
    /// - Returns: The separator, as far as it may leave by itself since it may name somebody, and
    ///   the placeholder of a note.
    public func placeholder(as version: Version, _ engine: inout Engine) -> [UInt8] {
        let line = Array(bytes.prefix(separatorSize))
        let place = Array((Placeholder.note + (usesCRLF ? "\r\n" : "\n")).utf8)
        guard !line.isEmpty else { return place }
        return ((try? engine.filter(line, as: version))?.bytes ?? []) + place
    }

    /// The note as the engine knows it: with the level that is written above it as first line, not
    /// behind the separator.
    private var levelFirst: [UInt8] {
        guard separatorSize > 0, Self.startsWithLevel(bytes.dropFirst(separatorSize)) else {
            return bytes
        }
        return Self.firstLinesExchanged(bytes)
    }

    /// What leaves, with its separator as first line.
    private func separatorFirst(_ output: [UInt8]) -> [UInt8] {
        guard separatorSize > 0, Self.startsWithLevel(output), !Self.startsWithLevel(bytes) else {
            return output
        }
        return Self.firstLinesExchanged(output)
    }

    private static func startsWithLevel(_ bytes: some Sequence<UInt8>) -> Bool {
        // what is not ASCII depends on the encoding of the note
        Level.allCases.contains { level in
            bytes.starts(with: LevelLabel.marker(of: level).prefix { $0 < 0x80 })
        }
    }

    private static func firstLinesExchanged(_ note: [UInt8]) -> [UInt8] {
        guard let first = note.firstIndex(of: 0x0A),
            let second = note[(first + 1)...].firstIndex(of: 0x0A)
        else { return note }
        return Array(note[(first + 1)...second] + note[...first] + note[(second + 1)...])
    }
}
