import Documents
import Formats
import Mails
import Pipeline
import TestSupport
import Testing

/// What stays as it was, and what is written beside the text.
@Suite struct MailsTests {
    @Test func textIsNone() throws {
        #expect(try MailReader().open(Array("bonjour".utf8), Opener()) == nil)
        let note = "Objet : point\n\nMIME-Version: 1.0\n"
        #expect(try MailReader().open(Array(note.utf8), Opener()) == nil)
    }

    static let whole =
        HidingPlaceTests.fields + HidingPlaceTests.bodies + HidingPlaceTests.structures

    @Test(arguments: whole)
    func untouchedStaysByteForByte(_ row: HidingPlaceTests.Row) throws {
        let carrier = try #require(
            try MailReader { (bytes, _, _) throws(FormatError) in PageReader.open(bytes) }
                .open(row.mail, HidingPlaceTests.opener)
        )
        let none = carrier.texts.map { _ in [Edit]() }
        var absent = RemovedWords()
        absent.add("Lucas Morvan".utf8)
        for removed in [RemovedWords(), absent] {
            #expect(
                try carrier.bytes(applying: none, without: removed, marking: nil) == row.mail
            )
        }
    }

    static func marked(_ mail: String, _ level: String) throws -> String {
        let carrier = try #require(try MailReader().open(Array(mail.utf8), Opener()))
        let bytes = try carrier.bytes(
            applying: carrier.texts.map { _ in [] },
            without: RemovedWords(),
            marking: Marking(name: level, banner: [])
        )
        let again = try #require(try MailReader().open(bytes, Opener()))
        #expect(again.mark == level)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func levelStandsOnTopAlone() throws {
        let mail = HidingPlaceTests.mail("X-Biffure-Niveau: public\nX-BIFFURE-NIVEAU: secret")
        let carrier = try #require(try MailReader().open(Array(mail.utf8), Opener()))
        #expect(carrier.mark == "public, secret")
        let written = try Self.marked(mail, "confidentiel")
        #expect(written.hasPrefix("X-Biffure-Niveau: confidentiel\nMessage-ID:"))
        #expect(written.lowercased().split(separator: "x-biffure-niveau").count == 1)
    }

    @Test func levelStandsBehindTheLineOfAMailBox() throws {
        let written = try Self.marked("From a@x Thu\n" + HidingPlaceTests.mail(), "secret")
        #expect(written.hasPrefix("From a@x Thu\nX-Biffure-Niveau: secret\n"))
    }

    @Test func sealsGoWithAChange() throws {
        let seals = "DKIM-Signature: v=1;\n b=x\nARC-Seal: i=1\nAuthentication-Results: y"
        let written = try Self.marked(HidingPlaceTests.mail(seals), "secret")
        for name in ["DKIM", "ARC", "Authentication"] { #expect(!written.contains(name)) }
        #expect(written.contains("Date: Thu"))
    }

    @Test func sameIdentifierHasTheSameName() throws {
        let mail = HidingPlaceTests.mail(
            "References: <trevez.1@x>\n <libre@x> <trevez.2@x>\nIn-Reply-To: <trevez.2@x>"
        )
        let text = String(
            decoding: try HidingPlaceTests.filtered(Array(mail.utf8)).bytes,
            as: UTF8.self
        )
        #expect(
            text.contains("References: <biffure-1@invalid> <libre@x> <biffure-2@invalid>\n")
        )
        #expect(text.contains("In-Reply-To: <biffure-2@invalid>\n"))
    }

    private static func cleaned(_ mail: String, of name: String) throws -> String {
        let carrier = try #require(try MailReader().open(Array(mail.utf8), Opener()))
        var removed = RemovedWords()
        removed.add(name.utf8)
        #expect(carrier.asides.filter(removed.areIn) == [])
        let none = carrier.texts.map { _ in [Edit]() }
        let bytes = try carrier.bytes(applying: none, without: removed, marking: nil)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Found by Tests/Fuzz: a table with « Text » in its column of names lost the type of its part.
    @Test(
        arguments: [
            "Text", "Plain", "Mixed", "Content", "Type", "Encoding", "Base", "Boundary", "Charset",
            "Flowed", "To", "Subject", "Public", "Attachment",
        ]
    )
    func aTermOfMailIsNobody(_ name: String) throws {
        let part = """
            Content-Type: text/plain; charset=utf-8; format=flowed
            Content-Disposition: attachment
            Content-Transfer-Encoding: base64

            Qm9uam91cg==
            """
        let mail = HidingPlaceTests.parts("mixed", part).replacing(
            "Subject: ",
            with: "To: a@ville.fr\nX-Biffure-Niveau: public\nSubject: "
        )
        #expect(try Self.cleaned(mail, of: name) == mail)
    }

    @Test func aTypeThatNamesSomebodyBecomesAPlainOne() throws {
        for (type, plain) in [
            ("text/x-trevez", "text/plain"), ("application/trevez", "application/octet-stream"),
        ] {
            let mail = HidingPlaceTests.mail("Content-Type: \(type); charset=utf-8", body: "x")
            let carrier = try #require(try MailReader().open(Array(mail.utf8), Opener()))
            var removed = RemovedWords()
            removed.add("Trevez".utf8)
            let bytes = try carrier.bytes(
                applying: carrier.texts.map { _ in [] },
                without: removed,
                marking: nil
            )
            #expect(
                String(decoding: bytes, as: UTF8.self)
                    == mail.replacing(type, with: plain)
            )
        }
    }

    @Test func textReadsAsPeopleReadMail() throws {
        let mail = """
            Message-ID: <1@x>
            From: "Trevez, Nadia" <nadia@ville.fr>
            To: =?utf-8?Q?L=C3=A9a?= Morvan <lea@x.fr>, Groupe: b@x.fr (Bob);
            Subject: =?utf-8?B?w6l0w6k=?=
            Content-Type: text/plain; name=a_b.txt

            Bonjour

            """
        let carrier = try #require(try MailReader().open(Array(mail.utf8), Opener()))
        #expect(
            carrier.texts.map { String(decoding: $0.text, as: UTF8.self) } == [
                """
                De : Trevez, Nadia <nadia@ville.fr>
                À : Léa Morvan <lea@x.fr>, Groupe: b@x.fr (Bob)
                Objet : été
                Pièce jointe : a b.txt

                """,
                "Bonjour\n",
            ]
        )
        #expect(carrier.texts.map(\.part) == ["en-tête", "corps"])
    }

    @Test func partsAreNamedByNumber() throws {
        let inner = HidingPlaceTests.parts("mixed", "\nx").replacing("_limite", with: "_dedans")
        let mail = HidingPlaceTests.parts(
            "mixed",
            "\nun",
            "Content-Type: message/rfc822\n\n" + HidingPlaceTests.mail(),
            "Content-Type: message/rfc822\n\n" + inner
        )
        let carrier = try #require(try MailReader().open(Array(mail.utf8), Opener()))
        #expect(
            carrier.texts.map(\.part) == [
                "en-tête", "partie 1", "partie 2, en-tête", "partie 2.1", "partie 3, en-tête",
                "partie 3.1",
            ]
        )
    }
}
