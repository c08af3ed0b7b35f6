public import Mentions
internal import Documents
internal import Lexicons
internal import Tokens

/// Gives each passage its level, with the reasons.
///
/// A secret needs a person: named, designated or carried by the running item. Without a person the
/// same words are general and public. Denial and supposition change nothing.
///
/// Law: CASF L.121-6-2, Code pénal 226-13, CSI L.132-5. Source: DOMAIN section 6. Lexicons:
/// `secrets/`, `confidentiel/`, `contexts/`.
public struct Judge: Sendable {
    /// A judge.
    public init() {}

    /// The level of each passage, in order.
    ///
    /// - Parameters:
    ///   - reading: A note read.
    ///   - mentions: What was found in it.
    /// - Returns: One judgement for each passage of the reading.
    /// - Complexity: O(*n*) in tokens and forms.
    public func judge(_ reading: Reading, mentions: [Mention]) -> [Judgement] {
        var anchors = Anchors(reading: reading, mentions: mentions)
        let cues = Cues(reading: reading)
        let isPersonal =
            mentions.contains { $0.label.isPrivateName } || reading.hasPersonPlaceholder
        var judgements: [Judgement] = []
        judgements.reserveCapacity(reading.passages.count)
        var next = 0
        for (index, passage) in reading.passages.enumerated() {
            var here: [Mention] = []
            while next < mentions.count, mentions[next].start < Int(passage.end) {
                here.append(mentions[next])
                next += 1
            }
            let found = anchors.enter(index)
            let judgement = judge(passage, number: index, found, here, cues, reading, isPersonal)
            anchors.leave(index, found, level: judgement.level)
            judgements.append(judgement)
        }
        return judgements
    }

    /// The level of a note: that of its highest passage.
    public static func level(of judgements: [Judgement]) -> Level {
        judgements.map(\.level).max() ?? .public
    }

    private func judge(
        _ passage: Passage,
        number: Int,
        _ found: Anchors.Found,
        _ mentions: [Mention],
        _ cues: Cues,
        _ reading: Reading,
        _ isPersonal: Bool
    ) -> Judgement {
        var reasons: [Reason] = []
        for cue in cues.inPassage[number] ?? [] {
            let counted = counts(cue, found, cues, number, isPersonal)
            guard counted else { continue }
            reasons.append(
                Reason(
                    rule: "\(cue.category.lowercased()).\(cue.topic)",
                    category: cue.level == .secret ? cue.category : "",
                    start: Int(reading.tokens[cue.first].start),
                    end: Int(reading.tokens[cue.last].end),
                    law: cue.source,
                    level: cue.level
                )
            )
        }
        for mention in mentions where mention.label.isPrivateName || mention.label.isIdentifier {
            reasons.append(
                Reason(
                    rule: mention.rule,
                    category: "",
                    start: mention.start,
                    end: mention.end,
                    law: "CSI L.132-5",
                    level: .confidentiel
                )
            )
        }
        let isHeading =
            reading.document.blocks[Int(passage.block)].kind == .heading
            && found.anchor != .named
        if reasons.isEmpty, found.isForm {
            reasons.append(
                Reason(
                    rule: "person.form",
                    category: "",
                    start: Int(passage.start),
                    end: Int(passage.end),
                    law: "CSI L.132-5",
                    level: .confidentiel
                )
            )
        }
        if reasons.isEmpty, !isHeading, found.isRunning, isPersonal || found.anchor == .designated,
            !cues.isGeneral(number),
            found.anchor == .designated || found.anchor == .carried && found.takesUp
        {
            reasons.append(
                Reason(
                    rule: "person.carried",
                    category: "",
                    start: Int(passage.start),
                    end: Int(passage.end),
                    law: "CSI L.132-5",
                    level: .confidentiel
                )
            )
        }
        let level = reasons.map(\.level).max() ?? .public
        let isSure = reasons.contains { $0.level == level } && found.anchor >= .carried
        return Judgement(
            start: Int(passage.start),
            end: Int(passage.end),
            firstToken: Int(passage.firstToken),
            endToken: Int(passage.endToken),
            block: Int(passage.block),
            level: level,
            reasons: reasons,
            isDoubtful: level > .public && !isSure
        )
    }

    /// Whether a cue has what it needs.
    private func counts(
        _ cue: Cue,
        _ found: Anchors.Found,
        _ cues: Cues,
        _ number: Int,
        _ isPersonal: Bool
    ) -> Bool {
        let isGeneral = cues.isGeneral(number, before: cue)
        // « le nom du délinquant »: the cue itself is nobody beside it
        if found.anchor == .designated, found.designations == 1, !isPersonal, cue.need != .nobody,
            (cue.first...cue.last).contains(found.designation)
        {
            return false
        }
        // « deux jeunes de la résidence sont sous Ritaline » counts as persons
        if found.isSmallGroup, cue.need != .clause { return true }
        switch cue.need {
        case .nobody:
            if found.anchor >= .carried { return true }
            // « un père a été hospitalisé » is somebody; without any subject the note must be
            // about persons
            return !isGeneral && (found.anchor == .indefinite || isPersonal)
        case .person:
            if found.anchor >= .designated { return !isGeneral || found.anchor == .named }
            return found.anchor == .carried && !isGeneral
        case .clause:
            if found.anchor == .named { return true }
            return found.anchor >= .carried && !isGeneral
        }
    }
}
