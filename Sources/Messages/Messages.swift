public import Decisions
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
        case .badLexicon:
            self =
                error.lexicon.map { Message($0) }
                ?? Message("le lexique compilé ne convient pas", .configuration)
        case .unavailable: self.init("la bibliothèque ICU ne répond pas", .software)
        case .aboveCeiling:
            self.init(
                "la note reste au-dessus de ce que ce destinataire peut lire : elle est retenue, "
                    + "rien n'est sorti",
                .held
            )
        case .obstacle: self.init(obstacles: error.obstacles)
        case .removedWordsRemain:
            self.init(
                "un mot retiré se trouve encore dans une partie cachée du document : il est retenu, "
                    + "rien n'est sorti",
                .held
            )
        case .severalSituations:
            self.init(
                "la note parle de plusieurs situations et ce destinataire n'en reçoit qu'une à la "
                    + "fois : elle est retenue, rien n'est sorti",
                .held
            )
        }
    }

    /// Why the lexicon could not be used.
    public init(_ error: LexiconError) {
        let place = error.file.isEmpty ? "" : "\(error.folder)/\(error.file).tsv"
        let at =
            place.isEmpty ? "" : error.line > 0 ? "\(place), ligne \(error.line) : " : "\(place) : "
        let word = error.word.isEmpty ? "" : " « \(error.word) »"
        let hint = error.nearest.isEmpty ? "" : " ; le plus proche est « \(error.nearest) »"
        let text =
            switch error.code {
            case .badImage: "le lexique compilé est absent, coupé ou d'une autre version"
            case .badRow: "il manque la colonne\(word)"
            case .missingRow: "il manque la ligne\(word)"
            case .badForm: "la forme\(word) n'est pas correcte"
            case .unknownClass: "classe ou besoin inconnu\(word)\(hint)"
            case .unknownTable: "aucune table ne porte ce nom\(hint)"
            case .freesSecret:
                "la ligne\(word) ferait sortir à elle seule un passage secret : une exception locale "
                    + "doit porter sur plusieurs mots et ne retire aucun indice de secret"
            case .nothingToRemove: "\(word.dropFirst()) ne figure pas dans les tables à retirer"
            case .tooManyRows: "trop de lignes locales : les compiler (biffure lexicon compile)"
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
        let folder = error.layer.isEmpty ? "Lexicons" : error.layer
        let place = error.file.isEmpty ? "" : "\(folder)/\(error.file), ligne \(error.line) : "
        let hint = error.nearest.isEmpty ? "" : " ; le plus proche est « \(error.nearest) »"
        let list = error.file.isEmpty ? " (la liste : biffure audiences)" : ""
        let text =
            switch error.code {
            case .unknownAudience: "destinataire inconnu « \(error.word) »\(hint)\(list)"
            case .unknownProfile: "profil inconnu « \(error.word) »\(hint)\(list)"
            case .badRow: "il manque la colonne « \(error.word) »"
            case .unknownWord: "mot inconnu « \(error.word) »\(hint)"
            case .contradiction:
                "« \(error.word) » figure deux fois avec des valeurs différentes"
            case .duplicate: "« \(error.word) » figure deux fois"
            case .aboveCeiling:
                "« \(error.word) » laisserait sortir plus que le plafond de cette ligne\(hint)"
            case .endsTooEarly: "« \(error.word) » est avant le premier jour"
            case .notSayable:
                "« \(error.word) » ne se dit pas en SMTP : sans accents, 400 caractères au plus"
            }
        self.init(place + text, error.file.isEmpty ? .usage : .configuration)
    }

    /// What a call over a note gives, its failure as a message.
    ///
    /// - Parameters:
    ///   - subject: What the message starts with, like the audience that is meant; empty for nothing.
    ///   - body: The call.
    /// - Returns: What the call gives.
    /// - Throws: The failure in French, with its exit code.
    public static func orThrow<Value: ~Copyable>(
        about subject: String = "",
        _ body: () throws(FilterError) -> Value
    ) throws(Message) -> Value {
        do throws(FilterError) {
            return try body()
        } catch {
            let message = Message(error)
            throw subject.isEmpty
                ? message : Message("\(subject) : \(message.text)", message.code)
        }
    }
}
