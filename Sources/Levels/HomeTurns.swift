internal import Documents
internal import Lexicons
internal import Mentions
internal import Tokens

/// Which passages of a note a private person wrote: those behind a header or « a écrit : » with her
/// name, up to the next; all of a note that has none and that she signs.
struct HomeTurns {
    private static let senders = ShortKeys("de from expéditeur")
    private static let has = ShortKeys("a")

    /// The first passage of each turn, and whether a private person has it.
    private var turns: [(passage: Int, isHome: Bool)] = []

    /// Finds the turns.
    ///
    /// - Complexity: O(*n*) in the mentions and their lines.
    init(_ reading: Reading, _ mentions: [Mention]) {
        var isSigned = false
        // the first token of the line of the mention before: a line may name thousands
        var line: (block: Int32, first: Int) = (-1, 0)
        for mention in mentions {
            guard mention.label.isName, let evidence = mention.evidence else { continue }
            let isHome = mention.label.isPrivateName && evidence.contains(.letterWriter)
            guard isHome || evidence.contains(.mailHeader) else { continue }
            let block = reading.tokens[mention.firstToken].block
            let passage = Int(reading.passageOfToken[mention.firstToken])
            let isHeader = reading.document.blocks[Int(block)].kind == .mailHeader
            if isHeader {
                if line.block != block {
                    line = (block, mention.firstToken)
                    while line.first > 0, reading.tokens[line.first - 1].block == block {
                        line.first -= 1
                    }
                }
                guard Self.senders.contains(reading.short[line.first]) else { continue }
            } else if !Self.isQuoted(behind: mention.lastToken, in: reading) {
                isSigned = isSigned || isHome
                continue
            }
            turns.append((passage, isHome))
        }
        if turns.isEmpty, isSigned { turns.append((0, true)) }
    }

    /// « |Nadia Trevez| <…> a écrit : ».
    private static func isQuoted(behind last: Int, in reading: Reading) -> Bool {
        (last + 1..<min(last + 14, reading.tokens.count)).contains {
            Self.has.contains(reading.short[$0])
        }
    }

    /// Whether a private person wrote a passage.
    ///
    /// - Complexity: O(log *n*) in the turns.
    func contains(_ passage: Int) -> Bool {
        var (low, high) = (0, turns.count)
        while low < high {
            let middle = (low + high) / 2
            if turns[middle].passage <= passage { low = middle + 1 } else { high = middle }
        }
        return low > 0 && turns[low - 1].isHome
    }
}
