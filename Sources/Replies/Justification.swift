/// What may be written as the reason for a release or a refusal: it stays readable in the journal.
enum Justification {
    /// Whether a text is written in words of Latin letters: letters of other alphabets, styled ones
    /// and letters apart (« T r e v e z ») could spell a name that no lexicon finds.
    static func isInWords(_ text: String) -> Bool {
        guard text.unicodeScalars.allSatisfy(isUsual) else { return false }
        var apart = 0
        for word in text.split(whereSeparator: { !($0.isLetter || $0 == "'" || $0 == "’") }) {
            apart = word.count == 1 ? apart + 1 : 0
            // « il y a à »
            if apart > 3 { return false }
        }
        return true
    }

    /// Latin letters with their accents, and the signs of U+2000-20CF.
    private static func isUsual(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x250, 0x300...0x36F, 0x1E00...0x1EFF, 0x2000...0x20CF: true
        default: false
        }
    }
}
