/// Vehicle plates: « AB-123-CD » (since 2009), « WW-123-AB », « 123 ABC 91 » (before), and foreign
/// ones behind a cue.
///
/// Source: C. route R.317-8, arrêté du 9 février 2009: no I, O or U, no SS.
enum Plates {
    /// The plate of two letters, three digits, two letters, or nil.
    ///
    /// Where a plate or a vehicle is spoken of right before (`hasCue`), small letters and blanks will
    /// do; else the first letters must not be a word of French (`isWord`).
    static func new(_ glyphs: Glyphs, hasCue: Bool, isWord: Bool) -> IdentifierFinder.Find? {
        var i = 0
        var isSmall = false
        guard let first = letters(glyphs, &i, 2, &isSmall), let a = separator(glyphs, &i),
            digits(glyphs, &i, 3), let b = separator(glyphs, &i),
            let last = letters(glyphs, &i, 2, &isSmall), !glyphs.isAlphanumeric(i)
        else { return nil }
        let forbidden: [UInt8] = [0x69, 0x6F, 0x75]
        guard !(first + last).contains(where: { forbidden.contains($0) }) || hasCue else {
            return nil
        }
        // « de 150 km »: words around a number
        let isTight = a == b && a != Glyphs.blank && a != Glyphs.lineEnd
        guard hasCue || isTight || !isSmall && !isWord else { return nil }
        return glyphs.find(to: i - 1, .plate, rule: "plate.new")
    }

    /// The plate of up to four digits, two or three letters and the department, or nil.
    ///
    /// Where the letters are a word of French (`isWord`), a cue must stand before.
    static func old(_ glyphs: Glyphs, hasCue: Bool, isWord: Bool) -> IdentifierFinder.Find? {
        var width = 0
        while width < 5, glyphs.isDigit(width) { width += 1 }
        var behind = width
        guard (1...4).contains(width), let a = separator(glyphs, &behind), glyphs.isLetter(behind)
        else { return nil }
        for count in [3, 2, 1] {
            var i = behind
            var isSmall = false
            guard let name = letters(glyphs, &i, count, &isSmall),
                let b = separator(glyphs, &i), let end = department(glyphs, i)
            else { continue }
            // « 16h40 » is an hour
            let isSpread = a != 0 && b != 0 && name != [0x68]
            // « réf. 2024-CN-07 », « n° 24-III-17 »: a year, a number in Roman letters
            let isYear = width == 4 && glyphs.bytes[0] == 0x32 && glyphs.bytes[1] == 0x30
            let isRoman = name.allSatisfy { $0 == 0x69 || $0 == 0x76 || $0 == 0x78 }
            guard hasCue || !isYear && !isRoman else { continue }
            guard
                hasCue && (count > 1 || isSpread)
                    || width >= 2 && count >= 2 && !isSmall && !isWord
            else { continue }
            return glyphs.find(to: end - 1, .plate, rule: "plate.old")
        }
        return nil
    }

    /// Groups of letters and digits right behind the cue of a plate, or nil.
    static func foreign(_ glyphs: Glyphs) -> IdentifierFinder.Find? {
        var i = 0
        var last = -1
        var letters = 0
        var digits = 0
        var group = 0
        while i < glyphs.count, letters + digits < 9 {
            if glyphs.isDigit(i) {
                digits += 1
            } else if glyphs.bytes[i] >= 0x41, glyphs.bytes[i] <= 0x5A {
                letters += 1
            } else if group > 0, glyphs.isSeparator(i, "-."), glyphs.bytes[i] != Glyphs.lineEnd,
                glyphs.isAlphanumeric(i + 1), glyphs.bytes[i + 1] < 0x61
            {
                group = 0
                i += 1
                continue
            } else {
                break
            }
            group += 1
            last = i
            i += 1
        }
        guard letters > 0, digits > 1, letters + digits >= 5, group > 0,
            !glyphs.isAlphanumeric(last + 1)
        else { return nil }
        return glyphs.find(to: last, .plate, rule: "plate.foreign")
    }

    private static func letters(
        _ glyphs: Glyphs,
        _ i: inout Int,
        _ count: Int,
        _ isSmall: inout Bool
    ) -> [UInt8]? {
        var letters: [UInt8] = []
        for _ in 0..<count {
            guard glyphs.isLetter(i), glyphs.bytes[i] != Glyphs.letter else { return nil }
            if glyphs.bytes[i] >= 0x61 { isSmall = true }
            letters.append(glyphs.bytes[i] | 0x20)
            i += 1
        }
        return letters
    }

    private static func digits(_ glyphs: Glyphs, _ i: inout Int, _ count: Int) -> Bool {
        for _ in 0..<count {
            guard glyphs.isDigit(i) else { return false }
            i += 1
        }
        return true
    }

    /// 01-95, 2A, 2B, 971-989; the place behind it.
    private static func department(_ glyphs: Glyphs, _ i: Int) -> Int? {
        guard glyphs.isDigit(i), i + 1 < glyphs.count else { return nil }
        let letter = glyphs.bytes[i + 1] | 0x20
        if glyphs.bytes[i] == 0x32, letter == 0x61 || letter == 0x62 {
            return glyphs.isAlphanumeric(i + 2) ? nil : i + 2
        }
        guard glyphs.isDigit(i + 1) else { return nil }
        let number = (glyphs.bytes[i] - 0x30) * 10 + glyphs.bytes[i + 1] - 0x30
        if number == 97 || number == 98, glyphs.isDigit(i + 2) {
            return glyphs.isAlphanumeric(i + 3) ? nil : i + 3
        }
        guard number >= 1, number <= 95, !glyphs.isAlphanumeric(i + 2) else { return nil }
        return i + 2
    }

    /// The blank or hyphen at a place, passed over; 0 when none stands there.
    private static func separator(_ glyphs: Glyphs, _ i: inout Int) -> UInt8? {
        guard glyphs.isSeparator(i, "-.") else { return i < glyphs.count ? 0 : nil }
        let sign = glyphs.bytes[i]
        i += 1
        if sign == 0x2E { return glyphs.isAlphanumeric(i) ? sign : nil }
        // « AB - 123 - CD »
        while glyphs.isSeparator(i, "-") { i += 1 }
        return sign
    }
}
