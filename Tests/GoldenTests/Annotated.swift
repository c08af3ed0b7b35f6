import Evaluations
import TestSupport
import Testing

/// A golden note, or one of its own, with what a jurist would find in it.
struct Annotated: CustomTestStringConvertible, Sendable {
    /// Below its folder: `veille.telegraphic-bullets.txt`, `sms/two-phones.txt`.
    let path: String
    private var folder = Self.ownFolder
    var testDescription: String { path }

    private static let ownFolder = "Tests/Golden/annotated"
    private static let otherFolder = "Tests/OtherHands"

    static let all = Repository.files(under: ownFolder, ending: ".txt").map { Annotated($0) }
    /// Notes whose authors knew neither rules nor rows; they were measured before they were read.
    static let ofOtherHands = Repository.files(under: otherFolder, ending: ".txt")
        .map { Annotated($0, in: otherFolder) }

    private init(_ path: String, in folder: String = ownFolder) {
        self.path = path
        self.folder = folder
    }

    func note() throws -> AnnotatedNote {
        let bytes = try Repository.bytes("\(folder)/\(path)")
        return try AnnotatedNote(source: bytes, name: path)
    }

    /// The golden note that it is without its tags, when there is one: `veille.a-b.txt` is
    /// `veille/a-b.txt`.
    var twin: Golden? {
        let parts = path.split(separator: "/").last?.split(separator: ".", maxSplits: 1) ?? []
        return Golden.all.first { $0.path == parts.joined(separator: "/") }
    }
}
