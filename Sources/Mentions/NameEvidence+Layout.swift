internal import Documents
internal import Lexicons
internal import Tokens

/// Where a run stands: list, field, header, signature, message.
extension NameEvidence {
    func layout(of candidate: inout NameCandidate) {
        let tokens = reading.tokens
        let block = reading.document.blocks[Int(tokens[candidate.first].block)]
        let marks = reading.marks[candidate.first]
        if tokens[candidate.first].gap != .block { function(inBlockOf: &candidate) }
        // « le père, M. Roy » comes to the meeting about his child
        let isParent = candidate.evidence.contains(.kin)
        if marks.contains(.attendance), !isParent, !reading.isOfResidents {
            candidate.evidence.insert(.attendance)
            candidate.function = max(candidate.function, functionOfRow[block.line] ?? .unknown)
        }
        // « joindre sa sœur Lina » in a column of contacts
        if marks.contains(.officer), !marks.contains(.personField), !isParent {
            candidate.evidence.insert(.officer)
        }
        if marks.contains(.personField), !isNameOfThing(candidate) {
            candidate.evidence.insert(.personField)
            candidate.evidence.remove(.commonWords)
            candidate.evidence.remove(.sentenceStart)
        }
        if marks.contains(.subjectField) { candidate.evidence.insert(.subject) }
        if block.kind == .mailHeader && !marks.contains(.subjectField) || isQuoted(candidate) {
            writes(&candidate)
        }
        bare(&candidate)
        if isAuthor(candidate) { candidate.evidence.insert(.byOffice) }
        if headsNotebook(candidate) { candidate.evidence.insert(.officer) }
        if isAddressed(candidate) { candidate.evidence.insert(.greeting) }
        if endsTitle(candidate) {
            candidate.evidence.insert(.functionBefore)
        } else if reading.tokens[candidate.first].gap == .blank,
            candidate.evidence.contains(.twoParts), candidate.first > 0,
            reading.tokens[candidate.first - 1].isSign(","),
            !candidate.evidence.contains(.functionBefore)
        {
            // « la secrétaire du syndicat, |Solène Roy|, a … »
            beforeCivility(candidate.first, &candidate)
        }
        if isGuessed(candidate) { candidate.evidence.insert(.designation) }
        if isInBrackets(candidate) || introducesItself(candidate) || followsFunctionLine(candidate)
        {
            candidate.evidence.insert(.answerable)
        }
        let isAlone =
            tokens[candidate.first].gap == .block
            && (candidate.last + 1 >= tokens.count || tokens[candidate.last + 1].gap == .block)
        let isLast =
            isAlone && block.kind != .cell && block.kind != .bullet && block.line >= signatureLine
            || closesNote(candidate) || isAlone && closesQuote(candidate)
        if isLast { sign(&candidate) }
        if isAlone, closesColumn(candidate) { sign(&candidate) }
        if signsForService(candidate) { candidate.evidence.insert(.answerable) }
        let isClosing = followsClosing(candidate.first)
        if isClosing { sign(&candidate) }
        candidate.isBareSignature = isLast && !isClosing && !isAboveOffice(candidate)
        if isAboveAddress(candidate) { candidate.evidence.insert(.atAddress) }
        if speaksInAssembly(candidate) { candidate.evidence.insert(.assembly) }
        if tellsSecret(candidate) { candidate.evidence.insert(.subjectOfSecret) }
        if isListed(candidate) { candidate.evidence.insert(.listed) }
        let isInOffice = [
            Evidence.institutionAfter, .functionAfter, .attendance, .officer, .labelled,
            .answerable, .byOffice,
        ].contains { candidate.evidence.contains($0) }
        if !isInOffice, hasCue(Int(reading.passageOfToken[candidate.first])) {
            candidate.evidence.insert(.cueNearby)
        }
        speaker(&candidate)
    }

    /// Somebody with a civility in the minutes of an assembly, whom nothing shows to be a private
    /// person.
    private func speaksInAssembly(_ candidate: NameCandidate) -> Bool {
        guard reading.assemblyPhrases > 3, !reading.isOfResidents, reading.ownLifePhrases < 2
        else { return false }
        let has = candidate.evidence.contains
        return (has(.civility) || has(.pluralCivility))
            && ![
                Evidence.kin, .family, .youth, .age, .birth, .measure, .designation, .kinAfter,
                .alias,
            ].contains(where: has)
    }

    /// A full name alone on its line below a text and above a heading or an empty line: who wrote
    /// the column.
    private func closesColumn(_ candidate: NameCandidate) -> Bool {
        let (tokens, blocks) = (reading.tokens, reading.document.blocks)
        let (first, next) = (candidate.first, candidate.last + 1)
        guard candidate.evidence.contains(.twoParts), first > 8, tokens[first - 1].isSign("."),
            next < tokens.count
        else { return false }
        let (above, own) = (blocks[Int(tokens[first - 1].block)], blocks[Int(tokens[first].block)])
        let below = blocks[Int(tokens[next].block)]
        return tokens[first - 8].block == tokens[first - 1].block && above.kind != .cell
            && own.kind != .cell && own.kind != .bullet && own.line == above.line + 1
            && (below.kind == .heading || below.line > own.line + 1)
    }

    /// « Amicale laïque Jules-Ferry » in a column of names: common words in small letters beside it,
    /// and no first name or civility at its start.
    private func isNameOfThing(_ candidate: NameCandidate) -> Bool {
        let (tokens, next) = (reading.tokens, candidate.last + 1)
        guard reading.document.blocks[Int(tokens[candidate.first].block)].kind == .cell,
            !candidate.evidence.contains(.firstName), !candidate.evidence.contains(.surname),
            !candidate.evidence.contains(.civility), next < tokens.count,
            reading.profiles[Int(tokens[candidate.first].block)] == .normal
        else { return false }
        return reading.isCommon(candidate.first) && tokens[next].gap == .blank
            && tokens[next].shape == .lower && reading.isCommon(next)
            && !reading.has(next, [.kin, .particle])
    }

    /// « > > |Josette|⏎> … »: alone on the last line of a quoted mail.
    private func closesQuote(_ candidate: NameCandidate) -> Bool {
        let (tokens, blocks) = (reading.tokens, reading.document.blocks)
        let own = blocks[Int(tokens[candidate.first].block)]
        guard own.quote > 0, own.kind == .line, candidate.last + 1 < tokens.count,
            blocks[Int(tokens[candidate.last + 1].block)].quote < own.quote,
            reading.ownLifePhrases == 0
        else { return false }
        // somebody who tells of himself signs too
        var index = candidate.first - 1
        var lines = 0
        while index >= 0, blocks[Int(tokens[index].block)].quote >= own.quote {
            if hasCue(Int(reading.passageOfToken[index])) { return false }
            if tokens[index].gap == .block { lines += 1 }
            index -= 1
        }
        return lines > 0
    }

    private static let notebooks = ShortKeys("carnet cahier journal notes note feuille")

    /// « Cahier de |Nadège| », « Notes tel, lundi matin (|Camille|) » in the first line: who writes.
    private func headsNotebook(_ candidate: NameCandidate) -> Bool {
        let (tokens, first) = (reading.tokens, candidate.first)
        guard reading.document.blocks[Int(tokens[first].block)].line <= 2, first > 0,
            candidate.first == candidate.last || candidate.evidence.contains(.firstName),
            !candidate.evidence.contains(.civility)
        else { return false }
        var before = first - 1
        if tokens[before].isSign("(") {
            let next = candidate.last + 1
            return next < tokens.count && tokens[next].isSign(")")
                && (next + 1 >= tokens.count || tokens[next + 1].gap == .block)
                && candidate.first == candidate.last
        }
        if reading.has(before, .particle), before > 0 { before -= 1 }
        return Self.notebooks.contains(reading.short[before])
    }

    private static let addresses = ShortKeys(
        "tu peux pourrais vous pouvez pourriez merci ok désolé désolée"
    )

    /// « |Anne-Marie|, tu peux lui chercher … »: who is written to.
    private func isAddressed(_ candidate: NameCandidate) -> Bool {
        let next = candidate.last + 1
        return next + 1 < reading.tokens.count && reading.tokens[next].isSign(",")
            && reading.tokens[next].gap != .block && reading.tokens[next + 1].gap == .blank
            && reading.startsSentence(candidate.first)
            && Self.addresses.contains(reading.short[next + 1])
    }

    /// A signature is an official's, unless a letter tells of the writer's own home and kin or comes
    /// from a private mail address, and names no function or service beneath.
    private func sign(_ candidate: inout NameCandidate) {
        let isHome = homes.sendAll || homes.bear(candidate, in: reading)
        let isLetter = (reading.ownLifePhrases > 1 || isHome) && !isAboveOffice(candidate)
        if isHome, isLetter { candidate.writesFromHome = true }
        candidate.evidence.insert(isLetter ? .letterWriter : .signature)
    }

    /// Who writes or is written to is an official, unless the mail address is a private one.
    private func writes(_ candidate: inout NameCandidate) {
        candidate.writesFromHome =
            homes.stand(behind: candidate, in: reading) || homes.bear(candidate, in: reading)
            || isOfShop(candidate)
            || reading.ownLifePhrases > 1
                && reading.tokens[candidate.first].block == homes.onlySender
        candidate.evidence.insert(candidate.writesFromHome ? .letterWriter : .mailHeader)
    }

    /// « (nom pas compris, |Maillot| ou Mayo ?) », « (|Roy| ? Leroy ?) »: surnames that somebody heard.
    private func isGuessed(_ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        guard
            candidate.evidence.contains(.unknownWord) || candidate.evidence.contains(.surname)
                || candidate.evidence.contains(.ambiguousSurname),
            tokens[candidate.first].shape != .lower, !candidate.evidence.contains(.place)
        else { return false }
        var end = candidate.last + 1
        while end < tokens.count, end < candidate.last + 5, tokens[end].gap != .block,
            !tokens[end].isSign("?"), !tokens[end].isSign(")")
        {
            end += 1
        }
        guard end < tokens.count, tokens[end].isSign("?"), tokens[end].gap != .block else {
            return false
        }
        var start = candidate.first
        while start > 0, candidate.first - start < 7, tokens[start].gap != .block {
            start -= 1
            if tokens[start].isSign("(") { return true }
            if tokens[start].isSign(")") || tokens[start].isSign(".") { return false }
        }
        return false
    }

    /// « De : Lina Roy, |boucherie du Marché| »: who keeps a shop writes for himself.
    private func isOfShop(_ candidate: NameCandidate) -> Bool {
        let next = candidate.last + 2
        guard next < reading.tokens.count, reading.tokens[next].gap != .block,
            reading.tokens[next - 1].isSign(",") || reading.tokens[next - 1].isSign("(")
        else { return false }
        return reading.has(next, .shop) || reading.marks[next].contains(.trade)
    }

    /// Whether a function or a service stands on the line of a name or on the two lines below.
    private func isAboveOffice(_ candidate: NameCandidate) -> Bool {
        let blocks = reading.document.blocks
        let line = blocks[Int(reading.tokens[candidate.first].block)].line
        var index = candidate.last + 1
        while index < reading.tokens.count,
            blocks[Int(reading.tokens[index].block)].line <= line + 2
        {
            if !reading.marks[index].isDisjoint(with: [.function, .institution])
                || reading.has(index, .service)
            {
                return true
            }
            index += 1
        }
        return false
    }

    /// Whether « a écrit : » stands behind a name, perhaps over an address: whose mail is quoted.
    private func isQuoted(_ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        var index = candidate.last + 1
        let limit = min(tokens.count - 2, index + 14)
        while index < limit, tokens[index].gap != .block {
            if reading.marks[index].contains(.identifier) || tokens[index].kind != .word {
                index += 1
                continue
            }
            return Self.has.contains(reading.short[index])
                && Self.written.contains(reading.short[index + 1])
                && tokens[index + 2].isSign(":")
        }
        return false
    }

    private static let has = ShortKeys("a")
    private static let written = ShortKeys("écrit ecrit")

    /// « KONE Awa : bavarde », « ROY Lina - cantine »: surname first, then what is said of her.
    func isListed(_ candidate: NameCandidate) -> Bool {
        let tokens = reading.tokens
        let next = candidate.last + 1
        guard candidate.last > candidate.first, tokens[candidate.first].gap == .block,
            next + 1 < tokens.count, tokens[next].gap != .block, tokens[next + 1].gap != .block,
            tokens[next].isSign(":") || tokens[next].isSign("-") || tokens[next].isSign("/"),
            tokens[candidate.first].shape == .caps,
            reading.has(candidate.last, .anyFirstName),
            tokens[candidate.last].shape == .capital
        else { return false }
        return !reading.marks[next + 1].contains(.function)
            && !reading.marks[next + 1].contains(.professional)
    }

    /// Whether a name alone is the last sentence of the note.
    func closesNote(_ candidate: NameCandidate) -> Bool {
        let number = Int(reading.passageOfToken[candidate.first])
        guard number >= 3, number == reading.passages.count - 1,
            !reading.tokens[candidate.first - 1].isSign(";")
        else { return false }
        let passage = reading.passages[number]
        return Int(passage.firstToken) == candidate.first
            && Int(passage.endToken) == candidate.last + 1
            && ![.cell, .bullet].contains(reading.document.blocks[Int(passage.block)].kind)
    }

    /// « Cordialement,⏎|Odile »: a closing word stands before the name.
    func followsClosing(_ first: Int) -> Bool {
        var index = first - 1
        var steps = 0
        while index >= 0, steps < 2, reading.tokens[index].isSign(",") {
            index -= 1
            steps += 1
        }
        guard index >= 0, reading.tokens[first].gap != .blank || steps > 0 else { return false }
        // « … | le principal⏎|Roy Lina| | … »: what a row ends with says nothing of the next row
        let blocks = reading.document.blocks
        if blocks[Int(reading.tokens[first].block)].kind == .cell,
            blocks[Int(reading.tokens[index].block)].kind == .cell
        {
            return false
        }
        return fieldBefore(index) == "signature"
    }
}
