import Levels
import Messages
import Pipeline
import Records

/// JSON lines: one line in, one line out, in order, written as soon as the input pauses.
enum Stream {
    /// What became of a line.
    struct Answer {
        let line: [UInt8]
        let isError: Bool
    }

    /// Runs over all lines of one file or of standard input.
    ///
    /// - Throws: `Message` with exit code 64 for several files; with 65 at the end when a line could
    ///   not be read, unless the options say to keep going.
    static func run(
        _ files: [String],
        _ options: NoteOptions,
        _ answer: ([UInt8]) throws -> Answer
    ) throws {
        guard files.count <= 1 else {
            throw Message("--jsonl ne lit qu'un fichier à la fois", .usage)
        }
        let maximumSize = options.maxNoteSize
        let descriptor = try Input.open(files.first)
        var pending: [UInt8] = []
        var failures = 0
        var output: [UInt8] = []
        var searched = 0
        while true {
            let count = try Files.appendChunk(descriptor, to: &pending)
            var start = 0
            while let end = pending[max(start, searched)...].firstIndex(of: 0x0A) {
                try handle(pending[start..<end], answer, &output, &failures)
                start = end + 1
                searched = start
                if output.count > 1 << 18 {
                    try Files.write(output)
                    output.removeAll(keepingCapacity: true)
                }
            }
            pending.removeFirst(start)
            searched = pending.count
            // a record may spend six bytes on each byte of its note, and has other members
            if pending.count > maximumSize * 6 + (1 << 20) {
                output += failure(Array("null".utf8), "tooLarge", 0).line + [0x0A]
                failures += 1
                let isAtEnd = try skipLine(descriptor, &pending)
                searched = 0
                if isAtEnd { break }
                continue
            }
            if count == 0 {
                if !pending.isEmpty { try handle(pending[...], answer, &output, &failures) }
                break
            }
            try Files.write(output)
            output.removeAll(keepingCapacity: true)
        }
        try Files.write(output)
        if failures > 0, !options.keepGoing {
            throw Message("\(failures) ligne\(failures > 1 ? "s" : "") en erreur", .data)
        }
    }

    /// Reads on to the end of a line that is too long; returns whether the input ended.
    private static func skipLine(_ descriptor: Int32, _ pending: inout [UInt8]) throws -> Bool {
        while true {
            pending.removeAll(keepingCapacity: true)
            if try Files.appendChunk(descriptor, to: &pending) == 0 { return true }
            if let end = pending.firstIndex(of: 0x0A) {
                pending.removeFirst(end + 1)
                return false
            }
        }
    }

    private static func handle(
        _ line: ArraySlice<UInt8>,
        _ answer: ([UInt8]) throws -> Answer,
        _ output: inout [UInt8],
        _ failures: inout Int
    ) throws {
        var line = Array(line)
        if line.last == 0x0D { line.removeLast() }
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return }
        let result = try answer(line)
        if result.isError { failures += 1 }
        output += result.line
        output.append(0x0A)
    }

    /// `filter --jsonl`: the object with its text replaced.
    static func filtered(
        _ line: [UInt8],
        as version: Version,
        engine: inout Engine
    ) throws -> Answer {
        try answer(line) { record throws(FilterError) in
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
        rules: String,
        unit: OffsetUnit,
        withText: Bool,
        engine: inout Engine
    ) throws -> Answer {
        try answer(line) { record throws(FilterError) in
            FindingsRecord(
                try engine.detect(record.text),
                id: record.id,
                rules: rules,
                unit: unit,
                withText: withText
            ).line()
        }
    }

    /// `classe --jsonl`: the id of the object and the level of its text.
    static func classified(_ line: [UInt8], engine: inout Engine) throws -> Answer {
        try answer(line) { record throws(FilterError) in
            let level = try engine.detect(record.text).level.name
            return Array("{\"id\":".utf8) + record.id + Array(",\"level\":\"\(level)\"}".utf8)
        }
    }

    /// The line for a record, or an error object in its place.
    private static func answer(
        _ line: [UInt8],
        _ make: (JSONLine) throws(FilterError) -> [UInt8]
    ) throws -> Answer {
        let record: JSONLine
        do throws(RecordError) {
            record = try JSONLine(line)
        } catch {
            return failure(JSONLine.id(of: line), error.code.rawValue, error.offset)
        }
        do throws(FilterError) {
            return Answer(line: try make(record), isError: false)
        } catch {
            return failure(record.id, error)
        }
    }

    private static func failure(_ id: [UInt8], _ error: FilterError) -> Answer {
        failure(id, error.reason, error.offset)
    }

    private static func failure(_ id: [UInt8], _ code: String, _ offset: Int) -> Answer {
        let error = Array("{\"code\":\"\(code)\",\"offset\":\(offset)}".utf8)
        let line = Array("{\"id\":".utf8) + id + Array(",\"error\":".utf8) + error + [0x7D]
        return Answer(line: line, isError: true)
    }
}
