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
        let note = SeparatedNote(
            piece.bytes,
            separatorSize: piece.separatorSize,
            usesCRLF: piece.usesCRLF
        )
        func held(_ message: Message, isHold: Bool) -> Stream.Answer {
            guard keepsGoing else {
                return Stream.Answer(bytes: [], stop: message.about(note: piece.number))
            }
            var tally = StreamTally()
            tally.addFailure(isHold: isHold)
            let place = note.placeholder(as: version, &engine)
            return Stream.Answer(bytes: piece.lead + place, tally: tally)
        }
        if let fault = piece.fault {
            return held(Message(fault, limit: maximumSize), isHold: false)
        }
        do throws(FilterError) {
            let outcome = try note.filtered(as: version, &engine)
            var tally = StreamTally()
            if piece.number > 0 { tally.add(outcome) }
            return Stream.Answer(bytes: piece.lead + outcome.bytes, tally: tally)
        } catch {
            return held(Message(error), isHold: error.isHold)
        }
    }
}
