internal import Documents
internal import Lexicons
internal import Tokens

/// Accounts of networks: a handle beside the name of a network or « pseudo », and links to profiles.
///
/// « snap zouz-du-93 », « lil.rk sur Snapchat », « pseudo : « Zizou » », « t.me/kd_91 ».
enum Accounts {
    /// The longest handle or link that is read, in bytes.
    private static let maximumLength = 200

    // MARK: Links

    /// The link to a profile whose first slash stands at a token, or nil.
    static func link(at index: Int, in cued: CueReading) -> IdentifierFinder.Find? {
        let text = cued.reading.document.text
        let slash = Int(cued.reading.tokens[index].start)
        var start = slash
        while start > 0, slash - start < 48, isHost(text[start - 1]) { start -= 1 }
        guard start < slash else { return nil }
        var host = text[start..<slash].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        for prefix in ["www.", "m.", "fr-fr.", "mobile.", "web."]
        where host.starts(with: prefix.utf8) {
            host.removeFirst(prefix.utf8.count)
        }
        guard
            cued.tables.hosts.contains(host)
                || host.contains(0x2E) && isSpokenOf(before: index, in: cued)
        else { return nil }
        var end = slash + 1
        while end < text.count, end - slash < maximumLength, isPath(text[end]) { end += 1 }
        while end > slash + 1, [0x2E, 0x2C, 0x3A, 0x21, 0x3F].contains(text[end - 1]) { end -= 1 }
        guard (slash + 1..<end).contains(where: { Bytes.isLetter(text, $0) }), end > slash + 2
        else {
            return nil
        }
        for scheme in ["https://", "http://"] {
            let length = scheme.utf8.count
            if start >= length, text[start - length..<start].elementsEqual(scheme.utf8) {
                start -= length
                break
            }
        }
        return IdentifierFinder.Find(start: start, end: end, label: .online, rule: "online.link")
    }

    /// Whether a network or a profile is spoken of in the few words before: « son profil, |rencontre.example/kd| ».
    private static func isSpokenOf(before index: Int, in cued: CueReading) -> Bool {
        var at = index - 1
        var steps = 0
        while at >= 0, steps < 12, cued.reading.goesOn(at + 1) {
            if cued.has(at, [.network, .handle]) { return true }
            if cued.reading.tokens[at].isSign(".") && cued.reading.tokens[at + 1].gap != .nothing
                || cued.reading.tokens[at].isSign(";")
            {
                return false
            }
            at -= 1
            steps += 1
        }
        return false
    }

    private static func isHost(_ b: UInt8) -> Bool {
        b >= 0x30 && b <= 0x39 || b | 0x20 >= 0x61 && b | 0x20 <= 0x7A || b == 0x2E || b == 0x2D
    }

    /// What a link may hold: no blank, bracket, quotation mark, comma.
    private static func isPath(_ b: UInt8) -> Bool {
        switch b {
        case 0x00...0x20, 0x22, 0x27, 0x28, 0x29, 0x2C, 0x3B, 0x3C, 0x3E, 0x5B, 0x5D, 0x7C: false
        case 0xC2, 0xE2: false
        default: true
        }
    }

    // MARK: Handles

    private static let cest = ShortKey(Array("c'".utf8))

    /// The handle beside the network or « pseudo » at a token, or nil.
    static func handle(at index: Int, in cued: CueReading) -> IdentifierFinder.Find? {
        if let find = behind(index, in: cued) { return find }
        guard cued.has(index, .network) else { return nil }
        return before(index, in: cued) ?? inLine(index, in: cued)
    }

    /// « snap : |kd_91| », « pseudo « |Zizou| » », « son insta c'est |kd.91| ».
    private static func behind(_ index: Int, in cued: CueReading) -> IdentifierFinder.Find? {
        let reading = cued.reading
        let tokens = reading.tokens
        var at = index + 1
        var isSure = false
        var steps = 0
        while at < tokens.count, steps < 5, reading.goesOn(at) || cellFollows(at, in: reading) {
            let token = tokens[at]
            if token.kind == .word, !isShaped(at, in: reading) {
                guard
                    reading.grammar[at].contains(.grammatical) || cued.has(at, [.network, .handle])
                        || reading.isSpelt(at, "est")
                        || reading.short[at] == Self.cest
                else { break }
                isSure = false
            } else if token.isSign(":") || token.isSign("=") || token.isSign("\"") {
                isSure = true
            } else if !(token.isSign("(") || token.isSign(",") || token.isSign("-")) {
                break
            }
            at += 1
            steps += 1
        }
        guard at < tokens.count, reading.goesOn(at) || cellFollows(at, in: reading) else {
            return nil
        }
        guard tokens[at].kind == .word || tokens[at].kind == .number || tokens[at].isSign("_")
        else {
            return nil
        }
        let range = run(from: Int(tokens[at].start), in: reading.document.text)
        guard !range.isEmpty else { return nil }
        let text = reading.document.text
        if range.upperBound < text.count, text[range.upperBound] == 0x40 { return nil }
        if !isHandle(text[range]) {
            // a word that French does not know, right behind « snap : »
            guard isSure, range.count >= 4, tokens[at].kind == .word, reading.words[at] == 0,
                tokens[at].shape != .caps,
                Int(tokens[at].end) >= range.upperBound
                    || cued.has(index, .handle) && tokens[at - 1].isSign("\"")
            else { return nil }
        }
        return IdentifierFinder.Find(
            start: range.lowerBound,
            end: range.upperBound,
            label: .online,
            rule: "online.cue"
        )
    }

    /// Whether a token is the first of the cell behind another cell of its line.
    private static func cellFollows(_ index: Int, in reading: Reading) -> Bool {
        let blocks = reading.document.blocks
        let here = blocks[Int(reading.tokens[index].block)]
        let before = blocks[Int(reading.tokens[index - 1].block)]
        return here.kind == .cell && before.kind == .cell && here.line == before.line
            && reading.tokens[index - 1].isSign(":")
    }

    /// « regarde son insta si elle répond pas, |kd.dydy.62| »: a name that only accounts have, in the
    /// line of a network.
    private static func inLine(_ index: Int, in cued: CueReading) -> IdentifierFinder.Find? {
        let reading = cued.reading
        let text = reading.document.text
        var at = index + 1
        while at < reading.tokens.count, at - index < 14, reading.tokens[at].gap != .block {
            defer { at += 1 }
            let token = reading.tokens[at]
            guard token.kind == .word, token.gap == .blank, token.shape == .lower else { continue }
            let range = run(from: Int(token.start), in: text)
            guard Int(token.end) < range.upperBound, isHandle(text[range]),
                range.upperBound >= text.count || text[range.upperBound] != 0x40,
                range.contains(where: { Bytes.isDigit(text, $0) }) || text[range].contains(0x5F)
            else { continue }
            return IdentifierFinder.Find(
                start: range.lowerBound,
                end: range.upperBound,
                label: .online,
                rule: "online.line"
            )
        }
        return nil
    }

    /// « |lil.rk| sur Snapchat », « |kd_91| (insta) ».
    private static func before(_ index: Int, in cued: CueReading) -> IdentifierFinder.Find? {
        let reading = cued.reading
        var at = index - 1
        var steps = 0
        var hasLink = false
        while at > 0, steps < 3, reading.goesOn(at + 1) {
            let token = reading.tokens[at]
            if token.isSign("(") || reading.isSpelt(at, "sur") {
                hasLink = true
            } else if !(token.kind == .word && reading.grammar[at].contains(.grammatical)
                && !isShaped(at, in: reading) || cued.has(at, .handle) || token.isSign("\""))
            {
                break
            }
            at -= 1
            steps += 1
        }
        guard hasLink, at >= 0, reading.goesOn(at + 1) else { return nil }
        let text = reading.document.text
        var start = Int(reading.tokens[at].end)
        while start > 0, Int(reading.tokens[at].end) - start < 64, isHandleByte(text, start - 1) {
            start -= 1
        }
        if start > 0, text[start - 1] == 0x40 { return nil }
        let range = run(from: start, in: text)
        guard isHandle(text[range]), range.upperBound <= Int(reading.tokens[index].start) else {
            return nil
        }
        return IdentifierFinder.Find(
            start: range.lowerBound,
            end: range.upperBound,
            label: .online,
            rule: "online.cue"
        )
    }

    /// Whether the run of characters that starts at a token has the shape of a handle.
    private static func isShaped(_ index: Int, in reading: Reading) -> Bool {
        let range = run(from: Int(reading.tokens[index].start), in: reading.document.text)
        return isHandle(reading.document.text[range])
    }

    private static func run(from start: Int, in text: [UInt8]) -> Range<Int> {
        var end = start
        while end < text.count, end - start < 64, isHandleByte(text, end) { end += 1 }
        while end > start, text[end - 1] == 0x2E || text[end - 1] == 0x2D { end -= 1 }
        return start..<end
    }

    private static func isHandleByte(_ text: [UInt8], _ i: Int) -> Bool {
        let b = text[i]
        return b >= 0x30 && b <= 0x39 || b | 0x20 >= 0x61 && b | 0x20 <= 0x7A || b == 0x5F
            || b == 0x2E || b == 0x2D || b >= 0xC3 && b <= 0xC5
            || b >= 0x80 && b < 0xC0 && i > 0 && text[i - 1] >= 0xC3 && text[i - 1] <= 0xC5
    }

    /// Letters with digits, underscores or dots among them: nobody writes French so.
    private static func isHandle(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= 4, let first = bytes.first else { return false }
        let letters = bytes.count { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
        let hasUnderscore = bytes.contains(0x5F)
        guard letters >= 2 else { return false }
        if first >= 0x30, first <= 0x39 { return hasUnderscore || letters >= 4 }
        let hasDigit = bytes.contains { $0 >= 0x30 && $0 <= 0x39 }
        return hasUnderscore || hasDigit || bytes.contains(0x2E) && letters >= 5
    }
}
