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

    /// The sum of two.
    public static func + (a: RedactionCounts, b: RedactionCounts) -> RedactionCounts {
        var sum = a
        sum.names += b.names
        sum.identifiers += b.identifiers
        sum.cut += b.cut
        sum.dropped += b.dropped
        return sum
    }
}

/// Turns decisions into edits: letters for persons, placeholders for the rest, layout kept.
///
/// The strings are fixed (see the README): they name no category of a secret.
public struct Redactor: Sendable {
    /// Stands for a secret passage.
    public static let cutPassage = Array("[passage retiré]".utf8)
    /// Stands for the name of an official who is named by function only: it is no private person,
    /// so a second run must not take it for one.
    public static let officialName = Array("[nom retiré]".utf8)
    /// Stands for a confidential item.
    public static let droppedItem = Array("[point non communicable]".utf8)

    private var letters: [Int: Int] = [:]
    /// What was replaced by the last ``edits(for:decision:judgements:mentions:reading:)``.
    public private(set) var counts = RedactionCounts()

    /// A redactor that has given no letter yet.
    public init() {}

    /// The edits that carry a decision out.
    ///
    /// - Returns: Sorted by start, without overlap.
    /// - Complexity: O(*n*).
    public mutating func edits(
        for document: Document,
        decision: Decision,
        judgements: [Judgement],
        mentions: [Mention],
        reading: Reading
    ) -> [Edit] {
        counts = RedactionCounts()
        var edits: [Edit] = []
        var next = 0
        for (index, judgement) in judgements.enumerated() {
            var here = next
            while here < mentions.count, mentions[here].start < judgement.end { here += 1 }
            defer { next = here }
            switch decision.actions[index] {
            case .cut:
                counts.cut += 1
                remove(judgement, Self.cutPassage, in: document, reading, &edits)
            case .drop:
                counts.dropped += 1
                remove(judgement, Self.droppedItem, in: document, reading, &edits)
            case .pass, .anonymise:
                for number in next..<here where decision.replaced[number] {
                    let mention = mentions[number]
                    // a mention that runs over from a passage that was removed is gone already
                    if let last = edits.last, last.end > mention.start { continue }
                    if mention.label.isName { counts.names += 1 } else { counts.identifiers += 1 }
                    edits.append(
                        Edit(
                            start: mention.start,
                            end: mention.end,
                            replacement: placeholder(for: mention, in: reading)
                        )
                    )
                }
            }
        }
        return edits
    }

    // MARK: Passages

    /// One placeholder for each line or cell that the passage stands in; neighbours in one block
    /// merge.
    private func remove(
        _ judgement: Judgement,
        _ placeholder: [UInt8],
        in document: Document,
        _ reading: Reading,
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
        switch mention.label {
        case .person, .initials: return person(mention, in: reading)
        case .official: return Self.officialName
        case .birthDate:
            guard let age = mention.age else { return Array("[date de naissance]".utf8) }
            return Array("[\(age) \(age > 1 ? "ans" : "an")]".utf8)
        case .address: return Array("[adresse]".utf8)
        case .phone, .contact: return Array("[téléphone]".utf8)
        case .email: return Array("[courriel]".utf8)
        case .online: return Array("[compte en ligne]".utf8)
        case .plate: return Array("[immatriculation]".utf8)
        case .iban: return Array("[compte bancaire]".utf8)
        case .nir, .idNumber: return Array("[numéro]".utf8)
        }
    }

    private mutating func person(_ mention: Mention, in reading: Reading) -> [UInt8] {
        let number = letters[mention.entity] ?? letters.count
        letters[mention.entity] = number
        let letter = Self.letters(number)
        let isShort = reading.followsTitle(mention.firstToken)
        return Array((isShort ? "[\(letter)]" : "[Personne \(letter)]").utf8)
    }

    /// The letters of a person: A to Z, then AA, AB.
    static func letters(_ number: Int) -> String {
        var text = ""
        var rest = number
        repeat {
            text = String(UnicodeScalar(UInt8(0x41 + rest % 26))) + text
            rest = rest / 26 - 1
        } while rest >= 0
        return text
    }
}
