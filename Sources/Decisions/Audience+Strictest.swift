internal import Levels

extension Audience {
    /// The row that lets through only what both rows let through, for a note that two audiences get.
    ///
    /// Each column takes its stricter value. A passage that is hidden whole (`occult`, `drop`) is
    /// stricter than one of which something stays, so the row that comes out can reach its ceiling
    /// whenever both rows can. When one row is the stricter in every column, the result is that row;
    /// else its id, label and source name both: `cada+gt-territorial`.
    ///
    /// - Returns: The same for both orders of rows, except for the order of ``admitted``.
    /// - Complexity: O(categories that are admitted).
    public static func strictest(_ a: Audience, _ b: Audience) -> Audience {
        let joined = Audience(
            id: together(a.id, b.id, by: "+"),
            piece: a.piece == b.piece ? a.piece : nil,
            ceiling: min(a.ceiling, b.ceiling),
            names: later(a.names, b.names, of: [.keep, .replace, .occult]),
            officials: later(a.officials, b.officials, of: [.keep, .function, .remove]),
            confidentiel: later(
                a.confidentiel,
                b.confidentiel,
                of: [.keep, .anonymise, .releve, .occult, .drop]
            ),
            secret: later(a.secret, b.secret, of: [.keep, .occult, .cut]),
            admitted: a.admitted.filter(b.admitted.contains),
            isStrict: a.isStrict || b.isStrict,
            doubtCounts: a.doubtCounts || b.doubtCounts,
            hasOneSituation: a.hasOneSituation || b.hasOneSituation,
            isMarked: a.isMarked || b.isMarked,
            mail: later(a.mail, b.mail, of: [.transform, .hold, .reject]),
            label: together(a.label, b.label, by: " + "),
            source: together(a.source, b.source, by: " + ")
        )
        switch (a.decides(as: joined), b.decides(as: joined)) {
        case (true, false): return a
        case (false, true): return b
        default: return joined
        }
    }

    /// Whether both rows say the same in every column that decides.
    private func decides(as other: Audience) -> Bool {
        ceiling == other.ceiling && names == other.names && officials == other.officials
            && confidentiel == other.confidentiel && secret == other.secret
            && Set(admitted) == Set(other.admitted) && isStrict == other.isStrict
            && doubtCounts == other.doubtCounts && hasOneSituation == other.hasOneSituation
            && isMarked == other.isMarked && mail == other.mail
    }

    /// The value that stands later in a list from lax to strict.
    private static func later<Cell: Equatable>(_ a: Cell, _ b: Cell, of order: [Cell]) -> Cell {
        // a value that its column does not know counts as the strictest
        let (first, second) = (
            order.firstIndex(of: a) ?? order.count, order.firstIndex(of: b) ?? order.count
        )
        return first >= second ? a : b
    }

    /// The parts of both, each once, sorted.
    private static func together(_ a: String, _ b: String, by separator: String) -> String {
        guard a != b else { return a }
        let parts = Set(a.split(separator: separator) + b.split(separator: separator))
        return parts.sorted().joined(separator: separator)
    }
}
