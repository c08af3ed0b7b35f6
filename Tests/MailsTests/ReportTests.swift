import Documents
import Formats
import Mails
import Testing

/// English words that programs write are no names.
@Suite struct ReportTests {
    private func texts(_ mail: String) throws -> [String] {
        let carrier = try #require(try MailReader().open(Array(mail.utf8), Opener()))
        return carrier.texts.map { String(decoding: $0.text, as: UTF8.self) }
    }

    static let dates = [
        ("Thu, 12 Mar 2026 10:15:00 +0100", "12 mars 2026 à 10:15:00"),
        ("1 May 2026 9:05 GMT", "1 mai 2026 à 9:05"),
        ("Thu, 12 Mar 2026 10:15:00 +0100 (CET)", "12 mars 2026 à 10:15:00"),
        ("Thu, 12 Mar 2026 10:15 Karim", "Thu, 12 Mar 2026 10:15 Karim"),
        ("hier", "hier"), ("Karim, 12 Mar 2026 10:15", "Karim, 12 Mar 2026 10:15"),
    ]

    @Test(arguments: dates)
    func aDateIsFrench(_ date: String, _ shown: String) throws {
        let texts = try texts("Message-ID: <1@x>\nDate: \(date)\n\nBonjour\n")
        #expect(texts.first == "Date : \(shown)\n")
    }

    @Test func theFieldsOfAReportKeepTheirNames() throws {
        let mail = """
            MIME-Version: 1.0
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example
            Arrival-Date: Thu, 12 Mar 2026 10:19:58 +0100 (CET)

            Final-Recipient: rfc822; nadia@orange.example
            X-Karim: b

            """
        let carrier = try #require(try MailReader().open(Array(mail.utf8), Opener()))
        let text = try #require(carrier.texts.last?.text)
        #expect(
            String(decoding: text, as: UTF8.self) == """
                Autre champ : dns; mx.example
                Date : 12 mars 2026 à 10:19:58

                Adresse : rfc822; nadia@orange.example
                X-Karim: b

                """
        )
        let start = try #require(text.indices.first { text[$0...].starts(with: "nadia@".utf8) })
        let edit = Edit(start: start, end: start + 20, replacement: Array("[courriel]".utf8))
        let output = try carrier.bytes(
            applying: carrier.texts.dropLast().map { _ in [] } + [[edit]],
            without: RemovedWords(),
            marking: nil
        )
        #expect(String(decoding: output, as: UTF8.self).contains("rfc822; [courriel]\nX-Karim"))
    }
}
