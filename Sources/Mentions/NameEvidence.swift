internal import Documents
internal import Lexicons
internal import Tokens

/// Gathers what speaks for and against each run being a name, and who bears it.
struct NameEvidence {
    let reading: Reading
    /// Kind of the function that each token belongs to.
    let functions: [FunctionKind]
    /// First line of the part of the note where signatures stand.
    private let signatureLine: Int32
    /// Passages in which a secret or confidential form stands.
    private let passagesWithCues: Set<Int>

    init(reading: Reading, functions: [FunctionKind]) {
        self.reading = reading
        self.functions = functions
        var passages = Set<Int>()
        for term in reading.terms {
            let table = reading.lexicon.table(of: term.row)
            let need = reading.lexicon.need(of: term.row)
            if table.isSecret && need != .clause || table.isConfidential && need == .nobody {
                passages.insert(Int(reading.passageOfToken[term.first]))
            }
        }
        passagesWithCues = passages
        let lines = reading.document.blocks.map(\.line)
        let last = lines.last ?? 0
        let distinct = Set(lines).count
        signatureLine = distinct > 5 ? (lines.suffix(max(3, distinct / 8)).first ?? last) : last + 1
    }

    /// Fills the evidence of a candidate from its words and its neighbourhood.
    ///
    /// Cost: O(1): a few tokens on each side.
    func gather(_ candidate: inout NameCandidate) {
        candidate.evidence = EvidenceSet()
        words(of: &candidate)
        before(&candidate)
        behind(&candidate)
        layout(of: &candidate)
    }

    // MARK: The words

    private func words(of candidate: inout NameCandidate) {
        var evidence = EvidenceSet()
        var parts = 0
        var firstNames = 0
        var common = 0
        var places = 0
        var initials = 0
        var unknown = 0
        var historical = 0
        var placed = 0
        var others = 0
        for index in candidate.first...candidate.last {
            let token = reading.tokens[index]
            guard token.kind == .word else { continue }
            if token.shape == .initial, token.end - token.start <= 2 {
                initials += 1
                continue
            }
            if reading.has(index, .particle), index < candidate.last,
                !reading.has(index, .anyFirstName)
            {
                continue
            }
            parts += 1
            if reading.marks[index].contains(.historical) { historical += 1 }
            if reading.marks[index].contains(.place) { placed += 1 }
            if reading.has(index, .firstName) {
                evidence.insert(.firstName)
                firstNames += 1
                continue
            }
            let isName = reading.has(
                index,
                [.ambiguousFirstName, .extendingFirstName, .surname, .ambiguousSurname]
            )
            if reading.has(index, .ambiguousFirstName) {
                evidence.insert(.ambiguousFirstName)
                firstNames += 1
            } else {
                others += 1
            }
            if reading.has(index, .extendingFirstName) { evidence.insert(.extendingFirstName) }
            if reading.has(index, .surname) { evidence.insert(.surname) }
            if reading.has(index, .ambiguousSurname) { evidence.insert(.ambiguousSurname) }
            if reading.has(index, .place) {
                places += 1
            } else if reading.has(index, .ambiguousPlace) {
                evidence.insert(.ambiguousPlace)
            }
            if reading.has(index, .calendar) { evidence.insert(.calendar) }
            if reading.isCommon(index) {
                if !isName { common += 1 }
            } else if !isName, !reading.has(index, [.place, .ambiguousPlace]) {
                unknown += 1
            }
            if token.shape == .caps,
                reading.profiles[Int(token.block)] == .normal
            {
                evidence.insert(.capsWord)
            }
            if !reading.marks[index].isDisjoint(with: [.institution]) || reading.has(index, .brand)
            {
                evidence.insert(.brand)
            }
        }
        candidate.isInitials = parts == 0
        if parts == 0 { evidence.insert(.initials) }
        if isSaint(candidate.first), candidate.last > candidate.first {
            // « Saint-Aubin-les-Ormes »: a town, a feast or a patron
            evidence.insert(.place)
        }
        if unknown > 0 { evidence.insert(.unknownWord) }
        if parts > 1 { evidence.insert(.twoParts) }
        if firstNames > 0, parts > 1 { evidence.insert(.firstNameAndOther) }
        if initials > 0, parts > 0, others > 0 || firstNames > 0 {
            evidence.insert(.initialAndWord)
        }
        if parts > 0, common == parts { evidence.insert(.commonWords) }
        if places > 0, places == parts || parts == 1 { evidence.insert(.place) }
        if parts > 1 || firstNames > 0 && evidence.contains(.firstName) {
            // « Judith AVRIL », « Paul Orange »: a first name beside it makes the other a surname
            if firstNames > 0, parts > 1 {
                evidence.remove(.calendar)
                evidence.remove(.brand)
                evidence.remove(.ambiguousPlace)
            }
        }
        if historical == parts, parts > 1 { evidence.insert(.historical) }
        if placed == parts, parts > 1 { evidence.insert(.place) }
        if isOdonymForm(candidate) { evidence.insert(.odonymForm) }
        let first = reading.tokens[candidate.first]
        if reading.profiles[Int(first.block)] != .normal { evidence.insert(.withoutCase) }
        if parts == 1, first.shape == .caps,
            first.end - first.start <= 4 && unknown > 0 || isCue(candidate.first)
        {
            evidence.insert(.acronym)
        }
        if reading.startsSentence(candidate.first), first.shape == .capital,
            !evidence.contains(.firstName), unknown == 0, !evidence.contains(.initialAndWord)
        {
            evidence.insert(.sentenceStart)
        }
        candidate.evidence = evidence
    }

    /// Whether the word is a cue of a secret: « HP », « TISF ».
    private func isCue(_ index: Int) -> Bool {
        reading.terms(startingAt: index).contains {
            $0.last == index
                && (reading.lexicon.table(of: $0.row).isSecret
                    || reading.lexicon.table(of: $0.row).isConfidential)
        }
    }

    /// « Auguste-Escoffier »: a first name and another word joined by a hyphen, as things are named.
    private func isOdonymForm(_ candidate: NameCandidate) -> Bool {
        let (first, last) = (candidate.first, candidate.last)
        guard last == first + 1, reading.tokens[last].gap == .hyphen,
            reading.tokens[first].shape == .capital, reading.tokens[last].shape == .capital
        else { return false }
        return reading.has(first, [.firstName, .ambiguousFirstName])
            && !reading.has(last, .anyFirstName)
    }

    /// « Saint- » or « Sainte- » with a hyphen behind it.
    private func isSaint(_ index: Int) -> Bool {
        guard index + 1 < reading.tokens.count, reading.tokens[index + 1].gap == .hyphen else {
            return false
        }
        var key = WordKey()
        reading.key(index, into: &key)
        return ["saint", "sainte", "st", "ste"].contains { key.bytes.elementsEqual($0.utf8) }
    }

    // MARK: Before the name

    private func before(_ candidate: inout NameCandidate) {
        let first = candidate.first
        guard first > 0, reading.tokens[first].gap != .block || continuesLine(first) else { return }
        var index = first - 1
        var steps = 0
        var sawComma = false
        var isCrossed = false
        // over « . », quotation marks, opening brackets, commas and articles
        while index >= 0, steps < 5 {
            let token = reading.tokens[index]
            if token.kind == .word {
                if isCrossed {
                    if reading.has(index, .kin) { candidate.evidence.insert(.kin) }
                    return
                }
                if note(index, for: &candidate, sawComma: sawComma) { return }
                guard reading.has(index, .particle) || reading.grammar[index].contains(.grammatical)
                else { return }
                if reading.has(index, .pronoun) { return }
                // « la mère de |Kévin », « chez |Kévin »: no anchor behind these
                if steps > 0 || !isArticle(index) { return }
                isCrossed = true
            } else if token.isSign(",") || token.isSign("(") || token.isSign(":")
                || token.isSign("-") || token.isSign("/")
            {
                sawComma = true
            } else if token.isSign(".") {
                let before = index > 0 ? reading.tokens[index - 1] : token
                guard token.gap == .nothing, before.end - before.start <= 4 else { return }
            } else if !token.isSign("\"") {
                return
            }
            if token.gap == .block { return }
            index -= 1
            steps += 1
        }
    }

    private func continuesLine(_ index: Int) -> Bool {
        let blocks = reading.document.blocks
        let block = blocks[Int(reading.tokens[index].block)]
        let before = blocks[Int(reading.tokens[index - 1].block)]
        return block.line == before.line + 1 && block.kind == .line
            && reading.has(index - 1, [.civility, .title])
    }

    private func isArticle(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        return token.end - token.start <= 3
    }

    /// Notes what a word before the name tells; returns whether the search is over.
    private func note(
        _ index: Int,
        for candidate: inout NameCandidate,
        sawComma: Bool
    ) -> Bool {
        if reading.marks[index].contains(.function) {
            noteFunction(index, for: &candidate)
            return true
        }
        if reading.has(index, .title), !reading.has(index, .kin)
            || reading.tokens[index].isCapitalised
        {
            candidate.evidence.insert(.title)
            return true
        }
        if reading.has(index, .greeting) {
            candidate.evidence.insert(.greeting)
            return true
        }
        if keyBytes(index).elementsEqual("chez".utf8) {
            if reading.tokens[candidate.first].isCapitalised
                || reading.has(candidate.first, .firstName)
            {
                candidate.evidence.insert(.atHome)
            }
            return true
        }
        if isBy(index), index > 0, reading.grammar[index - 1].contains(.participle) {
            // « présidé par », « étude conduite par »
            candidate.evidence.insert(.byOffice)
            return true
        }
        if reading.has(index, .civility) {
            guard !sawComma else { return true }
            candidate.evidence.insert(.civility)
            candidate.evidence.remove(.commonWords)
            candidate.evidence.remove(.place)
            candidate.gender = gender(ofCivility: index)
            // « le maire, M. |Dupont »
            beforeCivility(index, &candidate)
            return true
        }
        if reading.has(index, .pluralCivility) {
            candidate.evidence.insert(.pluralCivility)
            return true
        }
        if reading.marks[index].contains(.aliasPhrase) {
            candidate.evidence.insert(.alias)
            candidate.evidence.remove(.place)
            if reading.tokens[candidate.first - 1].isSign("\"")
                || index == candidate.first - 1 && reading.tokens[candidate.first].isCapitalised
            {
                candidate.evidence.remove(.commonWords)
            }
            return true
        }
        if reading.marks[index].contains(.field), !sawComma {
            switch fieldBefore(index) {
            case "first-name":
                candidate.evidence.insert(.personField)
                return true
            case "officer":
                // « notes de |Bérengère », « auprès de Mme |Astier »
                candidate.evidence.insert(.officer)
                return true
            default: break
            }
        }
        if reading.has(index, .family) {
            // « Les Frères Karamazov » is a title
            let isTitle = reading.tokens[index].shape == .capital
                && !reading.startsSentence(index)
                && reading.profiles[Int(reading.tokens[index].block)] == .normal
                && reading.grammar[index].contains(.plural)
            if !sawComma, !isTitle {
                candidate.evidence.remove(.place)
                candidate.evidence.insert(.family)
                candidate.evidence.remove(.commonWords)
            }
            return true
        }
        // « Le Petit Poucet » is a title
        let isTitleWord = reading.tokens[index].shape == .capital
            && !reading.startsSentence(index)
            && reading.profiles[Int(reading.tokens[index].block)] == .normal
        if reading.has(index, .youth), !sawComma, !isTitleWord {
            candidate.evidence.insert(.youth)
            candidate.evidence.remove(.commonWords)
            return true
        }
        if reading.has(index, .kin) {
            candidate.evidence.insert(.kin)
            if !sawComma, !reading.startsSentence(candidate.first) {
                candidate.evidence.remove(.commonWords)
            }
            return true
        }
        if reading.has(index, .designation) {
            candidate.evidence.insert(.designation)
            return true
        }
        if reading.marks[index].contains(.professional) {
            candidate.evidence.insert(.professionalBefore)
            return true
        }
        if index == candidate.first - 1, isPluralArticle(index), !reading.isCommon(candidate.first),
            candidate.first == candidate.last
        {
            // « les |Bourdin »
            candidate.evidence.insert(.designation)
            return true
        }
        return false
    }

    /// « la commissaire |Avril » acts, « un commerçant, Mr |Barthe » is somebody.
    private func noteFunction(_ index: Int, for candidate: inout NameCandidate) {
        var start = index
        while start > 0, reading.marks[start - 1].contains(.function),
            reading.tokens[start].gap != .block
        {
            start -= 1
        }
        if start > 0, reading.tokens[start].gap == .blank {
            let article = keyBytes(start - 1)
            if article.elementsEqual("un".utf8) || article.elementsEqual("une".utf8) {
                candidate.evidence.insert(.designation)
                return
            }
        }
        candidate.evidence.insert(.functionBefore)
        candidate.function = max(candidate.function, functions[index])
    }

    /// The class of the label that ends at a token, without a colon: « prénom |Pharell ».
    private func fieldBefore(_ index: Int) -> String? {
        for start in max(0, index - 3)...index {
            for term in reading.terms(startingAt: start)
            where term.last == index && reading.lexicon.table(of: term.row) == .fields {
                return reading.lexicon.className(of: term.row)
            }
        }
        return nil
    }

    private func isBy(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        return reading.document.text[Int(token.start)..<Int(token.end)].elementsEqual("par".utf8)
    }

    private func isPluralArticle(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        return token.end - token.start == 3 && reading.document.text[Int(token.end) - 1] | 0x20
            == 0x73 && reading.document.text[Int(token.start)] | 0x20 == 0x6C
    }

    private func gender(ofCivility index: Int) -> Gender {
        let token = reading.tokens[index]
        let length = token.end - token.start
        let second = length > 1 ? reading.document.text[Int(token.start) + 1] | 0x20 : 0
        // Mme, Mlle, Madame, Mademoiselle against M, Mr, Monsieur
        return second == 0x6D || second == 0x6C || second == 0x61 ? .female : .male
    }

    private func beforeCivility(_ civility: Int, _ candidate: inout NameCandidate) {
        var index = civility - 1
        if index >= 0, reading.tokens[civility].gap == .blank, fieldBefore(index) == "officer" {
            candidate.evidence.insert(.officer)
            return
        }
        var steps = 0
        while index >= 0, steps < 3, reading.tokens[index + 1].gap != .block {
            let token = reading.tokens[index]
            if token.kind == .word {
                if reading.marks[index].contains(.function) {
                    noteFunction(index, for: &candidate)
                }
                return
            }
            guard token.isSign(",") || token.isSign(":") || token.isSign("-") || token.isSign("(")
            else { return }
            index -= 1
            steps += 1
        }
    }

    // MARK: Behind the name

    private func behind(_ candidate: inout NameCandidate) {
        let tokens = reading.tokens
        var index = candidate.last + 1
        guard index < tokens.count else { return }
        if tokens[index].gap == .block {
            cellBehind(index, &candidate)
            return
        }
        if tokens[index].isSign("."), tokens[candidate.last].shape == .initial { index += 1 }
        guard index < tokens.count, tokens[index].gap != .block else { return }
        var sign: UInt8 = 0
        while index < tokens.count, tokens[index].kind == .punctuation, tokens[index].gap != .block
        {
            let token = tokens[index]
            if token.isSign("\"") || token.isSign(")") {
                index += 1
                continue
            }
            guard sign == 0,
                token.isSign(",") || token.isSign("(") || token.isSign(":") || token.isSign("-")
                    || token.isSign("/")
            else { return }
            sign = token.sign
            index += 1
        }
        guard index < tokens.count, tokens[index].gap != .block else {
            return
        }
        if isAge(index) || sign == 0x28 && isSchoolClass(index) {
            candidate.evidence.insert(.age)
            return
        }
        if isBirth(index) {
            candidate.evidence.insert(.birth)
            return
        }
        // over an article: « Hervé Lens, le directeur »
        var target = index
        if tokens[target].kind == .word, isArticle(target),
            reading.grammar[target].contains(.grammatical), target + 1 < tokens.count,
            tokens[target + 1].gap != .block
        {
            target += 1
        }
        if sign != 0, sign != 0x3A || reading.profiles[Int(tokens[index].block)] != .normal
            || !tokens[index].isCapitalised
        {
            if reading.marks[target].contains(.function) || reading.marks[target].contains(.professional)
            {
                // « sa mère, Mme X, éducatrice »: a trade after a kin word stays private
                if reading.marks[target].contains(.function), !isCivilityNext(target) {
                    candidate.evidence.insert(.functionAfter)
                    candidate.function = max(candidate.function, functions[target])
                }
            } else if reading.marks[target].contains(.institution)
                || reading.has(target, [.equipment, .service, .territory])
                || sign == 0x28 && isAcronymInBrackets(target)
            {
                if sign == 0x28 || sign == 0x2C || sign == 0x2D {
                    candidate.evidence.insert(.institutionAfter)
                }
            } else if reading.has(target, [.kin, .youth]), !reading.has(target, .pronoun) {
                candidate.evidence.insert(.kinAfter)
            }
        } else if sign == 0, reading.marks[target].contains(.function), target == index,
            reading.profiles[Int(tokens[index].block)] == .normal
        {
            candidate.evidence.insert(.functionAfter)
            candidate.function = max(candidate.function, functions[target])
        }
        verb(index, sign: sign, &candidate)
    }

    /// « Ketty |(AED)| »: capitals alone in brackets, no cue of a secret.
    private func isAcronymInBrackets(_ index: Int) -> Bool {
        let tokens = reading.tokens
        guard index + 1 < tokens.count, tokens[index].shape == .caps,
            tokens[index].end - tokens[index].start <= 6, tokens[index + 1].isSign(")")
        else { return false }
        return !reading.terms(startingAt: index).contains {
            let table = reading.lexicon.table(of: $0.row)
            return table.isSecret || table.isConfidential
        }
    }

    /// « le maire, M. Untel »: what follows the comma is another person.
    private func isCivilityNext(_ target: Int) -> Bool {
        var index = target + 1
        while index < reading.tokens.count, reading.marks[index].contains(.function),
            reading.tokens[index].gap != .block
        {
            index += 1
        }
        guard index < reading.tokens.count, reading.tokens[index].gap != .block else {
            return false
        }
        return reading.has(index, [.civility]) && reading.tokens[target - 1].isSign(",")
    }

    private func verb(_ index: Int, sign: UInt8, _ candidate: inout NameCandidate) {
        guard sign == 0, index < reading.tokens.count else { return }
        var at = index
        // « se félicite », « n'est », « a rappelé »
        var steps = 0
        while at < reading.tokens.count, steps < 3, reading.tokens[at].kind == .word,
            reading.tokens[at].gap != .block
        {
            if reading.has(at, .speechVerb) {
                candidate.evidence.insert(.speechVerb)
                return
            }
            if reading.has(at, .personVerb) {
                candidate.evidence.insert(.personVerb)
                return
            }
            if reading.grammar[at].contains(.verb), !reading.grammar[at].contains(.noun) {
                candidate.evidence.insert(.verb)
            } else if !reading.grammar[at].contains(.grammatical) {
                return
            }
            at += 1
            steps += 1
        }
    }

    /// « 15 ans », « 17a », « 13 ans ½ », « (9 mois) ».
    func isAge(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        guard token.kind == .number else { return false }
        let text = reading.document.text
        var value = 0
        var at = Int(token.start)
        while at < Int(token.end), text[at] >= 0x30, text[at] <= 0x39, value < 1000 {
            value = value * 10 + Int(text[at] - 0x30)
            at += 1
        }
        guard value <= 115 else { return false }
        if at < Int(token.end) {
            let rest = text[at..<Int(token.end)].map { $0 | 0x20 }
            return rest == [0x61] || rest == Array("ans".utf8)
        }
        guard index + 1 < reading.tokens.count else { return false }
        let next = reading.tokens[index + 1]
        let unit = text[Int(next.start)..<Int(next.end)].map { $0 | 0x20 }
        return unit == Array("ans".utf8) || unit == Array("an".utf8) || unit == Array("mois".utf8)
    }

    private static let schoolClasses = Set(
        [
            "6e", "5e", "4e", "3e", "2de", "2nde", "1re", "1ère", "6ème", "5ème", "4ème", "3ème",
            "tle", "cp", "ce1", "ce2", "cm1", "cm2",
        ].map { Array($0.utf8) }
    )

    /// « Lubin |(6e B)| »: the class of a pupil.
    private func isSchoolClass(_ index: Int) -> Bool {
        Self.schoolClasses.contains(keyBytes(index))
    }

    private func isBirth(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        let bytes = reading.document.text[Int(token.start)..<Int(token.end)].map { $0 | 0x20 }
        if token.kind == .number { return isBirthDate(index) }
        if token.shape == .caps, bytes == Array("ne".utf8) || bytes == Array("nee".utf8) {
            return true
        }
        return bytes == Array("né".utf8).map { $0 | 0x20 }
            || bytes == Array("née".utf8).map { $0 | 0x20 }
            || bytes == Array("ddn".utf8)
    }

    /// « 26/06/1992 » right behind a name: ten characters, a year long past.
    private func isBirthDate(_ index: Int) -> Bool {
        let text = reading.document.text
        let start = Int(reading.tokens[index].start)
        guard start + 10 <= text.count, text[start + 2] == text[start + 5],
            text[start + 2] == 0x2F || text[start + 2] == 0x2E
        else { return false }
        var year = 0
        for i in (start + 6)..<(start + 10) {
            guard Bytes.isDigit(text, i) else { return false }
            year = year * 10 + Int(text[i] - 0x30)
        }
        return year > 1890 && year < 2018
    }

    /// The next cell of the row: a function or a service makes an official.
    private func cellBehind(_ index: Int, _ candidate: inout NameCandidate) {
        let blocks = reading.document.blocks
        let block = Int(reading.tokens[index].block)
        let own = Int(reading.tokens[candidate.last].block)
        guard blocks[block].kind == .cell, blocks[block].line == blocks[own].line else {
            // a name at the end of its line, the function in the next line: a signature
            if blocks[block].line == blocks[own].line + 1, blocks[block].kind != .cell,
                reading.marks[index].contains(.function), tokensBefore(candidate.first) <= 3
            {
                candidate.evidence.insert(.functionAfter)
                candidate.function = max(candidate.function, functions[index])
            }
            return
        }
        if isAge(index) { candidate.evidence.insert(.age) }
        if reading.marks[index].contains(.function) {
            candidate.evidence.insert(.functionAfter)
            candidate.function = max(candidate.function, functions[index])
        } else if reading.marks[index].contains(.institution) || reading.has(index, .service) {
            candidate.evidence.insert(.institutionAfter)
        }
    }

    /// A capital that no sentence start explains, or a subject without an article.
    private func bare(_ candidate: inout NameCandidate) {
        let first = candidate.first
        let block = Int(reading.tokens[first].block)
        guard !candidate.isInitials else { return }
        if reading.profiles[block] == .lower, candidate.first == candidate.last,
            BareWords.isSubject(first, in: reading)
        {
            candidate.evidence.insert(.bareSubject)
            return
        }
        guard reading.profiles[block] == .normal, reading.tokens[first].isCapitalised else {
            return
        }
        if !reading.startsSentence(first) {
            let isKnown = candidate.evidence.contains(.ambiguousFirstName)
                || candidate.evidence.contains(.surname)
                || candidate.evidence.contains(.extendingFirstName)
            let hasArticle = reading.tokens[first - 1].kind == .word
                && BareWords.articles.contains(keyBytes(first - 1))
            if isKnown, !hasArticle { candidate.evidence.insert(.bareName) }
            return
        }
        let next = candidate.last + 1
        guard next < reading.tokens.count, reading.tokens[next].kind == .word,
            reading.tokens[next].gap == .blank, candidate.first == candidate.last
        else { return }
        let isVerb = reading.grammar[next].contains(.verb)
            && reading.grammar[next].isDisjoint(with: [.noun, .adjective, .grammatical])
        guard isVerb || BareWords.auxiliaries.contains(keyBytes(next)) else { return }
        let isPossible = candidate.evidence.contains(.ambiguousFirstName)
            || candidate.evidence.contains(.ambiguousSurname)
            || candidate.evidence.contains(.surname)
            || candidate.evidence.contains(.unknownWord)
        if isPossible, !reading.grammar[first].contains(.grammatical) {
            candidate.evidence.insert(.bareSubject)
            candidate.evidence.remove(.sentenceStart)
        }
    }

    private func keyBytes(_ index: Int) -> [UInt8] {
        var key = WordKey()
        reading.key(index, into: &key)
        return key.bytes
    }

    private func hasCue(_ passage: Int) -> Bool { passagesWithCues.contains(passage) }

    /// How many tokens of its block stand before a token, counted up to 4.
    private func tokensBefore(_ index: Int) -> Int {
        var count = 0
        while count < 4, index - count > 0, reading.tokens[index - count].gap != .block {
            count += 1
        }
        return count
    }

    // MARK: Layout

    private func layout(of candidate: inout NameCandidate) {
        let tokens = reading.tokens
        let marks = reading.marks[candidate.first]
        if tokens[candidate.first].gap != .block { function(inBlockOf: &candidate) }
        if marks.contains(.attendance) { candidate.evidence.insert(.attendance) }
        if marks.contains(.officer) { candidate.evidence.insert(.officer) }
        if marks.contains(.personField) {
            candidate.evidence.insert(.personField)
            candidate.evidence.remove(.commonWords)
            candidate.evidence.remove(.sentenceStart)
        }
        if marks.contains(.subjectField) { candidate.evidence.insert(.subject) }
        let block = reading.document.blocks[Int(tokens[candidate.first].block)]
        if block.kind == .mailHeader, !marks.contains(.subjectField) {
            candidate.evidence.insert(.mailHeader)
        }
        bare(&candidate)
        let isAlone =
            tokens[candidate.first].gap == .block
            && (candidate.last + 1 >= tokens.count || tokens[candidate.last + 1].gap == .block)
        if isAlone, block.kind != .cell, block.kind != .bullet, block.line >= signatureLine {
            candidate.evidence.insert(.signature)
        }
        if closesNote(candidate) || followsClosing(candidate.first) {
            candidate.evidence.insert(.signature)
        }
        let isInOffice = [
            Evidence.institutionAfter, .functionAfter, .attendance, .officer, .labelled,
        ].contains { candidate.evidence.contains($0) }
        if !isInOffice, hasCue(Int(reading.passageOfToken[candidate.first])) {
            candidate.evidence.insert(.cueNearby)
        }
        speaker(&candidate)
    }

    /// A name alone as the last sentence of a note: « Café offert. Priscillia ».
    private func closesNote(_ candidate: NameCandidate) -> Bool {
        let number = Int(reading.passageOfToken[candidate.first])
        guard number >= 3, number == reading.passages.count - 1 else { return false }
        let passage = reading.passages[number]
        return Int(passage.firstToken) == candidate.first
            && Int(passage.endToken) == candidate.last + 1
            && reading.document.blocks[Int(passage.block)].kind != .cell
    }

    /// « Cordialement,⏎|Odile »: a closing word stands before the name.
    private func followsClosing(_ first: Int) -> Bool {
        var index = first - 1
        var steps = 0
        while index >= 0, steps < 2, reading.tokens[index].isSign(",") {
            index -= 1
            steps += 1
        }
        guard index >= 0, reading.tokens[first].gap != .blank || steps > 0 else { return false }
        return fieldBefore(index) == "signature"
    }

    /// « [18:02] Fred : … », « M. Bailly : … »: a name alone before a colon at the line's start.
    private func speaker(_ candidate: inout NameCandidate) {
        let tokens = reading.tokens
        var next = candidate.last + 1
        guard next < tokens.count, tokens[next].gap != .block else { return }
        if tokens[next].isSign("("), next + 3 < tokens.count, tokens[next + 2].isSign(")"),
            tokens[next + 1].kind == .word, tokens[candidate.first].gap == .block
        {
            // « Ivan (prev) : … »
            next += 3
            if tokens[next].isSign(":") { candidate.evidence.insert(.officer) }
        }
        if tokens[candidate.first].gap == .block, isTimeAlone(next) {
            // « Lola G. 09:02 » above a message
            candidate.evidence.insert(.speaker)
            candidate.evidence.insert(.officer)
            return
        }
        guard next < tokens.count, tokens[next].isSign(":"), tokens[next].gap != .block else {
            return
        }
        var start = candidate.first
        while start > 0, tokens[start].gap != .block,
            tokens[start - 1].isSign(".") || reading.has(start - 1, .civility)
        {
            start -= 1
        }
        if tokens[start].gap == .block {
            candidate.evidence.insert(.speaker)
        } else if tokens[start - 1].isSign("]") || tokens[start - 1].kind == .number {
            candidate.evidence.insert(.speaker)
            candidate.evidence.insert(.officer)
        }
    }

    /// « 09:02 », « 9h02 » and the end of the line.
    private func isTimeAlone(_ start: Int) -> Bool {
        let tokens = reading.tokens
        var index = start
        if index < tokens.count, tokens[index].isSign("."), tokens[index].gap == .nothing {
            index += 1
            // « yacine.m 09:03 »
            if index < tokens.count, tokens[index].gap == .nothing, tokens[index].kind == .word,
                tokens[index].end - tokens[index].start <= 3
            {
                index += 1
            }
        }
        guard index < tokens.count, tokens[index].kind == .number, tokens[index].gap == .blank
        else { return false }
        if index + 2 < tokens.count, tokens[index + 1].isSign(":"),
            tokens[index + 2].kind == .number
        {
            index += 2
        }
        return index + 1 >= tokens.count || tokens[index + 1].gap == .block
    }

    /// « Chronométrage : Ghania », « Accompagnatrices : Mme Legros »: a task leads to who does it,
    /// unless a sentence follows.
    private func labelled(_ candidate: inout NameCandidate) {
        let tokens = reading.tokens
        var colon = candidate.first - 1
        while colon >= 0, tokens[colon + 1].gap != .block,
            tokens[colon].isSign(".") || reading.has(colon, [.civility, .pluralCivility])
        {
            colon -= 1
        }
        guard colon > 0, tokens[colon].isSign(":"), tokens[colon].gap != .block else { return }
        let next = candidate.last + 1
        if next < tokens.count, tokens[next].gap != .block, tokens[next].kind == .word,
            !tokens[next].isCapitalised, !reading.has(next, .particle),
            !reading.grammar[next].contains(.grammatical)
        {
            return
        }
        var words = 0
        var index = colon - 1
        while index >= 0, words < 4 {
            guard tokens[index].kind == .word, reading.isCommon(index) || tokens[index].shape == .caps,
                !reading.marks[index].contains(.field),
                !reading.has(index, [.kin, .youth, .family, .designation, .civility])
            else { return }
            words += 1
            if tokens[index].gap == .block || index > 0 && tokens[index - 1].isSign(";") {
                candidate.evidence.insert(.labelled)
                return
            }
            index -= 1
        }
    }

    /// « Préfecture ..... Sosthène Duprat »: a service at the start of the line leads to its people.
    private func function(inBlockOf candidate: inout NameCandidate) {
        labelled(&candidate)
        let tokens = reading.tokens
        var index = candidate.first - 1
        var dots = 0
        while index >= 0, tokens[index].isSign(".") || tokens[index].isSign(":") {
            dots += 1
            if tokens[index].gap == .block { return }
            index -= 1
        }
        guard dots >= 3 || dots == 1 && tokens[index + 1].isSign(":"), index >= 0 else { return }
        if reading.marks[index].contains(.institution)
            || reading.has(index, [.equipment, .service])
            || reading.marks[index].contains(.odonym)
        {
            candidate.evidence.insert(.institutionAfter)
            candidate.evidence.insert(.functionBefore)
        }
    }
}
