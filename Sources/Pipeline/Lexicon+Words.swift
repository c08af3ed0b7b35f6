internal import Lexicons
internal import Tokens

extension Lexicon {
    /// Whether a table or the dictionary has a word, in UTF-8 and in any case, as it is spelt.
    func hasWord(_ letters: [UInt8]) -> Bool {
        let word = word(letters: letters)
        return grammar(word).contains(.exact) || !classes(word).isEmpty
    }
}

extension Lexicon {
    /// Whether a word, with or without its accents, is one of French or of a table that names no
    /// person: what else stands alone in a name of a file may be a surname.
    func isNobody(_ letters: [UInt8]) -> Bool {
        let word = word(letters: letters)
        if !grammar(word).isDisjoint(with: .common) { return true }
        let names: WordClasses = [.surname, .ambiguousSurname, .alias]
        return !classes(word).subtracting(names.union(.anyFirstName)).isEmpty
    }

    /// Whether a word is also a name of persons.
    func mayBeName(_ letters: [UInt8]) -> Bool {
        let word = word(letters: letters)
        let names: WordClasses = [.surname, .ambiguousSurname]
        return grammar(word).contains(.firstName)
            || !classes(word).isDisjoint(with: names.union(.anyFirstName))
    }

    /// The words of a name that tell of its person wherever they stand alone: no common word of
    /// French, and no first name beside a surname.
    ///
    /// « Karim Benali » is told by Benali; Karim is the name of others too.
    func traces(of name: [[UInt8]]) -> [[UInt8]] {
        let rare = name.filter { $0.count > 2 && !isCommon($0) }
        let surnames = rare.filter { !isFirstName($0) }
        return surnames.isEmpty ? Array(rare.suffix(1)) : surnames
    }

    private func isCommon(_ letters: [UInt8]) -> Bool {
        let grammar = grammar(word(letters: letters))
        return grammar.contains(.exact) && !grammar.isDisjoint(with: .common)
    }

    private func isFirstName(_ letters: [UInt8]) -> Bool {
        let word = word(letters: letters)
        return grammar(word).contains(.firstName) || !classes(word).isDisjoint(with: .anyFirstName)
    }

    private func word(letters: [UInt8]) -> WordID {
        var key = WordKey()
        letters.withUnsafeBufferPointer { key.make($0, 0, $0.count) }
        return word(key.bytes)
    }
}
