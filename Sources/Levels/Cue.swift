internal import Lexicons

/// A form that makes a passage secret or confidential, when it has what it needs.
struct Cue {
    let first: Int
    let last: Int
    /// The table in capitals: `HEALTH`, `CONDUCT`.
    let category: String
    /// The class of the row.
    let topic: String
    let need: Need
    let source: String
    let level: Level
    /// Behind an empty box of a form: « [ ] malaise », « ☐ police ».
    var isUnticked = false
    /// Told of five people or more: « 12 jeunes suivis ».
    var isOfMany = false
    /// A service that speaks: « le CMPP présentera sa liste d'attente ».
    var isSpeaker = false
    /// Wholly within the name of a job: « la psychologue », « l'éducatrice de l'ASE ».
    var isProfession = false
    /// A service named with its article: « la CCAPEX », « le SIAO ».
    var isService = false
    /// « CMP », « CCAPEX ».
    var isAcronym = false
    /// Alone in its line: « CRIP » in a directory, « — CSAPA — avril ».
    var isBare = false
    /// The first words of a line: « Enceinte de sept mois ».
    var opensLine = false
    /// A label with its value behind it: « Santé : asthme ».
    var isLead = false
    /// Nothing but an article or a denial stands before it: « aucune mesure », « la dette ».
    var isFirst = false
    /// A precise place or an hour stands in the passage: « hall 5 », « 18 h ».
    var isPlaced = false
}
