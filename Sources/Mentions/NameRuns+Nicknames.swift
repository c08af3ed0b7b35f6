internal import Documents
internal import Lexicons
internal import Tokens

/// Nicknames in quotation marks: « Le Colonel », « Bip-Bip ».
extension NameRuns {
    /// The longest nickname, in tokens.
    private static let longest = 4

    /// Index behind a nickname in quotation marks that starts at a token; nil where what stands around
    /// the marks does not tell of its bearer.
    ///
    /// Quotation marks alone tell nothing: titles, brands and words that somebody said stand in them.
    ///
    /// - Complexity: O(1).
    func nicknameEnd(_ start: Int) -> Int? {
        let tokens = reading.tokens
        guard start > 0, tokens[start - 1].isSign("\""), tokens[start].gap != .block,
            reading.marks[start].isDisjoint(with: .opaque),
            tokens[start].isCapitalised || isArticleOfNickname(start)
        else { return nil }
        var end = start
        while end < tokens.count, end < start + Self.longest, tokens[end].gap != .block,
            tokens[end].kind == .word
        {
            end += 1
        }
        guard end < tokens.count, tokens[end].isSign("\""), tokens[end].gap != .block else {
            return nil
        }
        if !tokens[start].isCapitalised { return end }
        if isSaidToBe(start - 1) || isBehindTime(start - 1) { return end }
        if isApposedBehind(end) { return end }
        return isBornBehind(end) || isJoinedBefore(start - 1) || isJoinedBehind(end) ? end : nil
    }

    private static let articles = ShortKeys("le la l'")

    /// « un certain « |le Belge| » », « dit « |la Fouine| » »: an article in small letters behind an alias.
    private func isArticleOfNickname(_ start: Int) -> Bool {
        let tokens = reading.tokens
        return start > 1 && Self.articles.contains(reading.short[start])
            && start + 1 < tokens.count && tokens[start + 1].isCapitalised
            && tokens[start + 1].gap != .block
            && reading.marks[start - 2].contains(.aliasPhrase)
    }

    /// Whether the bearer stands in brackets: « Le Colonel » |(Mme Roy, 58 ans)|.
    private func isBornBehind(_ mark: Int) -> Bool {
        let (tokens, next) = (reading.tokens, mark + 2)
        guard next < tokens.count, tokens[mark + 1].isSign("("), tokens[next].gap != .block else {
            return false
        }
        if tokens[next].kind == .number {
            return next + 1 < tokens.count && Self.years.contains(reading.short[next + 1])
        }
        return reading.has(next, .civility)
            || tokens[next].isCapitalised && reading.has(next, [.firstName, .surname])
    }

    /// 23h50 « La Puce »: a time opens the entry of a log, and who is met follows.
    private func isBehindTime(_ mark: Int) -> Bool {
        let tokens = reading.tokens
        guard mark > 0, tokens[mark].gap == .blank, tokens[mark - 1].kind == .number else {
            return false
        }
        var index = mark - 1
        while index > 0, tokens[index].gap == .nothing, mark - index < 4 { index -= 1 }
        return tokens[index].gap == .block
            && reading.document.text[Int(tokens[mark - 1].start)..<Int(tokens[mark - 1].end)]
                .contains(0x68)
    }

    private static let said = ShortKeys("agir agit agirait agissait agisse")
    private static let of = ShortKeys("de")

    /// |Il pourrait s'agir de| « Titi ».
    private func isSaidToBe(_ mark: Int) -> Bool {
        mark > 1 && Self.of.contains(reading.short[mark - 1])
            && Self.said.contains(reading.short[mark - 2])
    }

    /// « Tintin »|, le SDF de la gare|: a private person in apposition.
    private func isApposedBehind(_ mark: Int) -> Bool {
        let (tokens, next) = (reading.tokens, mark + 3)
        guard next < tokens.count, tokens[mark + 1].isSign(","), tokens[next].gap != .block,
            BareWords.articles.contains(reading.short[mark + 2])
        else { return false }
        return reading.has(next, [.kin, .youth, .designation])
    }

    private static let company = ShortKeys("bande clan copain copains copine copines pote potes")
    private static let possessives = ShortKeys("sa son ses leur leurs")
    private static let years = ShortKeys("ans")
    private static let joints = ShortKeys("et ou avec")

    /// |Kévin et| « Pti Biscuit »: a first name is joined to it.
    private func isJoinedBefore(_ mark: Int) -> Bool {
        let tokens = reading.tokens
        guard mark > 1, tokens[mark].gap == .blank, tokens[mark - 1].gap == .blank,
            Self.joints.contains(reading.short[mark - 1])
        else { return false }
        return isFirstName(mark - 2)
    }

    /// « Pti Biscuit » |et Kévin|.
    private func isJoinedBehind(_ mark: Int) -> Bool {
        let (tokens, next) = (reading.tokens, mark + 2)
        guard next < tokens.count, tokens[mark + 1].gap == .blank, tokens[next].gap == .blank,
            Self.joints.contains(reading.short[mark + 1])
        else { return false }
        if isFirstName(next) { return true }
        // « P'tit Lu » |et sa bande|
        return Self.possessives.contains(reading.short[next]) && next + 1 < tokens.count
            && tokens[next + 1].gap != .block
            && (Self.company.contains(reading.short[next + 1])
                || reading.has(next + 1, [.kin, .youth, .designation]))
    }

    private func isFirstName(_ index: Int) -> Bool {
        reading.has(index, .firstName) && reading.tokens[index].isCapitalised
            && reading.marks[index].isDisjoint(with: [.odonym, .institution])
    }
}
