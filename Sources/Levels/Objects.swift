internal import Lexicons
internal import Mentions
internal import Tokens

/// Tells whether a verb takes a person: « a placé Diego », « les a signalés », « hospitalise sa mère ».
///
/// Forms of the need `object` count only then; « a placé des barrières » is nobody's secret.
struct Objects {
    private let reading: Reading
    /// First tokens of private names.
    private let names: [Int]

    init(reading: Reading, mentions: [Mention]) {
        self.reading = reading
        names = mentions.lazy.filter { $0.label.isPrivateName }.map(\.firstToken).sorted()
    }

    /// How a verb takes a person.
    enum Taken { case not, asWords, asPronoun }

    /// Whether a person stands within three words behind a form, or as a pronoun before it.
    ///
    /// - Complexity: O(log *n*) in the names.
    func taken(by term: Term, isBlow: Bool = false) -> Taken {
        let pronouns = isBlow ? Self.struck : Self.pronouns
        return isBehind(term) ? .asWords : isBefore(term, pronouns) ? .asPronoun : .not
    }

    /// « … Kévin », « … Mme Roy », « … le jeune », « … les deux petits ».
    private func isBehind(_ term: Term) -> Bool {
        var isDefinite = Self.articles.contains(reading.short[term.last])
        var isPlural = Self.plurals.contains(reading.short[term.last])
        let end = min(term.last + 5, reading.tokens.count)
        for index in term.last + 1..<max(term.last + 1, end) {
            let token = reading.tokens[index]
            guard token.gap != .block else { return false }
            if startsName(index) || reading.isPersonPlaceholder(index) { return true }
            guard token.kind == .word || token.kind == .number else { return false }
            if reading.has(index, .civility) { return !isFunction(index + 1) }
            if Self.articles.contains(reading.short[index]) {
                isDefinite = true
                isPlural = Self.plurals.contains(reading.short[index])
            } else if isDefinite, reading.has(index, Self.persons), !isFunction(index),
                !isAdjective(index)
            {
                // « a arrêté les auteurs », « placer les jeunes » in general
                return !isPlural || reading.has(index, [.kin, .family])
                    || Self.known.contains(reading.short[index])
            } else if Self.borders.contains(reading.short[index]) {
                return false
            }
        }
        return false
    }

    /// « l'ont …», « les a …», « la fera …»: a pronoun before the verb and what helps it.
    private func isBefore(_ term: Term, _ pronouns: ShortKeys) -> Bool {
        // « le |tribunal a condamné| »: an article, no pronoun
        guard
            Self.helpers.contains(reading.short[term.first])
                || !reading.grammar[term.first].contains(.noun)
        else { return false }
        var at = term.first - 1
        // the form itself may begin with what helps: « a placé »
        while at >= 0, term.first - at <= 4, reading.tokens[at + 1].gap != .block,
            reading.tokens[at].kind == .word
        {
            if pronouns.contains(reading.short[at]) { return true }
            guard
                Self.helpers.contains(reading.short[at])
                    || reading.grammar[at].contains(.adverb)
            else { return false }
            at -= 1
        }
        return false
    }

    /// « les |petits| bobos ».
    private func isAdjective(_ index: Int) -> Bool {
        let next = index + 1
        guard next < reading.tokens.count, reading.tokens[next].kind == .word,
            reading.tokens[next].gap == .blank, reading.grammar[index].contains(.adjective)
        else { return false }
        return reading.grammar[next].contains(.noun)
            && reading.grammar[next].isDisjoint(with: [.grammatical, .adverb, .verb])
            && !reading.has(next, Self.persons)
    }

    private func isFunction(_ index: Int) -> Bool {
        index < reading.tokens.count
            && (reading.marks[index].contains(.function) || reading.has(index, .anyFunction))
    }

    private func startsName(_ index: Int) -> Bool {
        var low = 0
        var high = names.count
        while low < high {
            let middle = (low + high) / 2
            if names[middle] < index { low = middle + 1 } else { high = middle }
        }
        return low < names.count && names[low] == index
    }

    private static let persons: WordClasses = [.kin, .youth, .designation, .family]
    private static let articles = ShortKeys(
        "le la l' les ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos"
    )
    /// « a placé |dans| la rue du fils », « a arrêté |un| jeune ».
    private static let borders = ShortKeys(
        "un une des de d' du dans sur pour par chez avec en au aux que qui et"
    )
    private static let plurals = ShortKeys("les ces")
    private static let known = ShortKeys(
        "petits petites gosses gamins gamines bébés jumeaux intéressés"
    )
    private static let pronouns = ShortKeys("l' la les le")
    /// « il |nous| tapait »: whoever tells it is struck.
    private static let struck = ShortKeys("l' la les le me m' nous")
    private static let helpers = ShortKeys(
        """
        a ont avait avaient aura auront aurait auraient ai avons fait font fera faire va vont veut
        veulent doit doivent faut peut vient viennent ait aient ayant avoir voulait devait allait
        """
    )
}
