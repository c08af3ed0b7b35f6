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
        let note = Note(
            isPersonal: isPersonal,
            isGeneral: !isPersonal && cues.share(of: reading.passages.count) >= 0.25
        )
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
            let judgement = judge(passage, number: index, found, here, cues, reading, note)
            anchors.leave(index, found, level: judgement.level)
            judgements.append(judgement)
        }
        return judgements
    }

    /// What a note is about as a whole.
    private struct Note {
        /// A private person is named in it.
        let isPersonal: Bool
        /// Nobody is, and a quarter of its passages speak of things in general.
        let isGeneral: Bool
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
        _ note: Note
    ) -> Judgement {
        var reasons: [Reason] = []
        for cue in cues.inPassage[number] ?? [] {
            guard counts(cue, found, cues, number, note) else { continue }
            // « un homme de 34 ans, au RSA »: the status of somebody without a name may stay
            let isStatus =
                found.isAged && cue.category == "FINANCE"
                && (cue.topic == "benefit" || cue.topic == "poverty")
            // « une gifle d'un camarade »: what happens among pupils or in the street is conduct
            let isConduct =
                cue.category == "VIOLENCE" && cue.topic == "battery" && found.isElsewhere
            let level = isStatus || isConduct ? .confidentiel : cue.level
            reasons.append(
                Reason(
                    rule: "\(cue.category.lowercased()).\(cue.topic)",
                    category: level == .secret ? cue.category : "",
                    start: Int(reading.tokens[cue.first].start),
                    end: Int(reading.tokens[cue.last].end),
                    law: cue.source,
                    level: level
                )
            )
        }
        if let column = found.column, let cue = cues.ofColumn[column],
            cue.first < Int(passage.firstToken)
        {
            reasons.append(
                Reason(
                    rule: "\(cue.category.lowercased()).\(cue.topic)",
                    category: cue.category,
                    start: Int(passage.start),
                    end: Int(passage.end),
                    law: cue.source,
                    level: .secret
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
        if reasons.isEmpty, !isHeading, touches(found, cues, number, note) {
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

    /// Whether a passage without a cue is about the person of its item.
    private func touches(
        _ found: Anchors.Found,
        _ cues: Cues,
        _ number: Int,
        _ note: Note
    ) -> Bool {
        guard found.isRunning || found.isAged || found.isFacts else { return false }
        guard note.isPersonal || found.anchor == .designated else { return false }
        var balance = Balance<Touch>()
        balance.add(.designated, when: found.anchor >= .designated)
        balance.add(.aged, when: found.isAged)
        balance.add(.carried, when: found.anchor == .carried)
        balance.add(.pronoun, when: found.takesUp || found.hasPluralKin || found.hasPossession)
        balance.add(.bareVerb, when: found.isBareVerb)
        balance.add(.bareAdjective, when: found.isBareAdjective && found.anchor == .carried)
        balance.add(.factsColumn, when: found.isFacts)
        balance.add(.definition, when: cues.isDefinition(number))
        balance.add(.infinitive, when: found.isInfinitive && found.anchor < .designated)
        balance.add(.general, when: cues.isGeneral(number, knowsKin: found.isRunning))
        return balance.sum >= Touch.threshold
    }

    /// Whether the grounds for a cue outweigh those against it.
    private func counts(
        _ cue: Cue,
        _ found: Anchors.Found,
        _ cues: Cues,
        _ number: Int,
        _ note: Note
    ) -> Bool {
        var balance = Balance<Ground>()
        switch cue.need {
        case .nobody: balance.add(.speaksForItself)
        case .person: balance.add(.needsPerson)
        case .clause: balance.add(.needsClause)
        }
        switch found.anchor {
        case .named: balance.add(.named)
        case .designated: balance.add(.designated)
        case .carried: balance.add(.carried)
        case .indefinite: balance.add(.indefinite)
        case .none: break
        }
        // « une famille de la résidence est en difficulté, ses enfants … »
        balance.add(.followedUp, when: found.anchor == .indefinite && found.isFollowedUp)
        // « un homme … insulte les usagers »
        balance.add(
            .somebody,
            when: found.anchor == .indefinite && found.isSomebody && !found.isFollowedUp
                && cue.level == .confidentiel
        )
        balance.add(
            .pronoun,
            when: found.anchor <= .indefinite && found.hasPronoun && note.isPersonal
        )
        // « M. Lenoir, directeur, est arrêté pour épuisement »
        balance.add(
            .official,
            when: found.anchor <= .indefinite && found.hasOfficial && cue.need == .nobody
        )
        balance.add(.himself, when: found.anchor <= .indefinite && found.isHimself)
        // « deux jeunes de la résidence sont sous Ritaline » counts as persons
        balance.add(.smallGroup, when: found.isSmallGroup)
        let isOperation = cue.category == "OPERATIONAL"
        balance.add(.operation, when: isOperation && cue.need == .nobody)
        balance.add(.placeOrHour, when: isOperation && cue.isPlaced)
        balance.add(.source, when: cue.category == "SOURCE" && cue.need == .nobody)
        balance.add(.noteHasPersons, when: note.isPersonal)
        balance.add(
            .general,
            when: cues.isGeneral(number, before: cue, knowsKin: found.isRunning)
        )
        balance.add(.definition, when: cues.isDefinition(number) && found.anchor != .named)
        balance.add(
            .generalNote,
            when: note.isGeneral && found.anchor <= .indefinite && !isOperation
        )
        balance.add(.bare, when: cue.isBare && found.anchor == .carried)
        balance.add(.unticked, when: cue.isUnticked)
        balance.add(.many, when: cue.isOfMany && found.anchor != .named)
        balance.add(
            .serviceSpeaks,
            when: cue.isSpeaker && (found.anchor != .named || cue.isProfession)
        )
        balance.add(.profession, when: cue.isProfession)
        balance.add(
            .service,
            when: cue.isService && found.anchor == .carried && !found.takesUp && !found.isBareVerb
        )
        // « le nom du délinquant »: the cue itself is nobody beside it
        balance.add(
            .itself,
            when: found.anchor == .designated && found.designations == 1 && !note.isPersonal
                && cue.need != .nobody && (cue.first...cue.last).contains(found.designation)
        )
        return balance.sum >= Ground.threshold
    }
}
