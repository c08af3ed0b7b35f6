internal import Documents

/// A note read once, whose names can be decided again with other weights.
public struct ReadNote: Sendable {
    /// The note with all that is known of its tokens.
    public private(set) var reading: Reading
    private let functions: [FunctionKind]
    private let identifiers: [Mention]

    /// Bytes of the decoded text.
    public var length: Int { reading.document.text.count }

    init(reading: Reading, functions: [FunctionKind], identifiers: [Mention]) {
        self.reading = reading
        self.functions = functions
        self.identifiers = identifiers
    }

    /// Weighs the evidence by another table.
    public mutating func weigh(by weights: EvidenceWeights) { reading.weights = weights }

    /// The mentions in reading order, without overlap.
    ///
    /// - Complexity: O(*n*) in the tokens.
    public func mentions() -> [Mention] {
        var identifiers = identifiers
        var names = NameFinder(reading: reading, functions: functions)
        let found = names.names()
        guard !identifiers.isEmpty else { return found }
        var contacts = Contacts(
            reading: reading,
            names: found,
            hasMail: identifiers.contains { $0.label == .email }
        )
        contacts.label(&identifiers)
        return Self.merged(found, identifiers)
    }

    /// Both in reading order; where they overlap the identifier stays.
    private static func merged(_ names: [Mention], _ identifiers: [Mention]) -> [Mention] {
        var result: [Mention] = []
        result.reserveCapacity(names.count + identifiers.count)
        var next = 0
        for name in names {
            while next < identifiers.count, identifiers[next].start < name.start {
                result.append(identifiers[next])
                next += 1
            }
            // where both claim words the identifier has them, the name keeps the rest
            var name = name
            if let last = result.last, last.end > name.start { name.start = last.end }
            if next < identifiers.count { name.end = min(name.end, identifiers[next].start) }
            if name.start < name.end { result.append(name) }
        }
        result += identifiers[next...]
        return result
    }
}
