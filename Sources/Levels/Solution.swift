public import Mentions
internal import Documents
internal import Lexicons
internal import Tokens

/// What a passage is to a relevé.
///
/// A relevé keeps of an individual item only the solution envisaged and the institution that carries
/// it (departmental protocol of 2005, article 4).
public enum Solution: Sendable, Equatable {
    /// No solution.
    case none
    /// A solution that names or designates its person.
    case ofPerson
    /// A solution that names nobody: « Orientation vers la mission locale. »
    case bare

    /// What each passage of a note is.
    ///
    /// - Parameters:
    ///   - reading: A note read.
    ///   - mentions: What was found in it.
    /// - Returns: One for each passage of the reading.
    /// - Complexity: O(*n*) in tokens and forms.
    ///
    /// Lexicon: `contexts/solutions.tsv`.
    public static func all(in reading: Reading, mentions: [Mention]) -> [Solution] {
        var solutions = [Solution](repeating: .none, count: reading.passages.count)
        for term in reading.terms
        where term.table == .solutions
            && !reading.marks[term.first].contains(.opaque)
        {
            let passage = Int(reading.passageOfToken[term.first])
            let isLabel = reading.lexicon.className(of: term.row) == "label"
            // « Décision : … », not « la décision du tribunal »
            if isLabel, !isLeadWord(term, in: reading) { continue }
            solutions[passage] = .bare
        }
        guard solutions.contains(.bare) else { return solutions }
        let persons: WordClasses = [.kin, .youth, .designation, .pronoun, .civility, .family]
        for (index, passage) in reading.passages.enumerated() where solutions[index] == .bare {
            let designates = (Int(passage.firstToken)..<Int(passage.endToken)).contains {
                reading.has($0, persons) || reading.isPersonPlaceholder($0)
            }
            if designates { solutions[index] = .ofPerson }
        }
        for mention in mentions where mention.label.isPrivateName || mention.label.isIdentifier {
            let passage = Int(reading.passageOfToken[mention.firstToken])
            if solutions[passage] == .bare { solutions[passage] = .ofPerson }
        }
        return solutions
    }

    /// Whether a label stands at the start of its passage with a colon or dash behind it.
    private static func isLeadWord(_ term: Term, in reading: Reading) -> Bool {
        guard reading.startsSentence(term.first) else { return false }
        let next = term.last + 1
        guard next < reading.tokens.count, reading.tokens[next].gap != .block else { return true }
        return reading.tokens[next].isSign(":") || reading.tokens[next].isSign("-")
    }
}

/// How many individual situations a note holds: who may receive one at a time must not get a list.
public enum Situations {
    /// The number of situations that are set apart by their layout: items, headings and rows that open
    /// with another private person, or families that are named.
    ///
    /// - Complexity: O(*n*) in mentions and blocks.
    ///
    /// Law: CASF L.121-6-2 (strictly necessary).
    public static func count(in reading: Reading, mentions: [Mention]) -> Int {
        var opened = Set<Int>()
        var families = Set<Int>()
        var lastLine: Int32 = -1
        for mention in mentions where mention.label.isPrivateName {
            let block = reading.document.blocks[Int(reading.tokens[mention.firstToken].block)]
            let isItem =
                block.numbered || block.kind == .heading || block.kind == .bullet
                || block.kind == .cell
            if isItem, block.line != lastLine { opened.insert(mention.entity) }
            lastLine = block.line
            if mention.firstToken > 0, reading.tokens[mention.firstToken].gap != .block,
                reading.has(mention.firstToken - 1, .family)
            {
                families.insert(mention.entity)
            }
        }
        return max(opened.count, families.count, 1)
    }
}
