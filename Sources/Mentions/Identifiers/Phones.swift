/// Phone numbers: ten digits from 0, nine behind a cue, or an international prefix, with any
/// separators.
///
/// Source: ARCEP, plan national de numérotation (décision 2018-0881); ITU-T E.164 for the length.
enum Phones {
    /// The phone number that starts with the glyphs, or nil.
    ///
    /// Where « portable » or « joindre au » stands before it (`hasCue`), nine digits will do, and
    /// letters that a scanner reads for digits.
    static func find(_ glyphs: Glyphs, hasCue: Bool) -> IdentifierFinder.Find? {
        let isMisread = !hasCue && isMisread(glyphs)
        guard let number = read(glyphs, hasCue: hasCue || isMisread) else { return nil }
        guard !isMisread || number.digits.count == 10 && number.digits[0] == 0 else { return nil }
        let isService = number.digits.count == 10 && number.digits.starts(with: [0, 8])
        var find = glyphs.find(
            to: number.last,
            isService ? .contact : .phone,
            rule: isService ? "contact.service-number" : "phone.number"
        )
        if glyphs.bytes[0] == 0x28,
            !glyphs.bytes[...number.last].contains(0x29), let first = number.first
        {
            // « (06 12 34 56 78) »: the brackets stand around the number, not in it
            find = IdentifierFinder.Find(
                start: glyphs.starts[first],
                end: find.end,
                label: find.label,
                rule: find.rule
            )
        }
        return find
    }

    private struct Number {
        var digits: [UInt8] = []
        var isInternational = false
        /// Glyph of the first digit or plus.
        var first: Int?
        /// Glyph of the last digit.
        var last = 0
        /// Digits of the first group.
        var firstGroup = 0

        /// Whether nothing more can belong to it.
        var isWhole: Bool {
            if isInternational || digits.starts(with: [0, 0]) {
                let country = digits.drop { $0 == 0 }
                guard country.starts(with: [3, 3]), country.count >= 3 else { return false }
                return country.count == (country[country.startIndex + 2] == 0 ? 12 : 11)
            }
            return digits.count == 10 && digits[0] == 0
        }

        func isValid(hasCue: Bool) -> Bool {
            if isInternational {
                return digits.count >= 9 && digits.count <= 15 && digits[0] != 0
            }
            if digits.starts(with: [0, 0]) { return digits.count >= 11 && digits[2] != 0 }
            if digits.count == 10 { return digits[0] == 0 }
            // « 6 12 34 56 78 »: the 0 is left out
            return hasCue && digits.count == 9 && digits[0] != 0 && digits[0] != 8
                && (firstGroup == 1 || firstGroup == 3 || firstGroup == 9)
        }
    }

    private static func read(_ glyphs: Glyphs, hasCue: Bool) -> Number? {
        var number = Number()
        guard var i = start(glyphs, &number) else { return nil }
        if !number.isInternational, !hasCue, isDate(glyphs) { return nil }
        var lines = 0
        while i < glyphs.count, number.digits.count < 16, !number.isWhole {
            let isInside = !number.digits.isEmpty
            if let digit = glyphs.digit(i, lenient: hasCue && (isInside || glyphs.isDigit(i + 1))) {
                number.digits.append(digit)
                number.last = i
                i += 1
                continue
            }
            if number.firstGroup == 0 { number.firstGroup = number.digits.count }
            // « +33 (0)6 … », « (06) 12 … »
            if glyphs.bytes[i] == 0x28 {
                guard number.isInternational, number.digits.count <= 4 else { break }
                i += 1
                continue
            }
            if glyphs.bytes[i] == 0x29 {
                guard number.digits.count <= 5 else { break }
                i += 1
                continue
            }
            guard glyphs.isSeparator(i) else { break }
            var signs = 0
            while glyphs.isSeparator(i), signs < 3 {
                if glyphs.bytes[i] == Glyphs.lineEnd { lines += 1 }
                signs += 1
                i += 1
            }
            guard lines < 2, signs < 3 || glyphs.bytes[i - 1] == Glyphs.blank else { break }
        }
        if number.firstGroup == 0 { number.firstGroup = number.digits.count }
        guard number.isValid(hasCue: hasCue), !glyphs.isDigit(number.last + 1) else { return nil }
        return number
    }

    /// « O6 39 98 77 O2 »: five pairs behind one kind of sign, in which a scanner has read one to
    /// four digits as letters.
    private static func isMisread(_ glyphs: Glyphs) -> Bool {
        var letters = 0
        var i = 0
        let hasSigns = glyphs.count > 2 && glyphs.isSeparator(2)
        for pair in 0..<5 {
            if pair > 0, hasSigns {
                guard i < glyphs.count, glyphs.bytes[i] == glyphs.bytes[2] else { return false }
                i += 1
            }
            for _ in 0..<2 {
                guard glyphs.digit(i, lenient: true) != nil else { return false }
                if !glyphs.isDigit(i) { letters += 1 }
                i += 1
            }
        }
        return letters >= 1 && letters <= 4 && glyphs.digit(1, lenient: true) != 0
            && !glyphs.isAlphanumeric(i)
    }

    /// Where the digits start: behind « + », « (+ », « ( »; nil when no number can start here.
    private static func start(_ glyphs: Glyphs, _ number: inout Number) -> Int? {
        var i = 0
        if glyphs.bytes[0] == 0x28 {
            i = 1
            if i < glyphs.count, glyphs.bytes[i] == Glyphs.blank { i += 1 }
            guard i < glyphs.count else { return nil }
            if glyphs.bytes[i] != 0x2B, glyphs.bytes[i] != 0x30 {
                // « (33) 6 12 … »
                var end = i
                while glyphs.bytes.indices.contains(end),
                    glyphs.isDigit(end) || glyphs.isSeparator(end)
                {
                    end += 1
                }
                guard end < glyphs.count, glyphs.bytes[end] == 0x29,
                    glyphs.bytes[i..<end].filter({ $0 == 0x33 }).count == 2,
                    glyphs.bytes[i..<end].filter({ $0 >= 0x30 }).count == 2
                else { return nil }
                number.isInternational = true
                return i
            }
        }
        number.first = i
        if glyphs.bytes[i] == 0x2B {
            number.isInternational = true
            i += 1
            if i < glyphs.count, glyphs.bytes[i] == Glyphs.blank { i += 1 }
            guard glyphs.isDigit(i), glyphs.bytes[i] != 0x30 else { return nil }
        }
        return i
    }

    /// « 06/12/2024 10 »: a date, then an hour.
    private static func isDate(_ glyphs: Glyphs) -> Bool {
        guard glyphs.isDigit(0), glyphs.isDigit(1), glyphs.isDigit(3), glyphs.isDigit(4),
            glyphs.count > 7
        else { return false }
        let sign = glyphs.bytes[2]
        guard sign == 0x2F || sign == 0x2E || sign == 0x2D, glyphs.bytes[5] == sign else {
            return false
        }
        let month = (glyphs.bytes[3] - 0x30) * 10 + glyphs.bytes[4] - 0x30
        guard month >= 1, month <= 12 else { return false }
        if glyphs.isDigit(9) { return (6...9).allSatisfy { glyphs.isDigit($0) } }
        return glyphs.isDigit(6) && glyphs.isDigit(7) && glyphs.count > 8 && glyphs.bytes[8] != sign
    }
}
