internal import Documents
internal import Lexicons
internal import Tokens

/// What the words of a mail address tell of whose it is.
extension Reading {
    /// Whether a mail address is one of those that private persons have: « @gmail.com ».
    func isWebmail(_ address: Range<Int>) -> Bool {
        let text = document.text
        guard let sign = address.first(where: { text[$0] == 0x40 }) else { return false }
        let dot = (sign..<address.upperBound).first { text[$0] == 0x2E } ?? address.upperBound
        return sign + 1 < dot && hasLabel(.webmail, sign + 1..<dot)
    }

    /// Whether a run of letters of an address is a word of these classes.
    func hasLabel(_ classes: WordClasses, _ range: Range<Int>) -> Bool {
        var key = WordKey()
        return document.text.withUnsafeBufferPointer { text in
            var start = range.lowerBound
            for index in range.lowerBound...range.upperBound {
                let byte = index < range.upperBound ? text[index] : 0x40
                let isLetter = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x80
                // « @VilleArras »: a capital starts a word
                let isCapital = byte >= 0x41 && byte <= 0x5A
                guard !isLetter || isCapital && index > start && text[index - 1] >= 0x61 else {
                    continue
                }
                if index > start {
                    key.make(text, start, index)
                    let word = lexicon.word(key.bytes)
                    let plain = lexicon.word(WordKey.withoutAccents(key.bytes))
                    if !lexicon.classes(word).union(lexicon.classes(plain))
                        .isDisjoint(with: classes)
                    {
                        return true
                    }
                }
                start = isLetter ? index : index + 1
            }
            return false
        }
    }
}
