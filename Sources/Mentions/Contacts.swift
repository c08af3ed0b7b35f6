internal import Documents
internal import Lexicons
internal import Tokens

/// Tells a public service's own phone or e-mail from a private person's.
struct Contacts {
    private let reading: Reading
    /// Lines that name a private person, lines that name an official or a service.
    private var privateLines = Set<Int32>()
    private var publicLines = Set<Int32>()
    private let hasPrivateNames: Bool

    init(reading: Reading, names: [Mention]) {
        self.reading = reading
        let blocks = reading.document.blocks
        var isPrivate = false
        for name in names {
            let line = blocks[Int(reading.tokens[name.firstToken].block)].line
            if name.label.isPrivateName {
                privateLines.insert(line)
                isPrivate = true
            } else {
                publicLines.insert(line)
            }
        }
        hasPrivateNames = isPrivate || reading.hasPersonPlaceholder
        let relations: WordClasses =
            hasPrivateNames ? [.kin, .family, .youth, .designation] : [.kin, .youth]
        for index in reading.tokens.indices
        where reading.has(index, relations) && !reading.grammar[index].contains(.plural) {
            privateLines.insert(blocks[Int(reading.tokens[index].block)].line)
        }
        for index in reading.tokens.indices
        where !reading.marks[index].isDisjoint(with: [.institution, .function])
            || reading.has(index, [.equipment, .service])
        {
            publicLines.insert(blocks[Int(reading.tokens[index].block)].line)
        }
    }

    /// Makes CONTACT of phones and e-mails that belong to a service or an official, and takes the
    /// addresses of services away.
    func label(_ identifiers: inout [Mention]) {
        let blocks = reading.document.blocks
        identifiers.removeAll { $0.label == .address && !isHome($0) }
        for index in identifiers.indices {
            let line = blocks[Int(reading.tokens[identifiers[index].firstToken].block)].line
            let isPublic: Bool =
                switch identifiers[index].label {
                case .email:
                    // a first name in the address is somebody's, unless the line names who acts
                    isService(identifiers[index])
                        || isOnPublicLine(line)
                            && (!namesSomebody(identifiers[index]) || publicLines.contains(line))
                case .phone:
                    // a mobile is somebody's unless its line names a service or an official
                    (isOnPublicLine(line)
                        && (!isMobile(identifiers[index]) || publicLines.contains(line)))
                        || followsService(identifiers[index])
                default: false
                }
            if isPublic {
                identifiers[index].label = .contact
                identifiers[index].rule = "contact.service"
            }
        }
    }

    /// Whether somebody lives at an address: a private name on its line, « demeurant », « domicilié »
    /// before it, or a person's field.
    private func isHome(_ address: Mention) -> Bool {
        let block = reading.document.blocks[Int(reading.tokens[address.firstToken].block)]
        if privateLines.contains(block.line) { return true }
        let passage = reading.passages[Int(reading.passageOfToken[address.firstToken])]
        let first = max(Int(passage.firstToken), address.firstToken - 10)
        for index in first..<address.firstToken
        where reading.marks[index].contains(.addressField)
            || reading.has(index, [.designation, .kin, .youth])
        {
            return true
        }
        return hasPrivateNames && !publicLines.contains(block.line)
    }

    private func isOnPublicLine(_ line: Int32) -> Bool {
        if privateLines.contains(line) { return false }
        // a signature: the official stands a few lines above
        for above in max(0, line - 3)..<max(1, line) where publicLines.contains(above) {
            if !privateLines.contains(above) { return true }
        }
        return publicLines.contains(line) || !hasPrivateNames
    }

    /// « 06 … », « +33 7 … ».
    private func isMobile(_ phone: Mention) -> Bool {
        let digits = reading.document.text[phone.start..<phone.end].filter {
            $0 >= 0x30 && $0 <= 0x39
        }
        if digits.starts(with: [0x30, 0x36]) || digits.starts(with: [0x30, 0x37]) { return true }
        return digits.starts(with: [0x33, 0x33, 0x36]) || digits.starts(with: [0x33, 0x33, 0x37])
    }

    /// « accueil : 01 … », « commissariat (01 …) »: the word right before is a service.
    private func followsService(_ mention: Mention) -> Bool {
        var index = mention.firstToken - 1
        var steps = 0
        while index >= 0, steps < 4, reading.tokens[index + 1].gap != .block {
            if reading.tokens[index].kind == .word {
                return reading.has(index, [.service, .equipment])
                    || reading.marks[index].contains(.institution)
            }
            index -= 1
            steps += 1
        }
        return false
    }

    private static let services = Set(
        [
            "mairie", "ville", "clspd", "cispd", "accueil", "contact", "secretariat", "service",
            "services", "police", "pm", "prefecture", "gouv", "departement", "agglo", "ccas",
            "crip",
            "asso", "info", "infos", "metropole", "region", "communaute", "prevention",
            "mediation", "direction", "habitat", "ac", "cdg", "sdis", "caf", "college", "lycee",
            "ecole", "formation", "hopital", "commune", "interieur", "justice",
        ].map { Array($0.utf8) }
    )

    /// Whether a whole label of a mail address names a service, and none is a first name.
    private func isService(_ mention: Mention) -> Bool {
        let bytes = reading.document.text[mention.start..<mention.end].map {
            $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0
        }
        if namesSomebody(mention) { return false }
        return bytes.split(whereSeparator: { $0 == 0x40 || $0 == 0x2E || $0 == 0x2D || $0 == 0x5F })
            .contains { Self.services.contains(Array($0)) }
    }

    /// Whether a label before the @ is a first name.
    private func namesSomebody(_ mention: Mention) -> Bool {
        var key = WordKey()
        return reading.document.text.withUnsafeBufferPointer { text in
            var start = mention.start
            for index in mention.start..<mention.end {
                let byte = text[index]
                let isLetter = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x80
                guard !isLetter else { continue }
                if index > start {
                    key.make(text, start, index)
                    let word = reading.lexicon.word(key.bytes)
                    let plain = reading.lexicon.word(WordKey.withoutAccents(key.bytes))
                    if reading.lexicon.classes(word).union(reading.lexicon.classes(plain))
                        .contains(.firstName)
                    {
                        return true
                    }
                }
                if byte == 0x40 { return false }
                start = index + 1
            }
            return false
        }
    }
}
