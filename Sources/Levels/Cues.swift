internal import Documents
internal import Lexicons
internal import Mentions
internal import Tokens

/// The cues of a note by passage, less those that an exception takes away.
struct Cues {
    /// Cues of each passage that has any.
    private(set) var inPassage: [Int: [Cue]] = [:]
    /// What is said in general.
    let generalities: Generalities
    /// Secret cues of the cells that say what other cells hold.
    private(set) var headers = Headers()
    /// How many debts and aids the note tells.
    private(set) var debts = 0
    /// Blocks that open with an acronym and a colon.
    private var glosses = Set<Int32>()
    private let blocks: [Int32]

    init(reading: Reading, mentions: [Mention], speakers: Speakers) {
        generalities = Generalities(reading: reading)
        blocks = reading.passages.map(\.block)
        let lexicon = reading.lexicon
        var excepted: [LexiconTable: [ClosedRange<Int>]] = [:]
        for term in reading.terms {
            let table = term.table
            if let base = table.excepted {
                excepted[base, default: []].append(term.first...term.last)
            }
        }
        var surroundings = Surroundings(reading: reading)
        let offices = Self.offices(of: reading)
        var nextMention = 0
        let objects = Objects(reading: reading, mentions: mentions)
        for term in reading.terms {
            let table = term.table
            guard table.isSecret || table.isConfidential else { continue }
            if Self.isHidden(term, in: reading) || speakers.tokens.contains(term.first) { continue }
            if isName(term, mentions, &nextMention) { continue }
            var need = lexicon.need(of: term.row)
            if need == .object {
                let isBlow = lexicon.className(of: term.row) == "blow"
                switch objects.taken(by: term, isBlow: isBlow) {
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
            let topic = lexicon.className(of: term.row)
            let isLead = Self.isLead(term, first: first, in: reading)
            if topic == "label" {
                // « Santé | asthme », « Santé : asthme », not « la santé du bâti »
                guard isLead || Headers.isCell(term, passage, of: reading) else { continue }
            }
            if Self.isLeader(term, in: reading) { continue }
            if topic == "migration", Self.isNumbered(term, in: reading) { continue }
            if topic == "answer", !Self.isAnswer(term, first: first, in: reading) { continue }
            if table == .finance, topic != "answer" { debts += 1 }
            // « AEMO : … », « Fiche S : … »
            if isLead, table.isSecret, term.last - term.first < 2,
                reading.tokens[term.last].shape == .caps
            {
                glosses.insert(reading.passages[passage].block)
            }
            inPassage[passage, default: []].append(
                Cue(
                    first: term.first,
                    last: term.last,
                    category: table.category,
                    topic: topic,
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
                    isLead: isLead,
                    isFirst: Self.isFirst(term, first: first, in: reading),
                    isPlaced: table == .operational
                        && surroundings.isPlaced(term.first, in: passage)
                )
            )
        }
        for span in Debts(reading: reading).spans { add(span, of: reading) }
        headers = Headers(reading: reading, cues: inPassage)
    }

    /// Whether a passage explains an acronym as two other lines of the note do.
    func isGlossed(_ passage: Int) -> Bool {
        glosses.count >= 3 && glosses.contains(blocks[passage])
    }

    /// Adds a debt that is told as an amount.
    private mutating func add(_ debt: ClosedRange<Int>, of reading: Reading) {
        let passage = Int(reading.passageOfToken[debt.lowerBound])
        debts += 1
        inPassage[passage, default: []].append(
            Cue(
                first: debt.lowerBound,
                last: debt.upperBound,
                category: LexiconTable.finance.category,
                topic: "debt",
                need: .person,
                source: "Code civil 9",
                level: .secret
            )
        )
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
        where term.table == .functions
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
