public import Decisions
public import Documents
public import Levels
public import Mentions

/// How many things a redaction replaced.
public struct RedactionCounts: Sendable, Equatable {
    /// Names of private persons that gave way to a letter.
    public var names = 0
    /// Other identifiers that were replaced.
    public var identifiers = 0
    /// Passages cut as secret.
    public var cut = 0
    /// Confidential items dropped.
    public var dropped = 0

    /// Nothing.
    public init() {}
}

/// Turns decisions into edits: letters for persons, placeholders for the rest, layout kept.
///
/// One redactor serves one note, round after round: a letter once given, or found in the text, is
/// not given to somebody else. The strings are those of ``Placeholder``.
public struct Redactor: Sendable {
    private static let cutPassage = Array(Placeholder.passage.utf8)
    private static let droppedItem = Array(Placeholder.item.utf8)
    private static let occulted = Array(Placeholder.span.utf8)

    /// Eight characters of base32 for the folded name of a person; nil for letters.
    public typealias Pseudonym = @Sendable (_ foldedName: [UInt8]) -> [UInt8]

    private let pseudonym: Pseudonym?
    /// The longest folded form of each person, when pseudonyms are keyed.
    private var longest: [Int: [UInt8]] = [:]
    private var letters: [Int: Int] = [:]
    private var nextLetter = 0
    /// What was replaced by the last ``edits(for:decision:judgements:mentions:reading:)``.
    public private(set) var counts = RedactionCounts()

    /// A redactor that has given no letter yet.
    ///
    /// - Parameter pseudonym: Gives keyed pseudonyms instead of letters; a door hands it in.
    public init(pseudonym: Pseudonym? = nil) {
        self.pseudonym = pseudonym
    }

    /// The edits that carry a decision out.
    ///
    /// Passages that go and mentions that are replaced are united: a mention that runs from a passage
    /// that goes into one that stays loses its tail too.
    ///
    /// - Returns: Sorted by start, without overlap.
    /// - Complexity: O(*n* log *n*) in the mentions.
    public mutating func edits(
        for document: Document,
        decision: Decision,
        judgements: [Judgement],
        mentions: [Mention],
        reading: Reading
    ) -> [Edit] {
        counts = RedactionCounts()
        // persons are numbered anew for each reading
        letters.removeAll(keepingCapacity: true)
        nextLetter = max(nextLetter, Self.firstFreeLetter(in: reading))
        noteLongestNames(mentions, reading)
        var removals: [Edit] = []
        for (index, judgement) in judgements.enumerated() {
            switch decision.actions[index] {
            case .cut:
                counts.cut += 1
                remove(judgement, Self.cutPassage, in: document, &removals)
            case .drop:
                counts.dropped += 1
                remove(judgement, Self.droppedItem, in: document, &removals)
            case .occult:
                if judgement.level == .secret { counts.cut += 1 } else { counts.dropped += 1 }
                remove(judgement, Self.occulted, in: document, &removals)
            case .pass, .anonymise: break
            }
        }
        var edits: [Edit] = []
        edits.reserveCapacity(removals.count + mentions.count)
        var next = 0
        for (number, mention) in mentions.enumerated()
        where decision.mentionActions[number] != .keep {
            var position = max(mention.start, edits.last?.end ?? 0)
            var isFirst = true
            // the pieces of the mention beside the passages that go
            while position < mention.end {
                while next < removals.count, removals[next].end <= position {
                    edits.append(removals[next])
                    next += 1
                }
                if next < removals.count, removals[next].start <= position {
                    position = removals[next].end
                    continue
                }
                let stop =
                    next < removals.count
                    ? min(mention.end, removals[next].start) : mention.end
                if isFirst, Self.holdsText(document, position, stop) {
                    isFirst = false
                    if mention.label.isName { counts.names += 1 } else { counts.identifiers += 1 }
                    let text =
                        decision.mentionActions[number] == .occult
                        ? Self.occulted : placeholder(for: mention, in: reading)
                    edits.append(Edit(start: position, end: stop, replacement: text))
                } else if Self.holdsText(document, position, stop) {
                    edits.append(Edit(start: position, end: stop, replacement: []))
                }
                position = stop
            }
        }
        edits += removals[next...]
        return edits
    }

    /// Whether anything but blanks, line ends and hyphens stands between two positions.
    private static func holdsText(_ document: Document, _ start: Int, _ end: Int) -> Bool {
        document.text[start..<end].contains { $0 > 0x20 && $0 != 0x2D }
    }

    /// The letter behind the highest one that stands in a text.
    private static func firstFreeLetter(in reading: Reading) -> Int {
        var free = 0
        for index in reading.tokens.indices {
            if let number = reading.personPlaceholder(index) { free = max(free, number + 1) }
        }
        return free
    }

    // MARK: Passages

    /// One placeholder for each line or cell that the passage stands in; neighbours in one block
    /// merge.
    private func remove(
        _ judgement: Judgement,
        _ placeholder: [UInt8],
        in document: Document,
        _ edits: inout [Edit]
    ) {
        var block = judgement.block
        var start = judgement.start
        while block < document.blocks.count, start < judgement.end {
            let blockEnd = Int(document.blocks[block].end)
            let end = min(judgement.end, max(blockEnd, start))
            if start < end {
                append(start, end, placeholder, document, &edits)
            }
            block += 1
            guard block < document.blocks.count else { break }
            start = max(end, Int(document.blocks[block].start))
        }
    }

    private func append(
        _ start: Int,
        _ end: Int,
        _ placeholder: [UInt8],
        _ document: Document,
        _ edits: inout [Edit]
    ) {
        if let last = edits.last, last.replacement == placeholder, last.end <= start,
            isBlank(document, last.end, start)
        {
            edits[edits.count - 1].end = end
            return
        }
        let from = max(start, edits.last?.end ?? 0)
        guard from < end else { return }
        edits.append(Edit(start: from, end: end, replacement: placeholder))
    }

    /// Whether only blanks of one line stand between two positions.
    private func isBlank(_ document: Document, _ start: Int, _ end: Int) -> Bool {
        guard end - start <= 8 else { return false }
        for index in start..<end {
            let byte = document.text[index]
            guard byte == 0x20 || byte == 0xC2 || byte == 0xA0 else { return false }
        }
        return true
    }

    // MARK: Mentions

    private mutating func placeholder(for mention: Mention, in reading: Reading) -> [UInt8] {
        if mention.label.isPrivateName, let pseudonym, let name = longest[mention.entity] {
            return Placeholder.keyed(pseudonym(name))
        }
        let text =
            switch mention.label {
            case .person, .initials:
                Placeholder.person(
                    letter(of: mention.entity),
                    isShort: reading.followsTitle(mention.firstToken)
                )
            case .official: Placeholder.official
            case .birthDate: mention.age.map { Placeholder.age($0) } ?? Placeholder.birthDate
            case .address: Placeholder.address
            case .phone, .contact: Placeholder.phone
            case .email: Placeholder.email
            case .online: Placeholder.account
            case .plate: Placeholder.plate
            case .iban: Placeholder.bankAccount
            case .nir, .idNumber: Placeholder.number
            }
        return Array(text.utf8)
    }

    /// Under a key a person has one pseudonym, that of the longest form of the name in the note; who
    /// has initials alone keeps a letter.
    private mutating func noteLongestNames(_ mentions: [Mention], _ reading: Reading) {
        guard pseudonym != nil else { return }
        longest.removeAll(keepingCapacity: true)
        for mention in mentions where mention.label.isPrivateName {
            let name = reading.foldedName(mention)
            let known = longest[mention.entity] ?? []
            // of forms of one length the first in the alphabet, wherever it stands
            if name.count > known.count
                || name.count == known.count && name.lexicographicallyPrecedes(known)
            {
                longest[mention.entity] = name
            }
        }
    }

    /// The number of a person's letter; a new person gets the next free one.
    private mutating func letter(of entity: Int) -> Int {
        if let known = letters[entity] { return known }
        letters[entity] = nextLetter
        nextLetter += 1
        return nextLetter - 1
    }
}
