import Formats
import Testing

/// A name that was removed is found again however files write it.
@Suite struct RemovedWordsTests {
    private static var removed: RemovedWords {
        var removed = RemovedWords()
        removed.add("Pierre Petit".utf8)
        removed.add("Éloïse Trevez".utf8)
        removed.add("Benali".utf8)
        removed.add("12/03/2009".utf8)
        return removed
    }

    @Test(arguments: [
        "Pierre Petit", "PIERRE_PETIT", "pierrePetit", "petit-pierre", "pierrepetit", "ppetit",
        "petitp", "fiche-de-pierre-petit.docx", "Pierre%20Petit", "Pierre_20_Petit",
        "eloise trevez",
        "%C3%89lo%C3%AFse%20Trevez", "ÉLOÏSE TREVEZ", "benali", "a.benali@exemple.org",
        "urn:benali:x", "12-03-2009", "12 03 2009",
    ])
    func itIsFound(_ value: String) {
        #expect(Self.removed.areIn(Array(value.utf8)))
        #expect(Array(value.utf8).withUnsafeBufferPointer(Self.removed.mayBeIn))
    }

    @Test(arguments: [
        "", "Petit", "pierre", "Heading 1", "Table Grid 5", "12", "2009-03-12T00:00:00Z", "benalia",
        "petits pierres", "100%",
    ])
    func otherValuesHoldNothing(_ value: String) {
        #expect(!Self.removed.areIn(Array(value.utf8)))
    }

    @Test func nothingIsInNothing() {
        #expect(!RemovedWords().areIn(Array("Benali".utf8)))
    }

    static let rows: [(String, Bool)] = [
        ("karim_benali", true), ("karimBenali77", true), ("BENALI-Karim.jpg", true),
        ("«Karim Benali»", true), ("Karim\u{00A0}Benali", true), ("Karim\u{2019}Benali…", true),
        ("Ka\u{00AD}rim Ben\u{200B}ali", true), ("¸karim¸benali", true), ("2026karim/benali", true),
        ("karima benalia", false), ("karim", false), ("", false), ("épkarim benali", false),
    ]

    @Test(arguments: rows)
    func signsPartWords(_ value: String, _ isThere: Bool) {
        var removed = RemovedWords()
        removed.add("Karim Benali".utf8)
        #expect(removed.areIn(Array(value.utf8)) == isThere)
    }
}
