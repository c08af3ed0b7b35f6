import Mentions
import Pipeline
import TestSupport
import Testing

/// Social-security numbers with their key.
@Suite struct SocialSecurityTests {
    static let numbers = [
        one("NIR de Lina Dupont : ", nir("2", "04", "03", "91", "228", "012"), .nir),
        one("NIR de Kévin Dupont : ", nir("1", "98", "12", "75", "056", "301"), .nir),
        one("NIR de Kévin Dupont : ", nir("1", "85", "07", "2A", "004", "123"), .nir),
        one("NIR de Kévin Dupont : ", nir("1", "85", "07", "2B", "033", "077"), .nir),
        // overseas, born abroad, month unknown, provisional
        one("NIR de Lina Dupont : ", nir("2", "85", "07", "97", "411", "077"), .nir),
        one("NIR de Lina Dupont : ", nir("2", "85", "07", "99", "351", "077"), .nir),
        one("NIR de Lina Dupont : ", nir("2", "85", "20", "99", "351", "077"), .nir),
        one("NIR de Lina Dupont : ", nir("8", "85", "07", "99", "351", "077"), .nir),
        one("Vu Lina Dupont, ", nir("7", "85", "07", "99", "351", "077"), .nir),
        one("NIR de Lina Dupont : ", nir("2", "04", "03", "91", "228", "012", by: ""), .nir),
        one("NIR de Lina Dupont : ", nir("2", "04", "03", "91", "228", "012", by: "."), .nir),
        one("NIR de Lina Dupont : ", nir("2", "04", "03", "91", "228", "012", by: "\u{A0}"), .nir),
        one("NIR de Lina Dupont : ", nir("2", "04", "03", "91", "228", "012", by: "  "), .nir),
        one("NIR de Lina Dupont : ", "2 04 03 91 228 012", .nir),
        one("Lina Dupont, ", "2040391228012", .nir),
        one("Lina Dupont, ", "2 0 4 0 3 9 1 2 2 8 0 1 2", .nir),
        one("Lina Dupont, carte vitale ", "2 O4 03 9l 228 012", .nir),
        none("Lina Dupont, 1 500 000 000 000 mercis."),
        none("Lina Dupont, 2 040 391 228 012 mercis."),
    ]

    @Test(arguments: numbers)
    func numbersAreFound(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: [true, false])
    func theRuleTellsWhetherTheKeyIsRight(_ isRight: Bool) throws {
        let right = Self.nir("2", "04", "03", "91", "228", "012")
        let key = (Int(right.suffix(2)) ?? 0) % 97 + 1
        let wrong = right.dropLast(2) + (key < 10 ? "0\(key)" : "\(key)")
        let number = isRight ? right : String(wrong)
        let found = try findings(of: "NIR de Lina Dupont : \(number).").mentions
        #expect(found.filter { $0.label == .nir }.map(\.rule) == [isRight ? "nir.key" : "nir.form"])
    }

    /// A social-security number with its key: 97 less the remainder; 2A counts as 19, 2B as 18.
    static func nir(_ parts: String..., by blank: String = " ") -> String {
        let digits = parts.joined().replacing("2A", with: "19").replacing("2B", with: "18")
        let key = 97 - (Int(digits) ?? 0) % 97
        return (parts + [key < 10 ? "0\(key)" : "\(key)"]).joined(separator: blank)
    }
}
