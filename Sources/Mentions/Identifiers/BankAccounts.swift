/// Bank accounts: IBAN of any country, and the French RIB.
///
/// Source: ISO 13616 and `Lexicons/identifiers/iban.tsv` for the lengths; the remainder by 97 of the
/// number with its first four characters at the end, A being 10, is 1. RIB: CFONB, key = 97 - (89
/// bank + 15 branch + 3 account) mod 97.
enum BankAccounts {
    /// The lengths that an IBAN can have (ISO 13616: 34 at most; Norway has 15).
    static let lengths = 15...34

    /// The IBAN that starts with the glyphs, or nil.
    ///
    /// A number with a wrong key is taken when it is French, or behind a cue.
    static func iban(
        _ glyphs: Glyphs,
        hasCue: Bool,
        lengths: [UInt16: Int]
    ) -> IdentifierFinder.Find? {
        guard glyphs.count > 14, let length = length(glyphs, lengths) else { return nil }
        let read = characters(glyphs, upTo: length, hasCue: hasCue)
        guard read.characters.count == length, !glyphs.isAlphanumeric(read.last + 1) else {
            return nil
        }
        let digits = read.characters.count { $0 <= 0x39 }
        guard digits * 2 >= length, read.characters[2] <= 0x39, read.characters[3] <= 0x39 else {
            return nil
        }
        let isRight = remainder(read.characters) == 1
        let isFrench = read.characters[0] == 0x46 && read.characters[1] == 0x52 && digits >= 16
        guard isRight || hasCue || isFrench else { return nil }
        return glyphs.find(to: read.last, .iban, rule: isRight ? "iban.key" : "iban.form")
    }

    /// The RIB that starts with the glyphs: bank, branch, account, key; or nil.
    static func rib(_ glyphs: Glyphs, hasCue: Bool) -> IdentifierFinder.Find? {
        guard glyphs.count >= 23 else { return nil }
        let read = characters(glyphs, upTo: 23, hasCue: false)
        guard read.characters.count == 23, !glyphs.isAlphanumeric(read.last + 1),
            read.characters.prefix(10).allSatisfy({ $0 <= 0x39 }),
            read.characters.suffix(2).allSatisfy({ $0 <= 0x39 })
        else { return nil }
        let values = read.characters.map { $0 <= 0x39 ? Int($0 - 0x30) : letterValue($0) }
        func part(_ range: Range<Int>) -> Int { values[range].reduce(0) { $0 * 10 + $1 } }
        let key = 97 - (89 * part(0..<5) + 15 * part(5..<10) + 3 * part(10..<21)) % 97
        let isRight = key == part(21..<23)
        guard isRight || hasCue else { return nil }
        return glyphs.find(to: read.last, .iban, rule: isRight ? "rib.key" : "rib.form")
    }

    /// Length of an account number of the country that the first letters name, or nil.
    private static func length(_ glyphs: Glyphs, _ lengths: [UInt16: Int]) -> Int? {
        guard glyphs.isLetter(0), glyphs.isLetter(1) else { return nil }
        let digit = glyphs.isSeparator(2) ? 3 : 2
        guard glyphs.isDigit(digit) else { return nil }
        return lengths[UInt16(glyphs.bytes[0] & 0xDF) << 8 | UInt16(glyphs.bytes[1] & 0xDF)]
    }

    private static func characters(
        _ glyphs: Glyphs,
        upTo count: Int,
        hasCue: Bool
    ) -> (characters: [UInt8], last: Int) {
        var characters: [UInt8] = []
        var last = 0
        var i = 0
        while i < glyphs.count, characters.count < count {
            let b = glyphs.bytes[i]
            if glyphs.isDigit(i) {
                characters.append(b)
                last = i
                i += 1
            } else if glyphs.isLetter(i), b != Glyphs.letter {
                // a scanner reads O for 0 where only digits can stand
                let isCheck = hasCue && (characters.count == 2 || characters.count == 3)
                characters.append(isCheck && b | 0x20 == 0x6F ? 0x30 : b & 0xDF)
                last = i
                i += 1
            } else {
                var signs = 0
                while glyphs.isSeparator(i), signs < 2 {
                    signs += 1
                    i += 1
                }
                guard signs > 0, !glyphs.isSeparator(i) else { break }
            }
        }
        return (characters, last)
    }

    private static func remainder(_ iban: [UInt8]) -> Int {
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

    /// A-I, J-R: 1-9; S-Z: 2-9.
    private static func letterValue(_ letter: UInt8) -> Int {
        switch letter {
        case 0x41...0x49: Int(letter - 0x40)
        case 0x4A...0x52: Int(letter - 0x49)
        default: Int(letter - 0x51)
        }
    }
}
