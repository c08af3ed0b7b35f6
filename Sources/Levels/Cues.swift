internal import Documents
internal import Lexicons
internal import Mentions
internal import Tokens

/// The cues of a note by passage, less those that an exception takes away.
struct Cues {
    /// Cues of each passage that has any.
    private(set) var inPassage: [Int: [Cue]] = [:]
    /// The first general word of each passage that has one: the index of its last token.
    private var general: [Int: Int] = [:]
    /// The same for plural kin, who are general only when nobody is spoken of.
    private var pluralKin: [Int: Int] = [:]
    private var definitions = Set<Int>()
    private var rules = Set<Int>()
    /// Secret cues of the first cells of columns: « Dette », « Suivi médical ».
    private(set) var ofColumn: [Column: Cue] = [:]

    init(reading: Reading, mentions: [Mention]) {
        let lexicon = reading.lexicon
        var excepted: [LexiconTable: [ClosedRange<Int>]] = [:]
        for term in reading.terms {
            let table = lexicon.table(of: term.row)
            if let base = table.excepted {
                excepted[base, default: []].append(term.first...term.last)
            } else if table == .generic {
                note(term, lexicon.className(of: term.row), in: reading)
            }
        }
        spreadDefinitions(in: reading)
        var surroundings = Surroundings(reading: reading)
        let offices = Self.offices(of: reading)
        var nextMention = 0
        let objects = Objects(reading: reading, mentions: mentions)
        for term in reading.terms {
            let table = lexicon.table(of: term.row)
            guard table.isSecret || table.isConfidential else { continue }
            if Self.isHidden(term, in: reading) { continue }
            if isName(term, mentions, &nextMention) { continue }
            var need = lexicon.need(of: term.row)
            if need == .object {
                switch objects.taken(by: term) {
                case .not: continue
                case .asPronoun: need = .person
                case .asWords: break
                }
            }
            let isProfession = Self.isWithinFunction(term, in: reading)
            if isProfession, !offices.isDisjoint(with: term.first...term.last) { continue }
            if let ranges = excepted[table], Self.covers(ranges, term) { continue }
            let passage = Int(reading.passageOfToken[term.first])
            let first = Int(reading.passages[passage].firstToken)
            inPassage[passage, default: []].append(
                Cue(
                    first: term.first,
                    last: term.last,
                    category: table.category,
                    topic: lexicon.className(of: term.row),
                    need: need,
                    source: lexicon.source(of: term.row),
                    level: table.isSecret ? .secret : .confidentiel,
                    isUnticked: surroundings.isUnticked(term.first, from: first),
                    isOfMany: surroundings.isOfMany(term.last, from: first),
                    isSpeaker: surroundings.isSpeaker(term),
                    isProfession: isProfession,
                    isService: surroundings.isService(term),
                    isAcronym: lexicon.className(of: term.row) == "acronym"
                        || term.first == term.last
                            && reading.tokens[term.first].shape == .caps,
                    isBare: surroundings.isBare(term, in: passage),
                    opensLine: term.first == first
                        && (first == 0 || reading.tokens[first].gap == .block),
                    isPlaced: table == .operational
                        && surroundings.isPlaced(term.first, in: passage)
                )
            )
        }
        readHeaders(of: reading)
    }

    /// « À ne pas écrire : « … » »: a definition reaches to the end of what it quotes.
    private mutating func spreadDefinitions(in reading: Reading) {
        for start in definitions.sorted() {
            var isOpen = false
            var at = start
            while at < reading.passages.count, at - start < 6 {
                for index in Int(
                    reading.passages[at].firstToken
                )..<Int(
                    reading.passages[at].endToken
                )
                where reading.tokens[index].isSign("\"") { isOpen.toggle() }
                guard isOpen, at + 1 < reading.passages.count,
                    reading.passages[at + 1].block == reading.passages[start].block
                else { break }
                at += 1
                definitions.insert(at)
            }
        }
    }

    /// « Solde », « Impayés »: the header tells what the cells below hold.
    private mutating func readHeaders(of reading: Reading) {
        var heads = Set<Column>()
        for (index, passage) in reading.passages.enumerated() {
            let block = reading.document.blocks[Int(passage.block)]
            guard block.kind == .cell, heads.insert(Column(block)).inserted else { continue }
            guard passage.endToken - passage.firstToken <= 4,
                let cue = inPassage[index]?.first(where: { $0.level == .secret && !$0.isAcronym })
            else { continue }
            ofColumn[Column(block)] = cue
        }
    }

    private mutating func note(_ term: Term, _ className: String, in reading: Reading) {
        let passage = Int(reading.passageOfToken[term.first])
        if className == "definition" {
            definitions.insert(passage)
        } else if className == "rule" {
            rules.insert(passage)
        } else if className == "plural", term.first == term.last,
            isPossessed(term.first, in: reading)
        {
            return
        } else if className == "plural", term.first == term.last,
            reading.has(term.first, [.kin, .family])
        {
            pluralKin[passage] = min(pluralKin[passage] ?? term.last, term.last)
        } else if className != "impersonal" {
            general[passage] = min(general[passage] ?? term.last, term.last)
        }
    }

    /// « ses enfants », « leurs trois filles »: theirs, not anybody's.
    private func isPossessed(_ index: Int, in reading: Reading) -> Bool {
        for at in max(0, index - 2)..<index where Self.possessives.contains(reading.short[at]) {
            return true
        }
        // « les trois ados »
        return index >= 2 && FunctionWords.smallNumbers.contains(reading.short[index - 1])
            && FunctionWords.plural.contains(reading.short[index - 2])
    }

    private static let possessives = ShortKeys("ses leurs mes tes")

    /// The share of passages in which something general stands.
    func share(of passages: Int) -> Double {
        guard passages > 3 else { return 0 }
        let all = Set(general.keys).union(pluralKin.keys).union(definitions)
        return Double(all.count) / Double(passages)
    }

    /// Whether a passage tells what a secret is, or quotes an example of one.
    func isDefinition(_ passage: Int) -> Bool { definitions.contains(passage) }

    /// Whether a passage says what anybody may or must do: « peut saisir le juge ».
    func isRule(_ passage: Int) -> Bool { rules.contains(passage) }

    /// Whether something general governs a passage, or stands before a cue in it.
    ///
    /// - Parameters:
    ///   - passage: Number of the passage.
    ///   - cue: A cue in it, or nil for the whole passage.
    ///   - knowsKin: Whether « les parents », « les enfants » are those of a person spoken of.
    /// - Returns: Whether it is general.
    func isGeneral(_ passage: Int, before cue: Cue? = nil, knowsKin: Bool = false) -> Bool {
        if definitions.contains(passage) { return true }
        if let first = general[passage], first <= cue?.last ?? first { return true }
        if !knowsKin, let first = pluralKin[passage], first <= cue?.last ?? first { return true }
        return false
    }

    /// Whether an exception covers a term: it takes away only what lies wholly inside it.
    ///
    /// Ranges are in order of their last token, so the search looks near the term only.
    private static func covers(_ ranges: [ClosedRange<Int>], _ term: Term) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < term.last { low = middle + 1 } else { high = middle }
        }
        while low < ranges.count, ranges[low].upperBound <= term.last + 16 {
            if ranges[low].lowerBound <= term.first, ranges[low].upperBound >= term.last {
                return true
            }
            low += 1
        }
        return false
    }

    /// « mr Loyer », « GAV Prigent »: a cue of one word within somebody's name is none.
    ///
    /// Terms come in order of their last token, mentions too: one runs after the other.
    private func isName(_ term: Term, _ mentions: [Mention], _ next: inout Int) -> Bool {
        while next < mentions.count, mentions[next].lastToken < term.last { next += 1 }
        guard term.first == term.last, next < mentions.count else { return false }
        let mention = mentions[next]
        return mention.label.isName && mention.firstToken <= term.first
    }

    /// Tokens of elective offices and of heads of services: « adjointe au handicap ».
    private static func offices(of reading: Reading) -> Set<Int> {
        var tokens = Set<Int>()
        for term in reading.terms
        where reading.lexicon.table(of: term.row) == .functions
            && reading.lexicon.className(of: term.row) != "agent"
        {
            tokens.formUnion(term.first...term.last)
        }
        return tokens
    }

    /// Whether a term lies wholly within a function.
    private static func isWithinFunction(_ term: Term, in reading: Reading) -> Bool {
        (term.first...term.last).allSatisfy { reading.marks[$0].contains(.function) }
    }

    /// In a street name, a placeholder or an attendance list no cue is one.
    private static func isHidden(_ term: Term, in reading: Reading) -> Bool {
        for index in term.first...term.last {
            let marks = reading.marks[index]
            if !marks.isDisjoint(with: [.odonym, .opaque, .historical]) { return true }
            // in a list of people present a service is where they work
            if marks.contains(.attendance), reading.lexicon.need(of: term.row) != .nobody {
                return true
            }
        }
        return false
    }
}
