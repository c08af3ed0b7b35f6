internal import Documents
internal import Lexicons
internal import Tokens

/// Who wrote: authors, senders, heads of letters.
extension NameEvidence {
    /// « c'est |Noé| de la médiation », « slt c |lamia| de la mairie »: the writer names herself.
    func introducesItself(_ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        let next = candidate.last + 1
        guard candidate.first > 0, tokens[candidate.first].gap == .blank, next + 1 < tokens.count,
            tokens[next].gap == .blank, !reading.has(next + 1, [.kin, .youth]),
            ["de", "du", "à", "au", "a"].contains(text(next))
                || ["le", "la", "l'"].contains(text(next))
                    && reading.marks[next + 1].contains(.function)
        else { return false }
        let before = text(candidate.first - 1)
        if before == "c" || before == "ici" || before == "cest" { return true }
        return before == "est" && candidate.first > 1 && text(candidate.first - 2) == "c'"
    }

    static let by = ShortKeys("par")

    /// Whether « par » alone on its line, or behind a title, leads to a name: who wrote or speaks.
    func isAuthor(_ candidate: NameCandidate) -> Bool {
        let (tokens, before) = (reading.tokens, candidate.first - 1)
        let next = candidate.last + 1
        guard before >= 0, tokens[candidate.first].gap == .blank,
            Self.by.contains(reading.short[before]),
            candidate.evidence.contains(.twoParts) || candidate.evidence.contains(.initialAndWord)
        else { return false }
        let isLed =
            tokens[before].gap == .block
            || before > 0
                && (tokens[before - 1].isSign(",") || tokens[before - 1].isSign("\""))
        return isLed
            && (next >= tokens.count || tokens[next].gap == .block || tokens[next].isSign(".")
                || tokens[next].isSign(","))
    }

    /// « Mme Lina Roy⏎|7 impasse des Tilleuls| »: the head of a private person's letter.
    func isAboveAddress(_ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        let next = candidate.last + 1
        guard next + 1 < tokens.count, tokens[next].gap == .block, tokens[next].kind == .number,
            reading.marks[next].contains(.identifier), candidate.last > candidate.first,
            reading.document.blocks[Int(tokens[next].block)].kind != .cell
        else { return false }
        // « 7 impasse », « 5 ter rue »
        let isStreet = (next + 1...min(next + 3, tokens.count - 1)).contains {
            reading.has($0, .street)
        }
        return isStreet && tokensBefore(candidate.first) <= 2
    }
}
