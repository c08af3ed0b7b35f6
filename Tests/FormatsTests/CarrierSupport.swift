import Documents
import Formats

extension Carrier {
    /// The text of a part.
    func text(_ part: String) -> String? {
        texts.first { $0.part == part }.map { String(decoding: $0.text, as: UTF8.self) }
    }

    /// The note with words replaced in all texts.
    func replacing(
        _ words: String...,
        with replacement: String = "[Personne A]",
        isEverywhere: Bool = true,
        marking: Marking? = nil
    ) throws -> String {
        var removed = RemovedWords()
        if isEverywhere { words.forEach { removed.add($0.utf8) } }
        let edits = texts.map { carried in
            words.flatMap { Self.places(of: Array($0.utf8), in: carried.text) }
                .sorted { $0.lowerBound < $1.lowerBound }
                .map { range in
                    Edit(
                        start: range.lowerBound,
                        end: range.upperBound,
                        replacement: Array(replacement.utf8)
                    )
                }
        }
        let output = try bytes(applying: edits, without: removed, marking: marking)
        return String(decoding: output, as: UTF8.self)
    }

    private static func places(of word: [UInt8], in text: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var i = 0
        while i + word.count <= text.count {
            if text[i..<i + word.count].elementsEqual(word) {
                found.append(i..<i + word.count)
                i += word.count
            } else {
                i += 1
            }
        }
        return found
    }
}

/// A page opened.
func page(_ html: String, keepsImages: Bool = false) throws -> HTMLText {
    try HTMLText(
        bytes: Array(html.utf8),
        encoding: nil,
        opener: Opener(Opener.textReaders, keepsImages: keepsImages)
    )
}
