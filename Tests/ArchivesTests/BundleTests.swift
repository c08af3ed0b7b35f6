import Foundation
import Formats
import Levels
import Pipeline
import Readers
import Streams
import TestSupport
import Testing

@testable import Archives

/// Files that hold several notes, and documents of which the text alone may leave.
@Suite struct BundleTests {
    typealias Place = ArchiveTests.Place

    static let head = "COMPTES RENDUS DU CCPD\n\n"
    static let meetings = [
        "SÉANCE DU 12 mars 1998\nLa réunion ouvre à 14 h en mairie.\n\n",
        "SÉANCE DU 14 juin 1998\nKarim Benali, né en 1985, est suivi au CMP.\n\n",
        "SÉANCE DU 20 octobre 1999\nPoint sur les travaux de la place du Marché.\n",
    ]

    private func rows(_ place: Place) throws -> [[String: Any]] {
        try place.manifest().map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test func minutesInOneFileAreJudgedOneByOne() throws {
        let place = try Place(["registre.txt": Self.head + Self.meetings.joined()])
        _ = try place.run(separator: try Separator("SÉANCE DU .*"))
        let copy = try #require(try place.tree(place.copies)["registre.txt"])
        let cut = "SÉANCE DU 14 juin 1998\n[passage retiré]\n\n"
        #expect(copy == Self.head + Self.meetings[0] + cut + Self.meetings[2])
        let rows = try rows(place)
        #expect(rows.compactMap { $0["part"] as? Int } == [0, 1, 2, 3, 4])
        #expect(
            rows.compactMap { $0["year"] as? Int } == [
                1999, rows[1]["year"] as? Int, 1998, 1998, 1999,
            ]
        )
        let decisions = rows.compactMap { $0["decision"] as? String }
        #expect(decisions == ["filtered", "copied", "copied", "filtered", "copied"])
        #expect(rows[0]["level"] as? String == "secret")
        #expect(rows[0]["free_from"] as? String == rows[3]["free_from"] as? String)
    }

    /// A line at the end that matches is no note, and leaves like one.
    @Test func theSeparatorAtTheEndIsToldOf() throws {
        let end = "Note de Mme Nadia Trevez, suivie au CMP"
        let place = try Place(["registre.txt": "Note un\nLa voirie.\n" + end, "seule.txt": end])
        #expect(try place.run(separator: try Separator("Note .*")).filtered == 2)
        for (name, copy) in try place.tree(place.copies) {
            #expect(!copy.contains("Trevez") && !copy.contains("CMP"), "\(name)")
        }
        for row in try rows(place) where row["part"] as? Int == 0 {
            #expect(row["decision"] as? String == "filtered" && row["level"] as? String == "secret")
            #expect(row["free_from"] as? String != "")
        }
    }

    /// The first line of a text from Windows is a separator too, and a level below it counts.
    @Test func aByteOrderMarkHidesNoLevel() throws {
        let level = "Niveau : secret ; partage strictement nécessaire (CASF L.121-6-2)"
        let text = "\u{FEFF}Note un\n\(level)\nLa voirie.\nNote deux\nLa place.\n"
        let place = try Place(["registre.txt": text])
        _ = try place.run(separator: try Separator("Note .*"))
        let rows = try rows(place)
        #expect(rows.compactMap { $0["level"] as? String } == ["secret", "secret", "public"])
        let copy = try #require(try place.tree(place.copies)["registre.txt"])
        #expect(copy.unicodeScalars.first == "\u{FEFF}" && !copy.contains("secret"))
    }

    @Test func pagesKeepTheirFormFeeds() throws {
        let text = Self.meetings.joined(separator: "\u{0C}")
        let place = try Place(["registre.txt": text, "une page.txt": Self.meetings[0]])
        _ = try place.run(separator: .page)
        let copies = try place.tree(place.copies)
        #expect(copies["registre.txt"]?.split(separator: "\u{0C}").count == 3)
        #expect(copies["une page.txt"] == Self.meetings[0])
        // a file of one note has one row
        #expect(try rows(place).filter { $0["path"] as? String == "une page.txt" }.count == 1)
    }

    @Test func aNoteThatIsHeldLeavesItsPlaceOpen() throws {
        let long = "SÉANCE DU 3 mai 1998\n" + String(repeating: ArchiveTests.open, count: 40)
        let place = try Place(["registre.txt": Self.meetings[0] + long + "\n" + Self.meetings[2]])
        let tally = try place.run(maximumSize: 1_000, separator: try Separator("SÉANCE DU .*"))
        #expect(tally.filtered == 1)
        let copy = try #require(try place.tree(place.copies)["registre.txt"])
        #expect(copy.contains("SÉANCE DU 3 mai 1998\n[note retenue]\nSÉANCE DU 20 octobre"))
        let row = try #require(try rows(place).first { $0["decision"] as? String == "held" })
        #expect(row["cause"] as? String == "tooLarge")
        // nobody can tell when the whole is free
        let reason = try rows(place)[0]["free_reason"] as? String
        #expect(reason == FreeAccess.undetermined)
    }

    /// What looks like text beside a zero byte may be anything.
    @Test func aZeroByteHoldsTheWholeFile() throws {
        let start = Self.meetings[0] + String(repeating: ArchiveTests.open, count: 2_000)
        let place = try Place(["registre.txt": start + "SÉANCE DU 3 mai 1998\n\0\n"])
        #expect(try place.run(separator: try Separator("SÉANCE DU .*")).held == 1)
        #expect(try place.tree(place.copies).isEmpty)
        #expect(try rows(place)[0]["cause"] as? String == "binary")
    }

    /// A mail whose text is `text`, with something attached.
    private static func mail(_ text: String, _ type: String, _ data: String) -> String {
        "From: secretariat@mairie.test\nDate: Thu, 26 Nov 2026 10:00:00 +0100\nSubject: Point\n"
            + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
            + "Content-Type: text/plain; charset=utf-8\n\n\(text)\n--x\nContent-Type: \(type)\n"
            + "Content-Transfer-Encoding: base64\n\n\(data)\n--x--\n"
    }

    static let forms: [(RenditionForm?, String?)] = [
        (nil, nil), (.txt, "point.eml.txt"), (.odt, "point.eml.odt"),
    ]

    @Test(arguments: forms)
    func theTextLeavesInPlaceOfWhatCannotBeCleaned(
        _ row: (form: RenditionForm?, copy: String?)
    ) throws {
        let place = try Place([
            "point.eml": Self.mail(ArchiveTests.named, "image/png", "iVBORw0KGgo=")
        ])
        let tally = try place.run(rendition: row.form)
        let copies = try place.tree(place.copies)
        #expect(copies.keys.first == row.copy && copies.count == (row.copy == nil ? 0 : 1))
        #expect((tally.held, tally.rendered) == (row.copy == nil ? (1, 0) : (0, 1)))
        let told = try rows(place)[0]
        #expect(told["decision"] as? String == (row.copy == nil ? "held" : "rendered"))
        // nobody has read the picture
        #expect(told["free_reason"] as? String == FreeAccess.undetermined)
        guard row.form == .txt, let text = copies.values.first else { return }
        #expect(text.contains("Mme [A]") && !text.contains("Trevez"))
        #expect(told["place"] as? String == "image" && told["cause"] as? String == "")
    }

    /// A rendition is taken for the whole: what hides text has none.
    @Test func whatHidesTextIsHeldAllTheSame() throws {
        let place = try Place([
            "point.eml": Self.mail(ArchiveTests.open, "application/octet-stream", "AAEC")
        ])
        #expect(try place.run(rendition: .txt).held == 1)
        #expect(try place.tree(place.copies).isEmpty)
    }

    @Test func aPersonIsFoundInEachMailOfABox() throws {
        let place = try Place()
        let text = Data("Mme Nadia Trevez est reçue lundi.\n".utf8).base64EncodedString()
        let mails =
            "From a@b Thu Nov 26 10:00:00 1998\nSubject: x\n\n\(ArchiveTests.open)\n"
            + "From a@b Thu Nov 26 10:00:00 1998\nSubject: y\n"
            + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n\(text)\n"
        try place.add("boite", Array(mails.utf8))
        try place.add("image.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0])
        let search = try #require(
            PersonSearch("Nadia Trevez", source: place.source.path, maximumSize: 1 << 20)
        )
        let output = place.root.appending(path: "réponse.txt")
        var engine = try Engine(
            lexicon: try TestLexicon.shared(),
            opener: Opener(Readers.all + Opener.textReaders, maximumSize: 1 << 20)
        )
        let tally = try search.run(into: output.path, &engine)
        // an answer replaces no original, no folder and no device
        for bad in ["boite", "nouveau.txt", "."] {
            let path = place.source.appending(path: bad).path
            #expect(throws: ArchiveError.self) { try search.run(into: path, &engine) }
        }
        #expect(throws: ArchiveError.self) { try search.run(into: place.root.path, &engine) }
        #expect(try place.tree(place.source).keys.sorted() == ["boite", "image.png"])
        #expect((tally.read, tally.partly, tally.unread) == (1, 0, 1))
        #expect((tally.files, tally.passages) == (1, 1))
        let answer = try String(contentsOf: output, encoding: .utf8)
        #expect(answer.contains("=== boite\n[confidentiel] Mme Nadia Trevez est reçue lundi."))
        #expect(answer.contains("=== image.png\n[fichier non lu]"))
    }
}
