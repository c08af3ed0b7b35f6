import Documents
import Formats
import Testing

/// Lines, list items, headings, cells and mail headers are told by layout alone.
@Suite struct BlockCutterTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let note: String
        /// Each block as its kind and content.
        let blocks: [String]
        var testDescription: String { fact }

        init(_ fact: String, _ note: String, _ blocks: [String]) {
            self.fact = fact
            self.note = note
            self.blocks = blocks
        }
    }

    static let rows = [
        Row("nothing", "", []),
        Row("line ends alone", "\n\r\n\r\n\n", []),
        Row("blanks alone", " \t \n\u{A0}\n", []),
        Row("a hyphen starts an item", "- un\n- deux", ["bullet: un", "bullet: deux"]),
        Row(
            "typographic bullets",
            "• un\n▪deux\n➔ trois\n– quatre\n☒ cinq",
            ["bullet: un", "bullet: deux", "bullet: trois", "bullet: quatre", "bullet: cinq"]
        ),
        Row("a dash inside is no bullet", "Saint-Ouen est là.", ["line: Saint-Ouen est là."]),
        Row("a minus number is no bullet", "-5 degrés ce matin.", ["line: -5 degrés ce matin."]),
        Row(
            "a number with a stop starts an item",
            "1. Le conseil vote la motion.\n2) La séance est levée.",
            ["bullet: Le conseil vote la motion.", "bullet: La séance est levée."]
        ),
        Row(
            "who wrote in a chat stands alone",
            "**Lina** — 08:04\nau portail\n**Tom** — 08:05\net la suite",
            [
                "line: **Lina** — 08:04", "line: au portail", "line: **Tom** — 08:05",
                "line: et la suite",
            ]
        ),
        Row("a date is no list number", "12.03.2024 rien.", ["line: 12.03.2024 rien."]),
        Row(
            "a short line alone is a heading",
            "Tranquillité publique\n\nLe bilan est présenté.",
            ["heading: Tranquillité publique", "line: Le bilan est présenté."]
        ),
        Row(
            "a line in capitals is a heading",
            "Suite du compte rendu.\nACTIONS EN COURS\nLe bilan est présenté.",
            [
                "line: Suite du compte rendu.", "heading: ACTIONS EN COURS",
                "line: Le bilan est présenté.",
            ]
        ),
        Row(
            "a line before a list is a heading",
            "Au programme\n- la médiation",
            ["heading: Au programme", "bullet: la médiation"]
        ),
        Row(
            "tabs make cells",
            "Nom\tAction\nA\tB",
            ["cell: Nom", "cell: Action", "cell: A", "cell: B"]
        ),
        Row(
            "empty cells are counted, not kept",
            "a\t\tc",
            ["cell: a", "cell: c"]
        ),
        Row(
            "pipes make cells",
            "| a | b |\n| c | d |",
            ["cell: a", "cell: b", "cell: c", "cell: d"]
        ),
        Row("one pipe makes none", "oui | non, on verra.", ["line: oui | non, on verra."]),
        Row(
            "semicolons make cells when two lines agree",
            "a;b;c\nd;e;f",
            ["cell: a", "cell: b", "cell: c", "cell: d", "cell: e", "cell: f"]
        ),
        Row("semicolons of one line make none", "Un ; deux ; trois.", ["line: Un ; deux ; trois."]),
        Row("three blanks make cells", "Nom   Action", ["cell: Nom", "cell: Action"]),
        Row("two blanks make none", "Nom  Action faite.", ["line: Nom  Action faite."]),
        Row(
            "quote marks are no content",
            "> Bonjour à tous.\n>> Merci bien.",
            ["line: Bonjour à tous.", "line: Merci bien."]
        ),
        Row(
            "mail headers",
            "De : Accueil\nEnvoyé : lundi\nÀ : Service\nObjet : salle",
            [
                "mailHeader: De : Accueil", "mailHeader: Envoyé : lundi", "mailHeader: À : Service",
                "mailHeader: Objet : salle",
            ]
        ),
        Row(
            "CRLF, CR and form feed end lines",
            "Un point.\r\nDeux points.\rTrois points.\u{C}Quatre points.",
            [
                "line: Un point.", "line: Deux points.", "line: Trois points.",
                "line: Quatre points.",
            ]
        ),
    ]

    @Test(arguments: rows)
    func layoutTellsTheBlocks(_ row: Row) throws {
        let document = try PlainText.read(Array(row.note.utf8))
        #expect(document.blocks.map { Self.description(of: $0, in: document) } == row.blocks)
    }

    @Test(arguments: rows)
    func crlfGivesTheSameBlocks(_ row: Row) throws {
        let lines = row.note.unicodeScalars.split(
            omittingEmptySubsequences: false,
            whereSeparator: { $0 == "\n" }
        )
        let note = lines.map { String($0).replacing("\r", with: "") }.joined(separator: "\r\n")
        guard !row.note.contains("\r") else { return }
        let document = try PlainText.read(Array(note.utf8))
        #expect(document.blocks.map { Self.description(of: $0, in: document) } == row.blocks)
    }

    @Test func cellsKnowTheirRowAndColumn() throws {
        let document = try PlainText.read(Array("Titre.\na\t\tc\nd\te\nTexte.\nf\tg".utf8))
        let cells = document.blocks.filter { $0.kind == .cell }
        #expect(cells.map(\.line) == [1, 1, 2, 2, 4, 4])
        #expect(cells.map(\.column) == [0, 2, 0, 1, 0, 1])
        #expect(cells.map(\.table) == [0, 0, 0, 0, 1, 1])
    }

    @Test func quoteDepthAndIndentAreCounted() throws {
        let document = try PlainText.read(Array(">> \t- un point\n   deux".utf8))
        #expect(document.blocks.map(\.quote) == [2, 0])
        #expect(document.blocks.map(\.indent) == [2, 3])
    }

    @Test func numbersOfAListAreTold() throws {
        let document = try PlainText.read(Array("1. un point\n- deux".utf8))
        #expect(document.blocks.map(\.numbered) == [true, false])
    }

    @Test func aWrappedSentenceGoesOn() throws {
        let note = "Bonjour.\nLa réunion a permis de\nfaire le point sur les actions."
        let document = try PlainText.read(Array(note.utf8))
        #expect(document.blocks.map(\.continues) == [false, false, true])
    }

    @Test func anItemGoesOnWithNothing() throws {
        let document = try PlainText.read(Array("- un point,\n- un autre".utf8))
        #expect(document.blocks.map(\.continues) == [false, false])
    }

    @Test(arguments: rows)
    func blocksAreInOrderAndWithinTheText(_ row: Row) throws {
        let document = try PlainText.read(Array(row.note.utf8))
        var last: Int32 = 0
        for block in document.blocks {
            #expect(last <= block.start && block.start < block.end)
            last = block.end
        }
        #expect(Int(last) <= document.text.count)
    }

    @Test(arguments: rows)
    func withoutEditsTheBytesComeBack(_ row: Row) throws {
        let bytes = Array(row.note.utf8)
        #expect(try PlainText.write(try PlainText.read(bytes), edits: []) == bytes)
    }

    private static func description(of block: Block, in document: Document) -> String {
        let content = document.text[Int(block.start)..<Int(block.end)]
        return "\(block.kind): \(String(decoding: content, as: UTF8.self))"
    }
}
