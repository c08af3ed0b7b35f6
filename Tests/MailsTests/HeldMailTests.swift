import Documents
import Formats
import Mails
import Pipeline
import TestSupport
import Testing

/// What nobody can clean holds the mail, and what two readers may take differently is refused:
/// MAIL.md cases 33 to 36 and 39.
@Suite struct HeldMailTests {
    typealias Row = HidingPlaceTests.Row

    static func parts(_ type: String, _ parts: String...) -> String {
        HidingPlaceTests.mail(
            "Content-Type: multipart/\(type); boundary=\"=_limite\"",
            body: parts.map { "--=_limite\n" + $0 + "\n" }.joined() + "--=_limite--\n"
        )
    }

    static let held: [(Obstacle.Kind, String)] = [
        (
            .image,
            parts("mixed", "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0K")
        ),
        (
            .image,
            parts(
                "mixed",
                "Content-Type: application/x\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAAAN"
            )
        ),
        (
            .signed,
            parts(
                "signed",
                HidingPlaceTests.neutral,
                "Content-Type: application/pkcs7-signature\n\nx"
            )
        ),
        (
            .signed,
            parts("mixed", "Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nx")
        ),
        (
            .encrypted,
            parts("mixed", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx")
        ),
        (.encrypted, parts("encrypted", "Content-Type: application/pgp-encrypted\n\nVersion: 1")),
        (.encrypted, HidingPlaceTests.mail(body: "-----BEGIN PGP MESSAGE-----\n\nabcd")),
        (.encrypted, HidingPlaceTests.mail(body: "> -----BEGIN PGP MESSAGE-----\n> abcd")),
        (.signed, HidingPlaceTests.mail(body: "-----BEGIN PGP SIGNED MESSAGE-----\n\nabcd")),
        (.winmail, parts("mixed", "Content-Type: application/ms-tnef\n\nx")),
        (.winmail, parts("mixed", "Content-Disposition: attachment; filename=WINMAIL.DAT\n\nx")),
        (
            .partial,
            HidingPlaceTests.mail("Content-Type: message/partial; id=1; number=1", body: "x")
        ),
        (.partial, HidingPlaceTests.mail("Content-Type: message/external-body; url=x", body: "x")),
        (.unknown, parts("mixed", "Content-Type: application/pdf\n\n%PDF-1.4 x")),
        (.unknown, parts("mixed", "Content-Type: application/pdf\n\nbonjour\n%PDF-1.4 x")),
        (
            .unknown,
            parts("mixed", "Content-Type: text/html; name=a.pdf\n\n<p>Bonjour</p> %PDF-1.4 x")
        ),
        (.unknown, HidingPlaceTests.mail("Content-Transfer-Encoding: x-autre", body: "x")),
        (.unknown, HidingPlaceTests.mail(body: "voir\nbegin 644 a.txt\n#0V%T\n`\nend\n")),
        (
            .unknown,
            "From a@x Thu\n" + HidingPlaceTests.mail() + "\nFrom b@x Thu\nSubject: a\n\nb\n"
        ),
        (
            .unknown,
            HidingPlaceTests.mail("Content-Type: text/enriched", body: "<bold>K</bold>arim")
        ),
        (
            .unknown,
            HidingPlaceTests.mail(
                "Content-Type: application/json",
                body: "{\"a\": \"\\u004barim\"}"
            )
        ),
        (.unknown, HidingPlaceTests.mail("Content-Type: text/xml", body: "<a>&#75;arim</a>")),
        (
            .unknown,
            HidingPlaceTests.mail(
                "Content-Type: text/vcard",
                body: "BEGIN:VCARD\nPHOTO;ENCODING=BASE64:S2FyaW0=\nEND:VCARD"
            )
        ),
    ]

    @Test(arguments: held)
    func whatNobodyCleansHolds(_ row: (kind: Obstacle.Kind, mail: String)) throws {
        let carrier = try MailReader().open(Array(row.mail.utf8), Opener())
        #expect(carrier?.obstacles.map(\.kind).contains(row.kind) == true)
        #expect(carrier?.obstacles.allSatisfy { !$0.part.contains("@") } == true)
    }

    @Test func pageWithoutReaderHolds() throws {
        let mail = HidingPlaceTests.mail("Content-Type: text/html", body: "<p>Bonjour")
        let carrier = try MailReader().open(Array(mail.utf8), Opener())
        #expect(carrier?.obstacles == [Obstacle(.unknown, in: "corps")])
    }

    @Test func picturesMayStay() throws {
        let mail = Self.parts("mixed", "Content-Type: image/png\n\nx")
        let carrier = try MailReader().open(Array(mail.utf8), Opener(keepsImages: true))
        #expect(carrier?.obstacles == [])
    }

    /// Who opens the file sees what it holds, whatever its label says.
    @Test(arguments: [
        "image/png; name=note.txt\n\nM. Karim Trevez est suivi",
        "image/svg+xml\n\n<svg><text>M. Karim Trevez est suivi</text></svg>",
        "image/png; name=note.eml\n\n" + HidingPlaceTests.mail(),
    ])
    func aLabelAloneMakesNoPicture(_ part: String) throws {
        let mail = Self.parts("mixed", "Content-Type: " + part)
        let carrier = try MailReader().open(Array(mail.utf8), Opener(keepsImages: true))
        let read = carrier?.texts.contains { text in
            String(decoding: text.text, as: UTF8.self).contains("Karim Trevez est suivi")
        }
        #expect(read == true || carrier?.obstacles.isEmpty == false)
    }

    static func multipart(_ boundary: String, _ body: String) -> String {
        HidingPlaceTests.mail("Content-Type: multipart/mixed; boundary=\"\(boundary)\"", body: body)
    }

    static func nested(_ depth: Int) -> String {
        (0..<depth).map { "Content-Type: multipart/mixed; boundary=b\($0)x\n\n--b\($0)x\n" }
            .joined()
            + "\nfin\n" + (0..<depth).reversed().map { "--b\($0)x--\n" }.joined()
    }

    static let refused: [(place: String, code: FormatError.Code, mail: String)] = [
        (
            "no boundary", .damaged,
            HidingPlaceTests.mail("Content-Type: multipart/mixed", body: "x")
        ),
        ("boundary absent", .damaged, multipart("b", "Bonjour")),
        (
            "boundary twice", .damaged,
            HidingPlaceTests.mail(
                "Content-Type: multipart/mixed; boundary=b; boundary=c",
                body: "--b\n\nx\n--b--\n"
            )
        ),
        (
            "boundary in sections", .damaged,
            HidingPlaceTests.mail(
                "Content-Type: multipart/mixed; boundary*0=b",
                body: "--b\n\nx\n--b--\n"
            )
        ),
        ("boundary that starts another", .damaged, multipart("b", "--b\n\nx\n--bc\n\ny\n--b--\n")),
        (
            "boundary inside", .damaged,
            multipart("b", "--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n")
        ),
        ("not closed", .damaged, multipart("b", "--b\n\nx\n")),
        ("closed twice", .damaged, multipart("b", "--b\n\nx\n--b--\n--b\n\ny\n--b--\n")),
        ("boundary behind a CR", .damaged, multipart("b", "--b\n\nx\r--b\r\ry\n--b--\n")),
        (
            "type twice", .damaged,
            HidingPlaceTests.mail("Content-Type: text/plain\nContent-Type: text/html")
        ),
        (
            "encoding twice", .damaged,
            HidingPlaceTests.mail(
                "Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64"
            )
        ),
        (
            "charset twice", .damaged,
            HidingPlaceTests.mail("Content-Type: text/plain; charset=utf-8; charset=utf-7")
        ),
        ("no field", .damaged, HidingPlaceTests.mail("MIME-Version: 1.0\nceci n'est pas un champ")),
        ("blank fold", .damaged, HidingPlaceTests.mail("X-A: b\n \nX-C: d")),
        ("CR in a header", .damaged, HidingPlaceTests.mail("X-A: b\rSubject: c")),
        ("NUL in a header", .damaged, HidingPlaceTests.mail("X-A: b\0c")),
        ("NUL in the body", .damaged, HidingPlaceTests.mail(body: "Kar\0im")),
        (
            "text as base64", .damaged,
            HidingPlaceTests.mail("Content-Transfer-Encoding: base64", body: "Karim!")
        ),
        (
            "base64 end", .damaged,
            HidingPlaceTests.mail("Content-Transfer-Encoding: base64", body: "S2FyaW0")
        ),
        (
            "base64 behind its end", .damaged,
            HidingPlaceTests.mail("Content-Transfer-Encoding: base64", body: "S2E=\nS2E=")
        ),
        (
            "encoded multipart", .damaged,
            HidingPlaceTests.mail(
                "Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64",
                body: "--b\n\nx\n--b--\n"
            )
        ),
        (
            "bad sign", .damaged,
            HidingPlaceTests.mail("Content-Transfer-Encoding: quoted-printable", body: "K=arim")
        ),
        ("bad word", .damaged, HidingPlaceTests.mail("Comments: =?utf-8?B?S2Fya$W0?=")),
        (
            "word of no charset", .damaged,
            HidingPlaceTests.mail("Comments: =?iso-8859\t1?B?S2FyaW0=?=")
        ),
        (
            "comment in a type", .damaged,
            HidingPlaceTests.mail("Content-Type: text/html (x); charset=utf-8")
        ),
        (
            "no semicolon", .damaged,
            HidingPlaceTests.mail("Content-Type: text/plain; x charset=utf-8")
        ),
        (
            "word in a word", .damaged,
            HidingPlaceTests.mail("Comments: =?utf-8?Q?=3D=3Futf-8=3FQ=3Fa=3F=3D?=")
        ),
        ("NUL in a word", .damaged, HidingPlaceTests.mail("Comments: =?utf-8?Q?a=00Karim?=")),
        ("open quote", .damaged, HidingPlaceTests.mail("To: \"Karim <a@x>")),
        (
            "many parts", .bomb,
            multipart("b", String(repeating: "--b\n\nx\n", count: 10_000) + "--b--\n")
        ),
        ("deep parts", .nestedTooDeep, "Message-ID: <1@x>\n" + nested(1_000)),
        (
            "deep messages", .nestedTooDeep,
            "Message-ID: <1@x>\n"
                + String(repeating: "Content-Type: message/rfc822\n\n", count: 1_000)
        ),
    ]

    @Test(arguments: refused)
    func whatReadersTakeDifferentlyIsRefused(
        _ row: (place: String, code: FormatError.Code, mail: String)
    ) {
        do throws(FormatError) {
            let carrier = try MailReader().open(Array(row.mail.utf8), Opener())
            Issue.record("\(row.place): opened, \(carrier?.obstacles ?? [])")
        } catch {
            #expect(error.code == row.code, "\(row.place)")
        }
    }

    @Test(arguments: [
        ("X-A: b\n", 100_000), ("Subject: " + String(repeating: "a", count: 5_000_000) + "\n", 1),
        ("To: " + String(repeating: "a@b, ", count: 200_000) + "c@d\n", 1),
        ("To: " + String(repeating: "=?a?Q?", count: 100_000) + "\n", 1),
        ("Content-Type: text/plain" + String(repeating: "; a=b", count: 100_000) + "\n", 1),
        ("X: " + String(repeating: "(", count: 1_000_000) + "\n", 1),
    ])
    func muchTakesLittleTime(_ fields: String, times: Int) {
        let mail = "Message-ID: <1@x>\n" + String(repeating: fields, count: times) + "\nBonjour\n"
        let time = ContinuousClock().measure {
            _ = try? MailReader().open(Array(mail.utf8), Opener())
        }
        #expect(time < .seconds(20))
    }

    @Test func longLineIsReadAndBroken() throws {
        let line = String(repeating: "La salle est ouverte. ", count: 250_000)
        let mail = HidingPlaceTests.mail(body: line + "M. Karim Trevez.")
        let carrier = try #require(try MailReader().open(Array(mail.utf8), Opener()))
        let text = try #require(carrier.texts.last).text
        let start = text.count - "Karim Trevez.\n".utf8.count
        let edit = Edit(start: start, end: text.count - 2, replacement: Array("[Personne A]".utf8))
        let bytes = try carrier.bytes(
            applying: [[], [edit]],
            without: RemovedWords(),
            marking: nil
        )
        #expect(bytes.split(separator: 0x0A).allSatisfy { $0.count <= 998 })
    }

    @Test func cutMailNeverPassesMore() throws {
        let mail = Array(Self.parts("mixed", HidingPlaceTests.plain).utf8)
        for length in stride(from: 1, to: mail.count, by: 3) {
            guard let carrier = try? MailReader().open(Array(mail[..<length]), Opener()) else {
                continue
            }
            let whole = carrier.texts.flatMap(\.text)
            #expect(
                !String(decoding: mail[..<length], as: UTF8.self).contains("Trevez")
                    || String(decoding: whole, as: UTF8.self).contains("Trevez")
            )
        }
    }
}
