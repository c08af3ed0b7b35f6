import Testing

@testable import Tokens

@Suite struct SentenceBoundariesTests {
    static let french: [Row] = [
        "M. |Dupont est venu. |Il repart.",
        "Mme J. |Dupont et J.-P. |Morel, env. trois fois. |Oui ! |Non ? |Bon.",
        "À 14 h. 30 personnes. |Il y a 3.5 m et 3. |Cinq.",
        "S.A.R.L. |Dupont, A.A.H. demandée, S.A. – suite, www.caf.fr.",
        "« Il vient. |» Elle part. » dit-il. |(Fin.) |Suite ?! |Oui… Non... |Si... non.",
        "Fin.\u{202F}|» Suite\u{A0}! |Suite\u{A0}? |dit-il. |12.03.2021. |Le 3.",
        "Ligne\n|Ligne.\r\n|Autre\r|Autre.  \n|\n| \n|x\u{85}|y.\u{2028}|z\u{2029}|t",
        "• un. |• Deux, 1. a) trois. |1) Quatre ; 2. |Cinq. - six. – Sept. , huit",
        "É.É. e\u{301}.E\u{301} a.\u{AD}B \u{AD}.|B. \u{301} c. \u{301}|D",
        "a. 1 2 3 b. |1 2 3 B. |((( ))) C. ((( ))) d.",
        "..a. .b. ! |c. |A.. |B",
        ". a. . |A! ! |a",
        "Oui 😀.aA b?|1B. |C 😀. |D.\n|a 😀? |É.A",
    ]

    @Test(arguments: french)
    func sentencesAreAsICUHasThem(_ row: Row) throws {
        #expect(try Cut.sentences.difference(row.text, named: "row") == nil)
        let cut = row.cut(at: try Cut.sentences.ends(row.text))
        #expect(cut == row.testDescription)
    }

    @Test func aPartIsCutAsIfAlone() throws {
        var segmenter = try SentenceSegmenter()
        var ends: [Int32] = []
        let text = Array("Un. Deux. Trois.\n".utf8)
        try segmenter.segments(of: text.span, in: 4..<12, into: &ends)
        try segmenter.segments(of: text.span, in: 3..<3, into: &ends)
        #expect(ends == [10, 12])
        let foreign = Array("Oui 😀. Non".utf8)
        try segmenter.segments(of: foreign.span, in: 4..<foreign.count, into: &ends)
        #expect(ends == [10, 12, 10, 13])
    }

    @Test func onlyTheForeignSentenceGoesToICU() throws {
        var segmenter = try SentenceSegmenter()
        var ends: [Int32] = []
        let text = Array("Un. Deux 😀 trois. Quatre.\n".utf8)
        try segmenter.segments(of: text.span, in: 0..<text.count, into: &ends)
        #expect(segmenter.bytesGivenToICU == "Deux 😀 trois. ".utf8.count)
    }

    @Test func brokenEncodingIsAnErrorWithItsPlace() throws {
        var segmenter = try SentenceSegmenter()
        var ends: [Int32] = []
        let text = Array("Un. Deux ".utf8 + [0xFF])
        #expect(throws: TokenError(code: .badEncoding, offset: 4)) {
            try segmenter.segments(of: text.span, in: 0..<text.count, into: &ends)
        }
    }
}
