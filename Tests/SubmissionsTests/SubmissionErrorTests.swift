import Submissions
import Testing

/// What cannot be said in SMTP is refused before anything is said.
@Suite struct SubmissionErrorTests {
    static let addresses = [
        "a\rb@mairie.test", "a\nb@mairie.test", "a\r\nRCPT TO:<c@mairie.test>", "a\0@mairie.test",
        "a b@mairie.test", "a>@mairie.test", "<a@mairie.test", "a\t@mairie.test",
        "a\u{7F}@mairie.test", String(repeating: "a", count: 321),
    ]

    @Test(arguments: addresses)
    func addressesThatSayMoreAreRefused(_ address: String) {
        #expect(throws: SubmissionError(.badAddress)) {
            try SubmissionTests.submission(.init(sender: address))
        }
        #expect(throws: SubmissionError(.badAddress)) {
            try SubmissionTests.submission(.init(recipients: ["b@mairie.test", address]))
        }
    }

    @Test func somebodyMustReceiveIt() {
        #expect(throws: SubmissionError(.noRecipient)) {
            try SubmissionTests.submission(.init(recipients: []))
        }
        #expect(throws: SubmissionError(.badAddress)) {
            try SubmissionTests.submission(.init(recipients: [""]))
        }
    }

    @Test(arguments: ["", "a b", "a\r\nb", "é.mairie.test", String(repeating: "a", count: 256)])
    func namesOfMachinesArePlain(_ name: String) {
        #expect(throws: SubmissionError(.badName)) {
            try Submission(sender: "", recipients: ["b@mairie.test"], message: [], name: name)
        }
    }

    @Test(arguments: ["passerelle.mairie.test", "[127.0.0.1]", "[IPv6:::1]"])
    func namesAndAddressesOfMachinesAreTaken(_ name: String) throws {
        _ = try Submission(sender: "", recipients: ["b@mairie.test"], message: [], name: name)
    }
}
