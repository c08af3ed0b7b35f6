import TestSupport

/// Inputs made at random from seeds and the pieces of a dictionary.
struct Mutation {
    let seeds: [[UInt8]]
    let pieces: [[UInt8]]

    /// The pieces of a dictionary of libFuzzer: a quoted string a line, bytes as `\xNN`.
    static func pieces(ofDictionary path: String) throws -> [[UInt8]] {
        try Repository.bytes(path).split(separator: 0x0A).filter { $0.first == 0x22 }.map { line in
            var piece: [UInt8] = []
            var rest = line.dropFirst().dropLast()
            while let byte = rest.popFirst() {
                let digits = rest.dropFirst().prefix(2)
                if byte == 0x5C, rest.first == 0x78,
                    let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
                {
                    piece.append(value)
                    rest = rest.dropFirst(3)
                } else {
                    piece.append(byte)
                }
            }
            return piece
        }
    }

    /// The input of a number.
    func input(_ number: UInt64) -> [UInt8] {
        var random = Seeded(number)
        var input = seeds.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...4, using: &random) where !input.isEmpty {
            let place = Int.random(in: 0..<input.count, using: &random)
            let end = min(input.count, place + Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: input[place] = UInt8.random(in: 0...255, using: &random)
            case 1: input.removeSubrange(place..<end)
            case 2:
                let other = Int.random(in: 0..<input.count, using: &random)
                input.insert(contentsOf: Array(input[place..<end]), at: other)
            case 3:
                let other = seeds.randomElement(using: &random) ?? []
                let cut = Int.random(in: 0...other.count, using: &random)
                input.replaceSubrange(place..., with: other[cut...])
            default:
                input.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
            }
        }
        return input
    }
}
