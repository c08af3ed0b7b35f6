internal import Lexicons
internal import Tokens

/// Words around a name without an article.
enum BareWords {
    /// Verbs and particles that follow a subject.
    static let auxiliaries = Set(
        [
            "est", "a", "ont", "sont", "était", "avait", "sera", "va", "vit", "dit", "fait", "veut",
            "peut", "doit", "n'", "ne", "s'", "se",
        ].map { Array($0.utf8) }
    )

    /// Articles and determiners: what follows them is a common noun.
    static let articles = Set(
        [
            "le", "la", "les", "l'", "du", "des", "au", "aux", "un", "une", "ce", "cette", "cet",
            "d'", "ces", "son", "sa", "ses", "mon", "ma", "mes", "leur", "leurs", "notre", "votre",
        ].map { Array($0.utf8) }
    )

    /// « rose a pris le tel », in a message of small letters: a word that can be a first name,
    /// without article, before a verb.
    static func isSubject(_ index: Int, in reading: Reading) -> Bool {
        guard reading.has(index, [.ambiguousFirstName, .firstName]),
            index + 1 < reading.tokens.count,
            reading.tokens[index + 1].gap == .blank
        else { return false }
        var key = WordKey()
        reading.key(index + 1, into: &key)
        guard auxiliaries.contains(key.bytes) else { return false }
        guard index > 0, reading.tokens[index].gap == .blank,
            reading.tokens[index - 1].kind == .word
        else { return true }
        reading.key(index - 1, into: &key)
        return !articles.contains(key.bytes)
            && reading.grammar[index - 1].isDisjoint(with: [.adjective, .noun])
    }
}
