import Documents
import Testing

/// Each character of a text leads back to its bytes in the source.
@Suite struct SourceMapTests {
    @Test func anEmptyMapLeadsBehindThePrefix() {
        #expect(SourceMap().source(of: 0) == 0)
        #expect(SourceMap(prefix: 3).source(of: 0) == 3)
        #expect(SourceMap(prefix: 3).prefix == 3)
    }

    @Test func utf8IsMovedByItsMark() {
        var map = SourceMap(prefix: 3)
        map.append(10, text: 1, source: 1)
        #expect((0...10).map { map.source(of: $0) } == Array(3...13))
    }

    /// « aé€b »: windows-1252, UTF-16 behind a mark, UTF-8 encoded twice.
    @Test(arguments: [
        (0, [1, 1, 1, 1], [0, 1, 2, 3, 4]), (2, [2, 2, 2, 2], [2, 4, 6, 8, 10]),
        (0, [1, 4, 7, 1], [0, 1, 5, 12, 13]),
    ])
    func everyCharacterHasItsPlace(prefix: Int, steps: [Int], places: [Int]) {
        var map = SourceMap(prefix: prefix)
        for (text, source) in zip([1, 2, 3, 1], steps) { map.append(1, text: text, source: source) }
        #expect([0, 1, 3, 6, 7].map { map.source(of: $0) } == places)
    }

    @Test func neighboursOfTheSameLengthsAreOneRun() {
        var map = SourceMap()
        var places: [(Int, Int)] = []
        var (text, source) = (0, 0)
        for index in 0..<1_000 {
            let steps = index % 100 < 90 ? (1, 2) : (2, 2)
            places.append((text, source))
            map.append(1, text: steps.0, source: steps.1)
            text += steps.0
            source += steps.1
        }
        for (text, source) in places { #expect(map.source(of: text) == source) }
        #expect(map.source(of: text) == source)
    }

    @Test func nothingAddedIsNothing() {
        var map = SourceMap(prefix: 2)
        map.append(0, text: 1, source: 1)
        #expect(map.prefix == 2)
        #expect(map.source(of: 0) == 2)
    }

    @Test func editsAreCarriedOutInTheSource() {
        // « éàz », one byte for each letter
        var map = SourceMap()
        map.append(2, text: 2, source: 1)
        map.append(1, text: 1, source: 1)
        let document = Document(
            text: Array("éàz".utf8),
            blocks: [],
            source: Source(
                bytes: [0xE9, 0xE0, 0x7A],
                encoding: .latin1,
                isDoubtful: false,
                map: map
            )
        )
        let edits = [
            Edit(start: 2, end: 4, replacement: Array("ô".utf8)),
            Edit(start: 5, end: 5, replacement: Array("!".utf8)),
        ]
        let bytes = document.source(applying: edits) { edit in
            edit.replacement.count == 2 ? [0xF4] : edit.replacement
        }
        #expect(bytes == [0xE9, 0xF4, 0x7A, 0x21])
        #expect(String(decoding: document.text(applying: edits), as: UTF8.self) == "éôz!")
    }
}
