internal import Documents
internal import Levels
internal import Mentions

/// Names of files and folders: text to be judged like any other.
extension Engine {
    /// Whether the name of a file or folder says nothing of anybody.
    ///
    /// - Parameter name: The whole name with its ending, UTF-8: « cr.Lourmel » has an ending that
    ///   names somebody.
    /// - Returns: False for a name of a private person, or anything above public.
    /// - Throws: `FilterError`.
    /// - Complexity: O(*n*).
    public mutating func isHarmless(name: some Sequence<UInt8>) throws(FilterError) -> Bool {
        // what stands between the words of a file name
        let words = name.map { [0x5F, 0x2D, 0x2E].contains($0) ? 0x20 : $0 }
        let found = try detect(words, as: .utf8)
        return found.level == .public && !found.mentions.contains { $0.label.isPrivateName }
    }

    /// Whether each word of a name, of more than three letters, is one that names nobody.
    ///
    /// Without a sentence around it a surname that no table knows cannot be told from other words. A
    /// word that is also a name of persons needs two others beside it.
    ///
    /// - Complexity: O(*n*).
    public func knowsWords(of name: some Sequence<UInt8>) -> Bool {
        // a name is short, and any sign of Unicode may stand between its words
        let words = String(decoding: Array(name), as: UTF8.self).split { !$0.isLetter }
        return words.allSatisfy { word in
            guard word.count > 3 else { return true }
            let letters = Array(word.utf8)
            return lexicon.isNobody(letters) && (words.count > 2 || !lexicon.mayBeName(letters))
        }
    }
}

/// Endings of file names that say what a file is, and nothing of anybody.
public enum FileEnding {
    /// With their dots, in small letters.
    public static let usual: Set<String> = [
        ".txt", ".md", ".csv", ".tsv", ".html", ".htm", ".eml", ".mbox", ".vcf", ".ics", ".docx",
        ".odt", ".xlsx", ".ods", ".zip", ".pdf",
    ]
}
