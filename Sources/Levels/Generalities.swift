internal import Documents
internal import Lexicons
internal import Mentions
internal import Tokens

/// What a note says of things in general, of whoever it may be, or of words: no one person's.
///
/// Lexicon: `contexts/generic.tsv`.
struct Generalities {
    /// The first general word of each passage that has one: the index of its last token.
    private var general: [Int: Int] = [:]
    /// The same for plural kin, who are general only when nobody is spoken of.
    private var pluralKin: [Int: Int] = [:]
    private var definitions = Set<Int>()
    private var rules = Set<Int>()
    /// Passages that honour somebody or give a name to a place.
    private var memories = Set<Int>()
    /// Passages that head a list of words or rules: « Glossaire », « À ne pas écrire ».
    private var legends = Set<Int>()

    /// Reads the general forms of a note.
    ///
    /// - Complexity: O(*n*) in the forms and passages.
    init(reading: Reading) {
        for term in reading.terms where term.table == .generic {
            note(term, reading.lexicon.className(of: term.row), in: reading)
        }
        spreadLegends(in: reading)
        spreadDefinitions(in: reading)
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

    /// « Glossaire »: the lines below it are definitions too, to the next heading or empty line.
    ///
    /// Only a line of its own heads a list; « un glossaire est joint » does not.
    private mutating func spreadLegends(in reading: Reading) {
        for start in legends.sorted() {
            let head = reading.passages[start]
            let isLine =
                reading.tokens[Int(head.firstToken)].gap == .block || head.firstToken == 0
            guard isLine, head.endToken - head.firstToken <= 14,
                start + 1 == reading.passages.count
                    || reading.passages[start + 1].block != head.block
            else {
                definitions.insert(start)
                continue
            }
            definitions.insert(start)
            var line = reading.document.blocks[Int(head.block)].line
            var isFirst = true
            for at in start + 1..<max(start + 1, min(start + 60, reading.passages.count)) {
                let block = reading.document.blocks[Int(reading.passages[at].block)]
                guard block.kind != .heading, block.line <= line + (isFirst ? 2 : 1) else { break }
                definitions.insert(at)
                line = block.line
                isFirst = false
            }
        }
    }

    private mutating func note(_ term: Term, _ className: String, in reading: Reading) {
        let passage = Int(reading.passageOfToken[term.first])
        if className == "definition" {
            definitions.insert(passage)
        } else if className == "memory" {
            memories.insert(passage)
        } else if className == "legend" {
            legends.insert(passage)
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

    /// Whether a passage honours somebody of the past or names a place after him.
    func isMemory(_ passage: Int) -> Bool { memories.contains(passage) }

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
}
