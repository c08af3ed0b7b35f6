internal import Documents
internal import Tokens

/// Words of up to sixteen bytes, to be compared with tokens without an array for each.
struct ShortWords {
    private let packed: [UInt128]

    /// A list of keys, small letters with their accents.
    init(_ words: [String]) {
        packed = words.map { word in
            var value: UInt128 = 0
            for byte in word.utf8 { value = value << 8 | UInt128(byte) }
            assert(word.utf8.count <= 16)
            return value
        }
    }

    /// Whether the key of a token is one of them.
    ///
    /// - Complexity: O(number of words): a comparison of numbers for each.
    func contains(_ index: Int, in reading: Reading) -> Bool {
        guard let key = reading.packedKey(index) else { return false }
        return packed.contains(key)
    }
}

extension Reading {
    /// The key of a short token as one number, or nil for a longer one.
    fileprivate func packedKey(_ index: Int) -> UInt128? {
        let token = tokens[index]
        guard token.end - token.start <= 24 else { return nil }
        var value: UInt128 = 0
        var count = 0
        var i = Int(token.start)
        let end = Int(token.end)
        while i < end {
            let byte = document.text[i]
            if byte < 0x80, byte != 0x2D, byte > 0x20 {
                value = value << 8 | UInt128(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
                count += 1
                i += 1
            } else if byte == 0xC3, i + 1 < end, document.text[i + 1] >= 0x80 {
                let second = document.text[i + 1]
                let isUpper = second < 0x9F && second != 0x97
                value = value << 16 | 0xC300 | UInt128(isUpper ? second + 0x20 : second)
                count += 2
                i += 2
            } else {
                return packed(keyBytes(index))
            }
            if count > 16 { return nil }
        }
        return value
    }

    private func packed(_ key: [UInt8]) -> UInt128? {
        guard key.count <= 16 else { return nil }
        return key.reduce(0) { $0 << 8 | UInt128($1) }
    }
}
