import Evaluations
import TestSupport
import Testing

/// A golden note, or one of its own, with what a jurist would find in it.
struct Annotated: CustomTestStringConvertible, Sendable {
    /// Below `Tests/Golden/annotated/`: `veille.telegraphic-bullets.txt`, `sms/two-phones.txt`.
    let path: String
    var testDescription: String { path }

    static let all = Repository.files(under: "Tests/Golden/annotated", ending: ".txt")
        .map(Annotated.init)

    func note() throws -> AnnotatedNote {
        let bytes = try Repository.bytes("Tests/Golden/annotated/\(path)")
        return try AnnotatedNote(source: bytes, name: path)
    }

    /// The golden note that it is without its tags, when there is one: `veille.a-b.txt` is
    /// `veille/a-b.txt`.
    var twin: Golden? {
        let parts = path.split(separator: "/").last?.split(separator: ".", maxSplits: 1) ?? []
        return Golden.all.first { $0.path == parts.joined(separator: "/") }
    }
}
