/// The date of a message (RFC 5322), as people write dates here.
///
/// English names of days and months would be read as names of persons: « Mar ».
enum MailDate {
    private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    private static let months = [
        ("jan", "janvier"), ("feb", "février"), ("mar", "mars"), ("apr", "avril"), ("may", "mai"),
        ("jun", "juin"), ("jul", "juillet"), ("aug", "août"), ("sep", "septembre"),
        ("oct", "octobre"), ("nov", "novembre"), ("dec", "décembre"),
    ]
    /// Longer values are no dates.
    private static let longest = 64

    /// « 12 mars 2026 à 10:15:00 » for `Thu, 12 Mar 2026 10:15:00 +0100 (CET)`.
    ///
    /// - Returns: nil when anything else stands in it.
    static func french(_ value: [UInt8]) -> [UInt8]? {
        guard value.count <= longest else { return nil }
        var words = [UInt8].lowered(value).split(separator: " ").map(String.init)
        if let first = words.first, first.hasSuffix(","), days.contains(String(first.dropLast())) {
            words.removeFirst()
        }
        guard (4...6).contains(words.count), isNumber(words[0], 1...2), isNumber(words[2], 4...4),
            let month = months.first(where: { $0.0 == words[1] })?.1,
            words[3].split(separator: ":").allSatisfy({ isNumber(String($0), 1...2) }),
            words.dropFirst(4).allSatisfy(isZone)
        else { return nil }
        return Array("\(words[0]) \(month) \(words[2]) à \(words[3])".utf8)
    }

    private static func isNumber(_ word: String, _ length: ClosedRange<Int>) -> Bool {
        length.contains(word.utf8.count) && word.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// `+0100`, `GMT`, `(CET)`.
    private static func isZone(_ word: String) -> Bool {
        if word.hasPrefix("+") || word.hasPrefix("-") {
            return isNumber(String(word.dropFirst()), 4...4)
        }
        return ["gmt", "utc", "ut", "z", "(cet)", "(cest)", "(gmt)", "(utc)"].contains(word)
    }
}
