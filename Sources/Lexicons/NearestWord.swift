/// The known word that a mistyped one is nearest to, for error messages.
public enum NearestWord {
    /// The nearest of some words, or empty when there are none.
    ///
    /// - Parameters:
    ///   - word: As a person typed it; its first 40 characters count.
    ///   - known: The words that exist.
    /// - Returns: The one that fewest changes of letters make of it.
    /// - Complexity: O(40² · *n*) with *n* known words.
    public static func of(_ word: String, among known: some Sequence<String>) -> String {
        known.min { distance($0, word) < distance($1, word) } ?? ""
    }

    /// Letters to change, add or take away to get from one word to another (Levenshtein).
    private static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a.unicodeScalars.prefix(40)), Array(b.unicodeScalars.prefix(40)))
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let cost = a[i] == b[j] ? diagonal : diagonal + 1
                diagonal = row[j + 1]
                row[j + 1] = min(cost, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count]
    }
}
