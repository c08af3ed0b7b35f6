internal import Documents
internal import Lexicons
internal import Tokens

/// Street-level addresses: number, street, building, stair, floor, flat, postcode and town.
enum Addresses {
    /// The address that starts at a number token, or nil.
    static func find(from index: Int, in reading: Reading) -> IdentifierFinder.Find? {
        let tokens = reading.tokens
        guard tokens[index].end - tokens[index].start <= 5,
            isHouseNumber(tokens[index], in: reading)
        else { return nil }
        if index + 1 < tokens.count, tokens[index + 1].isSign(","), index > 0,
            tokens[index].gap == .blank, reading.grammar[index - 1].contains(.noun),
            !reading.grammar[index - 1].contains(.participle)
        {
            // « Étape 2, passage des Tanneurs »
            return nil
        }
        var at = index + 1
        // « 12 bis, rue … », « 12-14 rue … », « 3 B rue … »
        var steps = 0
        while at < tokens.count, steps < 4, tokens[at].gap != .block,
            !reading.has(at, .street)
        {
            let isRepeat =
                tokens[at].kind == .word && tokens[at].end - tokens[at].start <= 6
                && (tokens[at].shape == .initial || isRepetition(at, in: reading))
            guard
                isRepeat || tokens[at].isSign(",")
                    || tokens[at].kind == .number
                        && tokens[at].gap == .hyphen
                    || tokens[at].isSign("/")
            else { return nil }
            at += 1
            steps += 1
        }
        guard at < tokens.count, tokens[at].gap != .block, reading.has(at, .street) else {
            return nil
        }
        var last = at
        while last + 1 < tokens.count, reading.marks[last + 1].contains(.odonym) { last += 1 }
        guard last > at else { return nil }
        last = details(after: last, in: reading)
        return IdentifierFinder.Find(
            start: Int(tokens[index].start),
            end: Int(tokens[last].end),
            label: .address,
            rule: "address.street"
        )
    }

    /// Up to four digits, perhaps a letter: « 12 », « 3B », not « 22h05 ».
    private static func isHouseNumber(_ token: Token, in reading: Reading) -> Bool {
        let text = reading.document.text
        var i = Int(token.start)
        while i < Int(token.end), Bytes.isDigit(text, i) { i += 1 }
        let digits = i - Int(token.start)
        return digits >= 1 && digits <= 4 && Int(token.end) - i <= 1
    }

    private static let repetitions = Set(["bis", "ter", "quater"].map { Array($0.utf8) })
    private static let parts = Set(
        [
            "bat", "batiment", "esc", "escalier", "etage", "apt", "app", "appt", "appartement",
            "porte", "hall", "entree", "rdc", "cage", "tour", "residence", "gauche", "droite",
            "face", "bp", "cedex", "logt", "logement", "lot", "bal", "et", "g", "d", "dte", "gche",
        ].map { Array($0.utf8) }
    )

    private static func isRepetition(_ index: Int, in reading: Reading) -> Bool {
        repetitions.contains(reading.plainKey(index))
    }

    /// Index of the last token of building, stair, floor, flat, postcode and town.
    private static func details(after start: Int, in reading: Reading) -> Int {
        let tokens = reading.tokens
        var last = start
        var at = start + 1
        var pending = 0
        while at < tokens.count, at - last <= 3, tokens[at].gap != .block {
            let token = tokens[at]
            if token.kind == .number {
                let length = token.end - token.start
                if length == 5, allDigits(token, in: reading) {
                    // postcode and town
                    last = at
                    let postcode = at
                    at += 1
                    // « Saint-Denis », « EVRY »: a first name is no part of the town
                    while at < tokens.count, at - postcode <= 6, tokens[at].kind == .word,
                        tokens[at].isCapitalised,
                        tokens[at].gap == .hyphen
                            || tokens[at].gap == .blank
                                && !reading.has(at, [.firstName, .civility])
                    {
                        last = at
                        at += 1
                    }
                    continue
                }
                guard pending > 0 || isOrdinal(token, in: reading) else { return last }
                if pending > 0 || isPart(at + 1, in: reading) {
                    last = at
                }
                pending = 0
                at += 1
                continue
            }
            if token.isSign(",") || token.isSign(".") && token.gap == .nothing && pending > 0
                || token.isSign("-") || token.isSign("(")
            {
                at += 1
                continue
            }
            guard token.kind == .word else { return last }
            if isPart(at, in: reading), reading.plainKey(at) != Array("et".utf8) {
                if token.end - token.start > 2 || pending > 0 || last == at - 1 { last = at }
                pending = 2
                at += 1
                continue
            }
            if pending > 0, token.shape == .initial {
                last = at
                pending = 0
                at += 1
                continue
            }
            return last
        }
        return last
    }

    private static func isPart(_ index: Int, in reading: Reading) -> Bool {
        guard index < reading.tokens.count, reading.tokens[index].kind == .word else {
            return false
        }
        return parts.contains(reading.plainKey(index))
    }

    private static func isOrdinal(_ token: Token, in reading: Reading) -> Bool {
        let text = reading.document.text
        let last = text[Int(token.end) - 1] | 0x20
        return last == 0x65 || last == 0x72
    }

    private static func allDigits(_ token: Token, in reading: Reading) -> Bool {
        (Int(token.start)..<Int(token.end)).allSatisfy { Bytes.isDigit(reading.document.text, $0) }
    }
}
