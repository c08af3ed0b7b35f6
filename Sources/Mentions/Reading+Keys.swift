internal import Documents
internal import Lexicons
internal import Tokens

/// The keys of tokens, and words compared without them.
extension Reading {
    /// Whether a token is spelt so; capitals do not count.
    ///
    /// - Complexity: O(length of the word); nothing is allocated.
    func isSpelt(_ index: Int, _ word: StaticString) -> Bool {
        let token = tokens[index]
        guard Int(token.end - token.start) == word.utf8CodeUnitCount else { return false }
        let start = Int(token.start)
        for i in 0..<word.utf8CodeUnitCount
        where document.text[start + i] | 0x20 != word.utf8Start[i] | 0x20 {
            return false
        }
        return true
    }

    /// The key of a token: small letters, accents kept.
    func keyBytes(_ index: Int) -> [UInt8] {
        var word = WordKey()
        key(index, into: &word)
        return word.bytes
    }

    /// The words of a mention for a keyed pseudonym: without capitals and accents, in one order
    /// however the name is turned, `dupont kevin`.
    ///
    /// - Returns: Words joined by blanks; empty when it has none of two letters.
    public func foldedName(_ mention: Mention) -> [UInt8] {
        (mention.firstToken...mention.lastToken)
            .filter { tokens[$0].kind == .word && tokens[$0].shape != .initial }
            .map { plainKey($0) }
            .sorted { $0.lexicographicallyPrecedes($1) }
            .joined(separator: [0x20])
            .map { $0 }
    }

    /// The key of a token without accents.
    func plainKey(_ index: Int) -> [UInt8] {
        var word = WordKey()
        key(index, into: &word)
        return word.hasAccent ? WordKey.withoutAccents(word.bytes) : word.bytes
    }
}
