import Documents
import Formats
import TestSupport
import Testing

/// Edits are made where the text stands; all else is the same byte for byte.
@Suite struct HTMLEditTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let html: String
        let after: String
        var testDescription: String { html }

        init(_ html: String, _ after: String) {
            self.html = html
            self.after = after
        }
    }

    /// « Karim Benali » goes.
    static let names = [
        Row("<p>M. Karim Benali.</p>", "<p>M. [Personne A].</p>"),
        Row("<p>Karim\r\n   Benali.</p>", "<p>[Personne A].</p>"),
        Row("<p><b>Karim</b> Be<i>na</i>li</p>", "<p><b>[Personne A]</b><i></i></p>"),
        Row("<p>K&#97;rim&#x20;Be&shy;nali</p>", "<p>[Personne A]</p>"),
        Row("<p>Karim Be<wbr>nali</p>", "<p>[Personne A]<wbr></p>"),
        Row("<p>Ka<!-- x -->rim Benali</p>", "<p>[Personne A]<!-- x --></p>"),
        Row("<img alt=\"Karim Benali\">", "<img alt=\"[Personne A]\">"),
        Row("<img alt=Karim&#32;Benali>", "<img alt=[Personne&#32;A]>"),
        Row("<p Karim Benali>", "<p [Personne A] >"),
        Row("<a href='/q?n=Karim%20Benali'>", "<a href='/q?n=%5BPersonne%20A%5D'>"),
        Row("<!-- Karim Benali -->", "<!-- [Personne A] -->"),
        Row("<title>Karim Benali</title>", "<title>[Personne A]</title>"),
        Row("<script>f('Karim\\u0020Benali')</script>", "<script>f('[Personne A]')</script>"),
        Row("<script>var karimBenali;</script>", "<script></script>"),
        Row("<style>.karim-benali {}</style>", "<style></style>"),
        Row("<a href='/fiche/karim-benali' id=karim_benali>", "<a href='' id=\"\">"),
        Row("<p data-karim-benali=1>", "<p data-x=1>"),
        Row("<o:karim-benali>x</o:karim-benali>", "<x>x</x>"),
        Row("<karim-benali>x</karim-benali>", "<x>x</x>"),
        Row(
            "<iframe srcdoc=\"<p title='a'>Karim Benali &amp;amp; fils</p>\">",
            "<iframe srcdoc=\"&lt;p title='a'&gt;[Personne A] &amp;amp; fils&lt;/p&gt;\">"
        ),
    ]

    @Test(arguments: names)
    func aNameGoesWhereverItStands(_ row: Row) throws {
        #expect(try page(row.html).replacing("Karim Benali") == row.after)
    }

    static let signs = [
        Row("<p>NOM</p>", "<p>&lt;a&gt; &amp; \"é'</p>"),
        Row("<p title=\"NOM\">é", "<p title=\"&lt;a&gt; &amp; &#34;é'\">é"),
        Row("<p title='NOM'>é", "<p title='&lt;a&gt; &amp; \"é&#39;'>é"),
        Row("<p title=NOM>é", "<p title=&lt;a&gt;&#32;&amp;&#32;&#34;é&#39;>é"),
        Row(
            "<script>f('NOM x')</script>é",
            "<script>f('\\u003ca\\u003e & \\u0022é\\u0027 x')</script>é"
        ),
    ]

    @Test(arguments: signs)
    func signsAreEscapedForTheirPlace(_ row: Row) throws {
        let output = try page(row.html).replacing("NOM", with: "<a> & \"é'", isEverywhere: false)
        #expect(
            output
                == (row.html.contains("é") ? row.after : row.after.replacing("é", with: "&#233;"))
        )
    }

    @Test(arguments: HTMLLayoutTests.pages + HTMLLayoutTests.others)
    func withoutEditsItIsTheSame(_ row: HTMLLayoutTests.Row) throws {
        let page = try page(row.html)
        var removed = RemovedWords()
        removed.add("Nadia Trevez".utf8)
        let none = page.texts.map { _ in [Edit]() }
        let output = try page.bytes(applying: none, without: removed, marking: nil)
        #expect(output == Array(row.html.utf8))
    }

    /// The same page in each encoding, with the edit in it.
    @Test(arguments: Encoded.encodings)
    func editsAreWrittenInTheEncodingOfThePage(_ encoding: Encoding) throws {
        let html =
            "<html><body><p>L'élève Karim Benali a été reçu à l'hôtel de ville.</p></body></html>"
        let bytes = try #require(Encoded.bytes(html, encoding))
        #expect(HTMLReader.isHTML(bytes))
        let page = try HTMLText(
            bytes: bytes,
            encoding: [.latin1, .latin9].contains(encoding) ? encoding : nil,
            opener: Opener()
        )
        #expect(page.text("page") == "L'élève Karim Benali a été reçu à l'hôtel de ville.\n")
        let edit = Edit(start: 10, end: 22, replacement: Array("[retiré ☎]".utf8))
        let after = html.replacing(
            "Karim Benali",
            with: [.utf8, .doubleUTF8, .utf16LittleEndian, .utf16BigEndian].contains(encoding)
                ? "[retiré ☎]" : "[retiré &#9742;]"
        )
        let output = try page.bytes(applying: [[edit]], without: RemovedWords(), marking: nil)
        #expect(output == Encoded.bytes(after, encoding))
    }

    @Test func thePageSaysItsEncoding() throws {
        let html = "<meta charset=macintosh><p>Le cinéma, l'été.</p>"
        let page = try HTMLText(
            bytes: try #require(Encoded.bytes(html, .macRoman)),
            encoding: nil,
            opener: Opener()
        )
        #expect(page.text("page") == "Le cinéma, l'été.\n")
        let shifted = Array("<meta charset=utf-7><p>+AOk-t+AOk-</p>".utf8)
        #expect(throws: FormatError(.badEncoding, at: 14)) {
            try HTMLText(bytes: shifted, encoding: nil, opener: Opener())
        }
    }

    // MARK: Marks

    static let marked = [
        Row(
            "<!DOCTYPE html><html><head><title>x</title></head><body class=a>y</body></html>",
            "<!DOCTYPE html><html><head>META<title>x</title></head><body class=a>BANNERy</body></html>"
        ),
        Row("<p>y</p>", "METABANNER<p>y</p>"),
        Row("<!DOCTYPE html><p>y</p>", "<!DOCTYPE html>METABANNER<p>y</p>"),
        Row("<html><head></head>y", "<html><head>META</head>BANNERy"),
    ]

    @Test(arguments: marked)
    func theLevelIsWrittenOnceAndReadAgain(_ row: Row) throws {
        let marking = Marking(name: "confidentiel", banner: Array("Niveau : confidentiel".utf8))
        let output = try page(row.html).replacing("Z", marking: marking)
        let expected = row.after
            .replacing("META", with: "<meta name=\"biffure-niveau\" content=\"confidentiel\" />")
            .replacing("BANNER", with: "<p class=\"biffure-niveau\">Niveau : confidentiel</p>")
        #expect(output == expected)
        let again = try page(output)
        #expect(again.mark == "confidentiel")
        #expect(again.texts.first?.part == "niveau")
        let higher = Marking(name: "secret", banner: Array("Niveau : secret".utf8))
        #expect(try page(try again.replacing("Z", marking: higher)).mark == "secret")
    }

    // MARK: Obstacles

    static let obstacles: [(String, Obstacle.Kind?)] = {
        let payload = String(repeating: "iVBORw0KGgo", count: 20)
        return [
            ("<img src='data:image/png;base64,\(payload)'>", .image),
            ("<img src=data:image/png;base64,\(payload)>", .image),
            ("<img src='&#100;ata:image/png;base64,\(payload)'>", .image),
            ("<img srcset='a.png 1x, data:image/png;base64,\(payload) 2x'>", .image),
            ("<div style=\"background:url(data:image/png;base64,\(payload))\">", .image),
            ("<style>a { background: url('data:image/png;base64,\(payload)') }</style>", .image),
            ("<img src='data:image/svg+xml,<svg><text>Karim</text></svg>'>", .image),
            ("<object data='data:application/pdf;base64,\(payload)'>", .object),
            ("<a href='data:text/html,<p>Karim'>", .object),
            ("<iframe src='data:,Karim'>", .object),
            ("<img src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAA'>", nil),
            ("<img src='https://example.org/a.png'><img src='cid:1'>", nil),
            ("<iframe srcdoc='<img src=data:image/png;base64,\(payload)>'>", .image),
        ]
    }()

    @Test(arguments: obstacles)
    func whatThePageItselfHoldsIsAnObstacle(_ html: String, _ kind: Obstacle.Kind?) throws {
        #expect(try page(html).obstacles.first?.kind == kind)
        let kept = try page(html, keepsImages: true).obstacles.first?.kind
        #expect(kept == (kind == .image ? nil : kind))
    }
}
