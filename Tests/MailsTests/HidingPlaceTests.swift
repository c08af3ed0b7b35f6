import Documents
import Foundation
import Formats
import Mails
import Pipeline
import TestSupport
import Testing

/// Wherever a name or a secret stands in a mail, it does not leave: MAIL.md cases 29 to 38.
@Suite struct HidingPlaceTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let place: String
        let mail: [UInt8]
        var testDescription: String { place }

        init(_ place: String, _ mail: [UInt8]) {
            self.place = place
            self.mail = mail
        }

        init(_ place: String, _ mail: String) { self.init(place, Array(mail.utf8)) }
    }

    static let opener = Opener(
        [MailReader { (bytes, _, _) throws(FormatError) in PageReader.open(bytes) }, PageReader()]
    )

    /// A mail that speaks of him in its body, and holds more.
    static func mail(_ fields: String = "", body: String = "M. Karim Trevez est suivi au CMP.")
        -> String
    {
        """
        Message-ID: <1@exemple.fr>
        From: Mairie <contact@ville.fr>
        Subject: Point
        Date: Thu, 26 Nov 2026 09:00:00 +0100
        \(fields.isEmpty ? "" : fields + "\n")
        \(body)

        """.replacing("\n\n\n", with: "\n\n")
    }

    static func parts(_ type: String, _ parts: String..., before: String = "", after: String = "")
        -> String
    {
        mail(
            "MIME-Version: 1.0\nContent-Type: multipart/\(type); boundary=\"=_limite\"",
            body: before + parts.map { "\n--=_limite\n" + $0 }.joined() + "\n--=_limite--\n" + after
        )
    }

    static func base64(_ text: String) -> String {
        Data(text.utf8).base64EncodedString(options: [
            .lineLength64Characters, .endLineWithLineFeed,
        ])
    }

    static let plain =
        "Content-Type: text/plain; charset=utf-8\n\nM. Karim Trevez est suivi au CMP."
    static let neutral = "Content-Type: text/plain\n\nBonjour à tous."

    static let fields = [
        Row("subject", mail("Subject: Suivi de Karim Trevez")),
        Row(
            "subject in two encoded words",
            mail("Comments: x\nKeywords: y").replacing(
                "Subject: Point",
                with: "Subject: =?utf-8?Q?Suivi_de_Karim_Tre?=\n =?utf-8?Q?vez_=C3=A0_revoir?="
            )
        ),
        Row(
            "subject in base64 words",
            mail().replacing("Point", with: "=?iso-8859-1?B?\(base64("M. Karim Trevez"))?=")
        ),
        Row(
            "subject behind a base64 word that is filled up",
            mail().replacing(
                "Point",
                with: "=?utf-8?B?\(base64("Point. "))?=\n =?utf-8?B?\(base64("M. Karim Trevez"))?="
            )
        ),
        Row(
            "subject behind a base64 word that is cut",
            mail().replacing(
                "Point",
                with: "=?utf-8?B?UG9pbnQuIA?= =?utf-8?b?\(base64("M. Karim Trevez"))?="
            )
        ),
        Row(
            "recipient behind a base64 word",
            mail(
                "Cc: =?utf-8?B?\(base64("Mr"))?= =?utf-8?B?\(base64("Karim Trevez"))?= <kb@ville.fr>"
            )
        ),
        Row("subject over two lines", mail().replacing("Point", with: "M. Karim\n Trevez")),
        Row("comments", mail("Comments: avec M. Karim Trevez")),
        Row("keywords", mail("Keywords: Karim Trevez, suivi")),
        Row("thread topic", mail("Thread-Topic: M. Karim Trevez")),
        Row("unknown field", mail("X-Note-Interne: M. Karim Trevez est suivi au CMP")),
        Row("unknown field name", mail("X-Karim-Trevez: oui")),
        Row("recipient", mail("To: Karim Trevez <karim.trevez@orange.fr>")),
        Row("quoted recipient", mail("Cc: \"TREVEZ, Karim\" <karim.trevez@orange.fr>")),
        Row("encoded recipient", mail("Cc: =?utf-8?Q?Trevez=2C_Karim?= <kb@orange.fr>")),
        Row("comment of an address", mail("Cc: karim.trevez@orange.fr (Karim Trevez)")),
        Row("group", mail("To: Familles: Karim Trevez <karim.trevez@orange.fr>, a@ville.fr;")),
        Row("notification", mail("Disposition-Notification-To: <karim.trevez@orange.fr>")),
        Row("envelope", "From karim.trevez@orange.fr Thu Nov 26 09:00:00 2026\n" + mail()),
        Row(
            "received for",
            mail(
                "Received: from a by b for <karim.trevez@orange.fr>; Thu, 26 Nov 2026 09:00:00 +0100"
            )
        ),
        Row(
            "received from",
            mail("Received: from pc-trevez by b; Thu, 26 Nov 2026 09:00:00 +0100")
        ),
        Row("identifiers", mail("References: <karim.trevez.1@x> <2@x>\nIn-Reply-To: <trevez.1@x>")),
        Row("words in a reference", mail("In-Reply-To: message de Karim Trevez")),
        Row("machine field", mail("X-MS-Note: M. Karim Trevez est suivi au CMP")),
        Row("level", mail("X-Biffure-Niveau: M. Karim Trevez est suivi au CMP")),
        Row("list", mail("List-Id: Suivi Karim Trevez <suivi.ville.fr>")),
        Row("version comment", mail("MIME-Version: 1.0 (Karim Trevez)")),
        Row(
            "type comment",
            mail("Content-Type: text/plain; charset=utf-8 (Karim Trevez); x-nom=Trevez")
        ),
    ]

    static let bodies = [
        Row("7bit", mail()),
        Row(
            "soft line break",
            mail(
                "Content-Type: text/plain; charset=iso-8859-1\n"
                    + "Content-Transfer-Encoding: quoted-printable",
                body: "M. Karim Tre=\nvez est suivi au C=\nMP. Re=E7u."
            )
        ),
        Row(
            "escaped letters",
            mail("Content-Transfer-Encoding: quoted-printable", body: "M. =4Barim =54revez, CMP")
        ),
        Row(
            "base64 lines",
            mail(
                "Content-Transfer-Encoding: base64",
                body: base64("L'accueil est ouvert à tous, dit M. Karim Trevez, suivi au CMP.")
            )
        ),
        Row(
            "flowed",
            mail(
                "Content-Type: text/plain; format=flowed",
                body: "Reçu M. Karim \nTrevez, suivi au \nCMP."
            )
        ),
        Row(
            "flowed and quoted",
            mail(
                "Content-Type: text/plain; format=flowed",
                body: "> Reçu M. Karim \n> Trevez, suivi."
            )
        ),
        Row(
            "flowed without blanks",
            mail(
                "Content-Type: text/plain; format=flowed; delsp=yes",
                body: "Reçu M. Karim Tre \nvez, suivi au CMP."
            )
        ),
        Row(
            "entities",
            mail("Content-Type: text/html", body: "<html><p>M. K&#97;rim Trev&#101;z est suivi.")
        ),
        Row(
            "tags",
            mail("Content-Type: text/html", body: "<p>M. Karim Tre<b>ve</b>z est suivi.</p>")
        ),
        Row(
            "uuencode",
            mail(
                "Content-Transfer-Encoding: x-uuencode",
                body: "begin 644 note.txt\n;32X@2V%R:6T@5')E=F5Z(&5S=\"!S=6EV:2X*\n`\nend"
            )
        ),
        Row(
            "calendar",
            mail(
                "Content-Type: text/calendar; charset=utf-8; method=REQUEST",
                body: "BEGIN:VCALENDAR\nSUMMARY:Point M. Karim Tre\n vez\n"
                    + "DESCRIPTION:Reçu\\nM. Karim Trevez est suivi au CMP\\, revoir\nEND:VCALENDAR"
            )
        ),
        Row(
            "csv",
            mail(
                "Content-Type: text/csv",
                body: "Nom;Prénom;Suivi\nTrevez;Karim;suivi au CMP\nMorvan;Lucas;rien\n"
            )
        ),
    ]

    static let charsets = [
        ("windows-1252", "iso-8859-1"), ("iso-8859-15", "iso-8859-15"), ("utf-8", "us-ascii"),
        ("windows-1252", "us-ascii"), ("utf-8", "iso-8859-1"), ("utf-8", "x-inconnu"),
        ("windows-1252", "x-inconnu"), ("macintosh", "macintosh"), ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16le"), ("utf-7", "utf-7"), ("cp850", "ibm850"),
        ("iso-2022-jp", "iso-2022-jp"),
    ]

    static let structures = [
        Row(
            "text alternative",
            parts("alternative", plain, "Content-Type: text/html\n\n<p>Bonjour")
        ),
        Row(
            "page alternative",
            parts("alternative", neutral, "Content-Type: text/html\n\n<p>M. Karim Tr&#101;vez</p>")
        ),
        Row("before the parts", parts("mixed", neutral, before: "M. Karim Trevez, suivi au CMP")),
        Row("behind the parts", parts("mixed", neutral, after: "M. Karim Trevez, suivi au CMP")),
        Row(
            "description",
            parts("mixed", plain, "Content-Description: de Karim Trevez\n\nBonjour")
        ),
        Row("content id", parts("mixed", plain, "Content-ID: <trevez.1@x>\n\nBonjour")),
        Row("boundary", parts("mixed", plain).replacing("=_limite", with: "=_trevez")),
        Row(
            "file name",
            parts(
                "mixed",
                plain,
                "Content-Disposition: attachment; filename=\"Karim_Trevez.txt\"\n\nx"
            )
        ),
        Row(
            "small file name",
            parts(
                "mixed",
                plain,
                "Content-Disposition: attachment; filename=cr-karim-trevez.txt\n\nx"
            )
        ),
        Row(
            "file name in sections",
            parts(
                "mixed",
                plain,
                "Content-Type: text/plain;\n name*0*=utf-8''Ren%C3%A9%20Karim%20Tre;\n name*1=vez.txt\n\nx"
            )
        ),
        Row(
            "encoded file name",
            parts(
                "mixed",
                plain,
                "Content-Type: text/plain; name=\"=?utf-8?Q?Karim_Tr=65vez?=.txt\"\n\nx"
            )
        ),
        Row(
            "attached text",
            parts(
                "mixed",
                neutral,
                "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n"
                    + base64("M. Karim Trevez est suivi au CMP.")
            )
        ),
        Row(
            "attached mail",
            parts(
                "mixed",
                neutral,
                "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n"
                    + base64(mail("Subject: M. Karim Trevez"))
            )
        ),
        Row("message", parts("mixed", neutral, "Content-Type: message/rfc822\n\n" + mail())),
        Row(
            "message in a message in a message",
            parts(
                "mixed",
                "Content-Type: message/rfc822\n\n"
                    + parts(
                        "mixed",
                        "Content-Type: message/rfc822\n\n"
                            + mail(
                                "Cc: Karim Trevez <karim.trevez@orange.fr>\nReferences: <trevez@x>"
                            )
                    ).replacing("_limite", with: "_dedans")
            )
        ),
        Row("digest", parts("digest", "\n" + mail(), "\n" + mail("Subject: M. Karim Trevez"))),
        Row(
            "attached calendar",
            parts(
                "mixed",
                neutral,
                "Content-Type: application/octet-stream; name=a.ics\n\nBEGIN:VCALENDAR\n"
                    + "SUMMARY:Point M. Karim Tre\n vez\nEND:VCALENDAR"
            )
        ),
        Row(
            "header of a report",
            parts(
                "report",
                neutral,
                "Content-Type: text/rfc822-headers\n\nMessage-ID: <2@x>\n"
                    + "Subject: =?utf-8?B?\(base64("M. Karim Trevez"))?="
            )
        ),
        Row(
            "report",
            parts(
                "report",
                neutral,
                "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; karim.trevez@orange.fr"
            )
        ),
    ]

    static func filtered(_ mail: [UInt8], audience id: String = "public") throws -> Outcome {
        var engine = try Engine(lexicon: try TestLexicon.shared(), opener: opener)
        return try engine.filter(mail, for: try audience(id))
    }

    static let forms = ["karim", "trevez", "suivi au cmp"]

    /// What leaves is read by another reader: nothing of him, and the same parts.
    static func expectClean(_ row: Row) throws {
        let outcome: Outcome
        do {
            outcome = try filtered(row.mail)
        } catch {
            Issue.record("\(row.place): \(error)")
            return
        }
        let read = try PythonReader.read([row.mail, outcome.bytes])
        #expect(read.count == 2)
        #expect(read[0].tree == read[1].tree)
        #expect(
            forms.filter(read[1].holds) == [],
            "\(String(decoding: outcome.bytes, as: UTF8.self))"
        )
    }

    @Test(arguments: fields)
    func fieldsHideNothing(_ row: Row) throws { try Self.expectClean(row) }

    @Test(arguments: fields)
    func windowsLineEndsAreTheSame(_ row: Row) throws {
        let mail = String(decoding: row.mail, as: UTF8.self).replacing("\n", with: "\r\n")
        try Self.expectClean(Row(row.place, mail))
        let bytes = try Self.filtered(Array(mail.utf8)).bytes
        let feeds = bytes.indices.filter { bytes[$0] == 0x0A && ($0 == 0 || bytes[$0 - 1] != 0x0D) }
        #expect(feeds.isEmpty)
    }

    @Test(arguments: bodies)
    func bodiesHideNothing(_ row: Row) throws { try Self.expectClean(row) }

    @Test(arguments: structures)
    func partsHideNothing(_ row: Row) throws { try Self.expectClean(row) }

    @Test(arguments: charsets, ["8bit", "base64", "quoted-printable"])
    func charsetsHideNothing(_ charset: (String, String), encoding: String) throws {
        let (real, label) = charset
        let text = "La réunion a été préparée. M. Karim Trevez, élève, est suivi au CMP.\n"
        guard
            let mail = try Self.python(
                text: real == "iso-2022-jp"
                    ? text.replacing("é", with: "e").replacing("è", with: "e") : text,
                charset: real,
                label: label,
                encoding: encoding
            )
        else { return }
        let outcome = try Self.filtered(mail)
        let read = try PythonReader.read([mail, outcome.bytes])
        #expect(read[0].tree == read[1].tree)
        #expect(Self.forms.filter(read[1].holds) == [])
        #expect(outcome.isChanged)
    }

    /// Whoever does not believe a label of two or four bytes for each letter reads the text.
    @Test(arguments: ["utf-16", "utf-16le", "utf-16be", "utf-32", "ucs-2"], 0..<4)
    func aFalseBroadLabelHidesNothing(_ label: String, padding: Int) throws {
        let text = "M. Karim Trevez est suivi au CMP" + String(repeating: ".", count: padding)
        let mail = Self.mail("Content-Type: text/plain; charset=\(label)", body: text)
        let outcome = try Self.filtered(Array(mail.utf8))
        #expect(!String(decoding: outcome.bytes, as: UTF8.self).contains("Trevez"))
        #expect(outcome.isChanged)
    }

    /// A mail in a charset that the C library converts to.
    static func python(text: String, charset: String, label: String, encoding: String) throws
        -> [UInt8]?
    {
        let names: [String: String.Encoding] = [
            "windows-1252": .windowsCP1252, "utf-8": .utf8, "macintosh": .macOSRoman,
            "utf-16": .utf16, "utf-16-le": .utf16LittleEndian, "iso-2022-jp": .iso2022JP,
        ]
        var bytes: [UInt8]?
        if let name = names[charset] { bytes = text.data(using: name).map { Array($0) } }
        if charset == "iso-8859-15" { bytes = Encoded.bytes(text, .latin9) }
        if charset == "cp850" { bytes = Encoded.bytes(text, .cp850) }
        if charset == "utf-7" { bytes = Array(text.replacing("é", with: "+AOk-").utf8) }
        let body = try #require(bytes)
        let isWide = charset.hasPrefix("utf-16")
        if isWide, encoding != "base64" { return nil }
        var encoded: [UInt8]
        switch encoding {
        case "base64":
            encoded = Array(Data(body).base64EncodedString(options: .lineLength76Characters).utf8)
        case "quoted-printable":
            encoded = body.flatMap { byte -> [UInt8] in
                if byte < 0x80, byte != 0x3D, byte != 0x1B { return [byte] }
                return Array(
                    "=\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))".utf8
                )
            }
        default: encoded = body
        }
        let header = mail(
            "Content-Type: text/plain; charset=\(label)\nContent-Transfer-Encoding: \(encoding)",
            body: ""
        )
        return Array(header.utf8) + encoded
    }
}
