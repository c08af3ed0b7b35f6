import Messages
import Pipeline
import Records
import Streams

/// `--jsonl`: one object in, one object out.
enum LineStream {
    /// Runs over all lines of one file or of standard input.
    ///
    /// - Throws: `Message` with exit code 64 for several files; with 65 at the end when a line could
    ///   not be read, unless the options say to keep going.
    static func run(
        _ files: [String],
        _ options: NoteOptions,
        _ stream: StreamOptions,
        _ makeEngine: @escaping @Sendable () throws -> Engine,
        _ question: LineQuestion
    ) throws {
        let file = try stream.only(files)
        let (errors, _) = try Stream.run(
            file,
            cutter: LineCutter(maximumSize: JSONLine.maximumSize(ofNotes: options.maxNoteSize)),
            jobs: stream.jobs,
            makeEngine: makeEngine
        ) { piece, engine in
            Stream.Answer(
                piece.fault.map { LineAnswer(failure: $0.rawValue, at: 0, id: Array("null".utf8)) }
                    ?? LineAnswer(piece.bytes, question, engine: &engine)
            )
        }
        if errors > 0, !stream.keepGoing {
            throw Message("\(errors) ligne\(errors > 1 ? "s" : "") en erreur", .data)
        }
    }
}
