/// How surely a passage speaks of one person or family.
enum Anchor: Int, Comparable {
    /// Nobody.
    case none
    /// « un père de famille de la résidence », « le principal ».
    case indefinite
    /// Somebody of the running item: the sentence before, the row, the heading.
    case carried
    /// « le jeune », « sa mère », « l'intéressée ».
    case designated
    /// A name, initials, or the placeholder of one.
    case named

    static func < (a: Anchor, b: Anchor) -> Bool { a.rawValue < b.rawValue }
}

/// What was found about the person of one passage.
struct Found {
    /// What its words say.
    let words: Words
    /// How surely it speaks of somebody.
    var anchor = Anchor.none
    /// Somebody was spoken of shortly before.
    var isRunning = false
    /// Somebody was spoken of not long before.
    var isNear = false
    /// Somebody of history is spoken of, or a year of long ago.
    var isHistorical = false
    /// A line « label : value » of a sheet about one person.
    var isForm = false
    /// A cell in a person's row under « Situation », or in a list of persons.
    var isFacts = false
    /// The column of a cell in a person's row.
    var column: Column?
    /// The one who is named only says something of nobody.
    var onlyReports = false
    /// A line of its own that carries the person on without a word for it.
    var isLoose = false
    /// The first passage of its block.
    var opensLine = false
    /// A title over other lines.
    var isHeading = false
    /// Somebody in function is named.
    var hasOfficial = false
    /// Somebody in function told of himself: « le principal … il commence un traitement ».
    var isHimself = false
}
