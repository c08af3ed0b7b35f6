import Testing

@testable import Tokens

@Suite struct WordBoundariesTests {
    static let french: [Row] = [
        "l'eau| |d’Évry| |aujourd'hui| |L’état| |qu|’|«|on|»",
        "M.Dupont| |M|.| |Dupont| |Dr|.| |Mme| |J|.|-|P|.| |A.A.H|.| |av|.| |n|°|12",
        "14h30| |14|:|30| |à| |8h|\u{A0}|15",
        "22,5| |3.5| |1er| |2e| |x|²| |10|%|,|5| |1|,| |2",
        "a@b.fr| |jean.dupont@ville.exemple.fr| |jean|-|d@caf.fr| |@b| |a@",
        "https|:|/|/|www.caf.fr|/|a_b|?|x|=|1|&|y|=|2",
        "mot|…| |mot|.|.|.| |mot|!|?| |mot\u{202F}|!",
        "«|\u{202F}mot\u{202F}|»| |«|\u{A0}|mot|\u{A0}|»| |“|mot|”| |'|mot|'| |‘|mot|’",
        "10\u{202F}000|\u{A0}|€| |10|\u{A0}|000| |1_000",
        "12|/|03|/|2021| |12.03.2021| |12|-|03| |06.12.34.56.78| |06| |12",
        "Saint|-|Denis| |vis|\u{2011}|à|\u{2011}|vis| |a|–|b|—|c",
        "fin|\r\n|\t|mot|\n|\n|\r|\r\n|mot|\u{85}|mot|\u{2028}|x|\u{B}|\u{C}",
        "•| |un|  |deux|\t|\t|-| |trois| |\u{F0B7}| |→| |✓| |№",
        "e\u{301}te\u{301}| |co\u{AD}opé\u{AD}ration|  \u{301}| |-\u{AD}|-|\n|\u{301}\u{AD}|a",
        "a'\u{301}b| |a|'\u{AD}|1| |1\u{AD},2| |1|;|a| |a|;|b| |1;2| |a·b| |1|·|2| |a|:|b",
        "'|a| |a|'|'|b| |a|.|.|b| |1|.|.|2| |_a_|.|b| |a|.|_| |.|5| |5|.",
        "mot|😀| |👨‍👩‍👧| |👍🏽| |🇫🇷|🇧| |1️⃣| |Ελλάδα| |мир| |שלום",
        "©\u{FE0F}| |a\u{200D}©| |a|\u{200B}|b| |ﬁnℹ️",
    ]

    @Test(arguments: french)
    func wordsAreAsICUHasThem(_ row: Row) throws {
        #expect(try Cut.words.difference(row.text, named: "row") == nil)
        let cut = row.cut(at: try Cut.words.ends(row.text))
        #expect(cut == row.testDescription)
    }

    @Test func emptyTextHasNoWords() throws {
        #expect(try Cut.words.ends([]).isEmpty)
    }

    @Test func endsAreAppended() throws {
        var segmenter = try WordSegmenter()
        var ends: [Int32] = [7]
        try segmenter.segments(of: [0x61, 0x20].span, into: &ends)
        try segmenter.segments(of: Array("a😀".utf8).span, into: &ends)
        #expect(ends == [7, 1, 2, 1, 5])
    }

    @Test func onlyTheForeignRunGoesToICU() throws {
        var segmenter = try WordSegmenter()
        var ends: [Int32] = []
        let text = Array("Le chat 😀 dort, l’été… »\nToujours.".utf8)
        try segmenter.segments(of: text.span, into: &ends)
        #expect(segmenter.bytesGivenToICU == " 😀 ".utf8.count)
    }

    @Test func brokenEncodingIsAnErrorWithItsPlace() throws {
        var segmenter = try WordSegmenter()
        var ends: [Int32] = []
        #expect(throws: TokenError(code: .badEncoding, offset: 3)) {
            try segmenter.segments(of: Array("mot ".utf8 + [0xFF]).span, into: &ends)
        }
    }
}
