internal import Documents
internal import Lexicons
internal import Tokens

/// Whose a phone or e-mail is, by what the rest of the note says.
extension Contacts {
    /// Whether an official of the note has given the address its name: « Paule Fabre
    /// <p.fabre@ville.example> ».
    func bearsOfficial(_ email: Mention) -> Bool {
        guard !officialKeys.isEmpty else { return false }
        let text = reading.document.text
        var key = WordKey()
        return text.withUnsafeBufferPointer { text in
            var start = email.start
            for index in email.start..<email.end {
                let b = text[index]
                if b | 0x20 >= 0x61 && b | 0x20 <= 0x7A || b >= 0x80 { continue }
                if index - start >= 4 {
                    key.make(text, start, index)
                    if officialKeys.contains(WordKey.withoutAccents(key.bytes)) { return true }
                }
                start = index + 1
                if b == 0x40 { break }
            }
            return false
        }
    }

    /// « Joris : elle a un nouveau num |06 …| »: the pronoun is of somebody who is spoken of.
    func isOfSomebody(_ phone: Mention) -> Bool {
        guard hasPrivateNames else { return false }
        var at = phone.firstToken - 1
        var steps = 0
        while at >= 0, steps < 8, reading.tokens[at + 1].gap != .block {
            if reading.tokens[at].kind == .punctuation { return false }
            if reading.has(at, .pronoun) { return true }
            at -= 1
            steps += 1
        }
        return false
    }

    private static let own = ShortKeys("me m' mon ma moi mes")

    /// « vous pouvez me joindre au |06 …| », « mon portable : |06 …| ».
    func isOwn(_ phone: Mention) -> Bool {
        var at = phone.firstToken - 1
        var steps = 0
        while at >= 0, steps < 8, reading.tokens[at + 1].gap != .block {
            if Self.own.contains(reading.short[at]) { return true }
            if reading.tokens[at].isSign(".") { return false }
            at -= 1
            steps += 1
        }
        return false
    }

    /// « collège Jean-Moulin, |3 rue …| », « en mairie, |1 place …| »: the address of a service.
    func isBehindService(_ address: Mention) -> Bool {
        var at = address.firstToken - 1
        // « CHRS La Halte, chambre 8 » is somebody's room
        guard at >= 0, reading.tokens[at + 1].kind == .number,
            reading.tokens[at].isSign(",") || reading.tokens[at].isSign("("),
            reading.tokens[at].gap != .block, reading.tokens[at + 1].gap != .block
        else { return false }
        at -= 1
        var steps = 0
        while at >= 0, steps < 6, reading.tokens[at + 1].gap != .block {
            if reading.has(at, [.equipment, .service]) && !reading.has(at, .residence)
                || reading.marks[at].contains(.institution) && !reading.has(at, .brand)
            {
                return true
            }
            guard reading.marks[at].contains(.odonym) || reading.tokens[at].gap == .hyphen else {
                return false
            }
            at -= 1
            steps += 1
        }
        return false
    }

    /// Makes one of the two labels of a phone that the note gives several times: it is somebody's
    /// where one of its lines says so.
    func unify(_ identifiers: inout [Mention]) {
        let contacts = identifiers.contains { $0.rule == "contact.service" }
        guard contacts, identifiers.contains(where: { $0.label == .phone }) else { return }
        var phones = Set<UInt64>()
        for identifier in identifiers where identifier.label == .phone {
            phones.insert(digits(of: identifier))
        }
        for index in identifiers.indices
        where identifiers[index].label == .contact && identifiers[index].rule == "contact.service"
            && phones.contains(digits(of: identifiers[index]))
        {
            identifiers[index].label = .phone
            identifiers[index].rule = "phone.number"
        }
    }

    /// The last nine digits of a phone as a number.
    func digits(of phone: Mention) -> UInt64 {
        var value: UInt64 = 0
        for i in phone.start..<phone.end where Bytes.isDigit(reading.document.text, i) {
            value = (value * 10 + UInt64(reading.document.text[i] - 0x30)) % 1_000_000_000
        }
        return value
    }
}

extension Reading {
    /// Whether at most `count` tokens of its line stand before a token.
    func isLineStart(_ token: Int, beyond count: Int) -> Bool {
        var at = token
        while at > 0, token - at <= count {
            if tokens[at].gap == .block { return true }
            at -= 1
        }
        return token - at <= count
    }
}
