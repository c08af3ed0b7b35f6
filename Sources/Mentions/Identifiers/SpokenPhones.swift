internal import Documents
internal import Lexicons
internal import Tokens

/// Phone numbers as they are said: « zéro six trente-neuf 98 71 55 ».
enum SpokenPhones {
    /// How many words a number may have: « zéro six quatre-vingt-dix-neuf … ».
    private static let reach = 24

    /// The number whose « zéro » stands at a token, or nil.
    ///
    /// « zéro », one digit from 1 to 9, then four to eight numbers below 100.
    static func find(from index: Int, in cued: CueReading) -> IdentifierFinder.Find? {
        guard cued.dateWord(index).isZero else { return nil }
        let tokens = cued.reading.tokens
        var at = index + 1
        guard at < tokens.count, cued.reading.goesOn(at), let first = value(at, in: cued),
            (1...9).contains(first)
        else { return nil }
        var pairs = 0
        var last = at
        at += 1
        // the tens that a smaller number may still be added to
        var open = 0
        while at < tokens.count, at - index < reach, cued.reading.goesOn(at) {
            let token = tokens[at]
            if token.isSign(",") || token.isSign("-") || token.isSign(".") {
                at += 1
                continue
            }
            if open > 0, cued.isAnd(at) {
                at += 1
                continue
            }
            guard let value = value(at, in: cued), value < 100 else { break }
            if open == 4, value == 20 {
                open = 80
            } else if open >= 20, value < 20, open + value < 100 {
                open = 0
            } else {
                pairs += 1
                open = token.kind == .word ? value : 0
            }
            last = at
            at += 1
        }
        guard pairs >= 4, pairs <= 8 else { return nil }
        return IdentifierFinder.Find(
            start: Int(tokens[index].start),
            end: Int(tokens[last].end),
            label: .phone,
            rule: "phone.spoken"
        )
    }

    /// The number that a token stands for, in words or in one or two figures.
    private static func value(_ index: Int, in cued: CueReading) -> Int? {
        let token = cued.reading.tokens[index]
        if token.kind == .word {
            let word = cued.dateWord(index)
            return word.isZero ? 0 : word.number > 0 ? word.number : nil
        }
        guard token.kind == .number, token.end - token.start <= 2 else { return nil }
        var value = 0
        for i in Int(token.start)..<Int(token.end) {
            guard Bytes.isDigit(cued.reading.document.text, i) else { return nil }
            value = value * 10 + Int(cued.reading.document.text[i] - 0x30)
        }
        return value
    }
}
