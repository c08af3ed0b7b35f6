internal import Lexicons
public import Streams

extension Message {
    /// What is wrong with the expression of `--separator`.
    public init(_ error: PatternError) {
        let text =
            switch error {
            case .brackets: "un crochet n'est pas fermé"
            case .parentheses: "une parenthèse est ouverte ou fermée sans l'autre"
            case .braces:

                "les accolades ne sont pas fermées ou ne portent pas deux nombres croissants"
            case .backslash: "une barre oblique inverse termine l'expression"
            case .repetition: "un signe de répétition ne répète rien"
            case .range: "un intervalle finit avant son début"
            case .characterClass: "classe de caractères inconnue"
            case .backReference: "les renvois (\\1) ne sont pas admis"
            case .tooLarge: "l'expression demande trop de mémoire"
            case .other: "l'expression n'est pas une expression POSIX étendue"
            }
        self.init("--separator : \(text) (« page » sépare aux sauts de page)", .usage)
    }

    /// Why a stream cannot be cut.
    public init(_ error: CutError) {
        switch error {
        case .utf16:
            self.init(
                "l'entrée est en UTF-16, que --separator ne sait pas couper "
                    + "(la convertir d'abord : iconv -f UTF-16 -t UTF-8)",
                .data
            )
        }
    }

    /// Why a note of a stream of text stopped it.
    ///
    /// - Parameters:
    ///   - fault: What is wrong with the note.
    ///   - limit: The longest note that is read.
    public init(_ fault: Piece.Fault, limit: Int) {
        switch fault {
        case .tooLarge:
            self.init("la note dépasse la limite de \(limit) octets (voir --max-note-size)", .data)
        case .binary:
            self.init(
                "la note porte un octet nul : de l'UTF-16, que --separator ne sait pas couper, ou ce "
                    + "n'est pas du texte",
                .data
            )
        }
    }

    /// The message about one note of a stream.
    public func about(note number: Int) -> Message {
        Message(
            "note \(number) : \(text) ; les suivantes ne sont pas lues (voir --keep-going)",
            code
        )
    }
}
