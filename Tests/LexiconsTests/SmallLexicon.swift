import Documents
import Lexicons
import TestSupport
import Tokens

/// A lexicon of a few rows over a dictionary of a few words.
enum SmallLexicon {
    static let affix = """
        # Dictionnaire français, TOUTES VARIANTES
        SET UTF-8
        FLAG long
        NEEDAFFIX ()
        SFX S. Y 1
        SFX S. 0 s [^sxz] is:pl
        SFX ca Y 2
        SFX ca er é er po:ppas
        SFX ca er e er po:ipre

        """

    static let dictionary = """
        9
        place/S. po:nom
        placer/ca po:v1
        as po:nom
        chat/S. po:nom
        fou/() po:adj
        arc-en-ciel po:nom
        Nadia po:prn
        Melun po:npr
        cachet/S. po:nom
        """

    /// The image over one table of `secrets/health`, whose rows need what is asked for.
    static func image(_ forms: [String], need: Need = .person) throws -> [UInt8] {
        let rows = forms.map { "\($0)\ttopic\t\(need)\tusage\n" }.joined()
        let table = try TableFile(
            path: "secrets/health",
            text: "# A table.\n# form\tclass\tneeds\tsource\n" + rows
        )
        return try LexiconCompiler.compile(
            tables: [table],
            plainTables: ["audiences.tsv": "# a\tb\n1\t2\n"],
            affix: affix,
            dictionary: dictionary
        )
    }

    static func lexicon(_ forms: [String]) throws -> Lexicon {
        try Lexicon(image: TestLexicon.kept(try image(forms)))
    }
}

/// The words of a text that rows of a lexicon match, in the order of their last word.
func matches(_ lexicon: Lexicon, in texts: [String]) throws -> [(words: String, row: Int)] {
    var text: [UInt8] = []
    var blocks: [Block] = []
    for (line, each) in texts.enumerated() {
        let start = Int32(text.count)
        text += Array(each.utf8)
        blocks.append(
            Block(start: start, end: Int32(text.count), kind: .line, line: Int32(line))
        )
        text.append(0x0A)
    }
    let document = Document(text: text, blocks: blocks)
    var tokenizer = try Tokenizer()
    try tokenizer.tokenize(document)
    let tokens = tokenizer.tokens
    var key = WordKey()
    let words = text.withUnsafeBufferPointer { text in
        tokens.map { token in
            key.make(text, Int(token.start), Int(token.end))
            return lexicon.word(key.bytes)
        }
    }
    var matcher = TermMatcher()
    matcher.match(tokens, words: words, lexicon: lexicon)
    return matcher.terms.map { term in
        let range = Int(tokens[term.first].start)..<Int(tokens[term.last].end)
        return (String(decoding: text[range], as: UTF8.self), term.row)
    }
}
