internal import Lexicons
internal import Tokens

/// Words that a scanner misread: « farnille », « eIle », « N0M ».
///
/// Only for words that no table knows; what the repair does not make a known word stays as it is.
struct ScannedWord {
    private var key = WordKey()
    private var bytes: [UInt8] = []

    /// What is known of the word that was meant.
    ///
    /// - Parameters:
    ///   - text: The note.
    ///   - token: A word of it that the lexicon does not know.
    ///   - cache: What looks it up.
    /// - Returns: An entry of word 0 when nothing was misread, or nothing that makes a known word.
    /// - Complexity: O(length of the word).
    mutating func meant(
        _ text: UnsafeBufferPointer<UInt8>,
        _ token: Token,
        _ cache: WordCache
    ) -> WordCache.Entry {
        let (start, end) = (Int(token.start), Int(token.end))
        guard end - start >= 2, end - start <= 24 else { return WordCache.Entry() }
        let signs = Signs(text, start, end)
        if signs.hasLetterSign {
            let entry = lookUp(text, start, end, signs, one: 0x6C, cache)
            if entry.word != 0 || !signs.hasOne { return entry }
            return lookUp(text, start, end, signs, one: 0x69, cache)
        }
        guard signs.hasRN, end - start >= 6 else { return WordCache.Entry() }
        bytes.removeAll(keepingCapacity: true)
        var i = start
        while i < end {
            if i + 1 < end, text[i] == 0x72, text[i + 1] == 0x6E {
                bytes.append(0x6D)
                i += 2
            } else {
                bytes.append(text[i])
                i += 1
            }
        }
        return known(cache)
    }

    private mutating func lookUp(
        _ text: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ end: Int,
        _ signs: Signs,
        one: UInt8,
        _ cache: WordCache
    ) -> WordCache.Entry {
        bytes.removeAll(keepingCapacity: true)
        for i in start..<end {
            switch text[i] {
            case 0x49 where signs.lower > 0 && !signs.isCaps: bytes.append(0x6C)
            case 0x6C where signs.isCaps || i == start: bytes.append(0x69)
            case 0x30: bytes.append(0x6F)
            case 0x31: bytes.append(one)
            case 0x35: bytes.append(0x73)
            case 0x38: bytes.append(0x62)
            case let byte: bytes.append(byte)
            }
        }
        return known(cache)
    }

    private mutating func known(_ cache: WordCache) -> WordCache.Entry {
        bytes.withUnsafeBufferPointer { key.make($0, 0, $0.count) }
        return cache.entry(exactly: key.bytes)
    }

    /// What in a word a scanner may have misread.
    private struct Signs {
        var upper = 0
        var lower = 0
        var digits = 0
        var hasCapitalI = false
        var hasSmallL = false
        var hasOne = false
        var hasRN = false

        /// Capitals, save letters l that may be an I.
        var isCaps: Bool { upper > 1 && upper >= lower * 2 }
        var hasLetterSign: Bool {
            hasCapitalI && lower > 0 || hasSmallL && isCaps
                || digits > 0 && upper + lower > max(digits, 1)
        }

        init(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
            for i in start..<end {
                switch text[i] {
                case 0x49:
                    hasCapitalI = true
                    upper += 1
                case 0x6C:
                    hasSmallL = true
                    lower += 1
                case 0x30, 0x31, 0x35, 0x38:
                    digits += 1
                    hasOne = hasOne || text[i] == 0x31
                case 0x41...0x5A: upper += 1
                case 0x61...0x7A:
                    lower += 1
                    if text[i] == 0x6E, i > start, text[i - 1] == 0x72 { hasRN = true }
                default: break
                }
            }
        }
    }
}
