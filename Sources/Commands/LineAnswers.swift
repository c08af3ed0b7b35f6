import Levels
import Messages
import Pipeline
import Records
import Streams

/// `--jsonl`: one object in, one object out.
enum LineAnswers {
    /// Runs over all lines of one file or of standard input.
    ///
    /// - Throws: `Message` with exit code 64 for several files; with 65 at the end when a line could
    ///   not be read, unless the options say to keep going.
    static func run(
        _ files: [String],
        _ options: NoteOptions,
        _ stream: StreamOptions,
        _ makeEngine: @escaping @Sendable () throws -> Engine,
        _ answer: @escaping @Sendable ([UInt8], inout Engine) -> Stream.Answer
    ) throws {
        let file = try stream.only(files)
        // a record may spend six bytes on each byte of its note, and has other members
        let (size, isOver) = options.maxNoteSize.multipliedReportingOverflow(by: 6)
        let limit = isOver ? Int.max : max(size, size &+ 1 << 20)
        let (errors, _) = try Stream.run(
            file,
            cutter: LineCutter(maximumSize: limit),
            jobs: stream.jobs,
            makeEngine: makeEngine
        ) { piece, engine in
            if let fault = piece.fault {
                return failure(Array("null".utf8), fault.rawValue, 0)
            }
            return answer(piece.bytes, &engine)
        }
        if errors > 0, !stream.keepGoing {
            throw Message("\(errors) ligne\(errors > 1 ? "s" : "") en erreur", .data)
        }
    }

    /// `filter --jsonl`: the object with its text replaced.
    static func filtered(
        _ line: [UInt8],
        as version: Version,
        engine: inout Engine
    ) -> Stream.Answer {
        answer(line) { record throws(FilterError) in
            do throws(FilterError) {
                let outcome = try engine.filter(record.text, as: version)
                let decision = outcome.isChanged ? "transform" : "pass"
                var members = [
                    ("text", JSONLine.quoted(outcome.bytes)),
                    ("level", JSONLine.quoted(outcome.level.name.utf8)),
                    ("level_after", JSONLine.quoted(outcome.levelAfter.name.utf8)),
                    ("decision", JSONLine.quoted(decision.utf8)),
                ]
                // the doubt is shown, never hidden (DOMAIN section 6, rule 10)
                if outcome.isDoubtful { members.append(("doubt", Array("true".utf8))) }
                return record.replacing(members)
            } catch {
                guard error.isHold else { throw error }
                return record.replacing([
                    ("text", Array("null".utf8)), ("decision", JSONLine.quoted("hold".utf8)),
                ])
            }
        }
    }

    /// `detect --jsonl`: what was found in the object's text.
    static func detected(
        _ line: [UInt8],
        _ form: FindingsForm,
        engine: inout Engine
    ) -> Stream.Answer {
        answer(line) { record throws(FilterError) in
            form.line(try engine.detect(record.text), id: record.id)
        }
    }

    /// `classe --jsonl`: the id of the object and the level of its text.
    static func classified(_ line: [UInt8], engine: inout Engine) -> Stream.Answer {
        answer(line) { record throws(FilterError) in
            levelLine(record.id, try engine.detect(record.text).level)
        }
    }

    /// A level as an object.
    static func levelLine(_ id: [UInt8], _ level: Level) -> [UInt8] {
        Array("{\"id\":".utf8) + id + Array(",\"level\":\"\(level.name)\"}".utf8)
    }

    /// The line for a record, or an error object in its place.
    private static func answer(
        _ line: [UInt8],
        _ make: (JSONLine) throws(FilterError) -> [UInt8]
    ) -> Stream.Answer {
        let record: JSONLine
        do throws(RecordError) {
            record = try JSONLine(line)
        } catch {
            return failure(JSONLine.id(of: line), error.code.rawValue, error.offset)
        }
        do throws(FilterError) {
            return Stream.Answer(bytes: try make(record) + [0x0A])
        } catch {
            return failure(record.id, error.reason, error.offset)
        }
    }

    /// An error object in the place of a note.
    static func failure(_ id: [UInt8], _ code: String, _ offset: Int) -> Stream.Answer {
        let error = Array("{\"code\":\"\(code)\",\"offset\":\(offset)}".utf8)
        let line = Array("{\"id\":".utf8) + id + Array(",\"error\":".utf8) + error
        return Stream.Answer(bytes: line + [0x7D, 0x0A], isError: true)
    }
}
