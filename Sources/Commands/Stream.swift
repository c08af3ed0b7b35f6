import Messages
import Pipeline
import Records
import Streams

/// Many notes in, their answers out: in their order, each as soon as its turn has come, in memory
/// that does not grow with the stream.
enum Stream {
    /// What became of one note.
    struct Answer {
        /// What leaves, with its line end.
        var bytes: [UInt8]
        /// Whether an error object stands in its place.
        var isError = false
        /// Why nothing may leave behind it.
        var stop: Message?
        /// What was done to it.
        var tally: StreamTally?

        init(bytes: [UInt8], stop: Message? = nil, tally: StreamTally? = nil) {
            self.bytes = bytes
            self.stop = stop
            self.tally = tally
        }

        /// The answer to a record.
        init(_ answer: LineAnswer) {
            bytes = answer.bytes
            isError = answer.isError
        }
    }

    /// Makes the answer to a note.
    typealias Answerer = @Sendable (Piece, inout Engine) -> Answer

    /// What became of the notes that one worker took at a time.
    struct Answers: Sendable {
        var bytes: [UInt8] = []
        var errors = 0
        var stop: Message?
        var tally = StreamTally()

        mutating func add(_ answer: Answer) {
            bytes += answer.bytes
            if answer.isError { errors += 1 }
            stop = answer.stop
            if let other = answer.tally { tally.add(other) }
        }
    }

    /// Notes in the portions in which workers take them.
    private struct Portions<Notes: Cutter>: Supply {
        let input: Input
        var cutter: Notes
        /// Enough that handing it over costs nothing, little enough that it leaves soon.
        private static var size: Int { 1 << 15 }

        init(_ input: Input, _ cutter: Notes) {
            self.input = input
            self.cutter = cutter
        }

        mutating func next() throws -> [Piece]? {
            var pieces: [Piece] = []
            var size = 0
            while size < Self.size {
                do throws(CutError) {
                    if let piece = try cutter.next() {
                        size += piece.bytes.count
                        pieces.append(piece)
                        continue
                    }
                } catch {
                    throw Message(error)
                }
                // what is there is not kept waiting for what may come
                guard pieces.isEmpty, !cutter.hasEnded else { break }
                try cutter.fill(input.append)
            }
            return pieces.isEmpty ? nil : pieces
        }
    }

    /// Standard output, and what left.
    private struct Output: Outlet {
        var errors = 0
        var tally = StreamTally()

        static func size(of answers: Answers) -> Int { answers.bytes.count }

        mutating func take(_ answers: Answers) throws {
            try Files.write(answers.bytes)
            errors += answers.errors
            tally.add(answers.tally)
            if let stop = answers.stop { throw stop }
        }
    }

    /// Runs over all notes of one file or of standard input.
    ///
    /// - Parameters:
    ///   - file: The file; nil for standard input.
    ///   - cutter: Cuts it to notes.
    ///   - jobs: How many notes are read at a time.
    ///   - makeEngine: Makes what each worker needs.
    ///   - answer: What a note becomes.
    /// - Returns: The number of error objects, and what was done.
    /// - Throws: `Message`: why the stream ended early.
    static func run(
        _ file: String?,
        cutter: some Cutter,
        jobs: Int,
        makeEngine: @escaping @Sendable () throws -> Engine,
        answer: @escaping Answerer
    ) throws -> (errors: Int, tally: StreamTally) {
        let input = try Input(file, isShared: jobs > 1)
        let relay = Relay(
            from: Portions(input, cutter),
            to: Output(),
            jobs: jobs,
            interrupt: input.interrupt
        )
        let output = try relay.run { relay in
            var engine = try makeEngine()
            relay.work { pieces in
                var answers = Answers()
                for piece in pieces {
                    answers.add(answer(piece, &engine))
                    if answers.stop != nil { break }
                }
                return answers
            }
        }
        return (output.errors, output.tally)
    }
}
