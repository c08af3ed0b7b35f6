internal import Documents
internal import Lexicons
internal import Mentions
internal import Tokens

/// Finds who speaks in a chat, an interview or a hearing: « 20/09 14:05 Mourad : … ».
///
/// Whoever speaks is not the one who is spoken of. A label counts when it stands beside a time, or
/// when two labels or more come back; « Yanis : AEMO depuis 2021 » in a list is no speaker.
struct Speakers {
    /// Tokens of the labels.
    private(set) var tokens = Set<Int>()

    /// - Complexity: O(*n*) in the blocks: the first ten tokens of each are looked at.
    init(reading: Reading) {
        var labels: [[UInt8]: [Range<Int>]] = [:]
        var timed: [Range<Int>] = []
        var at = 0
        while at < reading.tokens.count {
            let block = reading.tokens[at].block
            var end = at
            while end < reading.tokens.count, reading.tokens[end].block == block { end += 1 }
            if let label = Self.label(in: at..<end, of: reading) {
                if label.isTimed { timed.append(label.range) }
                labels[label.key, default: []].append(label.range)
            }
            at = end
        }
        if timed.count >= 3 {
            for range in timed { tokens.formUnion(range) }
        }
        let again = labels.values.filter { $0.count >= 2 }
        guard again.count >= 2 else { return }
        for range in again.joined() { tokens.formUnion(range) }
    }

    private struct Label {
        let range: Range<Int>
        let key: [UInt8]
        let isTimed: Bool
    }

    /// The words before the first colon of a line, when they are few and no field of a form.
    private static func label(in block: Range<Int>, of reading: Reading) -> Label? {
        guard reading.document.blocks[Int(reading.tokens[block.lowerBound].block)].kind != .cell
        else { return nil }
        var words = 0
        var isTimed = false
        for index in block.prefix(14) {
            let token = reading.tokens[index]
            if token.isSign(":"), isClock(index, in: block, of: reading) {
                isTimed = true
                continue
            }
            if token.isSign(":"), words > 0 {
                guard index + 1 < block.upperBound else { return nil }
                let range = block.lowerBound..<index
                return Label(range: range, key: key(of: range, in: reading), isTimed: isTimed)
            }
            guard reading.marks[index].isDisjoint(with: [.field, .personField]) else { return nil }
            switch token.kind {
            case .number:
                // « 22h51 »
                isTimed =
                    isTimed
                    || (Int(token.start)..<Int(token.end)).contains {
                        reading.document.text[$0] | 0x20 == 0x68
                    }
            case .word:
                words += 1
                guard words <= 4,
                    reading.grammar[index].isDisjoint(with: [.verb, .infinitive])
                        || token.isCapitalised
                else { return nil }
            default: break
            }
        }
        // « **Fatou** — 08:07 », « [08:53] Amar Roy - PM »: what is said stands in the next line
        guard isTimed, words > 0, block.count <= 14 else { return nil }
        return Label(range: block, key: key(of: block, in: reading), isTimed: true)
    }

    /// The keys of the words of a label.
    private static func key(of label: Range<Int>, in reading: Reading) -> [UInt8] {
        var word = WordKey()
        var key: [UInt8] = []
        for index in label where reading.tokens[index].kind == .word {
            reading.key(index, into: &word)
            key += word.bytes
            key.append(0x20)
        }
        return key
    }

    /// « 14|:|05 ».
    private static func isClock(_ index: Int, in block: Range<Int>, of reading: Reading) -> Bool {
        guard index > block.lowerBound, index + 1 < block.upperBound else { return false }
        return reading.tokens[index - 1].kind == .number
            && reading.tokens[index + 1].kind == .number
            && reading.tokens[index + 1].gap == .nothing
    }
}
