internal import Levels
internal import Mentions

/// A figure of an evaluation under the key that programs know.
public struct Figure: Sendable {
    /// What the figure is.
    public enum Value: Sendable, Hashable {
        /// A number of notes.
        case count(Int)
        /// A part of a whole; without a whole there is no figure.
        case share(Share)
        /// So many in a thousand of a whole.
        case thousandths(Share)
    }

    /// `name recall`, `NIR recall`, `HEALTH cue recall`.
    public let key: String
    /// Its value.
    public let value: Value

    init(_ key: String, _ value: Value) {
        self.key = key
        self.value = value
    }

    init(_ key: String, _ share: Share) { self.init(key, .share(share)) }

    /// The value as a number; nil when there is nothing to count.
    public var number: Double? {
        switch value {
        case .count(let count): Double(count)
        case .share(let share):
            share.whole == 0 ? nil : Double(share.part) / Double(share.whole)
        case .thousandths(let share):
            share.whole == 0 ? nil : Double(1_000 * share.part) / Double(share.whole)
        }
    }
}

extension Evaluation {
    /// The number under a key, or nil.
    public subscript(_ key: String) -> Double? {
        (figures + outgoingFigures).first { $0.key == key }?.number
    }

    /// Of what was found: the whole first, then each label and category that occurs.
    public var figures: [Figure] {
        let labels = Label.allCases.filter(\.isIdentifier)
        func whole(_ shares: [Label: Share]) -> Share {
            labels.compactMap { shares[$0] }.reduce(Share(), +)
        }
        var figures = [
            Figure("notes", .count(notes)), Figure("notes missing", .count(0)),
            Figure("name recall", names), Figure("name leak", leakedWords),
            Figure("name precision", namedWords),
            Figure("false names per 1,000 words", .thousandths(Share(falseNames, of: words))),
            Figure("officials kept", officials), Figure("notes without a leak", cleanNotes),
            Figure("identifier recall", whole(hits)), Figure("identifier precision", whole(rights)),
            Figure("cue recall", cues.values.reduce(Share(), +)),
        ]
        for (key, level) in [("secret", Level.secret), ("confidentiel+", .confidentiel)] {
            let recall = pieces.share(of: { w, _ in w >= level }, that: { _, h in h >= level })
            let precision = pieces.share(of: { _, h in h >= level }, that: { w, _ in w >= level })
            figures += [Figure("\(key) recall", recall), Figure("\(key) precision", precision)]
        }
        let kept = pieces.share(of: { w, _ in w == .public }, that: { _, h in h == .public })
        figures += [
            Figure("public pieces kept public", kept),
            Figure("note level right", levels.share(of: { _, _ in true }, that: { $0 == $1 })),
            Figure("note level too low", levels.share(of: { _, _ in true }, that: { $1 < $0 })),
            Figure("note level too high", levels.share(of: { _, _ in true }, that: { $1 > $0 })),
        ]
        for label in labels {
            if let share = hits[label] { figures.append(Figure("\(label.rawValue) recall", share)) }
        }
        for category in CueCategory.allCases {
            guard let share = cues[category] else { continue }
            figures.append(Figure("\(category.rawValue) cue recall", share))
        }
        for label in Label.allCases {
            if label.isName, let share = hits[label] {
                figures.append(Figure("\(label.rawValue) recall", share))
            }
            if let share = rights[label] {
                figures.append(Figure("\(label.rawValue) precision", share))
            }
        }
        return figures
    }

    /// Each label that occurs: spans found, and mentions that are right.
    public var byLabel: [(name: String, hits: Share, rights: Share)] {
        Label.allCases.compactMap { label in
            guard hits[label] != nil || rights[label] != nil else { return nil }
            return (label.rawValue, hits[label] ?? Share(), rights[label] ?? Share())
        }
    }

    /// Each category that occurs: cues that lie in passages found secret.
    public var byCategory: [(name: String, hits: Share)] {
        CueCategory.allCases.compactMap { category in
            cues[category].map { (category.rawValue, $0) }
        }
    }

    /// Of what leaves; empty without an audience.
    public var outgoingFigures: [Figure] {
        guard audience != nil else { return [] }
        return [
            Figure("notes held", .count(outgoing.held)),
            Figure("name survival", outgoing.nameWords),
            Figure("identifier survival", outgoing.identifiers),
            Figure("secret survival", outgoing.cues),
            Figure("public text lost", outgoing.pieces),
            Figure("officials lost", outgoing.officials),
        ]
    }
}
