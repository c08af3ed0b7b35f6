public import Decisions
public import Formats
public import Lexicons
internal import Levels
public import Pipeline

/// A message for a person, in French, with the exit code that goes with it.
///
/// It never holds text of a note.
public struct Message: Error, Sendable {
    /// What people read, without « biffure : » before it.
    public let text: String
    /// What the shell gets.
    public let code: ExitCode

    /// A message.
    public init(_ text: String, _ code: ExitCode) {
        self.text = text
        self.code = code
    }

    /// Why a note could not be filtered.
    public init(_ error: FilterError) {
        switch error.code {
        case .unreadable:
            self =
                error.format.map { Message($0) }
                ?? Message("la note ne peut pas être lue", .data)
        case .unavailable: self.init("la bibliothèque ICU ne répond pas", .software)
        case .aboveCeiling:
            self.init(
                "la note reste au-dessus de ce que ce destinataire peut lire : elle est retenue, "
                    + "rien n'est sorti",
                .held
            )
        }
    }

    /// Why bytes could not be read.
    public init(_ error: FormatError) {
        switch error.code {
        case .badEncoding:
            self.init(
                "l'octet \(error.offset) n'est pas de l'UTF-8 : cette version ne lit que l'UTF-8 "
                    + "(convertir d'abord, par exemple : iconv -f windows-1252 -t utf-8)",
                .data
            )
        case .binary:
            self.init("l'octet \(error.offset) est nul : ce n'est pas du texte", .data)
        case .tooLarge:
            self.init(
                "la note dépasse la limite de \(error.offset) octets (voir --max-note-size)",
                .data
            )
        }
    }

    /// Why the lexicon could not be used.
    public init(_ error: LexiconError) {
        let place = error.file.isEmpty ? "" : "Lexicons/\(error.file).tsv"
        let at =
            place.isEmpty ? "" : error.line > 0 ? "\(place), ligne \(error.line) : " : "\(place) : "
        let word = error.word.isEmpty ? "" : " « \(error.word) »"
        let text =
            switch error.code {
            case .badImage: "le lexique compilé est absent, coupé ou d'une autre version"
            case .badRow: "il manque la colonne\(word)"
            case .badForm: "la forme\(word) n'est pas correcte"
            case .unknownClass: "classe ou besoin inconnu\(word)"
            case .unknownTable: "aucune table ne porte ce nom"
            case .noSource: "la ligne\(word) n'a pas de source"
            case .duplicate: "\(word.dropFirst()) figure deux fois"
            case .contradiction: "\(word.dropFirst()) figure avec deux classes"
            case .unsorted: "\(word.dropFirst()) n'est pas à sa place (trier par LC_ALL=C sort)"
            case .badDictionary:
                "le dictionnaire français n'est pas celui qui est attendu "
                    + "(paquet hunspell-fr-comprehensive, variante\(word))"
            }
        self.init(at + text, .configuration)
    }

    /// Why the policy could not be used.
    public init(_ error: PolicyError) {
        switch error.code {
        case .unknownAudience:
            let hint = error.nearest.isEmpty ? "" : " ; le plus proche est « \(error.nearest) »"
            self.init(
                "destinataire inconnu « \(error.word) »\(hint) (la liste : biffure audiences)",
                .usage
            )
        case .badRow:
            self.init(
                "audiences.tsv, ligne \(error.line) : il manque des colonnes",
                .configuration
            )
        case .unknownWord:
            self.init(
                "audiences.tsv, ligne \(error.line) : mot inconnu « \(error.word) »",
                .configuration
            )
        }
    }
}

/// The one line after a filtered note: what was done, without a word of the note.
public func summaryLine(_ outcome: Outcome) -> String {
    func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number > 1 ? many : one)"
    }
    let summary = outcome.summary
    var parts = [
        count(summary.names, "nom remplacé", "noms remplacés"),
        count(summary.officials, "nom de fonction conservé", "noms de fonction conservés"),
        count(summary.cut, "passage secret retiré", "passages secrets retirés"),
        count(summary.dropped, "point confidentiel retiré", "points confidentiels retirés"),
    ]
    if summary.identifiers > 0 {
        parts.append(count(summary.identifiers, "coordonnée remplacée", "coordonnées remplacées"))
    }
    var line = "niveau \(outcome.level.name)"
    if outcome.levelAfter != outcome.level { line += " → \(outcome.levelAfter.name)" }
    line += " ; " + parts.joined(separator: ", ")
    if !summary.rules.isEmpty {
        line += " ; règles : " + summary.rules.prefix(12).joined(separator: " ")
        if summary.rules.count > 12 { line += " … (\(summary.rules.count))" }
    }
    return line
}
