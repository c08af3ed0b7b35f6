import CICU
import Tokens

/// Word boundaries by ICU alone, with conversion, and by the byte path, over the same blocks of 64 KB.
struct Segmenting {
    private let text: [UInt8]
    private let blocks: [Range<Int>]

    /// A text cut into blocks that end with a line.
    init(_ text: [UInt8]) {
        self.text = text
        var blocks: [Range<Int>] = []
        var start = 0
        while start < text.count {
            var end = min(start + 65_536, text.count)
            while end < text.count, text[end - 1] != 0x0A { end += 1 }
            blocks.append(start..<end)
            start = end
        }
        self.blocks = blocks
    }

    /// ICU first: the reference of the group.
    var legs: [Leg] {
        [
            Leg("words, ICU alone", bytes: text.count) {
                try Cost { try byICU { _ in } }
            },
            Leg("words, tokeniser", bytes: text.count) {
                try Cost { try byTokeniser { _ in } }
            },
        ]
    }

    /// How many boundaries one of the two has and the other has not.
    func differences() throws -> Int {
        var expected: [[Int32]] = []
        var differing = 0
        var index = 0
        _ = try byICU { expected.append($0) }
        _ = try byTokeniser { ends in
            if ends != expected[index] {
                differing += Set(ends).symmetricDifference(expected[index]).count
            }
            index += 1
        }
        return differing
    }

    private func byTokeniser(_ use: ([Int32]) -> Void) throws -> Int {
        var segmenter = try WordSegmenter()
        var ends: [Int32] = []
        var count = 0
        for block in blocks {
            ends.removeAll(keepingCapacity: true)
            try segmenter.segments(of: text.span.extracting(block), into: &ends)
            count += ends.count
            use(ends)
        }
        return count
    }

    private func byICU(_ use: ([Int32]) -> Void) throws -> Int {
        var handle: OpaquePointer?
        guard cicu_breaker_open(Int32(CICU_WORDS), &handle) == 0, let breaker = handle else {
            fail("ICU cannot be opened")
        }
        defer { cicu_breaker_close(breaker) }
        var batch = [Int32](repeating: 0, count: 4_096)
        var ends: [Int32] = []
        var count = 0
        for block in blocks {
            let code = text.withUnsafeBufferPointer { bytes in
                cicu_breaker_set_text(
                    breaker,
                    bytes.baseAddress?.advanced(by: block.lowerBound),
                    Int32(block.count)
                )
            }
            guard code == 0 else { fail("ICU takes no block: \(code)") }
            ends.removeAll(keepingCapacity: true)
            while true {
                let found = Int(cicu_breaker_next(breaker, 0, &batch, Int32(batch.count)))
                if found <= 0 { break }
                ends += batch[..<found]
            }
            count += ends.count
            use(ends)
        }
        return count
    }
}
