extension Conversation {
    /// Takes a recipient, or asks the owner for it.
    ///
    /// - Returns: What takes the place of the usual answer; nil for the usual one.
    mutating func readRecipient(_ data: ArraySlice<UInt8>) throws(MilterError) -> Step? {
        try expect(draft?.hasContent == false, at: .recipient)
        let address = try Path(data, of: .recipient).address
        let macros = macros(of: .recipient)
        draft?.envelope.take(macros)
        let hasReply = agreement?.steps.expectReply(to: .recipient) ?? false
        guard draft?.isFull == false else {
            guard hasReply else { throw MilterError(.tooManyRecipients, at: .recipient) }
            return .send(Reply.later.packet)
        }
        if settings.asksRecipients, hasReply {
            phase = .asking(recipient: address)
            return .recipient(address)
        }
        draft?.envelope.recipients.append(address)
        return nil
    }

    /// Answers to the recipient that was asked for last.
    ///
    /// Unless it is accepted, it is none of the recipients of the message.
    ///
    /// - Returns: The packet to send.
    /// - Throws: ``MilterError/Code/outOfOrder`` when no recipient waits: the message was given up.
    public mutating func answer(
        recipient answer: RecipientAnswer
    ) throws(MilterError) -> [UInt8] {
        guard case .asking(let address) = phase else {
            throw MilterError(.outOfOrder, at: .recipient)
        }
        phase = .telling
        switch answer {
        case .accept:
            draft?.envelope.recipients.append(address)
            return Packets.continue
        case .later: return Reply.later.packet
        case .reject(let reply): return reply.packet
        }
    }
}
