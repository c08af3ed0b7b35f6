import Levels
import Mentions
import Messages
import Pipeline
import Streams

/// `filter --separator`: the notes that an audience may read, between the same separators.
struct NoteFilter: Sendable {
    /// Who will read them, and how they are written.
    let version: Version
    /// Whether `[note retenue]` stands in place of a note that is held or cannot be read; else the
    /// stream ends before it, since a text has no place for an error.
    let keepsGoing: Bool
    /// The longest note that is read.
    let maximumSize: Int

    /// What one note becomes.
    @Sendable func answer(_ piece: Piece, _ engine: inout Engine) -> Stream.Answer {
        if let fault = piece.fault {
            return held(piece, Message(fault, limit: maximumSize), isHold: false, &engine)
        }
        do throws(FilterError) {
            let outcome = try engine.filter(levelFirst(piece), as: version)
            var tally = StreamTally()
            if piece.number > 0 { tally.add(outcome) }
            return Stream.Answer(
                bytes: piece.lead + separatorFirst(outcome.bytes, piece),
                tally: tally
            )
        } catch {
            return held(piece, Message(error), isHold: error.isHold, &engine)
        }
    }

    // MARK: The level above a note

    /// The note as the engine knows it: with the level that is written above it as first line, not
    /// behind the separator.
    private func levelFirst(_ piece: Piece) -> [UInt8] {
        let note = piece.bytes.dropFirst(piece.separatorSize)
        guard piece.separatorSize > 0, startsWithLevel(note) else { return piece.bytes }
        return firstLinesExchanged(piece.bytes)
    }

    /// What leaves, with its separator as first line: above it the level would belong to the note
    /// before.
    private func separatorFirst(_ bytes: [UInt8], _ piece: Piece) -> [UInt8] {
        guard piece.separatorSize > 0, startsWithLevel(bytes), !startsWithLevel(piece.bytes) else {
            return bytes
        }
        return firstLinesExchanged(bytes)
    }

    private func startsWithLevel(_ bytes: some Sequence<UInt8>) -> Bool {
        // what is not ASCII depends on the encoding of the note
        Level.allCases.contains { level in
            bytes.starts(with: LevelLabel.marker(of: level).prefix { $0 < 0x80 })
        }
    }

    private func firstLinesExchanged(_ note: [UInt8]) -> [UInt8] {
        guard let first = note.firstIndex(of: 0x0A),
            let second = note[(first + 1)...].firstIndex(of: 0x0A)
        else { return note }
        return Array(note[(first + 1)...second] + note[...first] + note[(second + 1)...])
    }

    // MARK: Notes that may not leave

    private func held(
        _ piece: Piece,
        _ message: Message,
        isHold: Bool,
        _ engine: inout Engine
    ) -> Stream.Answer {
        guard keepsGoing else {
            return Stream.Answer(bytes: [], stop: message.about(note: piece.number))
        }
        var tally = StreamTally()
        tally.addFailure(isHold: isHold)
        let place = Placeholder.note + (piece.usesCRLF ? "\r\n" : "\n")
        let bytes = piece.lead + separatorLine(of: piece, &engine) + Array(place.utf8)
        return Stream.Answer(bytes: bytes, tally: tally)
    }

    /// The separator line of a note that is held, as far as it may leave by itself: it may name
    /// somebody.
    private func separatorLine(of piece: Piece, _ engine: inout Engine) -> [UInt8] {
        let line = Array(piece.bytes.prefix(piece.separatorSize))
        guard !line.isEmpty else { return [] }
        return (try? engine.filter(line, as: version))?.bytes ?? []
    }
}
