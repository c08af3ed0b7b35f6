internal import Documents
internal import Lexicons
internal import Tokens

/// Marks tokens by the forms that cover them and by the layout around them.
///
/// Runs before names are looked for: what stands in a function, an institution, a street name or a
/// list of people present is known to them.
struct Marker {
    /// Kind of the function that a token belongs to.
    private(set) var functions: [FunctionKind] = []

    /// Marks all tokens of a reading.
    ///
    /// Cost: O(*n*) in tokens and forms.
    mutating func mark(_ reading: inout Reading) {
        functions = Array(repeating: .unknown, count: reading.tokens.count)
        markTerms(&reading)
        dropFalseTitles(&reading)
        joinBrokenNames(&reading)
        markPlaceholders(&reading)
        markOdonyms(&reading)
        markFields(&reading)
        markTables(&reading)
        markAttendance(&reading)
    }

    // MARK: Forms

    mutating func markTerms(_ reading: inout Reading) {
        for term in reading.terms {
            let range = term.first...term.last
            switch term.table {
            case .functions:
                let className = reading.lexicon.className(of: term.row)
                let kind: FunctionKind =
                    switch className {
                    case "elected": .elected
                    case "head": .head
                    case "member": .member
                    default: .agent
                    }
                for index in range {
                    reading.marks[index].insert(.function)
                    if className == "caretaker" { reading.marks[index].insert(.caretaker) }
                    functions[index] = max(functions[index], kind)
                }
            case .institutions:
                guard isWrittenAsName(term, in: reading) else { continue }
                for index in range { reading.marks[index].insert(.institution) }
            case .historical:
                guard range.count > 1 else { continue }
                for index in range { reading.marks[index].insert(.historical) }
            case .placeNames:
                guard range.count > 1 else { continue }
                for index in range { reading.marks[index].insert(.place) }
            case .roles:
                let className = reading.lexicon.className(of: term.row)
                if className == "homonym" {
                    for index in range { reading.marks[index].insert(.homonym) }
                } else if className == "trade" {
                    for index in range { reading.marks[index].insert(.trade) }
                } else if className == "alias" {
                    reading.marks[term.last].insert(.aliasPhrase)
                } else if range.count > 1, className != "pronoun" {
                    // « les époux », « le grand frère »: the last word stands for the phrase
                    reading.classes[term.last].formUnion(
                        WordClasses(table: .roles, name: className)
                    )
                }
            case .verbs:
                switch reading.lexicon.className(of: term.row) {
                case "measure": reading.marks[term.last].insert(.measure)
                case "naming": reading.marks[term.last].insert(.naming)
                case "office": reading.marks[term.last].insert(.byOffice)
                case let className where range.count > 1:
                    // « ouvre la séance »: the first word is the verb
                    reading.classes[term.first].formUnion(
                        WordClasses(table: .verbs, name: className)
                    )
                default: break
                }
            case .genres:
                switch reading.lexicon.className(of: term.row) {
                case "letter": reading.ownLifePhrases += 1
                case "public": reading.publicPhrases += 1
                case "council":
                    reading.assemblyPhrases += 1
                    reading.councilPhrases += 1
                case "residents": reading.residentPhrases += 1
                case "neighbours":
                    // the name of a group or the title of minutes says it at once
                    let block = reading.document.blocks[Int(reading.tokens[term.first].block)]
                    reading.residentPhrases += block.line <= 1 ? 2 : 1
                default: reading.assemblyPhrases += 1
                }
            case .professional:
                for index in range { reading.marks[index].insert(.professional) }
            default: break
            }
        }
    }

    /// An institution of common words (« La Poste ») needs its capitals where capitals tell.
    func isWrittenAsName(_ term: Term, in reading: Reading) -> Bool {
        let block = Int(reading.tokens[term.first].block)
        let (token, next) = (reading.tokens[term.first], term.last + 1)
        if term.first == term.last, token.shape == .lower, token.end - token.start <= 2,
            next < reading.tokens.count, reading.tokens[next].isSign("."),
            reading.tokens[next].gap == .nothing
        {
            // « ch. 12 » is a room
            return false
        }
        if reading.profiles[block] != .normal { return true }
        return (term.first...term.last).contains { index in
            reading.tokens[index].isCapitalised
        } || !reading.isCommon(term.last)
    }

    /// « pr » and « me » in small letters are « pour » and a pronoun, no professor and no lawyer.
    private func dropFalseTitles(_ reading: inout Reading) {
        for index in reading.tokens.indices
        where reading.tokens[index].shape == .lower && reading.has(index, .title)
            && reading.tokens[index].end - reading.tokens[index].start == 2
            && !reading.keyBytes(index).elementsEqual("dr".utf8)
        {
            reading.classes[index].remove(.title)
        }
    }

    // MARK: Placeholders

    func markPlaceholders(_ reading: inout Reading) {
        var open = -1
        for index in reading.tokens.indices {
            if reading.tokens[index].isSign("[") {
                open = index
            } else if reading.tokens[index].isSign("]"), open >= 0 {
                let start = Int(reading.tokens[open].start)
                let end = Int(reading.tokens[index].end)
                if end - start <= 32, Placeholder.isOne(reading.document.text[start..<end]) {
                    for each in open...index { reading.marks[each].insert(.opaque) }
                }
                open = -1
            }
        }
    }
}
