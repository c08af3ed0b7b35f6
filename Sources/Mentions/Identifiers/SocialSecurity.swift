/// French social-security numbers (NIR) of 13 or 15 characters.
///
/// Source: décret 82-103, INSEE: sex (1, 2; 3 and 4 in course of registration, 7 and 8 provisional),
/// year, month (20-42 and 50-99 when it is not known), place of birth (2A, 2B in Corsica, 97 and 98
/// overseas, 99 abroad), order, key = 97 - (number mod 97), where 2A counts as 19 and 2B as 18.
enum SocialSecurity {
    /// The number that starts with the glyphs, or nil; `hasCue` where « NIR » stands before it.
    static func find(_ glyphs: Glyphs, hasCue: Bool) -> IdentifierFinder.Find? {
        guard glyphs.isDigit(0), glyphs.openWithDigits(13) else { return nil }
        var digits: [UInt8] = []
        var places: [Int] = []
        var i = 0
        var letter: UInt8 = 0
        while i < glyphs.count, digits.count < 15 {
            if digits.count == 6, digits[5] == 2,
                glyphs.bytes[i] | 0x20 == 0x61
                    || glyphs.bytes[i] | 0x20 == 0x62
            {
                letter = glyphs.bytes[i] | 0x20
                digits[5] = 1
                digits.append(letter == 0x61 ? 9 : 8)
                places.append(i)
                i += 1
            } else if let digit = glyphs.digit(i, lenient: hasCue && digits.count > 0) {
                digits.append(digit)
                places.append(i)
                i += 1
            } else {
                var signs = 0
                while glyphs.isSeparator(i, digits.count == 13 ? ".-/" : ".-"), signs < 3 {
                    signs += 1
                    i += 1
                }
                guard signs > 0, signs < 3 || hasCue else { break }
            }
        }
        guard digits.count >= 13, isForm(digits, letter, hasCue: hasCue) else { return nil }
        let number = digits.prefix(13).reduce(0) { $0 * 10 + Int($1) }
        if digits.count == 15, !glyphs.isDigit(places[14] + 1) {
            let isRight = 97 - number % 97 == Int(digits[13]) * 10 + Int(digits[14])
            if isRight || isLast(places, glyphs) {
                guard isRight || hasCue || digits[0] <= 2 else { return nil }
                return glyphs.find(to: places[14], .nir, rule: isRight ? "nir.key" : "nir.form")
            }
        }
        guard !glyphs.isDigit(places[12] + 1), hasCue || digits[0] <= 2,
            hasCue || !isAmount(places)
        else { return nil }
        return glyphs.find(to: places[12], .nir, rule: "nir.form")
    }

    /// Sex, month, place and order are such as INSEE gives.
    private static func isForm(_ digits: [UInt8], _ letter: UInt8, hasCue: Bool) -> Bool {
        guard [1, 2, 3, 4, 7, 8].contains(digits[0]) else { return false }
        let month = digits[3] * 10 + digits[4]
        guard (1...12).contains(month) || (20...42).contains(month) || month >= 50 else {
            return false
        }
        guard letter != 0 || digits[5] > 0 || digits[6] > 0 else { return false }
        let hasPlace = digits[7...9].contains { $0 != 0 }
        return hasPlace && digits[10...12].contains { $0 != 0 }
    }

    /// Whether the 15 digits end there, and are no 13 with the start of a date behind them.
    private static func isLast(_ places: [Int], _ glyphs: Glyphs) -> Bool {
        var next = places[14] + 1
        // what the next line starts with belongs to no number of this one
        if glyphs.isSeparator(next), glyphs.bytes[next] != Glyphs.lineEnd { next += 1 }
        let isFollowed = next > places[14] + 1 && glyphs.isDigit(next)
        let isSpelt = (1...12).allSatisfy { places[$0] > places[$0 - 1] + 1 }
        return !isFollowed && (!isSpelt || places[14] > places[13] + 1)
    }

    /// « 1 500 000 000 000 »: groups of three behind the first.
    private static func isAmount(_ places: [Int]) -> Bool {
        let borders = (1..<13).filter { places[$0] > places[$0 - 1] + 1 }
        return borders == [1, 4, 7, 10]
    }
}
