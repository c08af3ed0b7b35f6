public import Decisions
public import Documents
internal import Formats
internal import Levels
public import Lexicons
public import Mentions
internal import Redactions
internal import Tokens

/// The whole line: the bytes of one note in, what one audience may read out.
///
/// One engine serves any number of notes, one after the other; give each worker its own. Nothing
/// leaves before the whole note was judged, and what was edited is judged again.
public struct Engine: ~Copyable {
    private let lexicon: Lexicon
    private var finder: MentionFinder
    private let judge = Judge()
    private let maximumSize: Int
    private let encoding: Encoding?

    /// Rounds of judging again before the note is held: one finds what only the edit brought out,
    /// one writes the level, one shows that nothing is left.
    private static let maximumRounds = 5

    /// An engine with the rules of a lexicon.
    ///
    /// - Parameters:
    ///   - lexicon: The compiled tables.
    ///   - maximumSize: The longest note that is read, in bytes.
    ///   - encoding: The encoding of the notes; nil to recognise that of each.
    ///   - weights: What each evidence weighs; nil: as the lexicon says.
    /// - Throws: `FilterError` `badLexicon` when its weights cannot be used, `unavailable` when
    ///   libicu fails.
    public init(
        lexicon: Lexicon,
        maximumSize: Int = 64 << 20,
        encoding: Encoding? = nil,
        weights: EvidenceWeights? = nil
    ) throws(FilterError) {
        self.lexicon = lexicon
        let table: EvidenceWeights
        do throws(LexiconError) {
            if let weights { table = weights } else { table = try EvidenceWeights(lexicon) }
        } catch {
            throw FilterError(.badLexicon, lexicon: error)
        }
        do {
            finder = try MentionFinder(lexicon: lexicon, weights: table)
        } catch {
            throw FilterError(.unavailable)
        }
        self.maximumSize = maximumSize
        self.encoding = encoding
    }

    /// What a note speaks of.
    ///
    /// - Parameters:
    ///   - bytes: The whole note.
    ///   - encoding: The encoding of this one; nil for that of the engine.
    /// - Returns: Level, mentions and passages.
    /// - Throws: `FilterError` when the note cannot be read.
    /// - Complexity: O(*n*).
    public mutating func detect(
        _ bytes: [UInt8],
        as encoding: Encoding? = nil
    ) throws(FilterError) -> Findings {
        let document = try read(bytes, as: encoding ?? self.encoding)
        let (reading, mentions, judgements) = try judged(document)
        let labels = LevelLabel.all(in: reading)
        return Findings(
            level: max(Judge.level(of: judgements), LevelLabel.level(of: labels)),
            labels: labels,
            mentions: mentions,
            passages: judgements,
            text: document.text
        )
    }

    /// The version of a note that an audience may read.
    ///
    /// - Parameters:
    ///   - bytes: The whole note.
    ///   - version: Who will read it, and how it is written.
    /// - Returns: What leaves and what was done.
    /// - Throws: `FilterError`; nothing of the note may then leave.
    /// - Complexity: O(*n*); a note that is edited is judged twice or more.
    public mutating func filter(
        _ bytes: [UInt8],
        as version: Version
    ) throws(FilterError) -> Outcome {
        let audience = version.audience
        var document = try read(bytes, as: encoding)
        let (encoding, isEncodingDoubtful) = (document.source.encoding, document.source.isDoubtful)
        var redactor = Redactor(pseudonym: version.pseudonym)
        var summary = Summary()
        var rules = Set<String>()
        var output = bytes
        var level = Level.public
        var isLabelHigher = false
        for round in 0..<Self.maximumRounds {
            let (reading, mentions, judgements) = try judged(document)
            let labels = LevelLabel.all(in: reading)
            // what a relevé spares is judged as it stands once its person is gone
            let isReleve = audience.isReleve(version.mode)
            let solutions =
                isReleve && (round == 0 || audience.ceiling > .public)
                ? Solution.all(in: reading, mentions: mentions) : []
            let decision = Decision(
                judgements: judgements,
                mentions: mentions,
                audience: audience,
                mode: version.mode,
                solutions: solutions
            )
            if round == 0 {
                level = max(Judge.level(of: judgements), LevelLabel.level(of: labels))
                isLabelHigher = level > Judge.level(of: judgements)
                if audience.hasOneSituation,
                    Situations.count(in: reading, mentions: mentions) > 1
                {
                    throw FilterError(.severalSituations)
                }
                summary.officials = mentions.indices.count {
                    mentions[$0].label == .official && decision.mentionActions[$0] == .keep
                }
                summary.doubts = judgements.count { $0.isDoubtful }
            }
            var edits = redactor.edits(
                for: document,
                decision: decision,
                judgements: judgements,
                mentions: mentions,
                reading: reading
            )
            if edits.isEmpty {
                let after = audience.level(of: judgements)
                guard after <= audience.ceiling else { break }
                edits = Self.labelEdits(labels, after, audience, document)
                if edits.isEmpty {
                    summary.rules = rules.sorted()
                    return Outcome(
                        bytes: output,
                        level: level,
                        levelAfter: after,
                        isChanged: round > 0,
                        isLabelHigher: isLabelHigher,
                        encoding: encoding,
                        isEncodingDoubtful: isEncodingDoubtful,
                        summary: summary
                    )
                }
            } else {
                summary.add(redactor.counts)
                for judgement in judgements where judgement.level > .public {
                    for reason in judgement.reasons { rules.insert(reason.rule) }
                }
            }
            output = try write(document, edits)
            // not recognised again; our own placeholders may be longer than what they stand for
            document = try read(output, as: encoding, maximumSize: Document.maximumSize)
        }
        throw FilterError(.aboveCeiling)
    }

    /// A note read as far as no weight is asked: what fitting the weights starts from.
    ///
    /// - Throws: `FilterError` when the note cannot be read.
    /// - Complexity: O(*n*).
    public mutating func read(_ bytes: [UInt8]) throws(FilterError) -> ReadNote {
        let document = try read(bytes, as: encoding)
        do {
            return try finder.read(document)
        } catch {
            throw FilterError(.unavailable)
        }
    }

    /// The version of a note that an audience may read, with letters for persons.
    public mutating func filter(
        _ bytes: [UInt8],
        for audience: Audience
    ) throws(FilterError) -> Outcome {
        try filter(bytes, as: Version(audience))
    }

    /// What would be taken out of a note.
    ///
    /// - Throws: `FilterError` when the note cannot be read.
    /// - Complexity: O(*n*).
    public mutating func check(
        _ bytes: [UInt8],
        as version: Version
    ) throws(FilterError) -> Verdict {
        let document = try read(bytes, as: encoding)
        let (reading, mentions, judgements) = try judged(document)
        let decision = Decision(
            judgements: judgements,
            mentions: mentions,
            audience: version.audience,
            mode: version.mode,
            solutions: Solution.all(in: reading, mentions: mentions)
        )
        func edited(_ isWanted: (Mention) -> Bool) -> Int {
            mentions.indices.count {
                decision.mentionActions[$0] != .keep && isWanted(mentions[$0])
            }
        }
        let gone = judgements.indices.filter {
            decision.actions[$0] != .pass && decision.actions[$0] != .anonymise
        }
        let secret = gone.count { version.audience.level(of: judgements[$0]) == .secret }
        return Verdict(
            level: max(
                Judge.level(of: judgements),
                LevelLabel.level(of: LevelLabel.all(in: reading))
            ),
            names: edited(\.label.isName),
            identifiers: edited { !$0.label.isName },
            secret: secret,
            confidentiel: gone.count - secret,
            doubts: judgements.count { $0.isDoubtful },
            isHeld: version.audience.hasOneSituation
                && Situations.count(in: reading, mentions: mentions) > 1
        )
    }

    /// The note with its level as first line; labels that are too low are raised, none is lowered.
    ///
    /// - Throws: `FilterError` when the note cannot be read.
    /// - Complexity: O(*n*).
    public mutating func mark(_ bytes: [UInt8]) throws(FilterError) -> MarkedNote {
        let document = try read(bytes, as: encoding)
        let (reading, _, judgements) = try judged(document)
        let labels = LevelLabel.all(in: reading)
        let found = Judge.level(of: judgements)
        let level = max(found, LevelLabel.level(of: labels))
        var edits = labels.filter { $0.level < level }.map {
            Edit(start: $0.start, end: $0.end, replacement: $0.text(for: level))
        }
        if labels.first?.isMarker != true {
            let line = LevelLabel.marker(of: level) + document.lineEnd
            edits.insert(Edit(start: 0, end: 0, replacement: line), at: 0)
        }
        return MarkedNote(
            bytes: try write(document, edits),
            level: level,
            isLabelHigher: level > found
        )
    }

    /// What the note says of itself becomes the level of what leaves; where the audience asks for it
    /// the level stands above the note.
    private static func labelEdits(
        _ labels: [LevelLabel],
        _ level: Level,
        _ audience: Audience,
        _ document: Document
    ) -> [Edit] {
        var edits = labels.filter { $0.level != level }.map {
            Edit(start: $0.start, end: $0.end, replacement: $0.text(for: level))
        }
        if audience.isMarked, level > .public, labels.first?.isMarker != true {
            let line = LevelLabel.marker(of: level) + document.lineEnd
            edits.insert(Edit(start: 0, end: 0, replacement: line), at: 0)
        }
        return edits
    }

    /// The document of a note; the limit is that of the engine unless another one is given.
    private func read(
        _ bytes: [UInt8],
        as encoding: Encoding?,
        maximumSize: Int? = nil
    ) throws(FilterError) -> Document {
        let lexicon = lexicon
        do {
            return try PlainText.read(
                bytes,
                as: encoding,
                maximumSize: maximumSize ?? self.maximumSize,
                isWord: { lexicon.hasWord($0) }
            )
        } catch {
            throw FilterError(.unreadable, format: error)
        }
    }

    private func write(_ document: Document, _ edits: [Edit]) throws(FilterError) -> [UInt8] {
        do {
            return try PlainText.write(document, edits: edits)
        } catch {
            throw FilterError(.unreadable, format: error)
        }
    }

    private mutating func judged(
        _ document: Document
    ) throws(FilterError) -> (Reading, [Mention], [Judgement]) {
        do {
            let (reading, mentions) = try finder.find(in: document)
            return (reading, mentions, judge.judge(reading, mentions: mentions))
        } catch {
            throw FilterError(.unavailable)
        }
    }
}
