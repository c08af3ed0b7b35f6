internal import Tokens

/// Small words by which a passage points at somebody.
enum FunctionWords {
    static let definite = ShortKeys("le la l' l ce cet cette son sa du au notre leur mon ma")
    static let indefinite = ShortKeys("un une d'un d'une")
    static let smallNumbers = ShortKeys("deux trois quatre 2 3 4")
    static let plural = ShortKeys("les ces des aux")
    static let dating = ShortKeys("en dès vers depuis an année années")
    static let known = ShortKeys("les ces aux leurs ses mes vos nos")
    static let pointing = ShortKeys("celui celle")
    static let joining = ShortKeys("de d' du des au aux et ou à")
    static let clitics = ShortKeys("la le les l' leur")
    static let auxiliaries = ShortKeys("a ont avait avaient aurait aura")
    static let lead = ShortKeys("ne n' se s' me m' en")
    static let years = ShortKeys("ans an mois années enfants")
    static let genitives = ShortKeys("de d' des du")
    static let decades = ShortKeys(
        "vingtaine trentaine quarantaine cinquantaine soixantaine dizaine"
    )
    static let outside = ShortKeys(
        """
        élève élèves camarade camarades classe cour récré match arbitre gardien gardienne
        car cars minibus trottoir parking agent agents policier policiers voisin voisine bus hall surveillant surveillante
        professeur prof vigile chauffeur délégués bagarre portail vestiaire entraînement
        """
    )
    static let reporting = ShortKeys("que qu' si")
    static let asking = ShortKeys(
        "demande demandent demandait souhaite souhaitait voudrait aimerait préfère réclame suggère"
    )
    static let own = ShortKeys("je j' me m' moi mon ma mes jai")
    static let bodies = ShortKeys(
        "juge association brigade relais conseil réunion café école salle fête accueil groupe maison"
    )
    static let there = ShortKeys("y")
    /// « il y |a| », « il y |avait| » are no places.
    static let being = ShortKeys(
        "a avait ont aura eut aurait ait avoir eu en compris tient tiennent"
    )
    static let light = ShortKeys(
        "aucun aucune pas sans ni plus non d' de son sa ses nouvelle autre"
    )
    static let same = ShortKeys("même mêmes")
    static let elided = ShortKeys("l'")
    static let articles = ShortKeys("le la les un une")
    static let possessives = ShortKeys("son sa ses")
    static let possessivePlural = ShortKeys("ses leurs")
}
