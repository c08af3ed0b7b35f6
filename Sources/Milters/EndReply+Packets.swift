extension EndReply {
    /// All packets of the reply in one array, to be sent in one write: changes, then the body in
    /// one run, then the verdict.
    ///
    /// A verdict that delivers nothing goes alone.
    ///
    /// - Parameters:
    ///   - abilities: What the MTA offers.
    ///   - hasLeadingSpace: Whether the MTA takes values with the blank behind the colon; if not,
    ///     it puts one there itself.
    /// - Returns: The bytes to send.
    /// - Throws: ``MilterError/Code/notOffered`` for a change that the MTA does not know,
    ///   ``MilterError/Code/badData`` for one that would not be read as it is.
    func packets(
        for abilities: Abilities,
        hasLeadingSpace: Bool
    ) throws(MilterError) -> [UInt8] {
        var packets = Packets()
        if verdict.delivers {
            packets.reserve((body?.count ?? 0) + 256)
            for change in changes {
                guard abilities.contains(change.ability) else { throw Self.failure(.notOffered) }
                try Self.add(change, to: &packets, hasLeadingSpace: hasLeadingSpace)
            }
            if let body {
                guard abilities.contains(.changeBody) else { throw Self.failure(.notOffered) }
                packets.add(body: body)
            }
        }
        switch verdict {
        case .continue: packets.add(.continue)
        case .accept: packets.add(.accept)
        case .reject: packets.add(.reject)
        case .tempfail: packets.add(.tempfail)
        case .discard: packets.add(.discard)
        case .reply(let reply): reply.add(to: &packets)
        }
        return packets.bytes
    }

    private static func failure(_ code: MilterError.Code) -> MilterError {
        MilterError(code, at: .endOfMessage)
    }

    private static func add(
        _ change: Change,
        to packets: inout Packets,
        hasLeadingSpace: Bool
    ) throws(MilterError) {
        switch change {
        case .insertField(let index, let field):
            guard let index = UInt32(exactly: index), index < UInt32(Int32.max) else {
                throw failure(.badData)
            }
            let strings = try strings(of: field, hasLeadingSpace: hasLeadingSpace)
            packets.add(.insertField, number: index, strings: strings)
        case .addField(let field):
            let strings = try strings(of: field, hasLeadingSpace: hasLeadingSpace)
            packets.add(.addField, strings: strings)
        case .changeField(let index, let field):
            let strings = try strings(of: field, hasLeadingSpace: hasLeadingSpace)
            // an empty value would take the field away
            guard strings.last?.isEmpty == false else { throw failure(.badData) }
            packets.add(.changeField, number: try ordinal(index), strings: strings)
        case .removeField(let index, let name):
            guard Field.isName(name) else { throw failure(.badData) }
            packets.add(.changeField, number: try ordinal(index), strings: [name[...], []])
        case .addRecipient(let address):
            packets.add(.addRecipient, strings: [try bracketed(address)[...]])
        case .removeRecipient(let address):
            packets.add(.removeRecipient, strings: [try bracketed(address)[...]])
        case .quarantine(let reason):
            let reason = Array(reason.utf8)
            guard reason.allSatisfy({ (0x20...0x7E).contains($0) }) else { throw failure(.badData) }
            packets.add(.quarantine, strings: [reason[...]])
        }
    }

    private static func strings(
        of field: Field,
        hasLeadingSpace: Bool
    ) throws(MilterError) -> [ArraySlice<UInt8>] {
        guard field.isWritable else { throw failure(.badData) }
        let value = field.value[...]
        let isWithout = !hasLeadingSpace && value.first == 0x20
        return [field.name[...], isWithout ? value.dropFirst() : value]
    }

    /// The number of a field among those of its name.
    private static func ordinal(_ index: Int) throws(MilterError) -> UInt32 {
        guard index >= 1, let ordinal = UInt32(exactly: index), ordinal <= UInt32(Int32.max) else {
            throw failure(.badData)
        }
        return ordinal
    }

    private static func bracketed(_ address: [UInt8]) throws(MilterError) -> [UInt8] {
        guard !address.isEmpty, address.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw failure(.badData)
        }
        return [0x3C] + address + [0x3E]
    }
}
