import Documents
import Formats
import TestSupport
import Testing

/// Cards and calendars are read as forms; what programs need stays.
@Suite struct CardReaderTests {
    static func open(_ text: String) throws -> any Carrier {
        try #require(try CardReader().open(Array(text.utf8), Opener()))
    }

    static func card(_ lines: String) -> String {
        "BEGIN:VCARD\nVERSION:3.0\n\(lines)\nEND:VCARD\n"
    }

    static func event(_ lines: String) -> String {
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\n\(lines)\nEND:VEVENT\nEND:VCALENDAR\n"
    }

    static let read: [(String, String)] = [
        (
            card("N:Trevez;Nadia;;Mme;\nFN:Nadia Trevez"),
            "Nom : Trevez\nPrénom : Nadia\nNom complet : Nadia Trevez\nAutre champ : Mme\n"
        ),
        (
            card("FN:Lucas Morvan\nN:Morvan;Lucas;;;\nORG:Mairie;Jeunesse\nTITLE:Directeur"),
            "Lucas Morvan, Mairie, Jeunesse, Directeur\nLucas Morvan\n"
        ),
        (card("BDAY:1989-05-04"), "Né(e) le : 04/05/1989\n"),
        (card("BDAY:vers 1989"), "Né(e) le : vers 1989\n"),
        (
            card("FN:Nadia Trevez\nNOTE:suivie\\, au CMP\\nici"),
            "Nom complet : Nadia Trevez\nNadia Trevez : suivie, au CMP\nici\n"
        ),
        (
            card("ADR;TYPE=HOME:;;3 rue Haute;Brest;;29200;"),
            "Adresse : 3 rue Haute, Brest, 29200\n"
        ),
        (card("item1.TEL;TYPE=CELL:06 12 34 56 78"), "Téléphone : 06 12 34 56 78\n"),
        (card("X-ENFANT:Karim"), "Autre champ : Karim\n"),
        (card("TEL;X-QUI=\"Karim B\":06"), "Autre champ : Karim B\nTéléphone : 06\n"),
        (event("SUMMARY:Point Kar\n im"), "Objet : Point Karim\n"),
        (event("DTSTART;TZID=Europe/Paris:20260314T140000"), "Date : 14/03/2026\n"),
        (event("DTSTART:demain chez Karim"), "Autre champ : demain chez Karim\n"),
        (
            event("ATTENDEE;CN=\"Benali, Nadia\":mailto:n@orange.fr\nORGANIZER:MAILTO:a@b.fr"),
            "À : Benali, Nadia <n@orange.fr>\nDe : a@b.fr\n"
        ),
        (event("UID:karim@maison.example"), "Autre champ : karim@maison.example\n"),
        (event("une ligne de trop"), "une ligne de trop\n"),
    ]

    @Test(arguments: read)
    func aPropertyIsALine(_ source: String, _ text: String) throws {
        let carrier = try Self.open(source)
        #expect(carrier.text("fiche") == text)
        #expect(try carrier.replacing("Absente") == source)
    }

    static let edits: [(String, String, String)] = [
        (card("FN:Karim Benali"), "[Personne A]", card("FN:[Personne A]")),
        (event("SUMMARY:Karim\n  Benali"), "a, b; c", event("SUMMARY:a\\, b\\; c")),
        (
            event("ATTENDEE;CN=\"Karim Benali\":mailto:a@b.fr"), "x:y;z",
            event("ATTENDEE;CN=\"x y z\":mailto:a@b.fr")
        ),
        (event("UID:karim-benali-7\nSUMMARY:Karim Benali"), "X", event("UID:X\nSUMMARY:X")),
        (
            event("SUMMARY:Karim Benali\nX-ALT-DESC;FMTTYPE=text/html:<b>K</b>arim"), "X",
            event("SUMMARY:X\nX-ALT-DESC;FMTTYPE=text/html:")
        ),
    ]

    @Test(arguments: edits)
    func onlyValuesChange(_ source: String, _ word: String, _ after: String) throws {
        #expect(try Self.open(source).replacing("Karim Benali", with: word) == after)
    }

    @Test func longLinesAreFoldedAgain() throws {
        let long = String(repeating: "é", count: 60)
        let source = Self.event("SUMMARY:Karim Benali\nDESCRIPTION:\(long)")
        let output = try Self.open(source).replacing("Karim Benali")
        #expect(output.split(separator: "\n").allSatisfy { $0.utf8.count <= 75 })
        #expect(try Self.open(output).text("fiche")?.contains(long) == true)
    }

    @Test func theLevelIsAProperty() throws {
        let marking = Marking(name: "secret", banner: [])
        let once = try Self.open(Self.event("SUMMARY:a")).replacing("Z", marking: marking)
        #expect(once.hasPrefix("BEGIN:VCALENDAR\nX-BIFFURE-NIVEAU:secret\n"))
        let again = try Self.open(once)
        #expect(again.mark == "secret")
        #expect(try again.replacing("Z", marking: marking) == once)
        let other = Marking(name: "public", banner: [])
        #expect(try Self.open(try again.replacing("Z", marking: other)).mark == "public")
    }

    @Test(arguments: [
        card("PHOTO;ENCODING=b:AAAA"), card("N;ENCODING=QUOTED-PRINTABLE:B=65"),
        card("PHOTO:data:image/png;base64,AA"),
    ])
    func whatIsCodedIsHeld(_ source: String) throws {
        #expect(try Self.open(source).obstacles.map(\.kind) == [.object])
    }

    @Test(arguments: ["", "BEGIN:VCARDS", "begin : vcard", "Nom : Benali\n"])
    func anyOtherTextIsNone(_ text: String) throws {
        #expect(try CardReader().open(Array(text.utf8), Opener()) == nil)
    }

    @Test func everyCutIsRead() throws {
        let whole = Array(
            (Self.card("N:Trevez;Nadia\nNOTE:a\\nb\\,") + Self.event("ATTENDEE;CN=\"a b\":mailto:x"))
                .utf8
        )
        for end in 11...whole.count {
            let cut = Array(whole[..<end])
            guard let carrier = try CardReader().open(cut, Opener()) else { continue }
            let none = carrier.texts.map { _ in [Edit]() }
            #expect(
                try carrier.bytes(applying: none, without: RemovedWords(), marking: nil) == cut
            )
        }
    }
}
