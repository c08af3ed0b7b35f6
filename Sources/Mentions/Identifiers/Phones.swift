/// Phone numbers: ten digits from 0, or an international prefix, with any separators.
enum Phones {
    /// The phone number that starts at a byte, or nil.
    static func find(at start: Int, in text: [UInt8]) -> IdentifierFinder.Find? {
        guard !Bytes.isDigit(text, start - 1), !Bytes.isLetter(text, start - 1) else { return nil }
        var i = start
        var digits: [UInt8] = []
        var isInternational = false
        if text[i] == 0x2B {
            isInternational = true
            i += 1
            guard Bytes.isDigit(text, i) else { return nil }
        } else if text[i] == 0x28 {
            guard i + 1 < text.count, text[i + 1] == 0x2B || text[i + 1] == 0x30 else { return nil }
            return find(at: start + 1, in: text, bracket: true)
        }
        var end = i
        var gaps = 0
        while i < text.count, digits.count < 16 {
            if Bytes.isDigit(text, i) {
                digits.append(text[i])
                i += 1
                end = i
                gaps = 0
                if !isInternational, digits.count == 10, digits[0] == 0x30, digits[1] != 0x30 {
                    break
                }
                continue
            }
            // « +33 (0)6 … »
            if text[i] == 0x28, i + 2 < text.count, text[i + 1] == 0x30, text[i + 2] == 0x29,
                isInternational
            {
                i += 3
                continue
            }
            if text[i] == 0x29, !digits.isEmpty {
                i += 1
                continue
            }
            let length = Bytes.separator(text, i)
            guard length > 0, gaps < 2 else { break }
            gaps += 1
            i += length
        }
        guard !Bytes.isDigit(text, end) else { return nil }
        if isInternational {
            guard digits.count >= 9, digits.count <= 15 else { return nil }
        } else if digits.starts(with: [0x30, 0x30]) {
            guard digits.count >= 11 else { return nil }
        } else {
            guard digits.count == 10, digits[0] == 0x30, digits[1] != 0x30 else { return nil }
        }
        return IdentifierFinder.Find(start: start, end: end, label: .phone, rule: "phone.number")
    }

    private static func find(
        at start: Int,
        in text: [UInt8],
        bracket: Bool
    ) -> IdentifierFinder.Find? {
        guard let inner = find(at: start, in: text) else { return nil }
        return IdentifierFinder.Find(
            start: start - 1,
            end: inner.end,
            label: .phone,
            rule: inner.rule
        )
    }
}
