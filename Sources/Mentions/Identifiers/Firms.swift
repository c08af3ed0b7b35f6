/// Numbers of firms: SIRET of 14 digits, SIREN of 9 behind its cue.
///
/// Source: C. com. R.123-221; Luhn (ISO/IEC 7812-1), save that the sum of the digits of a SIRET of La
/// Poste is a multiple of 5. They name a firm: the number stays an identifier only where a private
/// person stands beside it (`Contacts`).
enum Firms {
    static let rule = "number.firm"

    /// The number that starts with the glyphs, or nil.
    static func find(_ glyphs: Glyphs, hasCue: Bool) -> IdentifierFinder.Find? {
        guard glyphs.openWithDigits(9) else { return nil }
        var digits: [UInt8] = []
        var ends: [Int] = []
        var i = 0
        while i < glyphs.count, digits.count < 15 {
            if glyphs.isDigit(i) {
                digits.append(glyphs.bytes[i] - 0x30)
                ends.append(i)
                i += 1
            } else if glyphs.isSeparator(i, "."), glyphs.isDigit(i + 1) {
                i += 1
            } else {
                break
            }
        }
        for count in [14, 9] where digits.count >= count && !glyphs.isDigit(ends[count - 1] + 1) {
            let number = Array(digits.prefix(count))
            guard hasCue || count == 14 && isValid(number) && digits.count == 14 else { continue }
            return glyphs.find(to: ends[count - 1], .idNumber, rule: rule)
        }
        return nil
    }

    static func isValid(_ digits: [UInt8]) -> Bool {
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let value = Int(digit) * (place % 2 == 1 ? 2 : 1)
            sum += value > 9 ? value - 9 : value
        }
        if sum % 10 == 0 { return true }
        let isPost = digits.starts(with: [3, 5, 6, 0, 0, 0, 0, 0, 0])
        return isPost && digits.reduce(0) { $0 + Int($1) } % 5 == 0
    }
}
