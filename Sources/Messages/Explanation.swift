public import Decisions
internal import Levels
internal import Mentions
public import Pipeline

/// What was found in a note, passage by passage, in French: `biffure explain`.
///
/// Unlike everything else that the programs say it quotes the note: it is for who holds the note.
public struct Explanation {
    private let findings: Findings
    private let audience: Audience?
    private let usesColour: Bool

    /// An explanation.
    ///
    /// - Parameters:
    ///   - findings: What was found.
    ///   - audience: Who will read the note: then each passage says what becomes of it.
    ///   - usesColour: Whether levels are coloured for a terminal.
    public init(_ findings: Findings, audience: Audience?, usesColour: Bool) {
        self.findings = findings
        self.audience = audience
        self.usesColour = usesColour
    }

    /// The whole text.
    ///
    /// - Complexity: O(*n*).
    public func text() -> String {
        var text = "Niveau de la note : \(coloured(findings.level))"
        let label = LevelLabel.level(of: findings.labels)
        if !findings.labels.isEmpty { text += " (étiquette de la note : \(label.name))" }
        text += "\n"
        let decision = audience.map {
            Decision(
                judgements: findings.passages,
                mentions: findings.mentions,
                audience: $0
            )
        }
        var next = 0
        var finder = WhereaboutsFinder(findings)
        var line = 1
        var position = 0
        for (index, passage) in findings.passages.enumerated() {
            while position < passage.start {
                if findings.text[position] == 0x0A { line += 1 }
                position += 1
            }
            var mentions: [Int] = []
            while next < findings.mentions.count, findings.mentions[next].start < passage.end {
                mentions.append(next)
                next += 1
            }
            guard passage.level > .public || !mentions.isEmpty else { continue }
            let place = finder.find(passage.start).map(Self.french) ?? "ligne \(line)"
            text += "\n\(place) · \(coloured(passage.level))"
            if passage.isDoubtful { text += " (en doute)" }
            if let action = decision?.actions[index] { text += " → \(Self.french(action))" }
            text += "\n  « \(words(passage.start, passage.end)) »\n"
            for reason in passage.reasons.sorted(by: { $0.start < $1.start })
            where reason.level == passage.level || reason.level == .secret {
                guard !reason.rule.hasPrefix("person."), !reason.rule.hasPrefix("initials.") else {
                    continue
                }
                let name = CategoryName.french(reason.category)
                text +=
                    "  - " + name + (name.isEmpty ? "" : " : ")
                    + "« \(words(reason.start, reason.end)) » "
                text += "(règle \(reason.rule) ; \(reason.law))\n"
                if let grounds = reason.grounds { text += balanceLine(grounds) }
            }
            for number in mentions { text += mentionLine(number, decision) }
        }
        return text
    }

    /// « word/document.xml, ligne 12, cellule 3 ».
    private static func french(_ place: Whereabouts) -> String {
        let part = place.part.isEmpty ? "" : "\(place.part), "
        let cell = place.cell.map { ", cellule \($0)" } ?? ""
        return "\(part)ligne \(place.line)\(cell)"
    }

    /// What spoke for a cue and against it: « poids : … = 58 (seuil 40) ».
    private func balanceLine(_ grounds: GroundSet) -> String {
        let parts = grounds.items.map { item in
            "\(GroundName.french(item.name)) \(item.weight > 0 ? "+" : "")\(item.weight)"
        }
        return "      poids : " + parts.joined(separator: ", ")
            + " = \(grounds.sum) (seuil \(GroundSet.threshold))\n"
    }

    private func mentionLine(_ number: Int, _ decision: Decision?) -> String {
        let mention = findings.mentions[number]
        var line = "  - \(CategoryName.french(mention.label.rawValue)) : "
        line += "« \(words(mention.start, mention.end)) » (règle \(mention.rule)"
        if mention.isDoubtful { line += " ; en doute" }
        line += ")"
        if let action = decision?.mentionActions[number] {
            line += action == .keep ? " → conservé" : " → remplacé"
        }
        if let evidence = mention.evidence {
            let parts = evidence.all.map { each in
                let weight = evidence.weight(of: each)
                return "\(EvidenceName.french(each)) \(weight > 0 ? "+" : "")\(weight)"
            }
            line += "\n      indices : " + parts.joined(separator: ", ")
        }
        return line + "\n"
    }

    private func words(_ start: Int, _ end: Int) -> String {
        String(decoding: findings.text[start..<end], as: UTF8.self)
            .split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static func french(_ action: PassageAction) -> String {
        switch action {
        case .pass: "reste"
        case .anonymise: "reste sans les noms"
        case .cut: "retiré"
        case .drop: "non communicable"
        case .occult: "occulté"
        }
    }

    private func coloured(_ level: Level) -> String {
        let name = level == .public ? level.name : level.name.uppercased()
        guard usesColour else { return name }
        let colour =
            switch level {
            case .public: "32"
            case .confidentiel: "33"
            case .secret: "1;31"
            }
        return "\u{1B}[\(colour)m\(name)\u{1B}[0m"
    }
}
