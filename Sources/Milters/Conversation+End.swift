extension Conversation {
    /// Takes the end of a message, with the last piece of its body if there is one.
    mutating func end(_ data: ArraySlice<UInt8>) throws(MilterError) -> Step {
        if !data.isEmpty { draft?.addBody(data) }
        let macros = macros(of: .endOfMessage)
        draft?.envelope.take(macros)
        guard let draft = draft.take() else { throw MilterError(.outOfOrder, at: .endOfMessage) }
        messageCount += 1
        phase = .judging
        return .judge(
            draft.message(number: messageCount, abilities: agreement?.abilities ?? [])
        )
    }

    /// Writes the reply to a message that was judged.
    ///
    /// - Parameters:
    ///   - reply: What becomes of the message.
    ///   - number: Which message it is (``Message/number``).
    /// - Returns: All packets, to be sent in one write: changes, the body in one run, the verdict.
    /// - Throws: ``MilterError/Code/outOfOrder`` when that message does not wait for a verdict,
    ///   ``MilterError/Code/notOffered`` or ``MilterError/Code/badData`` for a change that cannot
    ///   be written; the message still waits then, for a reply that asks for less.
    /// - Complexity: O(*n*), where *n* is the number of bytes of the reply.
    public mutating func finish(
        _ reply: EndReply,
        of number: Int
    ) throws(MilterError) -> [UInt8] {
        guard case .judging = phase, number == messageCount, let agreement else {
            throw MilterError(.outOfOrder, at: .endOfMessage)
        }
        let packets = try reply.packets(
            for: agreement.abilities,
            hasLeadingSpace: agreement.hasLeadingSpace
        )
        phase = .idle
        return packets
    }
}
