/// What was missed, with words of the notes: kept only as far as it was asked for.
public struct Misses: Sendable {
    /// What kind of miss: those in what was found, then those in what leaves.
    public enum Kind: String, Sendable, CaseIterable {
        case name, falseName, official, identifier, falseIdentifier, cue, secret, falseSecret
        case nameLeft, identifierLeft, cueLeft, pieceLost, officialLost
    }

    /// One miss.
    public struct Row: Sendable {
        /// The note.
        public let note: String
        /// The tag of the span; empty for pieces and false names.
        public let tag: String
        /// The words that are meant.
        public let words: String
        /// The words with what stands around them.
        public let context: String
    }

    private let limit: Int
    private var counts: [Kind: Int] = [:]
    private var kept: [Kind: [Row]] = [:]

    init(limit: Int) { self.limit = limit }

    /// How many there are.
    public func count(_ kind: Kind) -> Int { counts[kind] ?? 0 }
    /// The first of them, as many as were asked for.
    public func rows(_ kind: Kind) -> [Row] { kept[kind] ?? [] }

    mutating func add(
        _ kind: Kind,
        note: String,
        _ letters: Letters,
        _ range: Range<Int>,
        tag: String
    ) {
        counts[kind, default: 0] += 1
        guard kept[kind, default: []].count < limit else { return }
        let start = letters.index(range.lowerBound, offsetBy: -Self.around)
        let end = letters.index(range.upperBound, offsetBy: Self.around)
        kept[kind, default: []].append(
            Row(
                note: note,
                tag: tag,
                words: Self.oneLine(letters.text[range]),
                context: Self.oneLine(letters.text[start..<end])
            )
        )
    }

    /// Characters of context on each side.
    private static let around = 30

    /// On one line, without what a terminal would carry out.
    private static func oneLine(_ bytes: ArraySlice<UInt8>) -> String {
        var line: [UInt8] = []
        for byte in bytes {
            if byte == 0x0A {
                line += "⏎".utf8
            } else {
                line.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte)
            }
        }
        return String(decoding: line, as: UTF8.self)
    }
}

extension Letters {
    fileprivate func index(_ start: Int, offsetBy distance: Int) -> Int {
        var index = start
        for _ in 0..<abs(distance) {
            if distance < 0, index > 0 { index = before(index) }
            if distance > 0, index < text.count { index = after(index) }
        }
        return index
    }
}
