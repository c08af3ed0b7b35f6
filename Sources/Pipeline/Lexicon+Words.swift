internal import Lexicons
internal import Tokens

extension Lexicon {
    /// Whether a word, in UTF-8 and in any case, is a common one of French: it may stand for itself.
    func isCommon(_ letters: [UInt8]) -> Bool {
        var key = WordKey()
        letters.withUnsafeBufferPointer { key.make($0, 0, $0.count) }
        return !grammar(word(key.bytes)).isDisjoint(with: .common)
    }

    /// Whether a table or the dictionary has a word, in UTF-8 and in any case, as it is spelt.
    func hasWord(_ letters: [UInt8]) -> Bool {
        var key = WordKey()
        letters.withUnsafeBufferPointer { key.make($0, 0, $0.count) }
        let word = word(key.bytes)
        return grammar(word).contains(.exact) || !classes(word).isEmpty
    }
}
