/// The changes that the MTA lets a filter ask for at the end of a message.
///
/// What the MTA does not offer cannot be done, so the owner must fall back to a verdict that needs
/// less: a body that cannot be replaced is never accepted as it stands.
///
/// The bits are those of the protocol (`SMFIF_…` in `libmilter/mfapi.h`).
public struct Abilities: OptionSet, Hashable, Sendable {
    /// The action bits of the protocol.
    public let rawValue: UInt32

    /// Abilities from the action bits of the protocol.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Header fields can be added and inserted.
    public static let addFields = Abilities(rawValue: 0x01)
    /// The body can be replaced.
    public static let changeBody = Abilities(rawValue: 0x02)
    /// Recipients can be added.
    public static let addRecipients = Abilities(rawValue: 0x04)
    /// Recipients can be removed.
    public static let removeRecipients = Abilities(rawValue: 0x08)
    /// Header fields can be changed and removed.
    public static let changeFields = Abilities(rawValue: 0x10)
    /// The message can be put on hold.
    public static let quarantine = Abilities(rawValue: 0x20)

    /// All that this module has a change for.
    static let all: Abilities = [
        .addFields, .changeBody, .addRecipients, .removeRecipients, .changeFields, .quarantine,
    ]
}
