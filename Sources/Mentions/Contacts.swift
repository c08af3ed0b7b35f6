internal import Documents
internal import Lexicons
internal import Tokens

/// Tells a public service's own phone or e-mail from a private person's.
struct Contacts {
    let reading: Reading
    /// Surnames of the officials of the note, without accents.
    let officialKeys: Set<[UInt8]>
    /// Lines that name a private person, lines that name an official or a service.
    private var privateLines = Set<Int32>()
    private var publicLines = Set<Int32>()
    /// Those of them with the word for a service or a function.
    private var serviceLines = Set<Int32>()
    /// Those of them whose official is not only presumed so.
    private var surelyPublicLines = Set<Int32>()
    /// Lines with the mail address of an official, and those beside them: a signature.
    private var signatureLines = Set<Int32>()
    /// Lines that begin with the name of an official who is not only presumed so: « Paule Fabre ».
    private var nameLines = Set<Int32>()
    let hasPrivateNames: Bool
    /// Whether a private person signs, or sends mail from home.
    private var hasPrivateWriter = false
    /// The line of each block; a wrapped line has that of the line that it goes on with.
    private let lines: [Int32]

    init(reading: Reading, names: [Mention], hasMail: Bool) {
        self.reading = reading
        var lines: [Int32] = []
        lines.reserveCapacity(reading.document.blocks.count)
        for block in reading.document.blocks {
            lines.append(block.continues ? lines.last ?? block.line : block.line)
        }
        self.lines = lines
        func line(_ token: Int) -> Int32 { lines[Int(reading.tokens[token].block)] }
        var isPrivate = false
        var presumedLines = Set<Int32>()
        var officials = Set<[UInt8]>()
        for name in names {
            let line = line(name.firstToken)
            if name.label.isPrivateName {
                privateLines.insert(line)
                isPrivate = true
                if name.evidence?.contains(.letterWriter) == true { hasPrivateWriter = true }
                continue
            }
            for index in name.firstToken...name.lastToken
            where hasMail && !reading.has(index, .firstName)
                && reading.tokens[index].end - reading.tokens[index].start >= 4
            {
                officials.insert(reading.plainKey(index))
            }
            if name.isPresumed {
                presumedLines.insert(line)
            } else {
                publicLines.insert(line)
                if reading.isLineStart(name.firstToken, beyond: 2) { nameLines.insert(line) }
            }
        }
        officialKeys = officials
        hasPrivateNames = isPrivate || reading.hasPersonPlaceholder
        let relations: WordClasses =
            hasPrivateNames ? [.kin, .family, .youth, .designation] : [.kin, .youth]
        for index in reading.tokens.indices
        where reading.has(index, relations) && !reading.grammar[index].contains(.plural) {
            privateLines.insert(line(index))
        }
        for index in reading.tokens.indices
        where !reading.has(index, .brand) && !reading.marks[index].contains(.identifier)
            && (!reading.marks[index].isDisjoint(with: [.institution, .function])
                || reading.has(index, [.equipment, .service]))
        {
            serviceLines.insert(line(index))
        }
        publicLines.formUnion(serviceLines)
        surelyPublicLines = publicLines
        publicLines.formUnion(presumedLines)
    }

    /// Makes CONTACT of phones and e-mails that belong to a service or an official, and takes the
    /// addresses of services away.
    mutating func label(_ identifiers: inout [Mention]) {
        identifiers.removeAll {
            switch $0.rule {
            case Addresses.streetRule, Addresses.buildingRule: !isHome($0)
            case Firms.rule: !privateLines.contains(line(of: $0))
            case FileNumbers.fileRule: !hasPrivateNames
            case FileNumbers.markRule, FileNumbers.keyRule:
                !privateLines.contains(line(of: $0))
            default: false
            }
        }
        for identifier in identifiers where identifier.label == .email {
            if isService(identifier) { publicLines.insert(line(of: identifier)) }
            guard !isWebmail(identifier), bearsOfficial(identifier) else { continue }
            let line = line(of: identifier)
            signatureLines.formUnion([line - 1, line, line + 1])
        }
        for index in identifiers.indices {
            let line = line(of: identifiers[index])
            let isPublic: Bool =
                switch identifiers[index].label {
                case .email:
                    // a first name in the address is somebody's, unless the line names who acts
                    isService(identifiers[index])
                        || !isWebmail(identifiers[index]) && bearsOfficial(identifiers[index])
                        // small services have a webmail too: where nobody private is named
                        || isOnPublicLine(line)
                            && !(hasPrivateNames && isWebmail(identifiers[index]))
                            && (!namesSomebody(identifiers[index]) || publicLines.contains(line))
                case .phone:
                    // « me joindre au … » is the writer's; a mobile is somebody's unless its line
                    // names a service or an official, or stands in a signature
                    !(hasPrivateWriter && isOwn(identifiers[index]))
                        && (isOnPublicLine(line)
                            && (!isMobile(identifiers[index]) || signatureLines.contains(line)
                                || surelyPublicLines.contains(line)
                                    && (serviceLines.contains(line)
                                        || !isOfSomebody(identifiers[index]))))
                        || followsService(identifiers[index])
                        || closesSignature(identifiers[index])
                case .online:
                    isService(identifiers[index])
                        || identifiers[index].rule == "online.link" && !hasPrivateNames
                default: false
                }
            if isPublic {
                identifiers[index].label = .contact
                identifiers[index].rule = "contact.service"
            }
        }
        unify(&identifiers)
    }

    /// Whether somebody lives at an address: a private name on its line, « demeurant », « domicilié »
    /// before it, or a person's field.
    private func isHome(_ address: Mention) -> Bool {
        let line = line(of: address)
        if isBehindService(address) { return false }
        if privateLines.contains(line) { return true }
        let passage = reading.passages[Int(reading.passageOfToken[address.firstToken])]
        let first = max(Int(passage.firstToken), address.firstToken - 10)
        for index in first..<address.firstToken
        where reading.marks[index].contains(.addressField)
            || reading.has(index, [.designation, .kin, .youth])
        {
            return true
        }
        // a letterhead: the name stands in the lines above
        guard hasPrivateNames, !publicLines.contains(line) else { return false }
        // the letterhead of a service
        let startsLine =
            address.firstToken == 0 || reading.tokens[address.firstToken].gap == .block
        if startsLine, serviceLines.contains(line - 1), !privateLines.contains(line - 1) {
            return false
        }
        return address.rule == Addresses.streetRule
            || (1...2).contains { privateLines.contains(line - $0) }
    }

    private func line(of mention: Mention) -> Int32 {
        lines[Int(reading.tokens[mention.firstToken].block)]
    }

    private func isOnPublicLine(_ line: Int32) -> Bool {
        if privateLines.contains(line) { return false }
        // a signature: the official stands a few lines above
        for above in max(0, line - 3)..<max(1, line) where publicLines.contains(above) {
            if !privateLines.contains(above) { return true }
        }
        return publicLines.contains(line) || !hasPrivateNames
    }

    /// « 06 … », « +33 7 … », « 0692 … ».
    private func isMobile(_ phone: Mention) -> Bool {
        let first = digits(of: phone) / 100_000_000
        return first == 6 || first == 7
    }

    /// « accueil : 01 … », « commissariat (01 …) »: the word right before is a service.
    private func followsService(_ mention: Mention) -> Bool {
        var index = mention.firstToken - 1
        var steps = 0
        while index >= 0, steps < 4, reading.tokens[index + 1].gap != .block {
            if reading.tokens[index].kind == .word {
                return reading.has(index, [.service, .equipment])
                    || reading.marks[index].contains(.institution) && !reading.has(index, .brand)
            }
            index -= 1
            steps += 1
        }
        return false
    }

    /// Whether a number ends what an official's name and function begin, with nobody else on the way.
    ///
    /// « Paule Fabre ⏎ Cheffe de service ⏎ 1 place de la Mairie ⏎ Portable |06 …| »: the line of the
    /// number holds numbers alone, and so does what an empty line parts from the rest.
    private func closesSignature(_ phone: Mention) -> Bool {
        let line = line(of: phone)
        guard !privateLines.contains(line), !isOwn(phone) else { return false }
        var contents: [Int32: (words: Int, hasNumber: Bool, hasSomebody: Bool)] = [:]
        var at = phone.firstToken - 1
        while at >= 0, lines[Int(reading.tokens[at].block)] >= line - Self.signatureHeight {
            var content = contents[lines[Int(reading.tokens[at].block)]] ?? (0, false, false)
            if reading.tokens[at].kind == .word { content.words += 1 }
            if reading.tokens[at].kind == .number { content.hasNumber = true }
            if reading.has(at, [.civility, .pluralCivility, .family, .designation]) {
                content.hasSomebody = true
            }
            contents[lines[Int(reading.tokens[at].block)]] = content
            at -= 1
        }
        // « Tél. : 05 … – Port. : »
        guard contents[line]?.words ?? 0 <= 3 else { return false }
        var hasWordsAlone = false
        for above in stride(from: line - 1, through: line - Self.signatureHeight, by: -1) {
            guard !privateLines.contains(above) else { return false }
            guard let content = contents[above] else {
                if hasWordsAlone { return false }
                continue
            }
            if nameLines.contains(above) {
                return serviceLines.contains(above) || serviceLines.contains(above + 1)
            }
            guard !content.hasSomebody, content.words <= 12 else { return false }
            if !content.hasNumber { hasWordsAlone = true }
        }
        return false
    }

    /// How many lines there are from a name to the last number below it.
    private static let signatureHeight: Int32 = 10

    /// Whether a whole label of a mail address or handle names a service, and none is a first name.
    private func isService(_ mention: Mention) -> Bool {
        !namesSomebody(mention) && reading.hasLabel(.serviceWord, mention.start..<mention.end)
    }

    /// Whether a label before the @ is a first name.
    private func namesSomebody(_ mention: Mention) -> Bool {
        let text = reading.document.text
        let end = (mention.start..<mention.end).first { text[$0] == 0x40 } ?? mention.end
        return reading.hasLabel(.firstName, mention.start..<end)
    }

    /// Whether a mail address is one of those that private persons have: « @gmail.com ».
    private func isWebmail(_ mention: Mention) -> Bool {
        reading.isWebmail(mention.start..<mention.end)
    }
}
