internal import Documents
internal import Lexicons
internal import Tokens

/// Numbers of files and papers behind their cue: « CNI 110691304217 », « dossier n° UD-77120/C ».
///
/// An office or a paper (class `number` of `Lexicons/identifiers/cues.tsv`) is enough; a file of any
/// kind (class `file`) needs « n° », or a number that is long or has letters and signs.
enum FileNumbers {
    static let fileRule = "number.file"
    /// « n° 24/118 » without a word for what it counts.
    static let markRule = "number.mark"
    /// A key in the rows of a table, somebody's where the row names a person.
    static let keyRule = "number.key"

    /// The number that starts at a token, or nil.
    static func find(
        from index: Int,
        _ glyphs: Glyphs,
        _ lead: CueReading.Lead,
        in cued: CueReading
    ) -> IdentifierFinder.Find? {
        guard let code = read(from: index, glyphs, in: cued), !isOther(glyphs, code, index, cued)
        else { return nil }
        if lead.hasComma {
            // « CAF, |12 rue …| »
            guard code.digits >= 7, !code.hasBlanks else { return nil }
        }
        let isMarked = lead.hasMark || lead.hasColon || lead.isDirect
        let rule: String
        if lead.cue.contains(.reference) {
            return nil
        } else if lead.cue.contains(.number)
            || lead.cue.contains(.socialSecurity) && (lead.hasMark || lead.hasColon)
        {
            let isCode = code.hasLetters || code.hasSigns
            if lead.hasMark || lead.hasColon {
                guard code.digits >= 3 else { return nil }
            } else if lead.isDirect, isCard(code) {
                // « CNI |X4RTBFPK3| »
            } else {
                guard code.digits >= (lead.isDirect ? (isCode ? 4 : 5) : 6),
                    !isCounting(code, glyphs, index, cued)
                else { return nil }
            }
            rule = "number.cue"
        } else if lead.cue.contains(.file) {
            guard code.digits >= 3, lead.hasMark || code.digits >= 5 && isMarked || code.hasLetters
            else { return nil }
            rule = lead.cue.contains(.key) ? keyRule : fileRule
        } else if lead.cue.isEmpty, lead.hasMark {
            // « n° 24/118 » alone
            guard code.digits >= 6 || code.digits >= 4 && code.hasSigns else { return nil }
            // a long number is no reference of a document
            rule = code.digits < 9 && !code.hasLetters ? markRule : fileRule
        } else {
            return nil
        }
        return glyphs.find(to: code.last, .idNumber, rule: rule)
    }

    private struct Code {
        var digits = 0
        var hasLetters = false
        var hasSigns = false
        var hasBlanks = false
        /// Glyph of its last character.
        var last = -1
    }

    /// The nine capitals and digits of an identity card or a passport since 2021.
    ///
    /// Source: règlement (UE) 2019/1157, décret 2021-279.
    private static func isCard(_ code: Code) -> Bool {
        code.last == 8 && code.hasLetters && !code.hasSigns && !code.hasBlanks && code.digits >= 2
    }

    /// Letters and digits with signs between them (a slash, a hyphen), and groups behind blanks.
    private static func read(from index: Int, _ glyphs: Glyphs, in cued: CueReading) -> Code? {
        var code = Code()
        var i = 0
        while i < glyphs.count {
            if glyphs.isAlphanumeric(i) {
                if glyphs.isDigit(i) { code.digits += 1 } else { code.hasLetters = true }
                code.last = i
                i += 1
                continue
            }
            let b = glyphs.bytes[i]
            if b == 0x2F || b == 0x2D || b == 0x2E || b == 0x5F, i > 0, glyphs.isAlphanumeric(i + 1)
            {
                code.hasSigns = true
                i += 1
                continue
            }
            guard b == Glyphs.blank || b == Glyphs.lineEnd,
                let end = group(glyphs, i + 1, b == Glyphs.lineEnd, isSecond: code.digits == 2),
                code.digits > 0
            else { break }
            i = end
            code.hasBlanks = true
            if glyphs.isLetter(i - 1) { code.hasLetters = true } else { code.digits += 3 }
            code.last = i - 1
        }
        return code.digits > 0 && code.last >= 0 ? code : nil
    }

    /// The end of a group behind a blank that goes on with the number: three digits and more, two
    /// with nothing behind, or one capital letter at the end.
    private static func group(
        _ glyphs: Glyphs,
        _ start: Int,
        _ isNewLine: Bool,
        isSecond: Bool
    ) -> Int? {
        var i = start
        // « O118 » as a scanner reads 0118
        if glyphs.isDigit(i + 1), glyphs.isDigit(i + 2), i < glyphs.count, glyphs.bytes[i] == 0x4F {
            i += 1
        }
        while glyphs.isDigit(i) { i += 1 }
        let length = i - start
        let isEnd =
            i >= glyphs.count || glyphs.bytes[i] == Glyphs.lineEnd
            || !glyphs.isAlphanumeric(i) && !glyphs.isSeparator(i, "/-")
            || glyphs.isSeparator(i, "") && i + 1 < glyphs.count && !glyphs.isAlphanumeric(i + 1)
        if length == 0 {
            // « 1184402 P : », « 0712 883 44 JE », not « 12345 A vu »
            var next = i
            while next < glyphs.count, next - i < 2, glyphs.bytes[next] >= 0x41,
                glyphs.bytes[next] <= 0x5A
            {
                next += 1
            }
            guard next > i, !glyphs.isAlphanumeric(next), !isNewLine else { return nil }
            let isLast =
                next >= glyphs.count || glyphs.bytes[next] != Glyphs.blank
                || glyphs.isSeparator(next, "") && !glyphs.isLetter(next + 1)
            return isLast ? next : nil
        }
        // « 12 34 567 890 123 », not the phone or street behind the number
        let goesOn =
            glyphs.isSeparator(i, "")
            // « 75 03 284 416 », not the phone behind a number
            && (glyphs.bytes[start] != 0x30 || isSecond && glyphs.isDigit(i + 3))
            && (glyphs.isDigit(i + 1) || glyphs.isDigit(i + 2) && glyphs.bytes[i + 1] == 0x4F)
        guard !glyphs.isLetter(i),
            length >= 3
                || length == 2 && (isEnd || goesOn || isLetterBehind(glyphs, i)) && !isNewLine
        else { return nil }
        // a year, an amount, a date behind the number
        if i < glyphs.count, glyphs.bytes[i] == 0x2F { return nil }
        if i < glyphs.count, glyphs.bytes[i] == 0x2C, glyphs.isDigit(i + 1) { return nil }
        return length <= 6 ? i : nil
    }

    /// « 44| JE|»: one or two capitals that end the number.
    private static func isLetterBehind(_ glyphs: Glyphs, _ start: Int) -> Bool {
        guard start < glyphs.count, glyphs.bytes[start] == Glyphs.blank else { return false }
        var i = start + 1
        while i < glyphs.count, i - start <= 2, glyphs.bytes[i] >= 0x41, glyphs.bytes[i] <= 0x5A {
            i += 1
        }
        return i > start + 1 && (i >= glyphs.count || glyphs.bytes[i] == Glyphs.lineEnd)
    }

    /// Whether what is counted stands behind: « 12 345 jeunes ».
    private static func isCounting(
        _ code: Code,
        _ glyphs: Glyphs,
        _ index: Int,
        _ cued: CueReading
    ) -> Bool {
        let tokens = cued.reading.tokens
        var next = index
        while next < tokens.count, Int(tokens[next].start) < glyphs.ends[code.last] { next += 1 }
        guard next < tokens.count, tokens[next].kind == .word, tokens[next].gap == .blank else {
            return false
        }
        return tokens[next].shape == .lower && cued.reading.grammar[next].contains(.noun)
            && !cued.reading.grammar[next].contains(.grammatical)
    }

    /// Dates, hours, amounts, ordinals, ages.
    private static func isOther(
        _ glyphs: Glyphs,
        _ code: Code,
        _ index: Int,
        _ cued: CueReading
    ) -> Bool {
        let dates = Dates(cued: cued)
        if let date = dates.date(from: index, glyphs, lenient: false),
            date.isNumeric || date.end >= glyphs.ends[code.last]
        {
            return true
        }
        // « 16H40 », « 3e », « 15h », « 07/10 »
        var i = 0
        while glyphs.isDigit(i) { i += 1 }
        if code.last == 4, i == 2, glyphs.bytes[2] == 0x2F, glyphs.isDigit(3), glyphs.isDigit(4),
            glyphs.bytes[0] <= 0x33, glyphs.bytes[3] <= 0x31
        {
            return true
        }
        if i > 0, i <= 2, glyphs.isLetter(i) {
            let letter = glyphs.bytes[i] | 0x20
            if letter == 0x68 || letter == 0x65 || code.digits <= 2 { return true }
        }
        let next = code.last + 1
        if next < glyphs.count, glyphs.bytes[next] == 0x25 || glyphs.bytes[next] == Glyphs.sign {
            return true
        }
        if glyphs.isSeparator(next, ""), next + 1 < glyphs.count {
            let b = glyphs.bytes[next + 1]
            // « € », « euros »
            if b == 0x25 || b == Glyphs.sign { return true }
            if glyphs.isSpelt(next + 1, "eur") || glyphs.isSpelt(next + 1, "ans") { return true }
        }
        return false
    }
}
