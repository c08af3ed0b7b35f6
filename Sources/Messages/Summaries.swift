internal import Documents
public import Formats
internal import Levels
public import Pipeline

/// The one line after a filtered note: what was done, without a word of the note.
public func summaryLine(_ outcome: Outcome) -> String {
    var line = "niveau \(outcome.level.name)"
    if outcome.levelAfter != outcome.level { line += " → \(outcome.levelAfter.name)" }
    if outcome.isLabelHigher {
        line += " (étiquette plus haute que ce qui a été trouvé : à relire)"
    }
    line += " ; " + done(outcome.summary)
    if outcome.encoding != .utf8 {
        line += " ; encodage \(outcome.encoding.frenchName)"
        if outcome.isEncodingDoubtful { line += " (dans le doute : voir --encoding)" }
    }
    return line + rules(outcome.summary.rules)
}

/// The verdict of `check` on one note, without a word of it.
public func verdictLine(_ verdict: Verdict) -> String {
    let level = "niveau \(verdict.level.name)"
    if verdict.isHeld { return "retenue : plusieurs situations ; \(level)" }
    var parts: [String] = []
    if verdict.names > 0 { parts.append(count(verdict.names, "nom", "noms")) }
    if verdict.identifiers > 0 {
        parts.append(count(verdict.identifiers, "coordonnée", "coordonnées"))
    }
    if verdict.secret > 0 {
        parts.append(count(verdict.secret, "passage secret", "passages secrets"))
    }
    if verdict.confidentiel > 0 {
        parts.append(count(verdict.confidentiel, "point confidentiel", "points confidentiels"))
    }
    let doubts = verdict.doubts == 0 ? "" : " (\(verdict.doubts) en doute)"
    if let obstacle = verdict.obstacles.first {
        let removed = parts.isEmpty ? "" : " ; à retirer : \(parts.joined(separator: ", "))"
        return "retenue : \(obstacle.kind.frenchName)\(removed) ; \(level)\(doubts)"
    }
    if parts.isEmpty { return "rien à retirer ; \(level)\(doubts)" }
    return "à retirer : \(parts.joined(separator: ", ")) ; \(level)\(doubts)"
}

/// What is added when a note was converted: the endings of its formats, before and after.
public func conversionRemark(from: String, to: String) -> String {
    " ; convertie de \(from) en \(to)"
}

/// What is added when the text of a note leaves in place of the note.
///
/// - Parameter leftOut: What is not in it.
/// - Returns: The end of the line.
public func renditionRemark(leftOut: [Obstacle]) -> String {
    guard !leftOut.isEmpty else { return " ; texte seul" }
    var names: [String] = []
    for obstacle in leftOut {
        let part = obstacle.part.isEmpty ? "" : " (\(obstacle.part))"
        let name = obstacle.kind.frenchName + part
        if !names.contains(name) { names.append(name) }
    }
    let rest = names.count > 6 ? " ; et \(names.count - 6) de plus" : ""
    return " ; texte seul, sans : " + names.prefix(6).joined(separator: " ; ") + rest
}

/// What is said when the label of a note is higher than what was found in it.
public func higherLabelLine(_ marked: MarkedNote) -> String {
    "la note se dit « \(marked.level.name) », plus haut que ce qui a été trouvé : l'étiquette reste"
}

/// What was done, in numbers.
func done(_ summary: Summary) -> String {
    var parts = [
        count(summary.names, "nom remplacé", "noms remplacés"),
        count(summary.officials, "nom de fonction conservé", "noms de fonction conservés"),
        count(summary.cut, "passage secret retiré", "passages secrets retirés"),
        count(summary.dropped, "point confidentiel retiré", "points confidentiels retirés"),
    ]
    if summary.identifiers > 0 {
        parts.append(count(summary.identifiers, "coordonnée remplacée", "coordonnées remplacées"))
    }
    if summary.doubts > 0 {
        let text = count(summary.doubts, "passage en doute", "passages en doute")
        parts.append(text + " à relire")
    }
    return parts.joined(separator: ", ")
}

/// The rules behind it, the first of them by name.
func rules(_ rules: [String]) -> String {
    guard !rules.isEmpty else { return "" }
    let rest = rules.count > 12 ? " … (\(rules.count))" : ""
    return " ; règles : " + rules.prefix(12).joined(separator: " ") + rest
}

/// A number with its noun.
func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number > 1 ? many : one)"
}
