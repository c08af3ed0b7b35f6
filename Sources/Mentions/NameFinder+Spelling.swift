internal import Documents
internal import Lexicons
internal import Tokens

/// Names written with a letter wrong: « Fannta » beside « Fanta », « GERARD1N » beside « Gérardin ».
extension NameFinder {
    /// How many known names of one first letter a word is compared with.
    private static let breadth = 24

    /// Words that no lexicon knows and that are a name of the note but for one letter (two from
    /// eight letters on), each with that name.
    ///
    /// Cost: O(*n*) in the tokens: each word is compared with a fixed number of names.
    ///
    /// - Parameters:
    ///   - names: The words of the names that are known.
    ///   - known: Whether each word of the note is among them.
    /// - Returns: The name of each.
    func misspeltWords(of names: [Int32], _ known: [Bool]) -> [Int32: Int32] {
        let words = reading.plainWords
        var byLetter: [UInt8: [(bytes: [UInt8], word: Int32)]] = [:]
        let sorted = names.map { (bytes: words.bytes($0), word: $0) }.filter { $0.bytes.count >= 5 }
            .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        for name in sorted { byLetter[name.bytes[0], default: []].append(name) }
        guard !byLetter.isEmpty else { return [:] }
        var found: [Int32: Int32] = [:]
        var seen = [Bool](repeating: false, count: words.count)
        for index in reading.tokens.indices {
            let token = reading.tokens[index]
            guard token.kind == .word, token.end - token.start >= 5 else { continue }
            let word = reading.plainWord(index)
            guard !seen[Int(word)],
                token.isCapitalised || reading.profiles[Int(token.block)] == .lower,
                reading.marks[index].isDisjoint(with: [.opaque, .odonym, .identifier])
            else { continue }
            seen[Int(word)] = true
            let isKnown = known[Int(word)]
            guard reading.words[index] == 0 || hasDigit(token) else {
                continue
            }
            let key = words.bytes(word)
            guard let first = key.first else { continue }
            for name in (byLetter[first] ?? []).prefix(Self.breadth)
            // two names of the note are one only where the second is new and close
            where name.word != word && (!isKnown || seen[Int(name.word)])
                && Self.isNear(key, name.bytes, most: isKnown ? 1 : 2)
            {
                found[word] = name.word
                break
            }
        }
        return found
    }

    private func hasDigit(_ token: Token) -> Bool {
        reading.document.text[Int(token.start)..<Int(token.end)].contains {
            (0x30...0x39).contains($0)
        }
    }

    /// Whether one change of a letter makes one word of the other, or two in words of eight.
    static func isNear(_ a: [UInt8], _ b: [UInt8], most: Int) -> Bool {
        let allowed = min(most, min(a.count, b.count) >= 8 ? 2 : 1)
        guard abs(a.count - b.count) <= allowed, a.count <= 24, b.count <= 24 else { return false }
        var above: [Int] = []
        var row = Array(0...b.count)
        for i in a.indices {
            var next = [i + 1]
            next.reserveCapacity(b.count + 1)
            for j in b.indices {
                var best = min(row[j] + (a[i] == b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    best = min(best, above[j - 1] + 1)
                }
                next.append(best)
            }
            (above, row) = (row, next)
        }
        return row[b.count] <= allowed
    }
}
