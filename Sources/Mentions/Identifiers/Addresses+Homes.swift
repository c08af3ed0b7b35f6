internal import Documents
internal import Lexicons
internal import Tokens

/// Homes that only their cue and their postcode tell.
extension Addresses {
    /// How many tokens may stand between « adresse : » and the postcode.
    private static let reach = 16

    /// The first token of the place between « demeurant », « adresse : » and a postcode: « |ferme du
    /// Puits, le bourg|, 62000 Arras »; nil when the cue or the place is missing.
    func home(before postcode: Int) -> Int? {
        var at = postcode - 1
        var words = 0
        while at >= 0, postcode - at <= Self.reach, reading.goesOn(at + 1) {
            let token = tokens[at]
            if cued.has(at, .home) || reading.marks[at].contains(.addressField) {
                var start = at + 1
                while start < postcode,
                    tokens[start].kind == .punctuation || cued.has(start, .home)
                        || reading.marks[start].contains(.addressField)
                        || tokens[start].shape == .lower
                            && reading.grammar[start].contains(.grammatical)
                {
                    start += 1
                }
                // « résidant à Marseille, 13006 »: a town is no address
                let isTown = words == 1 && reading.has(start, [.place, .ambiguousPlace])
                return words > 0 && start < postcode && !isTown ? start : nil
            }
            switch token.kind {
            case .word:
                guard mayBelong(at) else { return nil }
                if !reading.grammar[at].contains(.grammatical) { words += 1 }
            case .number: guard token.end - token.start <= 4 else { return nil }
            case .punctuation:
                guard
                    token.isSign(",") || token.isSign("-") || token.isSign("(")
                        || token.isSign(")") || token.isSign("\"") || token.isSign(":")
                        || token.isSign(".") && token.gap == .nothing
                            && tokens[at - 1].end - tokens[at - 1].start <= 4
                else { return nil }
            case .symbol: return nil
            }
            at -= 1
        }
        return nil
    }

    /// The first token of a hamlet between a comma and a postcode: « Karine Dupont, |Le Bourg|, 23200
    /// Aubusson »; nil when no article with a capital starts it.
    func hamlet(before postcode: Int) -> Int? {
        guard postcode > 2, tokens[postcode - 1].isSign(",") || tokens[postcode - 1].isSign("-")
        else { return nil }
        var at = postcode - 2
        while at >= 0, postcode - at <= 6, reading.goesOn(at + 1), tokens[at].kind == .word,
            tokens[at].isCapitalised || reading.isArticle(at)
        {
            let isStart =
                at == 0 || !reading.goesOn(at) || tokens[at].gap == .block
                || tokens[at - 1].isSign(",") || tokens[at - 1].isSign("-")
            if isStart {
                let isArticle = tokens[at].isCapitalised && reading.isArticle(at)
                return isArticle && at + 1 < postcode - 1 ? at : nil
            }
            at -= 1
        }
        return nil
    }

    /// Whether a token starts a cell of a column of addresses.
    func isHomeCell(_ index: Int) -> Bool {
        guard let column = cued.columns[tokens[index].block], column.contains(.home) else {
            return false
        }
        return index == 0 || tokens[index - 1].block != tokens[index].block
    }

    /// The last token of a short cell.
    func cellEnd(from index: Int) -> Int? {
        let block = tokens[index].block
        var last = index
        while last + 1 < tokens.count, tokens[last + 1].block == block {
            last += 1
            guard last - index <= 8 else { return nil }
        }
        return last
    }

    /// Whether a word may stand in an address: no verb, no civility.
    private func mayBelong(_ index: Int) -> Bool {
        if reading.has(index, [.civility, .pluralCivility, .family, .kin]) { return false }
        let grammar = reading.grammar[index]
        return tokens[index].isCapitalised || grammar.contains(.grammatical)
            || grammar.isDisjoint(with: [.verb, .infinitive])
            || !grammar.isDisjoint(with: [.noun, .adjective])
    }
}
