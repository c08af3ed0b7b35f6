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
        let speakers = Speakers(reading: reading)
        var anchors = Anchors(reading: reading, mentions: mentions, speakers: speakers)
        let cues = Cues(reading: reading, mentions: mentions, speakers: speakers)
        let isPersonal =
            mentions.contains { $0.label.isPrivateName } || reading.hasPersonPlaceholder
        let note = Note(
            isPersonal: isPersonal,
            isGeneral: !isPersonal && cues.generalities.share(of: reading.passages.count) >= 0.25,
            asksQuestions: !isPersonal && Self.asksQuestions(reading),
            isOfWriter: Self.isOfWriter(reading),
            homes: HomeTurns(reading, mentions)
        )
        var judgements: [Judgement] = []
        judgements.reserveCapacity(reading.passages.count)
        var next = 0
        for (index, passage) in reading.passages.enumerated() {
            let first = next
            while next < mentions.count, mentions[next].start < Int(passage.end) { next += 1 }
            let here = mentions[first..<next]
            let found = anchors.enter(index)
            var judgement = judge(passage, number: index, found, here, cues, reading, note)
            if found.words.goesThere, found.anchor >= .carried, let before = judgements.last {
                judgement = judgement.following(before)
            }
            anchors.leave(index, found, level: judgement.level)
            judgements.append(judgement)
        }
        return judgements
    }

    /// What a note is about as a whole.
    struct Note {
        /// A private person is named in it.
        let isPersonal: Bool
        /// Nobody is, and a quarter of its passages speak of things in general.
        let isGeneral: Bool
        /// Nobody is, and a third of its passages are questions: « Questions fréquentes ».
        let asksQuestions: Bool
        /// A letter in which its writer speaks of himself.
        let isOfWriter: Bool
        /// What private persons wrote in it.
        let homes: HomeTurns
    }

    /// Whether four sentences or more, and a third of all, are told by « je ».
    private static func isOfWriter(_ reading: Reading) -> Bool {
        var own = 0
        for passage in reading.passages {
            let tokens = Int(passage.firstToken)..<Int(passage.endToken)
            if tokens.contains(where: { FunctionWords.own.contains(reading.short[$0]) }) {
                own += 1
            }
        }
        return own >= 4 && own * 3 >= reading.passages.count
    }

    /// Whether three passages or more, and a third of all, end with a question mark.
    private static func asksQuestions(_ reading: Reading) -> Bool {
        let questions = reading.passages.count {
            $0.endToken > $0.firstToken && reading.tokens[Int($0.endToken) - 1].isSign("?")
        }
        return questions >= 3 && questions * 3 >= reading.passages.count
    }

    /// Whether anything but placeholders and signs stands in a passage: what was taken out is no secret
    /// of its column any more.
    private func holdsWords(_ passage: Passage, _ reading: Reading) -> Bool {
        (Int(passage.firstToken)..<Int(passage.endToken)).contains {
            (reading.tokens[$0].kind == .word || reading.tokens[$0].kind == .number)
                && !reading.marks[$0].contains(.opaque)
        }
    }

    /// The secret cue of the cell that says what a cell holds.
    private func header(
        of number: Int,
        _ passage: Passage,
        _ found: Found,
        _ cues: Cues
    ) -> Cue? {
        if let cue = cues.headers.ofLabel[number], found.anchor >= .carried { return cue }
        guard let column = found.column else { return nil }
        return cues.headers.ofColumn[column]
    }

    /// The level of a note: that of its highest passage.
    public static func level(of judgements: [Judgement]) -> Level {
        judgements.map(\.level).max() ?? .public
    }

    private func judge(
        _ passage: Passage,
        number: Int,
        _ found: Found,
        _ mentions: ArraySlice<Mention>,
        _ cues: Cues,
        _ reading: Reading,
        _ note: Note
    ) -> Judgement {
        var reasons: [Reason] = []
        // what was taken out is of no level any more
        let isTakenOut = mentions.isEmpty && !holdsWords(passage, reading)
        for cue in isTakenOut ? [] : cues.inPassage[number] ?? [] {
            let balance = balance(of: cue, found, cues, number, note)
            guard balance.sum >= Ground.threshold else { continue }
            // « un homme de 34 ans, au RSA »: the status of somebody without a name may stay
            let isStatus =
                found.words.isAged && cue.category == "FINANCE"
                && (cue.topic == "benefit" || cue.topic == "poverty")
            // « une gifle d'un camarade »: what happens among pupils or in the street is conduct
            let isConduct =
                cue.category == "VIOLENCE" && cue.topic == "battery" && found.words.isElsewhere
            let level = isStatus || isConduct ? .confidentiel : cue.level
            reasons.append(
                Reason(
                    rule: "\(cue.category.lowercased()).\(cue.topic)",
                    category: level == .secret ? cue.category : "",
                    start: Int(reading.tokens[cue.first].start),
                    end: Int(reading.tokens[cue.last].end),
                    law: cue.source,
                    level: level,
                    isDoubtful: balance.sum < Ground.certainty,
                    grounds: balance.set
                )
            )
        }
        if let cue = header(of: number, passage, found, cues), !isTakenOut {
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
                    level: .confidentiel,
                    isDoubtful: mention.isDoubtful
                )
            )
        }
        let isHeading =
            reading.document.blocks[Int(passage.block)].kind == .heading
            && found.anchor != .named
        if reasons.isEmpty, found.isForm, !isTakenOut {
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
        if reasons.isEmpty, !isHeading, !isTakenOut, touches(found, cues, number, note) {
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
        let isSure = reasons.contains { $0.level == level && !$0.isDoubtful }
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
}
