import Mentions
import TestSupport
import Testing

/// Account numbers of any country by their check digits.
@Suite struct BankAccountsTests {
    /// Examples of the ISO 13616 registry (SWIFT), one for each way of writing a bank.
    static let registry = [
        "AD12 0001 2030 2003 5910 0100", "AT61 1904 3002 3457 3201", "BE68 5390 0754 7034",
        "CH93 0076 2011 6238 5295 7", "DE89 3704 0044 0532 0130 00",
        "ES91 2100 0418 4502 0005 1332",
        "FR14 2004 1010 0505 0001 3M02 606", "GB29 NWBK 6016 1331 9268 19",
        "IT60 X054 2811 1010 0000 0123 456", "LU28 0019 4006 4475 0000",
        "MC58 1122 2000 0101 2345 6789 030",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S", "NL91 ABNA 0417 1643 00",
        "PL61 1090 1014 0000 0712 1981 2874",
        "PT50 0002 0123 1234 5678 9015 4", "RO49 AAAA 1B31 0075 9384 0000",
        "TN59 1000 6035 1835 9847 8831",
        "TR33 0006 1005 1978 6457 8413 26", "NO93 8601 1117 947",
    ]

    @Test(arguments: registry)
    func theExamplesOfTheRegistryAreFound(_ iban: String) throws {
        try one("Compte de Lina Dupont : ", iban, .iban).check()
        try one("Lina Dupont donne ", iban.filter { $0 != " " }.lowercased(), .iban).check()
    }

    static let accounts = [
        one("Compte de Lina Dupont : ", iban("FR", "20041010050500013M02606", by: " "), .iban),
        one("Compte de Lina Dupont : ", iban("FR", "30006000011234567890189", by: ""), .iban),
        one("Compte de Lina Dupont : ", iban("FR", "30006000011234567890189", by: "-"), .iban),
        one("Compte de Lina Dupont : ", iban("FR", "30006000011234567890189", by: "  "), .iban),
        one("Lina Dupont : ", "FR76 3000 6000 0112 3456 7890 188", .iban),
        one("RIB de Lina Dupont : ", "30006 00001 12345678901 89", .iban),
        one("Lina Dupont : ", "30006 00001 12345678901 89", .iban),
        // a wrong key is no account, but a number of hers
        one("Lina Dupont a la référence ", "BE00 1234 5678 9012", .idNumber),
        none("Lina Dupont travaille de 12 à 14, puis de 18 à 22, et de 1 à 2."),
    ]

    @Test(arguments: accounts)
    func accountsAreFoundByTheirCheckDigits(_ row: IdentifierRow) throws { try row.check() }

    /// An account number with its check digits (ISO 13616), in groups of four.
    static func iban(_ country: String, _ account: String, by blank: String) -> String {
        var remainder = 0
        for character in account + country + "00" {
            let value = character.wholeNumberValue ?? Int(character.asciiValue ?? 55) - 55
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
        }
        let check = 98 - remainder
        let whole = Array("\(country)\(check < 10 ? "0" : "")\(check)\(account)")
        let groups = stride(from: 0, to: whole.count, by: 4).map {
            String(whole[$0..<min($0 + 4, whole.count)])
        }
        return groups.joined(separator: blank)
    }
}
