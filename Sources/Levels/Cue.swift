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
    let isUnticked: Bool
    /// Told of five people or more: « 12 jeunes suivis ».
    let isOfMany: Bool
    /// A service that speaks: « le CMPP présentera sa liste d'attente ».
    let isSpeaker: Bool
    /// Wholly within the name of a job: « la psychologue », « l'éducatrice de l'ASE ».
    let isProfession: Bool
    /// A service named with its article: « la CCAPEX », « le SIAO ».
    let isService: Bool
    /// « CMP », « CCAPEX ».
    let isAcronym: Bool
    /// Alone in its line: « CRIP » in a directory, « — CSAPA — avril ».
    let isBare: Bool
    /// The first words of a line: « Enceinte de sept mois ».
    let opensLine: Bool
    /// A precise place or an hour stands in the passage: « hall 5 », « 18 h ».
    let isPlaced: Bool
}
