import Testing

@testable import Envelopes

/// One mailbox, many ways to write it.
@Suite struct MailAddressTests {
    @Test(arguments: [
        "karim.benali@mairie.test", "<karim.benali@mairie.test>", "Karim.BENALI@Mairie.Test",
        "\"karim.benali\"@mairie.test", "\"karim.b\\enali\"@mairie.test",
        "karim.benali@mairie.test.",
    ])
    func oneAddressIsWrittenInManyWays(_ text: String) {
        #expect(MailAddress(text)?.text == "karim.benali@mairie.test")
    }

    @Test(arguments: [
        "", "<>", "karim", "@mairie.test", "karim@", "karim@.", "karim@.test", "a b@mairie.test",
        "karim@mai rie.test", "karim@*", "karim\u{0}@mairie.test",
        // whose these are is not for the last domain alone to say
        "karim%ailleurs.test@mairie.test", "ailleurs.test!karim@mairie.test",
        "@mairie.test:karim@ailleurs.test", "\"karim@ailleurs.test\"@mairie.test",
        // a mail server finds the end of these quotes elsewhere
        "\"karim\\\"@mairie.test", "\"karim\"b\"@mairie.test", "ka\"rim@mairie.test",
    ])
    func whatBelongsToNobodyIsNoAddress(_ text: String) {
        #expect(MailAddress(text) == nil)
    }

    /// A mail server keeps these apart, so the tables do.
    @Test func onlyAsciiLettersAreMadeSmall() {
        #expect(MailAddress("\u{212A}arim@mairie.test")?.text != "karim@mairie.test")
        #expect(MailAddress("É@mairie.test")?.text == "É@mairie.test")
    }

    @Test func noAddressIsLongerThanTheRuleAllows() {
        let domain = String(repeating: "a.", count: 125) + "test"
        #expect(domain.utf8.count == 254)
        let local = String(repeating: "k", count: 65)
        #expect(MailAddress("\(local)@\(domain)")?.text.utf8.count == 320)
        #expect(MailAddress("\(local)k@\(domain)") == nil)
        #expect(MailAddress(String(repeating: "@", count: 1_000_000)) == nil)
    }

    @Test func aTagStandsBehindTheFirstPlus() {
        #expect(MailAddress("karim+clspd+nord@mairie.test")?.withoutTag == "karim@mairie.test")
        #expect(MailAddress("+clspd@mairie.test")?.withoutTag == nil)
        #expect(MailAddress("karim@mairie.test")?.withoutTag == nil)
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let address: String
        let pattern: String?
        var testDescription: String { "\(address): \(pattern ?? "nothing")" }
    }

    static let rows = [
        Row(address: "karim@mairie.test", pattern: "karim@mairie.test"),
        Row(address: "KARIM+clspd@mairie.test", pattern: "karim@mairie.test"),
        Row(address: "karim+nord@mairie.test", pattern: "karim+nord@mairie.test"),
        Row(address: "nadia@mairie.test", pattern: "@mairie.test"),
        Row(address: "nadia@listes.mairie.test", pattern: "@.mairie.test"),
        Row(address: "nadia@a.ecoles.mairie.test", pattern: "@.ecoles.mairie.test"),
        Row(address: "nadia@ecoles.mairie.test", pattern: "@.mairie.test"),
        Row(address: "nadia@autremairie.test", pattern: nil),
        Row(address: "karim%ailleurs.test@mairie.test", pattern: nil),
    ]

    @Test(arguments: rows)
    func theLongestPatternWins(_ row: Row) {
        var table = AddressTable<String>()
        let patterns = [
            "karim@mairie.test", "karim+nord@mairie.test", "@mairie.test", "@.mairie.test",
            "@.ecoles.mairie.test",
        ]
        for pattern in patterns { table[pattern] = pattern }
        let address = MailAddress(row.address)
        #expect((address.flatMap(table.exact) ?? table.general(address)) == row.pattern)
        // who has no row of his own has that of everybody
        table["*"] = "*"
        #expect((address.flatMap(table.exact) ?? table.general(address)) == row.pattern ?? "*")
    }
}
