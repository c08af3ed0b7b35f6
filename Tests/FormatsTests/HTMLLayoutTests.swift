import Formats
import Testing

/// What people read in a page is its text, laid out as they see it.
@Suite struct HTMLLayoutTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let html: String
        let text: String
        var testDescription: String { html }

        init(_ html: String, _ text: String) {
            self.html = html
            self.text = text
        }
    }

    static let pages = [
        Row("<p>un</p><p>deux</p>", "un\ndeux\n"),
        Row("<p>un\n   deux\t trois </p>", "un deux trois\n"),
        Row("<p>un<br>deux<br/>trois</p>", "un\ndeux\ntrois\n"),
        Row("<ul><li>un</li><li>deux</ul>", "- un\n- deux\n"),
        Row("<p>Du<b>pont</b> <i> et</i> fils</p>", "Dupont et fils\n"),
        Row(
            "<p>Du&shy;pont Du\u{AD}bois Du&#8203;val Du<wbr>rand</p>",
            "Dupont Dubois Duval Durand\n"
        ),
        Row("<p>&Eacute;l&egrave;ve &amp; m&#232;re &#xE9;tu&eacute</p>", "Élève & mère étué\n"),
        Row(
            "<p>N&deg;&nbsp;3 &laquo;&nbsp;x&nbsp;&raquo; &#150;</p>",
            "N°\u{A0}3 «\u{A0}x\u{A0}» –\n"
        ),
        Row("<p>a &amp b &copy2 &foo; &;</p>", "a & b ©2 &foo; &;\n"),
        Row(
            "<table><tr><th>Nom</th><th>Fait</th></tr><tr><td>a</td><td><p>b</p><p>c</p></td></table>",
            "Nom\tFait\na\tb c\n"
        ),
        Row("<table><tr><td>a<td><td>c<tr><td>d<td>e<td>f</table>", "a\t\tc\nd\te\tf\n"),
        Row(
            "<table><tr><td rowspan=2>a<td>b<tr><td>c<td>d</table>",
            "a\tb\n\tc\td\n"
        ),
        Row("<table><tr><td colspan=2>a<td>b</table>", "a\t\tb\n"),
        Row(
            "<table><tr><td><h1>T</h1><p>x</p></td><td>y</td></tr></table>",
            "T\nx\ny\n"
        ),
        Row(
            "<table><tr><td><table><tr><td>a<td>b</table><td>c</table>",
            "a\tb\nc\n"
        ),
        Row("<pre>a  b\n  c</pre>d", "a  b\n  c\nd\n"),
        Row("<dl><dt>Nom<dd>Benali<dt>Age :</dt><dd>12</dl>", "Nom\nBenali\nAge : 12\n"),
        Row("<dl><dt>Nom</dt><dd>Benali</dd></dl>", "Nom : Benali\n"),
        Row("<label>Nom</label> <input name=n value='Benali'>", "Nom : Benali\n"),
        Row("<p>un <!-- non --> deux<script>x</script></p>", "un deux\n"),
        Row("<p>Karim <karim@example.org> écrit</p>", "Karim <karim@example.org> écrit\n"),
        Row("<p>3 < 4 et 5 > 2</p>", "3 < 4 et 5 > 2\n"),
        Row("<p>fin <a href='x", "fin <a href='x\n"),
        Row("<select><option>un<option>deux</select>", "un\ndeux\n"),
        Row("<div hidden>un</div><div style='display:none'>deux</div>", "un\ndeux\n"),
        Row("<noscript>un</noscript><template>deux</template>", "un\ndeux\n"),
        Row("<svg><text>un</text><desc>deux</desc></svg>", "un\ndeux\n"),
        Row("<textarea>un\ndeux</textarea>", "un\ndeux\n"),
        Row("<script/><p>un</p>", "un\n"),
        Row("<script>x <p>un", "x\nun\n"),
        Row("<![CDATA[un]]>", "un]]>\n"),
    ]

    @Test(arguments: pages)
    func aPageIsReadAsPeopleSeeIt(_ row: Row) throws {
        #expect(try page(row.html).text("page") == row.text)
    }

    static let others = [
        Row("<title>un &eacute;t&eacute;</title>", "titre: un été\n"),
        Row("<img alt=\"Karim &amp; fils\" src=x.png>", "attributs: - Karim & fils\n"),
        Row("<a title=deux href=x>", "attributs: - deux\n"),
        Row("<meta name=author content='Karim Benali'>", "attributs: - Karim Benali\n"),
        Row("<meta name=viewport content='width=device-width, initial scale'>", ""),
        Row("<p data-note='suivie au CMP'>", "attributs: - suivie au CMP\n"),
        Row("<p data-note='suivie&nbsp;au&#32;CMP'>", "attributs: - suivie\u{A0}au CMP\n"),
        Row("<p class='suivie au'>", ""),
        Row("<p Karim Benali>", "attributs: - Karim Benali\n"),
        Row(
            "<a href='mailto:a.b@orange.fr?subject=L%27%C3%A9t%C3%A9&amp;cc=x'>",
            "attributs: - a.b@orange.fr\n- subject\n- L'été\n- cc\n- x\n"
        ),
        Row("<a href='/q?nom=Karim+Benali'>", "attributs: - q\n- nom : Karim Benali\n"),
        Row("<a href='x>Karim<p class='>", "attributs: - x>Karim<p class=\n"),
        Row("<!-- un -->", "commentaires: - un\n"),
        Row(
            "<!--[if mso]><p title='deux'>un</p><![endif]-->",
            "attributs: - deux\n;commentaires: - un\n"
        ),
        Row("<!x un>", "commentaires: - x un\n"),
        Row("<?php un ?>", "commentaires: - php un ?\n"),
        Row(
            "<script>f('un deux', \"tr\\u00e8s bien\"); // et trois\n</script>",
            "scripts et styles: - un deux\n- très bien\n- et trois\n"
        ),
        Row("<style>a:after { content: 'un deux' }</style>", "scripts et styles: - un deux\n"),
        Row("<iframe srcdoc='<p>un &amp;amp; deux</p>'>", "cadre, page: un & deux\n"),
    ]

    @Test(arguments: others)
    func whatStandsBesideThePageIsReadToo(_ row: Row) throws {
        let texts = try page(row.html).texts.map {
            "\($0.part): \(String(decoding: $0.text, as: UTF8.self))".replacing("\n\n", with: "\n")
        }
        #expect(texts.joined(separator: ";") == row.text)
    }
}
