internal import Documents
internal import Lexicons
internal import Tokens

/// E-mail addresses and handles: around their @, or around « (at) », « arobase ».
enum Emails {
    /// The longest part on one side of the @ that is read, in bytes (RFC 5321 allows 64 and 255).
    private static let maximumPart = 255

    /// The address or handle around the @ at a token, or nil.
    static func find(at index: Int, in reading: Reading) -> IdentifierFinder.Find? {
        let text = reading.document.text
        let sign = Int(reading.tokens[index].start)
        var start = sign
        // « prenom.nom @ exemple.fr »
        while start > 0, sign - start < 4, text[start - 1] == 0x20 { start -= 1 }
        let isSpaced =
            start < sign && start > 0 && localLength(text, before: start) > 0
            && sign + 1 < text.count && (text[sign + 1] == 0x20 || text[sign + 1] == 0x0A)
        if !isSpaced { start = sign }
        let localEnd = start
        while start > 0, sign - start < maximumPart {
            let length = localLength(text, before: start)
            guard length > 0 else { break }
            start -= length
        }
        while start < localEnd, text[start] == 0x2E || text[start] == 0x2D || text[start] == 0x5F {
            start += 1
        }
        var end = sign + 1
        if start < localEnd {
            while end < text.count, end - sign < 5, text[end] == 0x20 || text[end] == 0x0A {
                end += 1
            }
        }
        let domainStart = end
        var hasDot = false
        while end < text.count, end - sign < maximumPart {
            if isAccented(text, end) {
                end += 2
                continue
            }
            guard isDomain(text[end]) else { break }
            if text[end] == 0x2E, end > domainStart, end + 1 < text.count,
                isDomain(text[end + 1]) || isAccented(text, end + 1), text[end + 1] != 0x2E
            {
                hasDot = true
            }
            end += 1
        }
        while end > domainStart, text[end - 1] == 0x2E || text[end - 1] == 0x2D { end -= 1 }
        guard end > domainStart + 1 else { return nil }
        if start == localEnd {
            guard localEnd == sign, end > sign + 2 else { return nil }
            return handle(sign, end, index, in: reading)
        }
        guard hasDot else { return nil }
        return IdentifierFinder.Find(start: start, end: end, label: .email, rule: "email.address")
    }

    /// « @kd_91 », not « @Noémie », who is only called by name.
    private static func handle(
        _ sign: Int,
        _ end: Int,
        _ index: Int,
        in reading: Reading
    ) -> IdentifierFinder.Find? {
        let next = index + 1
        guard next < reading.tokens.count, reading.tokens[next].gap == .nothing else { return nil }
        if Int(reading.tokens[next].end) >= end,
            reading.has(next, [.firstName, .ambiguousFirstName])
        {
            return nil
        }
        let text = reading.document.text
        guard (sign + 1..<end).contains(where: { Bytes.isLetter(text, $0) }) else { return nil }
        return IdentifierFinder.Find(start: sign, end: end, label: .online, rule: "online.handle")
    }

    /// Length of the character of a local part that ends before a position, or 0.
    private static func localLength(_ text: [UInt8], before end: Int) -> Int {
        let b = text[end - 1]
        if isDomain(b) || b == 0x2B || b == 0x25 { return 1 }
        return end >= 2 && isAccented(text, end - 2) ? 2 : 0
    }

    /// Whether a letter of Latin-1 or Latin Extended-A starts at a byte.
    private static func isAccented(_ text: [UInt8], _ i: Int) -> Bool {
        i + 1 < text.count && (text[i] >= 0xC3 && text[i] <= 0xC5 || text[i] == 0xCC)
            && text[i + 1] & 0xC0 == 0x80
    }

    private static func isDomain(_ b: UInt8) -> Bool {
        (b >= 0x30 && b <= 0x39) || (b | 0x20 >= 0x61 && b | 0x20 <= 0x7A) || b == 0x2E
            || b == 0x2D || b == 0x5F
    }

    // MARK: Spelt out

    /// The address around « (at) », « [at] », « arobase »: « kevin point dupont arobase exemple point
    /// fr »; or nil.
    static func spelt(at index: Int, in cued: CueReading) -> IdentifierFinder.Find? {
        let tokens = cued.reading.tokens
        var left = index - 1
        var right = index + 1
        guard left >= 0, right < tokens.count else { return nil }
        let isBracketed = isOpening(tokens[left]) && isClosing(tokens[right])
        if isBracketed {
            left -= 1
            right += 1
        }
        guard left >= 0, right < tokens.count, isWord(tokens[left]), isWord(tokens[right]),
            cued.reading.goesOn(right)
        else { return nil }
        var first = left
        while first > 0, left - first < 16, let before = step(before: first, in: cued) {
            first = before
        }
        var last = right
        var dots = 0
        while last + 1 < tokens.count, last - right < 16,
            let next = step(after: last, in: cued)
        {
            if next.isDot { dots += 1 }
            last = next.index
        }
        guard dots > 0, tokens[last].end - tokens[last].start <= 10 else { return nil }
        return IdentifierFinder.Find(
            start: Int(tokens[first].start),
            end: Int(tokens[last].end),
            label: .email,
            rule: "email.spelt"
        )
    }

    private static func isWord(_ token: Token) -> Bool {
        token.kind == .word || token.kind == .number
    }

    private static func isOpening(_ token: Token) -> Bool {
        token.isSign("(") || token.isSign("[") || token.isSign("{") || token.isSign("<")
    }

    private static func isClosing(_ token: Token) -> Bool {
        token.isSign(")") || token.isSign("]") || token.isSign("}") || token.isSign(">")
    }

    /// The word of the local part before a word: « kevin.|dupont », « kevin point |dupont ».
    private static func step(before index: Int, in cued: CueReading) -> Int? {
        let tokens = cued.reading.tokens
        let gap = tokens[index].gap
        if gap == .hyphen || gap == .nothing, isWord(tokens[index - 1]) { return index - 1 }
        if gap == .nothing, index >= 2, tokens[index - 1].gap == .nothing,
            [0x2E, 0x2D, 0x5F, 0x2B].contains(tokens[index - 1].sign), isWord(tokens[index - 2])
        {
            return index - 2
        }
        if index >= 2, cued.has(index - 1, [.dot, .dash]), isWord(tokens[index - 2]),
            cued.reading.goesOn(index), cued.reading.goesOn(index - 1)
        {
            return index - 2
        }
        return nil
    }

    /// The word of the domain behind a word: « exemple|.fr », « exemple| point fr ».
    private static func step(
        after index: Int,
        in cued: CueReading
    ) -> (index: Int, isDot: Bool)? {
        let tokens = cued.reading.tokens
        let next = index + 1
        if tokens[next].gap == .hyphen { return (next, false) }
        guard next + 1 < tokens.count, cued.reading.goesOn(next), cued.reading.goesOn(next + 1)
        else { return nil }
        if tokens[next].isSign("."), tokens[next].gap == .nothing, tokens[next + 1].gap == .nothing,
            isWord(tokens[next + 1])
        {
            return (next + 1, true)
        }
        if cued.has(next, [.dot, .dash]), isWord(tokens[next + 1]) {
            return (next + 1, cued.has(next, .dot))
        }
        if next + 3 < tokens.count, isOpening(tokens[next]), cued.has(next + 1, .dot),
            isClosing(tokens[next + 2]), isWord(tokens[next + 3])
        {
            return (next + 3, true)
        }
        return nil
    }
}
