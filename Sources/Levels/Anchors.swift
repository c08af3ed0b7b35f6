internal import Documents
internal import Lexicons
internal import Mentions
internal import Tokens

/// How surely a passage speaks of one person or family.
enum Anchor: Int, Comparable {
    /// Nobody.
    case none
    /// « un père de famille de la résidence », « le principal ».
    case indefinite
    /// Somebody of the running item: the sentence before, the row, the heading.
    case carried
    /// « le jeune », « sa mère », « l'intéressée ».
    case designated
    /// A name, initials, or the placeholder of one.
    case named

    static func < (a: Anchor, b: Anchor) -> Bool { a.rawValue < b.rawValue }
}

/// Finds the person of each passage: in it, or carried into it by the layout or a pronoun.
///
/// DOMAIN section 6, rules 1, 2 and 5.
struct Anchors {
    private let reading: Reading
    private let named: [Bool]
    private let official: [Bool]
    /// Tokens of « il s'agit », « il faut », « il est rappelé »: pronouns of nobody.
    private let impersonal: Set<Int>
    private var key = WordKey()

    init(reading: Reading, mentions: [Mention]) {
        self.reading = reading
        var named = [Bool](repeating: false, count: reading.passages.count)
        var official = named
        for mention in mentions {
            let passage = Int(reading.passageOfToken[mention.firstToken])
            if mention.label.isPrivateName { named[passage] = true }
            if mention.label == .official { official[passage] = true }
        }
        for index in reading.tokens.indices where reading.marks[index].contains(.opaque) {
            if reading.isPersonPlaceholder(index) {
                named[Int(reading.passageOfToken[index])] = true
            }
        }
        self.named = named
        self.official = official
        var impersonal = Set<Int>()
        for term in reading.terms
        where reading.lexicon.table(of: term.row) == .generic
            && reading.lexicon.className(of: term.row) == "impersonal"
        {
            impersonal.formUnion(term.first...term.last)
        }
        self.impersonal = impersonal
    }

    /// What was found about one passage.
    struct Found {
        var anchor = Anchor.none
        /// A pronoun or kin word that takes the running person up stands in it.
        var takesUp = false
        /// Somebody was spoken of shortly before.
        var isRunning = false
        /// The words that designate somebody: the first, and how many.
        var designation = -1
        var designations = 0
        /// A line « label : value » of a sheet about one person.
        var isForm = false
        /// Fewer than five people, counted, at a precise place.
        var isSmallGroup = false
    }

    private var item = Item()
    private lazy var rowPersons = personRows()

    /// The person of the next passage; passages must be asked for in order, each followed by
    /// ``leave(_:_:level:)``.
    ///
    /// Cost: O(tokens of the passage).
    mutating func enter(_ index: Int) -> Found {
        let passage = reading.passages[index]
        let block = reading.document.blocks[Int(passage.block)]
        item.enter(block, isNewBlock: reading.tokens[Int(passage.firstToken)].gap == .block)
        var here = Found()
        let words = designation(in: passage)
        here.takesUp = words.takesUp
        here.isSmallGroup = words.isSmallGroup
        here.designation = words.first
        here.designations = words.count
        here.isRunning = item.hasPerson || item.isRecent
        if named[index] {
            here.anchor = .named
        } else if isHistorical(passage) {
            here.anchor = .none
            here.isRunning = false
        } else if words.isDefinite {
            here.anchor = .designated
        } else if item.hasPerson || (words.takesUp && item.isRecent) {
            here.anchor = .carried
        } else if block.kind == .cell, rowPersons.contains(block.line) {
            here.anchor = .carried
        } else if item.documentHasSubject, !official[index] {
            // a sheet about one person: its lines need no subject of their own
            here.anchor = .carried
        } else if words.isIndefinite || words.takesUp {
            here.anchor = .indefinite
        }
        here.isForm = item.documentHasSubject && isFormLine(passage)
        return here
    }

    /// « Camille Claudel, internée trente ans »: the person is of history.
    private func isHistorical(_ passage: Passage) -> Bool {
        (Int(passage.firstToken)..<Int(passage.endToken)).contains {
            reading.marks[$0].contains(.historical)
        }
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

    // MARK: The running item

    /// What carries over from passage to passage.
    private struct Item {
        var hasPerson = false
        private var headingHasPerson = false
        private(set) var documentHasSubject = false
        private var lastLine: Int32 = -10
        private var sinceAnchor = 100
        var isRecent: Bool { sinceAnchor <= 2 }

        mutating func enter(_ block: Block, isNewBlock: Bool) {
            guard isNewBlock else { return }
            if block.kind == .heading { headingHasPerson = false }
            // lines without an empty line between them are one item, rows of a table are not
            let isNextLine = block.kind != .cell && block.line == lastLine + 1
            let isSameItem = block.line == lastLine || isNextLine && !block.numbered
            if !isSameItem || block.kind == .heading { hasPerson = headingHasPerson }
            lastLine = block.line
        }

        mutating func forget() {
            hasPerson = headingHasPerson
            sinceAnchor = 100
        }

        mutating func leave(_ block: Block, anchor: Anchor, isSubject: Bool) {
            sinceAnchor = anchor > .indefinite ? 0 : sinceAnchor + 1
            if anchor > .none {
                hasPerson = true
                if block.kind == .heading, anchor == .named { headingHasPerson = true }
            }
            if isSubject { documentHasSubject = true }
        }
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
            colon > first, colon + 1 < Int(passage.endToken)
        else { return false }
        guard !official[Int(reading.passageOfToken[first])] else { return false }
        return reading.terms(startingAt: first).contains { term in
            reading.lexicon.table(of: term.row) == .fields
                && Self.identityLabels.contains(reading.lexicon.className(of: term.row))
        }
    }

    private func isSubjectLine(_ passage: Passage) -> Bool {
        (Int(passage.firstToken)..<Int(passage.endToken)).contains {
            !reading.marks[$0].isDisjoint(with: [.personField, .subjectField])
        }
    }

    /// Lines of tables in which a private person is named.
    private func personRows() -> Set<Int32> {
        var rows = Set<Int32>()
        for (index, passage) in reading.passages.enumerated() where named[index] {
            let block = reading.document.blocks[Int(passage.block)]
            if block.kind == .cell { rows.insert(block.line) }
        }
        return rows
    }

    // MARK: Designations

    private static let definite = Set(
        [
            "le", "la", "l'", "ce", "cet", "cette", "son", "sa", "du", "au", "notre", "leur", "mon",
            "ma",
        ]
        .map { Array($0.utf8) }
    )
    private static let indefinite = Set(["un", "une", "d'un", "d'une"].map { Array($0.utf8) })
    private static let smallNumbers = Set(
        ["deux", "trois", "quatre", "2", "3", "4"]
            .map { Array($0.utf8) }
    )
    private static let possessivePlural = Set(["ses", "leurs"].map { Array($0.utf8) })

    private struct Words {
        var isDefinite = false
        var isIndefinite = false
        var takesUp = false
        var isSmallGroup = false
        var first = -1
        var count = 0

        mutating func designate(_ index: Int) {
            isDefinite = true
            if count == 0 { first = index }
            count += 1
        }
    }

    /// « le jeune », « sa mère », « l'intéressé »; pronouns that take a person up.
    private mutating func designation(in passage: Passage) -> Words {
        var words = Words()
        if reading.has(Int(passage.firstToken), .personVerb) {
            // « Menace les enfants »: the subject is the person of the heading
            words.takesUp = true
        }
        for index in Int(passage.firstToken)..<Int(passage.endToken) {
            guard reading.tokens[index].kind == .word else { continue }
            if reading.has(index, .pronoun) {
                if !impersonal.contains(index) { words.takesUp = true }
                continue
            }
            if reading.has(index, [.civility]), !isBeforeFunction(index) {
                if speaksOfSomebody(index) { words.designate(index) }
                continue
            }
            let isNoun =
                reading.has(index, [.kin, .youth, .designation, .family])
                && !reading.marks[index].contains(.odonym)
            let isFunction =
                reading.marks[index].contains(.function)
                || reading.marks[index].contains(.professional)
            let isCounted = isNoun && article(before: index) == .smallNumber
            guard isNoun || isFunction, !isPluralWord(index) || isPluralKin(index) || isCounted
            else {
                continue
            }
            switch article(before: index) {
            case .definite where isNoun: words.designate(index)
            case .definite: words.isIndefinite = true
            case .indefinite: words.isIndefinite = true
            case .possessivePlural where isNoun: words.takesUp = true
            case .smallNumber where isNoun:
                words.isIndefinite = true
                words.isSmallGroup = words.isSmallGroup || hasPlace(behind: index, in: passage)
            case .none
            where isNoun && index == Int(passage.firstToken)
                && reading.has(index, [.kin, .youth]):
                // telegraphic: « mère HP depuis lundi »
                words.takesUp = true
                words.isIndefinite = true
            default: break
            }
        }
        return words
    }

    /// « deux jeunes |de la résidence des Iris| »: a precise place within a few words.
    private func hasPlace(behind index: Int, in passage: Passage) -> Bool {
        (index..<min(index + 8, Int(passage.endToken))).contains {
            reading.marks[$0].contains(.odonym)
        }
    }

    private enum Article { case none, definite, indefinite, possessivePlural, smallNumber }

    /// The article before a noun, over one adjective.
    private mutating func article(before index: Int) -> Article {
        var at = index - 1
        var steps = 0
        while at >= 0, steps < 2, reading.tokens[at + 1].gap != .block,
            reading.tokens[at].kind == .word || reading.tokens[at].kind == .number
        {
            reading.key(at, into: &key)
            if Self.definite.contains(key.bytes) { return .definite }
            if Self.indefinite.contains(key.bytes) { return .indefinite }
            if Self.possessivePlural.contains(key.bytes) { return .possessivePlural }
            if Self.smallNumbers.contains(key.bytes) { return .smallNumber }
            guard reading.grammar[at].contains(.adjective) || reading.has(at, [.youth, .kin]) else {
                return .none
            }
            at -= 1
            steps += 1
        }
        return .none
    }

    private func isPluralWord(_ index: Int) -> Bool {
        reading.grammar[index].contains(.plural)
    }

    private func isPluralKin(_ index: Int) -> Bool {
        reading.has(index, [.kin])
    }

    /// « Madame ne dort plus » against « Madame, Monsieur, … »: a word of the sentence follows.
    private func speaksOfSomebody(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        let next = index + 1
        guard token.end - token.start > 3, next < reading.tokens.count,
            reading.tokens[next].gap == .blank || reading.tokens[next].gap == .line
        else { return false }
        return reading.tokens[next].kind == .word
    }

    /// « Monsieur le Maire », « Madame la Préfète ».
    private func isBeforeFunction(_ index: Int) -> Bool {
        let next = index + 1
        guard next < reading.tokens.count, reading.tokens[next].gap != .block else { return false }
        if reading.tokens[next].isCapitalised { return true }
        if reading.marks[next].contains(.function) { return true }
        return next + 1 < reading.tokens.count
            && reading.grammar[next].contains(.grammatical)
            && (reading.marks[next + 1].contains(.function)
                || reading.has(next + 1, .anyFunction))
    }
}
