import Evaluations
import Messages
import Pipeline

/// Annotated notes from folders and files.
enum AnnotatedFiles {
    /// A note with the place where it stands, which a message may name.
    typealias Note = (note: AnnotatedNote, place: String)

    private static let limit = 1 << 30

    /// Reads all notes of some paths, each with the place where it stands.
    ///
    /// - Throws: `Message`: with exit code 65 when a note has faults, after each fault was said;
    ///   66 when there is no note.
    static func read(_ paths: [String]) throws(Message) -> [Note] {
        var notes: [Note] = []
        var faults: [AnnotationFault] = []
        func take(_ place: String, _ read: () throws(AnnotationError) -> AnnotatedNote) {
            do throws(AnnotationError) {
                notes.append((try read(), place))
            } catch {
                faults += error.faults
            }
        }
        for path in paths {
            if path == "-" || path.hasSuffix(".jsonl") {
                let name = path == "-" ? "entrée standard" : path
                let bytes = try Files.read(path, limit: limit)
                let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
                for (number, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
                    take("\(name), ligne \(number + 1)") { () throws(AnnotationError) in
                        try AnnotatedNote(record: Array(line), file: name, line: number + 1)
                    }
                }
                continue
            }
            let files = try Files.isFolder(path) ? Files.tree(path, ending: ".txt") : [path]
            guard !files.isEmpty else {
                throw Message("aucune note .txt dans « \(path) »", .noInput)
            }
            for file in files {
                let bytes = try Files.read(file, limit: limit)
                take(file) { () throws(AnnotationError) in
                    try AnnotatedNote(source: bytes, name: file)
                }
            }
        }
        guard faults.isEmpty else {
            for fault in faults { Files.say(Message(fault).text) }
            let isOne = faults.count == 1
            throw Message("\(faults.count) faute\(isOne ? "" : "s") : rien n'est mesuré", .data)
        }
        guard !notes.isEmpty else { throw Message("aucune note à mesurer", .noInput) }
        return notes
    }

    /// Scores all notes.
    ///
    /// - Throws: `Message` with the place of the note that cannot be read.
    static func score(
        _ notes: [Note],
        _ evaluation: inout Evaluation,
        _ engine: consuming Engine
    ) throws(Message) {
        for (note, place) in notes {
            try Message.orThrow(about: place) { () throws(FilterError) in
                try evaluation.score(note, with: &engine)
            }
        }
    }
}
