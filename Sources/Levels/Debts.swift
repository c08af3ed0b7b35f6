internal import Documents
internal import Lexicons
internal import Mentions
internal import Tokens

/// Finds what somebody owes as an amount: « doit 688 € », « 120 euros de retard ».
///
/// Signs and amounts are no forms of the lexicon; the words beside them are.
struct Debts {
    /// First and last tokens of each debt.
    private(set) var spans: [ClosedRange<Int>] = []

    /// - Complexity: O(*n*) in the tokens.
    init(reading: Reading) {
        var at = 0
        while at < reading.tokens.count {
            guard reading.tokens[at].kind == .number, let last = Self.amount(at, in: reading) else {
                at += 1
                continue
            }
            if let verb = Self.verb(before: at, in: reading) {
                spans.append(verb...last)
            } else if last + 1 < reading.tokens.count, reading.tokens[last + 1].gap != .block,
                Self.owed.contains(reading.short[last + 1])
                    || last + 2 < reading.tokens.count
                        && Self.of.contains(reading.short[last + 1])
                        && Self.arrears.contains(reading.short[last + 2])
            {
                spans.append(at...last + 1)
            }
            at = last + 1
        }
    }

    /// « doit |», « devait encore près de |»: the verb in front of an amount.
    private static func verb(before amount: Int, in reading: Reading) -> Int? {
        var at = amount
        while at > 0, amount - at < 4, reading.tokens[at].gap != .block {
            at -= 1
            if owing.contains(reading.short[at]) { return at }
            guard between.contains(reading.short[at]) else { return nil }
        }
        return nil
    }

    private static let between = ShortKeys(
        "toujours encore déjà environ près de plus au moins bien quelque à ce jour"
    )

    /// The last token of an amount of money: « 1 240,50 € », « 300 balles ».
    private static func amount(_ first: Int, in reading: Reading) -> Int? {
        var at = first
        while at + 1 < reading.tokens.count, at - first < 6, reading.tokens[at + 1].gap != .block {
            let next = reading.tokens[at + 1]
            if currencies.contains(reading.short[at + 1]) { return at + 1 }
            if next.kind == .symbol,
                reading.document.text[Int(next.start)..<Int(next.end)].starts(with: euro)
            {
                return at + 1
            }
            guard next.kind == .number || next.isSign(".") || next.isSign(",") else { return nil }
            at += 1
        }
        return nil
    }

    private static let euro = Array("€".utf8)
    private static let currencies = ShortKeys("euro euros e eur balle balles francs frs")
    private static let owing = ShortKeys("doit dois doi doivent devait devaient devra dû redoit")
    private static let owed = ShortKeys("dus dû due dues impayé impayés")
    private static let of = ShortKeys("de d' d")
    private static let arrears = ShortKeys(
        "retard dette dettes arriéré arriérés impayé impayés découvert loyers"
    )
}
