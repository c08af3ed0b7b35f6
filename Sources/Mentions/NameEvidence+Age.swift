internal import Documents
internal import Lexicons
internal import Tokens

/// Ages, birth dates and school classes behind a name.
extension NameEvidence {
    /// « 15 ans », « 17a », « 13 ans ½ », « (9 mois) ».
    func isAge(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        guard token.kind == .number else { return false }
        let text = reading.document.text
        var value = 0
        var at = Int(token.start)
        while at < Int(token.end), text[at] >= 0x30, text[at] <= 0x39, value < 1000 {
            value = value * 10 + Int(text[at] - 0x30)
            at += 1
        }
        guard value <= 115 else { return false }
        if at < Int(token.end) {
            let length = Int(token.end) - at
            return text[at] | 0x20 == 0x61
                && (length == 1
                    || length == 3 && text[at + 1] | 0x20 == 0x6E && text[at + 2] | 0x20 == 0x73)
        }
        guard index + 1 < reading.tokens.count else { return false }
        return reading.isSpelt(index + 1, "ans") || reading.isSpelt(index + 1, "an")
            || reading.isSpelt(index + 1, "mois")
    }

    /// « 1893-1983 », « 1850 - 1912) »: the years of somebody who died long ago.
    func isSpanOfLife(_ index: Int) -> Bool {
        let (text, tokens) = (reading.document.text, reading.tokens)
        guard tokens[index].kind == .number else { return false }
        var end = index + 1
        while end < tokens.count, end < index + 4, !tokens[end].isSign(")") { end += 1 }
        guard end < tokens.count, tokens[end].isSign(")") else { return false }
        let bytes = text[Int(tokens[index].start)..<Int(tokens[end].start)]
        var digits = 0
        var century: [UInt8] = []
        for byte in bytes {
            if byte >= 0x30, byte <= 0x39 {
                if digits < 4 { century.append(byte) }
                digits += 1
            } else if byte != 0x2D, byte != 0x20, byte < 0x80 {
                return false
            }
        }
        // born before 1930
        guard digits == 8, century[0] == 0x31 else { return false }
        return century[1] < 0x39 || century[1] == 0x39 && century[2] < 0x33
    }

    static let schoolClasses = ShortKeys(
        """
        6e 5e 4e 3e 2de 2nde 1re 1ère 6ème 5ème 4ème 3ème tle cp ce1 ce2 cm1 cm2
        """
    )

    /// « Lubin |(6e B)| »: the class of a pupil.
    func isSchoolClass(_ index: Int) -> Bool {
        Self.schoolClasses.contains(reading.short[index])
    }

    func isBirth(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        if token.kind == .number { return isBirthDate(index) }
        if token.shape == .caps, reading.isSpelt(index, "ne") || reading.isSpelt(index, "nee") {
            return true
        }
        return reading.isSpelt(index, "né") || reading.isSpelt(index, "née")
            || reading.isSpelt(index, "ddn")
    }

    /// « 26/06/1992 » right behind a name: ten characters, a year long past.
    func isBirthDate(_ index: Int) -> Bool {
        let text = reading.document.text
        let start = Int(reading.tokens[index].start)
        guard start + 10 <= text.count, text[start + 2] == text[start + 5],
            text[start + 2] == 0x2F || text[start + 2] == 0x2E
        else { return false }
        var year = 0
        for i in (start + 6)..<(start + 10) {
            guard Bytes.isDigit(text, i) else { return false }
            year = year * 10 + Int(text[i] - 0x30)
        }
        return year > 1890 && year < 2018
    }
}
