internal import Tokens

/// The words of a note without capitals and accents, each distinct one with a number: names are
/// compared by it, however they are written.
struct PlainWords: Sendable {
    /// The number of each token; -1 for what is no word.
    let numbers: [Int32]
    /// The first token of each number.
    private let firsts: [Int32]
    private let plains: [ShortKey]
    private let text: [UInt8]
    private let tokens: [Token]

    /// How many there are.
    var count: Int { firsts.count }

    /// Numbers the words of a note.
    ///
    /// - Parameters:
    ///   - text: The note.
    ///   - tokens: Its tokens.
    ///   - plains: The key without accents of each token that is a short word.
    /// - Complexity: O(*n*).
    init(_ text: [UInt8], _ tokens: [Token], _ plains: [ShortKey]) {
        self.text = text
        self.plains = plains
        self.tokens = tokens
        var size = 64
        while size < tokens.count * 2 { size *= 2 }
        var table = [Int32](repeating: -1, count: size)
        var long: [[UInt8]: Int32] = [:]
        var numbers = [Int32](repeating: -1, count: tokens.count)
        var firsts: [Int32] = []
        for index in tokens.indices {
            guard tokens[index].kind == .word || tokens[index].kind == .number else { continue }
            let plain = plains[index]
            guard plain != .none else {
                let key = Self.bytes(of: tokens[index], in: text)
                let number = long[key] ?? Int32(firsts.count)
                if Int(number) == firsts.count {
                    firsts.append(Int32(index))
                    long[key] = number
                }
                numbers[index] = number
                continue
            }
            var place = plain.place(of: size)
            while table[place] >= 0, plains[Int(firsts[Int(table[place])])] != plain {
                place = (place + 1) & (size - 1)
            }
            if table[place] < 0 {
                table[place] = Int32(firsts.count)
                firsts.append(Int32(index))
            }
            numbers[index] = table[place]
        }
        self.numbers = numbers
        self.firsts = firsts
    }

    /// The bytes of a word.
    func bytes(_ number: Int32) -> [UInt8] {
        let first = Int(firsts[Int(number)])
        return plains[first] == .none
            ? Self.bytes(of: tokens[first], in: text) : plains[first].withBytes { Array($0) }
    }

    private static func bytes(of token: Token, in text: [UInt8]) -> [UInt8] {
        var key = WordKey()
        text.withUnsafeBufferPointer { key.make($0, Int(token.start), Int(token.end)) }
        return key.hasAccent ? WordKey.withoutAccents(key.bytes) : key.bytes
    }
}

/// A few words of a note, by their numbers.
struct WordSet: Sendable {
    /// In the order in which they came.
    private(set) var all: [Int32] = []

    var isEmpty: Bool { all.isEmpty }
    var count: Int { all.count }
    var first: Int32? { all.first }

    init(_ words: [Int32] = []) {
        for word in words { insert(word) }
    }

    func contains(_ word: Int32) -> Bool { all.contains(word) }

    mutating func insert(_ word: Int32) {
        if !all.contains(word) { all.append(word) }
    }

    mutating func formUnion(_ other: WordSet) {
        for word in other.all { insert(word) }
    }

    func union(_ other: WordSet) -> WordSet {
        var union = self
        union.formUnion(other)
        return union
    }

    func isDisjoint(with other: WordSet) -> Bool {
        !all.contains { other.all.contains($0) }
    }
}
