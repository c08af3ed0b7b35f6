import Testing
import Tokens

/// One word, many letters that look like its own.
@Suite struct WordKeyTests {
    @Test(arguments: [
        "Trevez", "TREVEZ", "Tre\u{AD}vez", "\u{422}r\u{435}v\u{435}z",
        "\u{FF34}\u{FF52}\u{FF45}\u{FF56}\u{FF45}\u{FF5A}",
        "\u{FF34}\u{FF32}\u{FF25}\u{FF36}\u{FF25}\u{FF3A}",
        "\u{1D413}\u{1D42B}\u{1D41E}\u{1D42F}\u{1D41E}\u{1D433}",
        "\u{1D5E7}\u{1D5FF}\u{1D5F2}\u{1D603}\u{1D5F2}\u{1D607}",
        "\u{1D683}\u{1D69B}\u{1D68E}\u{1D69F}\u{1D68E}\u{1D6A3}",
    ])
    func lettersThatLookLikeOthersAreThose(_ word: String) {
        #expect(WordKey.of(word) == Array("trevez".utf8))
    }

    @Test func styledLettersTellHowAWordIsWritten() {
        for (word, shape) in [
            ("\u{1D413}\u{1D42B}\u{1D41E}", Shape.capital),
            ("\u{FF34}\u{FF32}\u{FF25}", .caps), ("\u{FF54}\u{FF52}\u{FF45}", .lower),
        ] {
            var key = WordKey()
            let bytes = Array(word.utf8)
            bytes.withUnsafeBufferPointer { key.make($0, 0, $0.count) }
            #expect(key.shape == shape)
        }
    }
}
