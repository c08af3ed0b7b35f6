public import Decisions
public import Documents
public import Formats
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
    let lexicon: Lexicon
    private var finder: MentionFinder
    private let judge = Judge()
    private let maximumSize: Int
    private let encoding: Encoding?
    private let opener: Opener
    /// What the memory of the lexicon belongs to.
    private let owner: (any AnyObject & Sendable)?

    /// Rounds of judging again before the note is held: one finds what only the edit brought out,
    /// one writes the level, one shows that nothing is left.
    private static let maximumRounds = 5

    /// An engine with the rules of a lexicon.
    ///
    /// - Parameters:
    ///   - lexicon: The compiled tables.
    ///   - maximumSize: The longest note that is read, in bytes.
    ///   - encoding: The encoding of the notes; nil to recognise that of each.
    ///   - opener: Reads other formats than plain text.
    ///   - weights: What each evidence weighs; nil: as the lexicon says.
    ///   - owner: What the memory of the lexicon belongs to; it is kept as long as the engine.
    /// - Throws: `FilterError` `badLexicon` when its weights cannot be used, `unavailable` when
    ///   libicu fails.
    public init(
        lexicon: Lexicon,
        maximumSize: Int = 64 << 20,
        encoding: Encoding? = nil,
        opener: Opener = Opener(),
        weights: EvidenceWeights? = nil,
        owner: (any AnyObject & Sendable)? = nil
    ) throws(FilterError) {
        self.owner = owner
        self.lexicon = lexicon
        var reading = opener
        reading.encoding = encoding
        reading.isWord = { lexicon.hasWord($0) }
        self.opener = reading
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
        let note = try read(bytes, as: encoding ?? self.encoding)
        let document = note.document
        let (reading, mentions, judgements) = try judged(document)
        return Self.findings(note, mentions, judgements, LevelLabel.all(in: reading))
    }

    private static func findings(
        _ note: OpenedNote,
        _ mentions: [Mention],
        _ judgements: [Judgement],
        _ labels: [LevelLabel]
    ) -> Findings {
        Findings(
            level: max(Judge.level(of: judgements), LevelLabel.level(of: labels)),
            labels: labels,
            mentions: mentions,
            passages: judgements,
            text: note.document.text,
            places: note.places,
            obstacles: note.obstacles
        )
    }

    /// The version of a note that an audience may read.
    ///
    /// - Parameters:
    ///   - bytes: The whole note.
    ///   - version: Who will read it, and how it is written.
    ///   - inspect: Sees what was found in the note, before anything is taken out.
    /// - Returns: What leaves and what was done.
    /// - Throws: `FilterError`; nothing of the note may then leave.
    /// - Complexity: O(*n*); a note that is edited is judged twice or more.
    public mutating func filter(
        _ bytes: [UInt8],
        as version: Version,
        inspect: ((Findings) -> Void)? = nil
    ) throws(FilterError) -> Outcome {
        let audience = version.audience
        var opener = opener
        if let isCorrespondent = version.isCorrespondent {
            opener.isCorrespondent = isCorrespondent
        }
        var note = try read(bytes, as: encoding, opener: opener)
        guard note.obstacles.isEmpty else {
            throw FilterError(.obstacle, obstacles: note.obstacles)
        }
        let source = note.document.source
        let (encoding, isEncodingDoubtful) = (source.encoding, source.isDoubtful)
        var removed = Removals(lexicon)
        var redactor = Redactor(pseudonym: version.pseudonym)
        var summary = Summary()
        var rules = Set<String>()
        var output = bytes
        var (level, levelForAudience) = (Level.public, Level.public)
        var isLabelHigher = false
        for round in 0..<Self.maximumRounds {
            let document = note.document
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
                levelForAudience = max(
                    audience.level(of: judgements),
                    LevelLabel.level(of: labels)
                )
                inspect?(Self.findings(note, mentions, judgements, labels))
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
            var marking: Level?
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
                edits = Self.labelEdits(labels, after)
                marking = Self.missingMark(note, labels, after, audience)
                if edits.isEmpty, marking == nil {
                    guard !note.holdsAside(removed.words),
                        !note.isCarried || !removed.remain(in: document, mentions, decision)
                    else { throw FilterError(.removedWordsRemain) }
                    summary.rules = rules.sorted()
                    return Outcome(
                        bytes: output,
                        level: level,
                        levelForAudience: levelForAudience,
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
                if note.isCarried { removed.add(mentions, decision, of: document) }
                for judgement in judgements where judgement.level > .public {
                    for reason in judgement.reasons { rules.insert(reason.rule) }
                }
            }
            do throws(FormatError) {
                output = try note.bytes(applying: edits, without: removed.words, marking: marking)
            } catch {
                throw FilterError(error)
            }
            // not recognised again; our own placeholders may be longer than what they stand for
            let written = try read(
                output,
                as: encoding,
                opener: opener,
                maximumSize: Document.maximumSize
            )
            guard written.obstacles.isEmpty else {
                throw FilterError(.obstacle, obstacles: written.obstacles)
            }
            // what reads as another format now was not looked through as this one
            guard written.isCarried == note.isCarried else { break }
            note = written
        }
        throw FilterError(.aboveCeiling)
    }

    /// A note read as far as no weight is asked: what fitting the weights starts from.
    ///
    /// - Throws: `FilterError` when the note cannot be read.
    /// - Complexity: O(*n*).
    public mutating func read(_ bytes: [UInt8]) throws(FilterError) -> ReadNote {
        let document = try read(bytes, as: encoding).document
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
        let note = try read(bytes, as: encoding)
        let document = note.document
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
                && Situations.count(in: reading, mentions: mentions) > 1,
            obstacles: note.obstacles
        )
    }

    /// The note with its level as first line; labels that are too low are raised, none is lowered.
    ///
    /// - Throws: `FilterError` when the note cannot be read.
    /// - Complexity: O(*n*).
    public mutating func mark(_ bytes: [UInt8]) throws(FilterError) -> MarkedNote {
        let note = try read(bytes, as: encoding)
        let document = note.document
        let (reading, _, judgements) = try judged(document)
        let labels = LevelLabel.all(in: reading)
        let found = Judge.level(of: judgements)
        let level = max(found, LevelLabel.level(of: labels))
        let edits = Self.labelEdits(labels.filter { $0.level < level }, level)
        let isMarked =
            note.isCarried ? note.mark == level.name : labels.first?.isMarker == true
        do throws(FormatError) {
            return MarkedNote(
                bytes: try note.bytes(
                    applying: edits,
                    without: RemovedWords(),
                    marking: isMarked ? nil : level
                ),
                level: level,
                isLabelHigher: level > found
            )
        } catch {
            throw FilterError(error)
        }
    }

    /// What the note says of itself becomes the level of what leaves.
    private static func labelEdits(_ labels: [LevelLabel], _ level: Level) -> [Edit] {
        labels.filter { $0.level != level }.map {
            Edit(start: $0.start, end: $0.end, replacement: $0.text(for: level))
        }
    }

    /// The level that must still be written into what leaves; nil when it stands there, or when the
    /// audience asks for none.
    private static func missingMark(
        _ note: OpenedNote,
        _ labels: [LevelLabel],
        _ level: Level,
        _ audience: Audience
    ) -> Level? {
        if let mark = note.mark { return mark == level.name ? nil : level }
        guard audience.isMarked, level > .public else { return nil }
        return labels.first?.isMarker == true && !note.isCarried ? nil : level
    }

    /// The note opened; the limit is that of the engine unless another one is given.
    private func read(
        _ bytes: [UInt8],
        as encoding: Encoding?,
        opener: Opener? = nil,
        maximumSize: Int? = nil
    ) throws(FilterError) -> OpenedNote {
        let lexicon = lexicon
        do throws(FormatError) {
            if let carrier = try (opener ?? self.opener).carrier(bytes) {
                return try OpenedNote(carrier)
            }
            return OpenedNote(
                try PlainText.read(
                    bytes,
                    as: encoding,
                    maximumSize: maximumSize ?? self.maximumSize,
                    isWord: { lexicon.hasWord($0) }
                )
            )
        } catch {
            throw FilterError(error)
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
