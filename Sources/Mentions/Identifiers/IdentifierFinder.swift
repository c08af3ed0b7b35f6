internal import Documents
internal import Lexicons
internal import Tokens

/// Finds what identifies a person besides a name: phones, addresses, birth dates, numbers.
///
/// Each recogniser looks at the text from one token on and says how far its identifier goes; the
/// first that takes a token keeps it. What has a check digit is asked first, then what has a shape,
/// then what only a cue tells.
struct IdentifierFinder {
    /// What a recogniser found: bytes and label.
    struct Find {
        let start: Int
        let end: Int
        let label: Label
        let rule: String
        var age: Int?
    }

    private let cued: CueReading
    private let dates: BirthDates
    private let addresses: Addresses

    private let reading: Reading
    /// Whether a word of each block may start an identifier.
    private let mayHold: [Bool]

    init(reading: Reading, tables: IdentifierTables) {
        self.reading = reading
        cued = CueReading(reading: reading, tables: tables)
        dates = BirthDates(cued: cued)
        addresses = Addresses(cued: cued)
        mayHold = Self.blocksThatMayHold(cued)
    }

    /// Prose without a digit, a cue, a date word and a street needs no look at its words.
    ///
    /// A block counts too when a digit opens the one behind it: « AB-⏎123 ».
    private static func blocksThatMayHold(_ cued: CueReading) -> [Bool] {
        let reading = cued.reading
        var mayHold = reading.document.text.withUnsafeBufferPointer { text in
            reading.document.blocks.map { block in
                let end = min(Int(block.end) + 8, text.count)
                return (Int(block.start)..<end).contains { text[$0] >= 0x30 && text[$0] <= 0x39 }
            }
        }
        for index in reading.tokens.indices
        where !cued.cues[index].isEmpty || cued.isDateWord(index)
            || reading.has(index, [.street, .residence])
        {
            mayHold[Int(reading.tokens[index].block)] = true
        }
        return mayHold
    }

    /// The identifiers of the note, in reading order, without overlap.
    ///
    /// Cost: O(*n*): a recogniser reads a bounded number of bytes from each token.
    func identifiers() -> [Mention] {
        var mentions: [Mention] = []
        var glyphs = Glyphs()
        var index = 0
        let tokens = reading.tokens
        while index < tokens.count {
            guard let find = find(from: index, &glyphs) else {
                index += 1
                continue
            }
            var last = index
            while last + 1 < tokens.count, Int(tokens[last + 1].start) < find.end { last += 1 }
            var first = index
            while first > 0, Int(tokens[first - 1].end) > find.start { first -= 1 }
            while first < last, Int(tokens[first].end) <= find.start { first += 1 }
            while let before = mentions.last, before.start >= find.start { mentions.removeLast() }
            if let before = mentions.last, before.end > find.start {
                // both stay covered: the earlier one ends where the later one starts
                mentions[mentions.count - 1].end = find.start
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

    private func find(from index: Int, _ glyphs: inout Glyphs) -> Find? {
        guard reading.marks[index].isDisjoint(with: [.opaque]) else { return nil }
        let token = reading.tokens[index]
        switch token.kind {
        case .number: return number(from: index, &glyphs)
        case .word: return mayHold[Int(token.block)] ? word(from: index, &glyphs) : nil
        case .punctuation:
            switch token.sign {
            case 0x40: return Emails.find(at: index, in: reading)
            case 0x2F: return Accounts.link(at: index, in: cued)
            case 0x28:
                guard index + 1 < reading.tokens.count,
                    reading.tokens[index + 1].kind == .number
                        || reading.tokens[index + 1].isSign("+")
                else { return nil }
                return phone(from: index, &glyphs)
            case 0x2B: return phone(from: index, &glyphs)
            default: return nil
            }
        case .symbol:
            return reading.document.text[Int(token.start)] == 0x2B
                ? phone(from: index, &glyphs) : nil
        }
    }

    private func phone(from index: Int, _ glyphs: inout Glyphs) -> Find? {
        if index > 0, reading.tokens[index].gap == .nothing,
            reading.tokens[index - 1].kind == .number
        {
            return nil
        }
        glyphs.read(from: index, in: reading)
        let hasCue = cued.lead(before: index).cue.contains(.phone)
        return Phones.find(glyphs, hasCue: hasCue).map { owned($0, from: index) }
    }

    /// « standard : |01 …| »: the phone behind the word for a service is a service's.
    private func owned(_ phone: Find, from index: Int) -> Find {
        guard phone.label == .phone, cued.hasOffice(before: index) else { return phone }
        return Find(start: phone.start, end: phone.end, label: .contact, rule: "contact.office")
    }

    private func number(from index: Int, _ glyphs: inout Glyphs) -> Find? {
        let start = Int(reading.tokens[index].start)
        let text = reading.document.text
        guard !Bytes.isDigit(text, start - 1), !Bytes.isLetter(text, start - 1) else { return nil }
        glyphs.read(from: index, in: reading)
        let lead = cued.lead(before: index)
        let cue = lead.cue
        if let find = SocialSecurity.find(glyphs, hasCue: cue.contains(.socialSecurity)),
            find.rule == "nir.key" || !cue.contains(.number) || cue.contains(.socialSecurity)
        {
            return find
        }
        if let find = BankAccounts.rib(glyphs, hasCue: cue.contains(.account)) { return find }
        if let find = dates.find(from: index, glyphs) { return find }
        if cue.contains(.number), !cue.contains(.phone), !cue.contains(.firm), !lead.hasComma,
            let find = FileNumbers.find(from: index, glyphs, lead, in: cued)
        {
            return find
        }
        if let find = Phones.find(glyphs, hasCue: cue.contains(.phone)) {
            return owned(find, from: index)
        }
        if let find = Firms.find(glyphs, hasCue: cue.contains(.firm)) { return find }
        let hasPlate = hasPlateCue(before: index)
        if let find = Plates.old(glyphs, hasCue: hasPlate, isWord: isWordBehind(index)) {
            return find
        }
        if cue.contains(.plate), let find = Plates.foreign(glyphs) { return find }
        if let find = addresses.find(from: index) { return find }
        return FileNumbers.find(from: index, glyphs, lead, in: cued)
    }

    private func word(from index: Int, _ glyphs: inout Glyphs) -> Find? {
        let token = reading.tokens[index]
        let text = reading.document.text
        let start = Int(token.start)
        if cued.has(index, .at), let find = Emails.spelt(at: index, in: cued) { return find }
        if cued.has(index, [.network, .handle]), let find = Accounts.handle(at: index, in: cued) {
            return find
        }
        if addresses.mayStart(index), let find = addresses.find(from: index) { return find }
        var isDate = false
        if cued.isDateWord(index) {
            if let find = SpokenPhones.find(from: index, in: cued) { return find }
            let word = cued.dateWord(index)
            isDate = word.month > 0 || word.number > 0
        }
        let hasDigit = (start..<Int(token.end)).contains { Bytes.isDigit(text, $0) }
        let isCode = hasDigit || isFollowedByDigit(index)
        guard isDate || isCode, !Bytes.isDigit(text, start - 1), !Bytes.isLetter(text, start - 1)
        else { return nil }
        glyphs.read(from: index, in: reading)
        if isDate || hasDigit || glyphs.digit(0, lenient: true) != nil,
            let find = dates.find(from: index, glyphs)
        {
            return find
        }
        guard isCode else { return nil }
        let lead = cued.lead(before: index)
        if let find = BankAccounts.iban(
            glyphs,
            hasCue: lead.cue.contains(.account),
            lengths: cued.tables.ibanLengths
        ) {
            return find
        }
        if glyphs.digit(0, lenient: true) != nil,
            let find = Phones.find(glyphs, hasCue: lead.cue.contains(.phone))
        {
            return find
        }
        let isWord = reading.isCommon(index)
        if let find = Plates.new(glyphs, hasCue: hasPlateCue(before: index), isWord: isWord) {
            return find
        }
        if lead.cue.contains(.plate), !isWord, let find = Plates.foreign(glyphs) { return find }
        guard cued.cues[index].isDisjoint(with: .anyNumber), !cued.has(index, .mark) else {
            return nil
        }
        return FileNumbers.find(from: index, glyphs, lead, in: cued)
    }

    /// Whether digits follow a word of few letters: « AB-|123 », « fr |76 », « UD-|77120 », « L |42 ».
    private func isFollowedByDigit(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        guard token.end - token.start <= 6 else { return false }
        let text = reading.document.text
        var i = Int(token.end)
        var steps = 0
        while i < text.count, steps < 5, !Bytes.isDigit(text, i) {
            // a blank or sign, of one byte or more: no letter
            switch text[i] {
            case 0x20, 0x2D, 0x2E, 0x2F, 0x5F, 0x80..<0xC0, 0xC2, 0xE2: break
            default: return false
            }
            i += 1
            steps += 1
        }
        return Bytes.isDigit(text, i)
    }

    /// Whether a plate or a vehicle is spoken of in the words before.
    private func hasPlateCue(before index: Int) -> Bool {
        var at = index - 1
        var steps = 0
        while at >= 0, steps < 12, reading.goesOn(at + 1) {
            if cued.has(at, [.plate, .vehicle]) { return true }
            if reading.tokens[at].isSign(".") && reading.tokens[at].gap == .nothing
                || reading.tokens[at].isSign(";")
            {
                return cued.has(at - 1, .plate)
            }
            at -= 1
            steps += 1
        }
        return cued.columns[reading.tokens[index].block]?.contains(.plate) ?? false
    }

    /// « 250 EUR 30 »: letters that French or the lexicon knows are no part of a plate.
    private func isWordBehind(_ index: Int) -> Bool {
        let next = index + 1
        guard next < reading.tokens.count, reading.tokens[next].kind == .word else { return false }
        return reading.isCommon(next) || cued.has(next, [.box, .building, .flat, .side])
            || reading.has(next, [.street, .civility])
    }
}
