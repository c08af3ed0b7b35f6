internal import Documents
internal import Lexicons
internal import Tokens

/// Finds what identifies a person besides a name: phones, addresses, birth dates, numbers.
///
/// Each recogniser looks at the text from one token on and says how far its identifier goes; the
/// first that takes a token keeps it.
struct IdentifierFinder {
    let reading: Reading

    /// What a recogniser found: bytes and label.
    struct Find {
        let start: Int
        let end: Int
        let label: Label
        let rule: String
        var age: Int?
    }

    /// The identifiers of the note, in reading order, without overlap.
    ///
    /// Cost: O(*n*): a recogniser reads a bounded number of bytes from each token.
    func identifiers() -> [Mention] {
        let dates = BirthDates(reading: reading)
        var mentions: [Mention] = []
        var index = 0
        let tokens = reading.tokens
        while index < tokens.count {
            guard let find = find(from: index, dates: dates) else {
                index += 1
                continue
            }
            var last = index
            while last + 1 < tokens.count, Int(tokens[last + 1].start) < find.end { last += 1 }
            var first = index
            while first > 0, Int(tokens[first - 1].end) > find.start { first -= 1 }
            if let before = mentions.last, before.end > find.start {
                // both stay covered: the earlier one ends where the later one starts
                if before.start < find.start {
                    mentions[mentions.count - 1].end = find.start
                } else {
                    mentions.removeLast()
                }
            }
            var mention = Mention(
                start: find.start,
                end: find.end,
                label: find.label,
                rule: find.rule,
                firstToken: first,
                lastToken: last
            )
            mention.age = find.age
            mentions.append(mention)
            index = last + 1
        }
        return mentions
    }

    private func find(from index: Int, dates: BirthDates) -> Find? {
        guard reading.marks[index].isDisjoint(with: [.opaque]) else { return nil }
        let token = reading.tokens[index]
        if token.isSign("@") { return Emails.find(at: Int(token.start), in: reading.document.text) }
        let text = reading.document.text
        let start = Int(token.start)
        if token.kind == .number || token.isSign("+") || token.isSign("(") {
            if token.kind == .number {
                if let find = Numbers.nir(at: start, in: text) { return find }
                if let find = dates.find(from: index) { return find }
            }
            if let find = Phones.find(at: start, in: text) { return find }
            if token.kind == .number {
                if let find = Plates.old(at: start, in: text) { return find }
                if let find = Addresses.find(from: index, in: reading) { return find }
                if let find = Numbers.fileNumber(from: index, in: reading) { return find }
            }
            return nil
        }
        guard token.kind == .word else { return nil }
        if token.shape == .caps || token.shape == .mixed || token.shape == .initial {
            if let find = Numbers.iban(at: start, in: text) { return find }
            if let find = Plates.new(at: start, in: text) { return find }
        }
        return nil
    }
}

/// Reading bytes of a text, without running over its end.
enum Bytes {
    static func isDigit(_ text: [UInt8], _ i: Int) -> Bool {
        i >= 0 && i < text.count && text[i] >= 0x30 && text[i] <= 0x39
    }

    static func isLetter(_ text: [UInt8], _ i: Int) -> Bool {
        guard i >= 0, i < text.count else { return false }
        return (text[i] | 0x20 >= 0x61 && text[i] | 0x20 <= 0x7A) || text[i] >= 0xC3
    }

    static func isUpper(_ text: [UInt8], _ i: Int) -> Bool {
        i >= 0 && i < text.count && text[i] >= 0x41 && text[i] <= 0x5A
    }

    /// Length of one separator between digits, or 0 when none stands there.
    ///
    /// Blanks of any kind, a dot, a hyphen, a slash; a line end counts as a blank.
    static func separator(_ text: [UInt8], _ i: Int) -> Int {
        guard i < text.count else { return 0 }
        switch text[i] {
        case 0x20, 0x2E, 0x2D, 0x2F, 0x0A: return 1
        case 0x0D: return i + 1 < text.count && text[i + 1] == 0x0A ? 2 : 1
        case 0xC2: return i + 1 < text.count && text[i + 1] == 0xA0 ? 2 : 0
        case 0xE2:
            guard i + 2 < text.count, text[i + 1] == 0x80 else { return 0 }
            return text[i + 2] == 0xAF || text[i + 2] == 0x91 || text[i + 2] == 0x93 ? 3 : 0
        default: return 0
        }
    }
}
