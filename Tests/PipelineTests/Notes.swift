import Foundation
import TestSupport
import Testing

/// A note of the tests, by its name.
struct Note: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    var testDescription: String { name }

    /// The notes under `Tests/Golden`, without their results.
    static let golden: [Note] = Repository.files(under: "Tests/Golden", ending: ".txt")
        .filter { !$0.hasPrefix("annotated/") }
        .compactMap { path in
            guard let bytes = try? Repository.bytes("Tests/Golden/\(path)") else { return nil }
            return Note(name: path, text: String(decoding: bytes, as: UTF8.self))
        }

    /// Notes of the grammar.
    static let random: [Note] = (0..<100 as Range<UInt64>).map { seed in
        var grammar = NoteGrammar(seed: seed)
        return Note(name: "seed \(seed)", text: grammar.note())
    }

    static let all = golden + random

    /// The note with CRLF.
    var crlf: [UInt8] { Array(text.utf8).flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] } }
}

/// The audiences of the matrix.
let audiences = ["pleniere", "gt-thematique", "public"]
