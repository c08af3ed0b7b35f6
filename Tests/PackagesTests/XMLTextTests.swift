import Documents
import Formats
import Testing

@testable import Packages

/// How the line sees a part.
@Suite struct XMLTextTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let trap: String
        let xml: String
        let text: String
        var testDescription: String { trap }
    }

    private static let word =
        #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#
    private static let open = "urn:oasis:names:tc:opendocument:xmlns:"

    static let rows = [
        Row(
            trap: "a name cut over runs is one",
            xml: "<w:p><w:r><w:t>Kar</w:t></w:r><w:r><w:t>im</w:t></w:r></w:p>",
            text: "Karim"
        ),
        Row(
            trap: "a tab stop is no tab",
            xml:
                "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/></w:r></w:p>",
            text: "a\t"
        ),
        Row(
            trap: "rows are lines, cells are parted by tabs",
            xml: table([["Nom", "Suite"], ["Benali", "Rappel"]]),
            text: "Nom\tSuite\nBenali\tRappel"
        ),
        Row(
            trap: "one row of long cells is a letterhead",
            xml: table([["Mairie|Service|1 place", "Mme Trevez|12 rue"]]),
            text: "Mairie\nService\n1 place\nMme Trevez\n12 rue"
        ),
        Row(
            trap: "a changed line is read after the change and before it",
            xml: "<w:p><w:r><w:t>le </w:t></w:r><w:del><w:r><w:delText>3</w:delText></w:r></w:del>"
                + "<w:ins><w:r><w:t>4</w:t></w:r></w:ins><w:r><w:t> mai</w:t></w:r></w:p>",
            text: "le 4 mai\nle 3 mai"
        ),
        Row(
            trap: "a text box stands behind its paragraph",
            xml:
                "<w:p><w:r><w:t>Be</w:t></w:r><w:r><w:txbxContent><w:p><w:r><w:t>x</w:t></w:r></w:p>"
                + "</w:txbxContent></w:r><w:r><w:t>nali</w:t></w:r></w:p>",
            text: "Benali\nx"
        ),
        Row(
            trap: "codes of fields and authors stand at the end, each apart",
            xml: #"<w:p><w:ins w:author="Claire Dumas"><w:r><w:instrText>FORMTEXT</w:instrText>"#
                + "</w:r></w:ins><w:r><w:t>Karim</w:t></w:r></w:p>",
            text: "Karim\n\nAuteur : Claire Dumas\n\nFORMTEXT"
        ),
        Row(
            trap: "an author who is written of is not called so",
            xml: #"<w:p><w:ins w:author="Karim Benali"><w:r><w:t>Benali</w:t></w:r></w:ins></w:p>"#,
            text: "Benali\n\n- Karim Benali"
        ),
    ]

    private static func table(_ rows: [[String]]) -> String {
        func cell(_ text: String) -> String {
            let lines = text.split(separator: "|").map { "<w:p><w:r><w:t>\($0)</w:t></w:r></w:p>" }
            return "<w:tc>\(lines.joined())</w:tc>"
        }
        return "<w:tbl>\(rows.map { "<w:tr>\($0.map(cell).joined())</w:tr>" }.joined())</w:tbl>"
    }

    @Test(arguments: rows)
    func partsReadAsTheyLook(_ row: Row) throws {
        #expect(try Self.text("<w:body \(Self.word)>\(row.xml)</w:body>") == row.text)
    }

    @Test func deletionsOfOpenDocumentStandWhereTheyWereMade() throws {
        let xml = """
            <office:text xmlns:office="\(Self.open)office:1.0" xmlns:text="\(Self.open)text:1.0">\
            <text:tracked-changes><text:changed-region text:id="c"><text:deletion>\
            <office:change-info/><text:p>nali est venu.</text:p><text:p>Mme Tre</text:p>\
            </text:deletion></text:changed-region></text:tracked-changes>\
            <text:p>M. Be<text:change text:change-id="c"/>vez</text:p></office:text>
            """
        #expect(try Self.text(xml) == "M. Bevez\nM. Benali est venu. Mme Trevez")
    }

    @Test func blanksAtTheEndsOfTextsStay() throws {
        let xml = "<w:p \(Self.word)><w:r><w:t>Benali a</w:t></w:r></w:p>"
        let written = try XMLTree.open(Array(xml.utf8), part: "") { tree throws(FormatError) in
            let text = XMLText(tree, part: 0, WrittenWords(), isListed: false)
            let edits = text.pieced.edits([Edit(start: 0, end: 6, replacement: [])])
            var names = NewNames()
            try text.apply(edits, to: tree, &names)
            return try tree.written()
        }
        let output = String(decoding: written, as: UTF8.self)
        #expect(output.contains(#"<w:t xml:space="preserve"> a</w:t>"#))
    }

    private static func text(_ xml: String) throws -> String {
        try XMLTree.open(Array(xml.utf8), part: "") { tree throws(FormatError) in
            var written = WrittenWords()
            written.add(tree)
            let text = XMLText(tree, part: 0, written, isListed: false)
            return String(decoding: text.pieced.text, as: UTF8.self)
        }
    }

    /// libxml2 compares each attribute with all others: 600 KB took minutes.
    @Test(arguments: [
        (1_000, true), (1_001, false), (100_000, false),
    ])
    func aTagHasSoManyAttributesAtMost(_ count: Int, _ isRead: Bool) {
        let attributes = (0..<count).map { " a\($0)='x > y'" }.joined()
        let wide = "<?p a='?><!-- l'un < --><r><![CDATA[<]]><a\(attributes)/></r>"
        let twoBytes: [UInt8] = wide.utf8.flatMap { [$0, 0] as [UInt8] }
        for bytes in [Array(wide.utf8), [0xFF, 0xFE] + twoBytes] {
            let found = try? XMLTree.open(bytes, part: "") { _ throws(FormatError) in true }
            #expect((found != nil) == isRead)
        }
    }

    /// What errors and places say of a part is never a word of somebody.
    @Test(arguments: [
        ("word/document.xml", "word/document.xml"), ("word/header12.xml", "word/header12.xml"),
        ("_rels/.rels", "_rels/.rels"), ("word/_rels/document.xml.rels", nil),
        ("word/Karim.xml", "entrée 8"), ("word/document.Karim Benali.xml", "entrée 8"),
        ("word/document.karim", "entrée 8"), ("Karim/document.xml", "entrée 8"),
    ])
    func aPartIsCalledByAUsualNameOrItsNumber(_ name: String, _ label: String?) {
        let entry = Archive.Entry(name: name, bytes: [], comment: [], index: 7)
        #expect(OfficeKind.openXML.label(of: entry) == label ?? name)
    }
}
