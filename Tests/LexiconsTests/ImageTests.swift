import Lexicons
import TestSupport
import Testing

/// Only a whole image of this version is opened.
@Suite struct ImageTests {
    static let failure = LexiconError(code: .badImage)

    @Test func theImageIsOpened() throws {
        let lexicon = try SmallLexicon.lexicon(["CMP", "placé(e)(s)"])
        #expect(lexicon.rowCount == 2)
        #expect(lexicon.form(of: 1) == "placé(e)(s)")
        #expect(lexicon.className(of: 1) == "topic")
        #expect(lexicon.source(of: 1) == "usage")
        #expect(lexicon.table(of: 1) == .health)
        #expect(lexicon.need(of: 1) == .person)
        #expect(lexicon.plainTables()["audiences.tsv"]?.rows.map(\.cells) == [["1", "2"]])
    }

    @Test func theSameTablesGiveTheSameBytes() throws {
        #expect(try SmallLexicon.image(["CMP", "chat"]) == SmallLexicon.image(["CMP", "chat"]))
    }

    @Test func anotherRowGivesAnotherVersion() throws {
        let one = try SmallLexicon.lexicon(["CMP"]).rulesVersion
        let other = try SmallLexicon.lexicon(["CMPP"]).rulesVersion
        #expect(one != other)
        #expect(one.wholeMatch(of: /2\d{3}\.\d+\+[0-9a-f]{12}/) != nil)
    }

    @Test func aCutImageIsRefused() throws {
        let image = try SmallLexicon.image(["CMP"])
        let lengths = [0, 1, 4, 127, 128, image.count / 2, image.count - 4, image.count - 1]
        for length in lengths {
            #expect(throws: Self.failure, "\(length) of \(image.count) bytes") {
                try Lexicon(image: TestLexicon.kept(Array(image.prefix(length))))
            }
        }
    }

    @Test func aLongerImageIsRefused() throws {
        let image = try SmallLexicon.image(["CMP"]) + [0, 0, 0, 0]
        #expect(throws: Self.failure) { try Lexicon(image: TestLexicon.kept(image)) }
    }

    @Test(arguments: [0, 1, 2, 3])
    func wrongMagicIsRefused(at byte: Int) throws {
        var image = try SmallLexicon.image(["CMP"])
        image[byte] ^= 1
        #expect(throws: Self.failure) { try Lexicon(image: TestLexicon.kept(image)) }
    }

    @Test(arguments: [0, 1, 255] as [UInt8])
    func anotherVersionIsRefused(version: UInt8) throws {
        var image = try SmallLexicon.image(["CMP"])
        try #require(image[4] != version)
        image[4] = version
        #expect(throws: Self.failure) { try Lexicon(image: TestLexicon.kept(image)) }
    }

    /// The offset and the length of each of the seven sections.
    @Test(arguments: 6..<20)
    func aSectionBeyondTheEndIsRefused(headerWord: Int) throws {
        var image = try SmallLexicon.image(["CMP"])
        for byte in 0..<4 { image[headerWord * 4 + byte] = 0xF0 }
        #expect(throws: Self.failure) { try Lexicon(image: TestLexicon.kept(image)) }
    }

    @Test func memoryThatIsNotAlignedIsRefused() throws {
        let image = try SmallLexicon.image(["CMP"])
        let memory = TestLexicon.kept([0] + image)
        #expect(throws: Self.failure) {
            try Lexicon(image: UnsafeRawBufferPointer(rebasing: memory[1...]))
        }
    }
}
