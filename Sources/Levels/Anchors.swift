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

/// A column of a table.
struct Column: Hashable {
    let table: Int32
    let number: Int32

    init(_ block: Block) {
        table = block.table
        number = block.column
    }
}

/// Finds the person of each passage: in it, or carried into it by the layout or a pronoun.
///
/// DOMAIN section 6, rules 1, 2 and 5.
struct Anchors {
    private let reading: Reading
    private let named: [Bool]
    private let official: [Bool]
    private var wording: Wording

    init(reading: Reading, mentions: [Mention]) {
        self.reading = reading
        var named = [Bool](repeating: false, count: reading.passages.count)
        var official = named
        let speakers = Speakers(reading: reading)
        for mention in mentions where !speakers.tokens.contains(mention.firstToken) {
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
        wording = Wording(reading: reading)
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
        /// « un homme de 34 ans »: somebody without a name who can be told from others.
        var isAged = false
        /// « Cherche côté gare », « n'ouvre pas »: a verb whose subject is left out.
        var isBareVerb = false
        /// « une famille … ses enfants »: somebody unknown of whom more is said.
        var isFollowedUp = false
        /// Somebody in function is named.
        var hasOfficial = false
        /// Somebody in function told of himself: « le principal … il commence un traitement ».
        var isHimself = false
        /// « sa jambe », « ses papiers ».
        var hasPossession = false
        /// « il », « elle » of somebody.
        var hasPronoun = false
        /// At school or in the street, and no relative.
        var isElsewhere = false
        /// « Excellente en dessin »: a word that describes somebody left out.
        var isBareAdjective = false
        /// « un homme », « une famille ».
        var isSomebody = false
        /// The column of a cell in a person's row.
        var column: Column?
        /// A cell in a person's row under « Situation », « Observations ».
        var isFacts = false
        /// « Solliciter une audience », « Voir »: something to be done.
        var isInfinitive = false
        /// Plural kin who are those of the running person: « les parents », « les deux frères ».
        var hasPluralKin = false
    }

    private var item = Item()
    private lazy var rowPersons = personRows()
    private lazy var factsColumns = columnsOfFacts()
    private lazy var personLists = listsOfPersons()

    /// The person of the next passage; passages must be asked for in order, each followed by
    /// ``leave(_:_:level:)``.
    ///
    /// Cost: O(tokens of the passage).
    mutating func enter(_ index: Int) -> Found {
        let passage = reading.passages[index]
        let block = reading.document.blocks[Int(passage.block)]
        item.enter(block, isNewBlock: reading.tokens[Int(passage.firstToken)].gap == .block)
        var here = Found()
        let words = wording.words(of: passage)
        here.takesUp = words.takesUp
        here.isSmallGroup = words.isSmallGroup
        here.isAged = words.isAged
        here.isBareVerb = words.isBareVerb
        // « urgent » alone in a cell describes nobody
        here.isBareAdjective =
            words.isBareAdjective
            && (block.kind != .cell || passage.endToken - passage.firstToken > 1)
        here.isSomebody = words.isSomebody
        here.hasPossession = words.hasPossession
        here.hasPronoun = words.hasPronoun
        here.isElsewhere = words.isElsewhere
        here.hasOfficial = official[index]
        here.isHimself =
            words.isSelf || official[index] && words.takesUp && !words.speaks
        here.isFollowedUp = words.isSomebody && words.takesUp
        here.isInfinitive = words.isInfinitive
        here.hasPluralKin = words.hasPluralKin
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
        } else if official[index], words.speaks, !words.takesUp, !words.hasPluralKin {
            here.anchor = words.isIndefinite ? .indefinite : .none
        } else if item.hasPerson
            || (words.takesUp || words.hasPluralKin || words.hasPossession) && item.isRecent
        {
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
        if block.kind == .cell, rowPersons.contains(block.line) { here.column = Column(block) }
        here.isFacts =
            block.kind == .cell && rowPersons.contains(block.line)
            && passage.endToken - passage.firstToken > 1
            && (factsColumns.contains(Column(block)) || personLists.contains(block.table))
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

    /// Columns whose first cell says that facts stand below: « Situation », « Observations ».
    private func columnsOfFacts() -> Set<Column> {
        var heads = Set<Column>()
        var columns = Set<Column>()
        for passage in reading.passages {
            let block = reading.document.blocks[Int(passage.block)]
            guard block.kind == .cell, heads.insert(Column(block)).inserted else { continue }
            let isFacts = reading.terms(startingAt: Int(passage.firstToken)).contains {
                reading.lexicon.table(of: $0.row) == .fields
                    && reading.lexicon.className(of: $0.row) == "facts"
            }
            if isFacts { columns.insert(Column(block)) }
        }
        return columns
    }

    /// Tables with a private person in most rows and no column of actions: lists of persons.
    private mutating func listsOfPersons() -> Set<Int32> {
        var rows: [Int32: Set<Int32>] = [:]
        var working = Set<Int32>()
        for passage in reading.passages {
            let block = reading.document.blocks[Int(passage.block)]
            guard block.kind == .cell else { continue }
            rows[block.table, default: []].insert(block.line)
            let isWork = reading.terms(startingAt: Int(passage.firstToken)).contains {
                reading.lexicon.table(of: $0.row) == .fields
                    && ["actions", "due", "officer"]
                        .contains(reading.lexicon.className(of: $0.row))
            }
            if isWork { working.insert(block.table) }
        }
        let persons = rowPersons
        return Set(
            rows.filter { table, lines in
                !working.contains(table) && lines.count >= 3
                    && lines.count { persons.contains($0) } * 10 >= lines.count * 7
            }
            .keys
        )
    }
}
