/// Small words by which a passage points at somebody, as keys.
enum FunctionWords {
    static let definite = Set(
        [
            "le", "la", "l'", "ce", "cet", "cette", "son", "sa", "du", "au", "notre", "leur", "mon",
            "ma",
        ]
        .map { Array($0.utf8) }
    )
    static let indefinite = Set(["un", "une", "d'un", "d'une"].map { Array($0.utf8) })
    static let smallNumbers = Set(
        ["deux", "trois", "quatre", "2", "3", "4"]
            .map { Array($0.utf8) }
    )
    static let plural = Set(["les", "ces", "des", "aux"].map { Array($0.utf8) })
    static let clitics = Set(["la", "le", "les", "l'", "leur"].map { Array($0.utf8) })
    static let auxiliaries = Set(
        ["a", "ont", "avait", "avaient", "aurait", "aura"].map { Array($0.utf8) }
    )
    static let lead = Set(
        ["ne", "n'", "se", "s'", "me", "m'", "en"].map { Array($0.utf8) }
    )
    static let years = Set(
        ["ans", "an", "mois", "années", "enfants"].map { Array($0.utf8) }
    )
    static let genitives = Set(["de", "d'", "des", "du"].map { Array($0.utf8) })
    static let decades = Set(
        ["vingtaine", "trentaine", "quarantaine", "cinquantaine", "soixantaine", "dizaine"]
            .map { Array($0.utf8) }
    )
    static let outside = Set(
        """
        élève élèves camarade camarades classe cour récré match arbitre gardien gardienne agent \
        agents policier policiers voisin voisine bus hall surveillant surveillante professeur prof \
        vigile chauffeur délégués bagarre portail vestiaire entraînement pare-brise
        """.split(separator: " ").map { Array($0.utf8) }
    )
    static let articles = Set(["le", "la", "les", "un", "une"].map { Array($0.utf8) })
    static let possessives = Set(["son", "sa", "ses"].map { Array($0.utf8) })
    static let possessivePlural = Set(["ses", "leurs"].map { Array($0.utf8) })
}
