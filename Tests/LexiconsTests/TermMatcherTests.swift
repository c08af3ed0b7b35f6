import Lexicons
import Testing

/// What a form matches in a text, and what it does not.
@Suite struct TermMatcherTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let form: String
        let text: String
        let found: [String]
        var testDescription: String { "\(form) in « \(text) »" }

        init(_ form: String, _ text: String, _ found: [String] = []) {
            self.form = form
            self.text = text
            self.found = found
        }
    }

    static let rows = [
        Row("placé(e)(s)", "Il est placé.", ["placé"]),
        Row("placé(e)(s)", "Elles sont PLACÉES.", ["PLACÉES"]),
        Row("placé(e)(s)", "la place du marché"),
        Row("placé(e)(s)", "La Place du marché"),
        Row("placé(e)(s)", "IL EST PLACE EN FOYER"),
        Row("hébété(e)", "il est hebete", ["hebete"]),
        Row("hébété(e)", "HEBETEE", ["HEBETEE"]),
        Row("CMP", "suivie au CMP", ["CMP"]),
        Row("CMP", "suivie au cmp", ["cmp"]),
        Row("AS", "voir AS", ["AS"]),
        Row("AS", "tu as vu"),
        Row("TS", "une ts hier"),
        Row("cachet", "cachet", ["cachet"]),
        Row("cachet", "cachets"),
        Row("prend .. cachets", "il prend cachets", ["prend cachets"]),
        Row("prend .. cachets", "il prend ses cachets", ["prend ses cachets"]),
        Row("prend .. cachets", "prend a b c cachets", ["prend a b c cachets"]),
        Row("prend .. cachets", "prend a b c d cachets"),
        Row("prend .. cachets", "il prend. Ses cachets"),
        Row("prend .. cachets", "il prend, cachets"),
        Row("prend .. cachets", "il prend « ses » cachets", ["prend « ses » cachets"]),
        Row("cœur malade", "un coeur malade", ["coeur malade"]),
        Row("coeur malade", "un cœur malade", ["cœur malade"]),
        Row("sous-préfet", "le sous préfet", ["sous préfet"]),
        Row("sous-préfet", "le Sous\u{2011}Préfet", ["Sous\u{2011}Préfet"]),
        Row("mise à l'abri", "une mise à l’abri", ["mise à l’abri"]),
        Row("très malade", "très\u{A0}malade", ["très\u{A0}malade"]),
        Row("malade", "mala\u{AD}de", ["mala\u{AD}de"]),
        Row("hébété", "he\u{301}be\u{301}te\u{301}", ["he\u{301}be\u{301}te\u{301}"]),
    ]

    @Test(arguments: rows)
    func formsMatchWordsInTheirOrder(_ row: Row) throws {
        let lexicon = try SmallLexicon.lexicon([row.form])
        #expect(try matches(lexicon, in: [row.text]).map(\.words) == row.found)
    }

    @Test func noFormCrossesTheBorderOfABlock() throws {
        let lexicon = try SmallLexicon.lexicon(["très malade"])
        #expect(try matches(lexicon, in: ["il est très", "malade"]).isEmpty)
    }

    @Test func formsMayOverlap() throws {
        let lexicon = try SmallLexicon.lexicon(["a b", "a b c", "b c"])
        #expect(try matches(lexicon, in: ["a b c"]).map(\.words) == ["a b", "a b c", "b c"])
    }
}
