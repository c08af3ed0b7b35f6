import Testing

import Mentions
import Redactions

/// Letters come in order of appearance, and two of them behind the last.
@Suite struct LetterTests {
    @Test(arguments: [
        0: "A", 1: "B", 25: "Z", 26: "AA", 27: "AB", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA",
    ])
    func lettersGoOnBehindZ(_ number: Int, letters: String) {
        #expect(Placeholder.letters(number) == letters)
    }

    @Test func noLettersAreGivenTwice() {
        #expect(Set((0..<2_000).map(Placeholder.letters)).count == 2_000)
    }
}
