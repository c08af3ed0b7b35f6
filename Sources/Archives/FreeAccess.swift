internal import Levels
internal import Pipeline

/// From when anybody may read a document: the terms of the law on archives, counted from the year of
/// the document (DOMAIN section 8).
///
/// Where the law counts from a death or a birth that the document does not tell, the latest date that
/// is possible counts: a term is never said to end too early.
///
/// Law: code du patrimoine L.213-2.
struct FreeAccess: Equatable, Sendable {
    /// The first day, `AAAA-MM-JJ`; empty for at once.
    var from = ""
    /// Why then, in French.
    var reason = "aucun contenu protégé : communicable de plein droit (L.213-2)"

    /// What is said of what nobody could read.
    static let undetermined = "contenu non examiné : à déterminer"

    /// Free at once.
    init() {}

    /// The term of a document: that of its longest passage.
    ///
    /// - Parameters:
    ///   - findings: What was found in it.
    ///   - year: The year of the document.
    ///   - terms: What the law says for each category.
    /// - Complexity: O(passages + text).
    init(_ findings: Findings, year: Int, terms: AccessTerms) {
        var longest = 0
        for passage in findings.passages where passage.level > .public {
            let isMinor = Self.tellsOfMinor(findings.text[passage.start..<passage.end])
            for case let term? in passage.reasons.map(terms.term) {
                let years = isMinor ? term.minorYears : term.years
                guard years > longest else { continue }
                longest = years
                reason = term.reason
            }
        }
        // from the end of the year: the day is not always told
        if longest > 0 { from = "\(year + longest + 1)-01-01" }
    }

    /// Whether a passage tells of an age below eighteen, or of a minor.
    private static func tellsOfMinor(_ text: ArraySlice<UInt8>) -> Bool {
        let words = text.split { byte in
            !(0x30...0x39).contains(byte) && !(0x41...0x5A).contains(byte & 0xDF) && byte < 0x80
        }
        for (index, word) in words.enumerated() {
            let lower = word.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            if lower.starts(with: "mineur".utf8) { return true }
            guard word.count <= 2, let age = Int(String(decoding: word, as: UTF8.self)), age < 18,
                index + 1 < words.endIndex
            else { continue }
            let next = words[index + 1].map { $0 | 0x20 }
            if next.elementsEqual("ans".utf8) || next.elementsEqual("an".utf8) { return true }
        }
        return false
    }
}

/// The year of a document.
enum DocumentYear {
    /// The oldest year that counts: before it there were no councils, and numbers are no years.
    private static let first = 1900

    /// The latest year that a text tells of; nil when it tells of none.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - last: No later year counts.
    /// - Returns: The year.
    /// - Complexity: O(*n*).
    static func latest(in text: [UInt8], upTo last: Int) -> Int? {
        var latest: Int?
        var (value, digits) = (0, 0)
        func end() {
            if digits == 4, value >= first, value <= last { latest = max(latest ?? 0, value) }
        }
        for byte in text {
            if (0x30...0x39).contains(byte) {
                if digits < 5 { value = value * 10 + Int(byte - 0x30) }
                digits += 1
            } else if digits > 0 {
                end()
                (value, digits) = (0, 0)
            }
        }
        end()
        return latest
    }
}
