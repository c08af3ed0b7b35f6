/// What both sides agreed on in the first exchange.
struct Agreement: Sendable {
    /// The newest version that this module speaks.
    static let newestVersion: UInt32 = 6

    let version: UInt32
    let abilities: Abilities
    let steps: Steps

    /// Takes of an offer what is of use, and never a bit that was not offered.
    ///
    /// - Throws: ``MilterError/Code/badData`` when it is too short,
    ///   ``MilterError/Code/unsupportedVersion`` before version 2.
    init(
        to offer: ArraySlice<UInt8>,
        wanted: Steps
    ) throws(MilterError) {
        guard let offered = offer.number(at: 0), let actions = offer.number(at: 4),
            let steps = offer.number(at: 8)
        else { throw MilterError(.badData, at: .negotiate) }
        guard offered >= 2 else { throw MilterError(.unsupportedVersion, at: .negotiate) }
        version = min(offered, Self.newestVersion)
        abilities = Abilities(rawValue: actions).intersection(.all)
        self.steps = Steps(rawValue: steps).intersection(wanted)
    }

    /// Whether values come and go with the blank behind the colon.
    var hasLeadingSpace: Bool { steps.contains(.keepsLeadingSpace) }

    /// The packet that tells the MTA.
    var packet: [UInt8] {
        var packets = Packets()
        packets.add(.negotiate, numbers: [version, abilities.rawValue, steps.rawValue])
        return packets.bytes
    }
}
