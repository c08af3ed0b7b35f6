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
    func misspeltWords(of known: Set<[UInt8]>) -> [[UInt8]: [UInt8]] {
        var byLetter: [UInt8: [[UInt8]]] = [:]
        for name in known.sorted(by: { $0.lexicographicallyPrecedes($1) }) where name.count >= 5 {
            byLetter[name[0], default: []].append(name)
        }
        guard !byLetter.isEmpty else { return [:] }
        var found: [[UInt8]: [UInt8]] = [:]
        var seen = Set<[UInt8]>()
        for index in reading.tokens.indices {
            let token = reading.tokens[index]
            guard token.kind == .word, token.end - token.start >= 5,
                reading.marks[index].isDisjoint(with: [.opaque, .odonym, .identifier]),
                token.isCapitalised || reading.profiles[Int(token.block)] == .lower
            else { continue }
            let key = reading.plainKey(index)
            guard found[key] == nil, !seen.contains(key) else { continue }
            let isKnown = known.contains(key)
            if isKnown { seen.insert(key) }
            let hasDigit = key.contains { (0x30...0x39).contains($0) }
            guard reading.words[index] == 0 || hasDigit, let first = key.first else { continue }
            for name in (byLetter[first] ?? []).prefix(Self.breadth)
            // two names of the note are one only where the second is new and close
            where name != key && (!isKnown || seen.contains(name))
                && Self.isNear(key, name, most: isKnown ? 1 : 2)
            {
                found[key] = name
                break
            }
        }
        return found
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
