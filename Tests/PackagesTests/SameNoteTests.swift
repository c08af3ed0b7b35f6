import Foundation
import Mentions
import Pipeline
import TestSupport
import Testing

/// A note says the same as text, as docx and as odt.
@Suite struct SameNoteTests {
    private static let folder = "Tests/Golden/annotated"
    /// One note in some, all kinds among them.
    private static let step = 6

    private static var notes: [String] {
        let all = Repository.files(under: folder, ending: ".txt")
        return stride(from: 0, to: all.count, by: step).map { all[$0] }
    }

    @Test func mentionsAreTheSame() throws {
        let made = try Folder()
        let notes = Self.notes
        #expect(notes.count >= 20)
        let paths = notes.map { Repository.file("\(Self.folder)/\($0)").path }
        _ = try Python.run("from_text.py", [made.url.path] + paths)
        var engine = try makeDocumentEngine()
        var mentions = 0
        for note in notes {
            let text = try engine.detect(try Repository.bytes("\(Self.folder)/\(note)"))
            mentions += text.mentions.count
            for ending in [".docx", ".odt"] {
                let name = note.dropLast(4) + ending
                let document = try engine.detect(try made.bytes(String(name)))
                let difference = document.found.map(Self.joined)
                    .difference(from: text.found.map(Self.joined))
                #expect(difference.isEmpty, "\(name): \(difference.map(\.description))")
                #expect(document.level == text.level, "\(name)")
            }
        }
        #expect(mentions > 200)
    }

    /// What stands in a mention between its words may differ: a line end, blanks.
    private static func joined(_ found: Found) -> Found {
        Found(found.text.split(whereSeparator: \.isWhitespace).joined(separator: " "), found.label)
    }
}

extension CollectionDifference.Change where ChangeElement == Found {
    fileprivate var description: String {
        switch self {
        case .insert(_, let found, _): "+ \(found)"
        case .remove(_, let found, _): "- \(found)"
        }
    }
}
