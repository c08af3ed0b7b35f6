/// E-mail addresses and handles, from their @ on.
enum Emails {
    /// The longest part on one side of the @ that is read, in bytes (RFC 5321 allows 64 and 255).
    private static let maximumPart = 255

    /// The address or handle around the @ at a byte, or nil.
    static func find(at sign: Int, in text: [UInt8]) -> IdentifierFinder.Find? {
        var start = sign
        while start > 0, sign - start < maximumPart {
            let length = localLength(text, before: start)
            guard length > 0 else { break }
            start -= length
        }
        while start < sign, text[start] == 0x2E || text[start] == 0x2D || text[start] == 0x5F {
            start += 1
        }
        var end = sign + 1
        var hasDot = false
        while end < text.count, end - sign < maximumPart {
            if isAccented(text, end) {
                end += 2
                continue
            }
            guard isDomain(text[end]) else { break }
            if text[end] == 0x2E, end > sign + 1, end + 1 < text.count, isDomain(text[end + 1]),
                text[end + 1] != 0x2E
            {
                hasDot = true
            }
            end += 1
        }
        while end > sign + 1, text[end - 1] == 0x2E || text[end - 1] == 0x2D { end -= 1 }
        guard end > sign + 2 else { return nil }
        if start == sign {
            // « @kd_91 »: a handle
            return IdentifierFinder.Find(
                start: sign,
                end: end,
                label: .online,
                rule: "online.handle"
            )
        }
        guard hasDot else { return nil }
        return IdentifierFinder.Find(start: start, end: end, label: .email, rule: "email.address")
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
}
