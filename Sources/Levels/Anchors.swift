internal import Documents
internal import Lexicons
internal import Mentions
internal import Tokens

/// Finds the person of each passage: in it, or carried into it by the layout or a pronoun.
///
/// DOMAIN section 6, rules 1, 2 and 5.
struct Anchors {
    private let reading: Reading
    private let named: [Bool]
    /// The first token of the last private name of each passage, or -1.
    private let lastName: [Int32]
    private let official: [Bool]
    /// Passages with a phone or mail address of a service.
    private let contact: [Bool]
    /// The note is a talk of several: its lines are turns, not points.
    private let isTalk: Bool
    /// Somebody is named in the note.
    private let isPersonal: Bool
    private var wording: Wording

    init(reading: Reading, mentions: [Mention], speakers: Speakers) {
        self.reading = reading
        var named = [Bool](repeating: false, count: reading.passages.count)
        var official = named
        var presumed = named
        var contact = named
        var lastName = [Int32](repeating: -1, count: reading.passages.count)
        for mention in mentions where !speakers.tokens.contains(mention.firstToken) {
            let passage = Int(reading.passageOfToken[mention.firstToken])
            if mention.label.isPrivateName {
                named[passage] = true
                lastName[passage] = Int32(mention.firstToken)
            }
            if mention.label == .contact { contact[passage] = true }
            if mention.label == .official {
                official[passage] = true
                if mention.isPresumed { presumed[passage] = true }
            }
        }
        for index in reading.tokens.indices where reading.marks[index].contains(.opaque) {
            if reading.isPersonPlaceholder(index) {
                named[Int(reading.passageOfToken[index])] = true
            }
        }
        self.named = named
        isTalk = !speakers.tokens.isEmpty
        self.lastName = lastName
        isPersonal = named.contains(true)
        self.official = official
        self.contact = contact
        wording = Wording(reading: reading)
        tables = PersonTables(reading: reading, named: named, presumed: presumed)
    }

    private var item = Item()
    private let tables: PersonTables

    /// The person of the next passage; passages must be asked for in order, each followed by
    /// ``leave(_:_:level:)``.
    ///
    /// Cost: O(tokens of the passage).
    mutating func enter(_ index: Int) -> Found {
        let passage = reading.passages[index]
        let block = reading.document.blocks[Int(passage.block)]
        item.enter(block, isNewBlock: reading.tokens[Int(passage.firstToken)].gap == .block)
        let words = wording.words(of: passage, isCell: block.kind == .cell)
        var here = Found(words: words)
        here.hasOfficial = official[index]
        here.isHimself = words.isSelf || official[index] && words.takesUp && !words.speaks
        here.isRunning = item.hasPerson || item.isRecent
        here.isNear = item.isNear
        if named[index], !hasOldYear(passage) {
            here.anchor = .named
            here.onlyReports = lastName[index] >= 0 && words.onlyReports(Int(lastName[index]))
        } else if isHistorical(passage) {
            here.anchor = .none
            here.isHistorical = true
            here.isRunning = false
        } else if words.isDefinite {
            here.anchor = .designated
        } else if official[index], words.speaks, !words.takesUp, !words.hasPluralKin {
            here.anchor = words.isIndefinite ? .indefinite : .none
        } else if item.hasPerson
            || (words.takesUp || words.hasPluralKin || words.hasPossession) && item.isRecent
            || words.hasPluralKin && isPersonal
        {
            here.anchor = .carried
        } else if block.kind == .cell, tables.rows.contains(block.line) {
            here.anchor = .carried
        } else if item.documentHasSubject, !official[index] {
            // a sheet about one person: its lines need no subject of their own
            here.anchor = .carried
        } else if words.isIndefinite || words.takesUp {
            here.anchor = .indefinite
        }
        // « Tél. : … » in a signature is no line of the sheet
        here.isForm = item.documentHasSubject && !contact[index] && isFormLine(passage)
        if block.kind == .cell, tables.rows.contains(block.line) {
            here.column = Column(block)
            here.isFacts =
                passage.endToken - passage.firstToken > 1 && holdsWord(passage)
                && (tables.facts.contains(Column(block)) || tables.lists.contains(block.table))
        }
        here.isHeading = block.kind == .heading
        here.opensLine = reading.tokens[Int(passage.firstToken)].gap == .block
        here.isLoose =
            !isTalk && here.anchor == .carried && !words.goesOn && !words.isIndefinite
            && here.column == nil
            && !item.documentHasSubject && here.opensLine
        return here
    }

    /// « Camille Claudel, internée trente ans », « en 1871, il mourut fou »: the person is of history,
    /// and no street.
    private func isHistorical(_ passage: Passage) -> Bool {
        (Int(passage.firstToken)..<Int(passage.endToken)).contains {
            reading.marks[$0].contains(.historical) && !reading.marks[$0].contains(.odonym)
        } || hasOldYear(passage)
    }

    private func hasOldYear(_ passage: Passage) -> Bool {
        (Int(passage.firstToken)..<Int(passage.endToken)).contains {
            isOldYear($0) && !reading.marks[$0].contains(.identifier)
        }
    }

    /// « en 1871 », « mars 1902 »: before anybody alive was born.
    private func isOldYear(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        guard token.kind == .number, token.end - token.start == 4, index > 0,
            token.gap != .block
        else { return false }
        var year = 0
        for byte in reading.document.text[Int(token.start)..<Int(token.end)] {
            guard byte >= 0x30, byte <= 0x39 else { return false }
            year = year * 10 + Int(byte) - 0x30
        }
        guard year >= 1000, year < 1920 else { return false }
        return FunctionWords.dating.contains(reading.short[index - 1])
            || reading.has(index - 1, .calendar)
    }

    /// Carries the person of a passage on, when the passage turned out to speak of one.
    mutating func leave(_ index: Int, _ found: Found, level: Level) {
        let passage = reading.passages[index]
        // « Mme la présidente salue … Elle remercie … »: the pronoun is hers
        if official[index], !named[index], found.anchor <= .carried { item.forget() }
        let isSubject =
            named[index] && reading.marks[Int(passage.firstToken)].contains(.field)
            && isSubjectLine(passage)
        item.leave(
            reading.document.blocks[Int(passage.block)],
            anchor: level > .public ? found.anchor : .none,
            isSubject: isSubject
        )
    }

    private static let identityLabels: Set<String> = [
        "name", "first-name", "birth", "address", "phone", "identity",
    ]

    /// « Nationalité : … », « Classe : … »: a short label, a colon, a value; not who wrote the sheet.
    private func isFormLine(_ passage: Passage) -> Bool {
        let first = Int(passage.firstToken)
        let end = min(first + 4, Int(passage.endToken))
        guard Int(passage.endToken) - first <= 25, first < end,
            let colon = (first..<end).first(where: { reading.tokens[$0].isSign(":") }),
            colon > first, isFilled(colon + 1..<Int(passage.endToken))
        else { return false }
        guard !official[Int(reading.passageOfToken[first])] else { return false }
        return reading.terms(startingAt: first).contains { term in
            term.table == .fields
                && Self.identityLabels.contains(reading.lexicon.className(of: term.row))
        }
    }

    /// Whether a word or number was written behind a label, not dots alone: « Adresse : ____ ».
    private func isFilled(_ value: Range<Int>) -> Bool {
        value.contains {
            guard reading.tokens[$0].kind == .word || reading.tokens[$0].kind == .number else {
                return false
            }
            return reading.document.text[Int(reading.tokens[$0].start)] != 0x5F
        }
    }

    /// Whether a cell holds more than a date or an hour of the day.
    private func holdsWord(_ passage: Passage) -> Bool {
        (Int(passage.firstToken)..<Int(passage.endToken)).contains {
            let token = reading.tokens[$0]
            // « 11'42 » is somebody's time
            if token.kind == .number,
                reading.document.text[Int(token.start)..<Int(token.end)].contains(0x27)
            {
                return true
            }
            return token.kind == .word && token.end - token.start > 1 && !reading.has($0, .calendar)
        }
    }

    private func isSubjectLine(_ passage: Passage) -> Bool {
        (Int(passage.firstToken)..<Int(passage.endToken)).contains {
            !reading.marks[$0].isDisjoint(with: [.personField, .subjectField])
        }
    }
}
