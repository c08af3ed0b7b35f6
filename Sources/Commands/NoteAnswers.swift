import Messages
import Pipeline
import Records
import Streams

/// `detect` and `classe` with `--separator`: an object for each note, its number as id.
enum NoteAnswers {
    /// Runs over all notes of one file or of standard input.
    ///
    /// - Throws: `Message` with exit code 64 for several files; with 65 at the end when a note could
    ///   not be read, unless the options say to keep going.
    static func run(
        _ files: [String],
        at separator: Separator,
        _ options: NoteOptions,
        _ stream: StreamOptions,
        _ makeEngine: @escaping @Sendable () throws -> Engine,
        _ line: @escaping @Sendable (_ id: [UInt8], Findings) -> [UInt8]
    ) throws {
        let file = try stream.only(files)
        let (errors, _) = try Stream.run(
            file,
            cutter: NoteCutter(at: separator, maximumSize: options.maxNoteSize),
            jobs: stream.jobs,
            makeEngine: makeEngine
        ) { piece, engine in
            guard piece.number > 0 else { return Stream.Answer(bytes: []) }
            let id = Array("\(piece.number)".utf8)
            if let fault = piece.fault {
                return Stream.Answer(LineAnswer(failure: fault.rawValue, at: 0, id: id))
            }
            do throws(FilterError) {
                return Stream.Answer(bytes: line(id, try engine.detect(piece.bytes)) + [0x0A])
            } catch {
                return Stream.Answer(
                    LineAnswer(failure: error.reason, at: error.offset, id: id)
                )
            }
        }
        if errors > 0, !stream.keepGoing {
            throw Message("\(errors) note\(errors > 1 ? "s" : "") en erreur", .data)
        }
    }
}
