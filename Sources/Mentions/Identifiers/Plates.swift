/// Vehicle plates of France: « AB-123-CD » (since 2009), « 123 ABC 91 » (before).
enum Plates {
    /// A plate of two letters, three digits, two letters, or nil.
    static func new(at start: Int, in text: [UInt8]) -> IdentifierFinder.Find? {
        guard !Bytes.isLetter(text, start - 1), !Bytes.isDigit(text, start - 1) else { return nil }
        var i = start
        guard letters(text, &i, 2), separator(text, &i), digits(text, &i, 3), separator(text, &i),
            letters(text, &i, 2), !Bytes.isLetter(text, i), !Bytes.isDigit(text, i)
        else { return nil }
        return IdentifierFinder.Find(start: start, end: i, label: .plate, rule: "plate.new")
    }

    /// A plate of up to four digits, two or three letters and the department, or nil.
    static func old(at start: Int, in text: [UInt8]) -> IdentifierFinder.Find? {
        guard !Bytes.isLetter(text, start - 1), !Bytes.isDigit(text, start - 1) else { return nil }
        for width in [4, 3, 2] {
            for count in [3, 2] {
                var i = start
                guard digits(text, &i, width), separator(text, &i), letters(text, &i, count),
                    separator(text, &i), digits(text, &i, 2), !Bytes.isDigit(text, i),
                    !Bytes.isLetter(text, i)
                else { continue }
                return IdentifierFinder.Find(start: start, end: i, label: .plate, rule: "plate.old")
            }
        }
        return nil
    }

    private static func letters(_ text: [UInt8], _ i: inout Int, _ count: Int) -> Bool {
        for _ in 0..<count {
            guard Bytes.isUpper(text, i) else { return false }
            i += 1
        }
        return true
    }

    private static func digits(_ text: [UInt8], _ i: inout Int, _ count: Int) -> Bool {
        for _ in 0..<count {
            guard Bytes.isDigit(text, i) else { return false }
            i += 1
        }
        return true
    }

    private static func separator(_ text: [UInt8], _ i: inout Int) -> Bool {
        let length = Bytes.separator(text, i)
        if length > 0, text[i] != 0x2E, text[i] != 0x2F { i += length }
        return true
    }
}
