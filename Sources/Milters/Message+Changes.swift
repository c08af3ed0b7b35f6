extension Message {
    /// What the MTA must change so that a rewritten message leaves in place of this one.
    ///
    /// Fields that are as they were are left alone, so that signatures over them hold. The rewritten
    /// message has no `Received` field of the MTA, as this one: what it has at the top leaves below
    /// that one.
    ///
    /// - Parameter rewritten: The whole message with CRLF, made of ``bytes``.
    /// - Returns: The changes for ``EndReply``, and the body, nil when it is byte for byte the same.
    /// - Throws: ``MilterError/Code/tooLarge`` when not all of this message was kept,
    ///   ``MilterError/Code/badData`` when the rewritten header has a line that is no field, or a
    ///   new value that no MTA takes (a NUL, a CR outside a line end).
    /// - Complexity: O(*n*), where *n* is the number of bytes of both messages.
    public func changes(
        to rewritten: [UInt8]
    ) throws(MilterError) -> (changes: [Change], body: [UInt8]?) {
        guard !isTooLarge else { throw MilterError(.tooLarge, at: .endOfMessage) }
        if rewritten.starts(with: bytes[..<bodyStart]) {
            return ([], Self.body(rewritten[bodyStart...], unless: body))
        }
        let new = try Header(of: rewritten)
        let changes = try Self.changes(from: try Header(of: bytes), to: new)
        return (changes, Self.body(rewritten[new.bodyStart...], unless: body))
    }

    private static func body(_ new: ArraySlice<UInt8>, unless old: ArraySlice<UInt8>) -> [UInt8]? {
        new == old ? nil : Array(new)
    }

    /// The changes that make one header of another.
    ///
    /// First what is changed and removed, from the last field to the first: so each number counts
    /// fields that nothing has touched yet. Then what is inserted, again from the last to the first,
    /// and never earlier: above the MTA's own `Received` field it would shift all numbers. What
    /// stands behind all that is kept is added at the end, in its order, since Postfix does not count
    /// what it has added.
    private static func changes(from old: Header, to new: Header) throws(MilterError) -> [Change] {
        let alignment = Alignment(from: old, to: new)
        var isInserted = alignment.origins.map { $0 == nil }
        var changes: [Change] = []
        for (i, place) in old.places.enumerated().reversed() {
            let ordinal = alignment.ordinals[i]
            if let j = alignment.successors[i] {
                guard old.line(place) != new.line(new.places[j]) else { continue }
                let field = try field(new.places[j], of: new)
                // a change to an empty value is a removal on the wire
                if !field.isBlank {
                    changes.append(.changeField(index: ordinal, field))
                    continue
                }
                isInserted[j] = true
            }
            changes.append(.removeField(index: ordinal, name: Array(old.name(place))))
        }
        let lastKept = isInserted.lastIndex(of: false) ?? -1
        var above = isInserted.count { !$0 }
        for j in new.places.indices.prefix(lastKept + 1).reversed() {
            if isInserted[j] {
                changes.append(.insertField(index: above + 1, try field(new.places[j], of: new)))
            } else {
                above -= 1
            }
        }
        for place in new.places.dropFirst(lastKept + 1) {
            changes.append(.addField(try field(place, of: new)))
        }
        return changes
    }

    /// A field that is to be written; what the MTA would not take as it is fails here, before
    /// anything is decided on it.
    private static func field(
        _ place: Header.Place,
        of header: Header
    ) throws(MilterError) -> Field {
        let field = header.field(place)
        guard field.isWritable else { throw MilterError(.badData, at: .endOfMessage) }
        return field
    }
}
