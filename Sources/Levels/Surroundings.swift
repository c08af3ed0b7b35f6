internal import Documents
internal import Lexicons
internal import Mentions
internal import Tokens

/// Looks around a cue for what tells that no one person is meant.
struct Surroundings {
    private let reading: Reading
    private var key = WordKey()

    init(reading: Reading) { self.reading = reading }

    /// « [x] chute  [ ] malaise »: the nearest box before the cue is empty, and one of several.
    ///
    /// One box alone is that of a list of things to do.
    ///
    /// - Complexity: O(1): 40 tokens at most.
    func isUnticked(_ cue: Int, from first: Int) -> Bool {
        guard boxes(from: first) > 1 else { return false }
        var at = cue - 1
        while at >= max(first, cue - 8) {
            let token = reading.tokens[at]
            if token.isSign("]") {
                return at > 0 && reading.tokens[at - 1].isSign("[")
            }
            if token.kind == .symbol {
                let bytes = reading.document.text[Int(token.start)..<Int(token.end)]
                if Self.emptyBoxes.contains(where: { bytes.starts(with: $0) }) { return true }
                if Self.tickedBoxes.contains(where: { bytes.starts(with: $0) }) { return false }
            }
            at -= 1
        }
        return false
    }

    /// Boxes in the first tokens of a passage.
    private func boxes(from first: Int) -> Int {
        let end = min(
            first + 40,
            Int(reading.passages[Int(reading.passageOfToken[first])].endToken)
        )
        return (first..<end).count { at in
            let token = reading.tokens[at]
            if token.isSign("[") { return at + 1 < end && !reading.marks[at].contains(.opaque) }
            guard token.kind == .symbol else { return false }
            let bytes = reading.document.text[Int(token.start)..<Int(token.end)]
            return (Self.emptyBoxes + Self.tickedBoxes).contains { bytes.starts(with: $0) }
        }
    }

    /// « 12 jeunes suivis », « 212 détenus »: a count of five or more before the cue or in it.
    ///
    /// - Complexity: O(1): 24 tokens at most.
    mutating func isOfMany(_ cue: Int, from first: Int) -> Bool {
        var at = cue - 1
        while at >= max(first, cue - 24) {
            // « 12 jeunes », « dont 87 ont donné lieu »
            if isFiveOrMore(at),
                isCounted(at + 1) || at > first && Self.among.contains(reading.short[at - 1])
            {
                return true
            }
            at -= 1
        }
        return false
    }

    private mutating func isFiveOrMore(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        guard token.kind == .number else {
            return token.kind == .word && Self.numbers.contains(reading.short[index])
        }
        reading.key(index, into: &key)
        var value = 0
        for byte in key.bytes {
            guard byte >= 0x30, byte <= 0x39, value < 100_000 else { return false }
            value = value * 10 + Int(byte) - 0x30
        }
        return value >= 5
    }

    /// A plural that counts heads or cases, no time, money or measure.
    private mutating func isCounted(_ index: Int) -> Bool {
        guard index < reading.tokens.count, reading.tokens[index].gap == .blank,
            reading.tokens[index].kind == .word
        else { return false }
        reading.key(index, into: &key)
        guard let last = key.bytes.last, last == 0x73 || last == 0x78 else { return false }
        return !reading.grammar[index].isDisjoint(with: [.noun, .adjective, .plural])
            && !Self.units.contains(reading.short[index]) && !reading.has(index, .calendar)
    }

    /// « le CMP présente », « la PJJ y présentera »: a verb of speech behind a cue of one word.
    func isSpeaker(_ term: Term) -> Bool {
        guard term.first == term.last else { return false }
        let passage = reading.passages[Int(reading.passageOfToken[term.first])]
        for at in term.last + 1..<max(term.last + 1, min(term.last + 3, Int(passage.endToken))) {
            guard reading.tokens[at].kind == .word else { return false }
            if reading.has(at, .speechVerb) { return true }
        }
        return false
    }

    /// An acronym alone in its line, which is no cell and no item: « CRIP » in a directory.
    func isBare(_ term: Term, in number: Int) -> Bool {
        guard term.first == term.last, reading.tokens[term.first].shape == .caps else {
            return false
        }
        let passage = reading.passages[number]
        let kind = reading.document.blocks[Int(passage.block)].kind
        let end = Int(passage.endToken)
        guard kind == .line || kind == .heading,
            reading.tokens[Int(passage.firstToken)].gap == .block,
            end == reading.tokens.count || reading.tokens[end].gap == .block,
            end - Int(passage.firstToken) <= 30
        else { return false }
        return (Int(passage.firstToken)..<Int(passage.endToken)).allSatisfy {
            $0 == term.first || reading.tokens[$0].kind != .word || reading.has($0, .calendar)
                || reading.tokens[$0].shape == .caps
        }
    }

    /// « la CCAPEX », « du SIAO », not « au CMP »: an acronym behind its article.
    mutating func isService(_ term: Term) -> Bool {
        guard term.first == term.last, term.first > 0, reading.tokens[term.first].shape == .caps,
            reading.tokens[term.first].gap != .block
        else { return false }
        return Self.articles.contains(reading.short[term.first - 1])
    }

    /// « hall 5 », « rue Blanche », « 18 h 30 »: a precise place or an hour near a cue.
    ///
    /// - Complexity: O(1): 40 tokens on both sides.
    mutating func isPlaced(_ cue: Int, in number: Int) -> Bool {
        let passage = reading.passages[number]
        let first = max(Int(passage.firstToken), cue - 40)
        for at in first..<min(Int(passage.endToken), cue + 40) {
            if reading.marks[at].contains(.odonym) { return true }
            if reading.tokens[at].kind == .number {
                reading.key(at, into: &key)
                if key.bytes.last == 0x68 || key.bytes.contains(0x68) { return true }
            } else if Self.spots.contains(reading.short[at]) {
                return true
            } else if Self.hours.contains(reading.short[at]), at > 0,
                reading.tokens[at - 1].kind == .number
            {
                return true
            }
        }
        return false
    }

    private static let emptyBoxes = ["☐", "□", "◻"].map { Array($0.utf8) }
    private static let tickedBoxes = ["☒", "☑", "✓", "✔", "■"].map { Array($0.utf8) }
    private static let numbers = ShortKeys(
        "cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante "
            + "cinquante soixante cent"
    )
    private static let units = ShortKeys(
        "ans mois jours semaines heures minutes secondes euros mètres kilomètres fois points nuits "
            + "années comprimés cachets jrs mns gouttes"
    )

    private static let among = ShortKeys("dont")
    private static let hours = ShortKeys("h")
    private static let articles = ShortKeys("le la l' les du des")
    private static let spots = ShortKeys(
        "hall halls cave caves parking porche dalle bloc bâtiment bât tour square cage escalier "
            + "local palier toit rond abribus gymnase gare laverie kebab épicerie "
            + "pharmacie boulangerie transformateur banc muret étage appartement appart"
    )
}
