/// What the MTA leaves out in a conversation (`SMFIP_…` in `libmilter/mfdef.h`).
struct Steps: OptionSet, Sendable {
    let rawValue: UInt32

    static let noReplyToField = Steps(rawValue: 0x80)
    static let noReplyToConnect = Steps(rawValue: 0x1000)
    static let noReplyToHelo = Steps(rawValue: 0x2000)
    static let noReplyToMail = Steps(rawValue: 0x4000)
    static let noReplyToRecipient = Steps(rawValue: 0x8000)
    static let noReplyToData = Steps(rawValue: 0x1_0000)
    static let noReplyToUnknown = Steps(rawValue: 0x2_0000)
    static let noReplyToEndOfFields = Steps(rawValue: 0x4_0000)
    static let noReplyToBody = Steps(rawValue: 0x8_0000)
    /// Values come with the blank behind the colon.
    static let keepsLeadingSpace = Steps(rawValue: 0x10_0000)

    /// What is asked for on a listener.
    ///
    /// On TCP the events before the content get a reply: without one Postfix hands the socket over
    /// with bytes that are not acknowledged, and the next write waits 40 ms (MAIL.md section 0).
    static func wanted(_ settings: Conversation.Settings) -> Steps {
        let content: Steps = [
            .noReplyToField, .noReplyToEndOfFields, .noReplyToBody, .keepsLeadingSpace,
        ]
        switch settings.listener {
        case .tcp: return content
        case .unix:
            let envelope: Steps = [
                .noReplyToConnect, .noReplyToHelo, .noReplyToMail, .noReplyToData,
                .noReplyToUnknown,
            ]
            return settings.asksRecipients
                ? content.union(envelope) : content.union(envelope).union(.noReplyToRecipient)
        }
    }

    /// Whether the MTA waits for a reply to an event.
    func expectReply(to event: Event) -> Bool {
        let left: Steps? =
            switch event {
            case .connect: .noReplyToConnect
            case .helo: .noReplyToHelo
            case .mail: .noReplyToMail
            case .recipient: .noReplyToRecipient
            case .data: .noReplyToData
            case .unknown: .noReplyToUnknown
            case .field: .noReplyToField
            case .endOfFields: .noReplyToEndOfFields
            case .body: .noReplyToBody
            case .negotiate, .macros, .endOfMessage, .abort, .quit, .quitNew: nil
            }
        guard let left else { return false }
        return !contains(left)
    }
}
