internal import Documents
internal import Lexicons
internal import Tokens

/// Numbers with a check digit (NIR, IBAN) and numbers of files behind their cue.
enum Numbers {
    /// A French social-security number of 13 or 15 characters, or nil.
    ///
    /// Source: INSEE, key = 97 - (number mod 97); Corsica 2A counts as 19, 2B as 18.
    static func nir(at start: Int, in text: [UInt8]) -> IdentifierFinder.Find? {
        guard !Bytes.isDigit(text, start - 1), text[start] == 0x31 || text[start] == 0x32 else {
            return nil
        }
        var digits: [Int] = []
        var end = start
        var i = start
        var end13 = start
        while i < text.count, digits.count < 15 {
            if Bytes.isDigit(text, i) {
                digits.append(Int(text[i] - 0x30))
                i += 1
                end = i
                if digits.count == 13 { end13 = end }
            } else if digits.count == 6, text[i] == 0x41 || text[i] == 0x42, digits[5] == 2 {
                // 2A counts as 19, 2B as 18
                digits[5] = 1
                digits.append(text[i] == 0x41 ? 9 : 8)
                i += 1
                end = i
            } else {
                let length = Bytes.separator(text, i)
                guard length > 0, text[i] != 0x2F, text[i] != 0x0A else { break }
                i += length
                guard
                    Bytes.isDigit(text, i) || text[min(i, text.count - 1)] == 0x41
                        || text[min(i, text.count - 1)] == 0x42
                else { break }
            }
        }
        guard digits.count >= 13, digits[3] * 10 + digits[4] >= 1 else { return nil }
        let month = digits[3] * 10 + digits[4]
        guard month <= 12 || (20...42).contains(month) || month >= 50 else { return nil }
        let number = digits.prefix(13).reduce(0) { $0 * 10 + $1 }
        if digits.count == 15, !Bytes.isDigit(text, end) {
            let key = digits[13] * 10 + digits[14]
            let isRight = 97 - number % 97 == key
            return IdentifierFinder.Find(
                start: start,
                end: end,
                label: .nir,
                rule: isRight ? "nir.key" : "nir.form"
            )
        }
        guard !Bytes.isDigit(text, end13), digits.count == 13 || digits.count == 14 else {
            return nil
        }
        return IdentifierFinder.Find(start: start, end: end13, label: .nir, rule: "nir.form")
    }

    /// An IBAN of any country, or nil.
    ///
    /// ISO 13616: the remainder by 97 tells the rule; a French form is taken even when a digit is
    /// wrong.
    static func iban(at start: Int, in text: [UInt8]) -> IdentifierFinder.Find? {
        guard Bytes.isUpper(text, start), Bytes.isUpper(text, start + 1),
            Bytes.isDigit(text, start + 2), Bytes.isDigit(text, start + 3),
            !Bytes.isLetter(text, start - 1), !Bytes.isDigit(text, start - 1)
        else { return nil }
        var characters: [UInt8] = []
        var i = start
        var end = start
        var ends: [Int] = []
        while i < text.count, characters.count < 34 {
            if Bytes.isDigit(text, i) || Bytes.isUpper(text, i) {
                characters.append(text[i])
                i += 1
                end = i
                ends.append(end)
                continue
            }
            let length = Bytes.separator(text, i)
            guard length > 0, text[i] != 0x2E, text[i] != 0x2F else { break }
            i += length
            guard
                Bytes.isDigit(text, i) || Bytes.isUpper(text, i) && Bytes.isDigit(text, i + 1)
                    || Bytes.isUpper(text, i) && characters.count < 12
            else { break }
        }
        let isFrench = characters.starts(with: [0x46, 0x52])
        if isFrench, characters.count >= 27 {
            return IdentifierFinder.Find(
                start: start,
                end: ends[26],
                label: .iban,
                rule: remainder(characters.prefix(27)) == 1 ? "iban.key" : "iban.form"
            )
        }
        var count = characters.count
        while count >= 15 {
            if remainder(characters.prefix(count)) == 1 {
                return IdentifierFinder.Find(
                    start: start,
                    end: ends[count - 1],
                    label: .iban,
                    rule: "iban.key"
                )
            }
            count -= 1
        }
        return nil
    }

    private static func remainder(_ iban: ArraySlice<UInt8>) -> Int {
        var remainder = 0
        for character in iban.dropFirst(4) + iban.prefix(4) {
            if character <= 0x39 {
                remainder = (remainder * 10 + Int(character - 0x30)) % 97
            } else {
                remainder = (remainder * 100 + Int(character - 0x37)) % 97
            }
        }
        return remainder
    }

    private static let cues = Set(
        [
            "cni", "passeport", "allocataire", "caf", "pv", "parquet", "procedure", "ecrou",
            "mdph", "agdref", "dossier", "matricule", "sejour", "permis", "ine", "fiche",
            "jugement",
        ].map { Array($0.utf8) }
    )

    /// The number of a file behind its cue: « CNI 110691304217 », « PV 2024/06/1187 », or nil.
    static func fileNumber(from index: Int, in reading: Reading) -> IdentifierFinder.Find? {
        let text = reading.document.text
        var i = Int(reading.tokens[index].start)
        let start = i
        var digits = 0
        var end = i
        while i < text.count, i - start < 40 {
            if Bytes.isDigit(text, i) || Bytes.isUpper(text, i) {
                if Bytes.isDigit(text, i) { digits += 1 }
                i += 1
                end = i
            } else if text[i] == 0x2F || text[i] == 0x2D || text[i] == 0x2E || text[i] == 0x20,
                Bytes.isDigit(text, i + 1)
            {
                i += 1
            } else {
                break
            }
        }
        let isDate = end - start == 10 && text[start + 2] == 0x2F && text[start + 5] == 0x2F
        guard digits >= 5, !isDate, hasCue(before: index, in: reading) else { return nil }
        return IdentifierFinder.Find(start: start, end: end, label: .idNumber, rule: "number.cue")
    }

    private static func hasCue(before index: Int, in reading: Reading) -> Bool {
        var key = WordKey()
        var at = index - 1
        var steps = 0
        while at >= 0, steps < 5, reading.tokens[at + 1].gap != .block {
            if reading.tokens[at].kind == .word {
                reading.key(at, into: &key)
                if cues.contains(WordKey.withoutAccents(key.bytes)) { return true }
            } else if reading.tokens[at].isSign(",") || reading.tokens[at].isSign(";") {
                return false
            }
            at -= 1
            steps += 1
        }
        return false
    }
}
