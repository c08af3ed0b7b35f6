internal import Decisions

/// How a recipient reads, before the sender is known: the audience and who chose something stricter.
struct Reading: Sendable, Hashable {
    /// The id of the audience.
    let audience: String
    /// The profile of the group, if any.
    let profile: String?
    /// Whether the recipient is an elected person.
    let isElected: Bool
}

/// The rows of the matrix for every reading that the tables can lead to, looked up before any mail.
struct Readings: Sendable {
    /// The profile that keeps elected persons out of individual situations: for them alone.
    static let electedOnly = "elus-exclus"
    /// The audience of elected persons who steer.
    static let steering = "restreinte"
    /// How somebody whom no table knows reads.
    static let nobody = Reading(audience: "public", profile: nil, isElected: false)

    /// A row of the matrix with the profiles over it, by what it is looked up with.
    struct Row: Sendable, Hashable {
        /// The id of the audience.
        let audience: String
        fileprivate let piece: Piece
        fileprivate let profiles: [String]
    }

    private var audiences: [Row: Audience] = [:]

    /// Looks up all rows.
    ///
    /// - Parameters:
    ///   - policy: The matrix.
    ///   - ids: The audiences that recipients can have.
    ///   - groupProfiles: The profiles that groups have chosen.
    ///   - senders: All that senders can be.
    /// - Throws: `PolicyError` when a row with a profile over it cannot be used.
    /// - Complexity: O(audiences · profiles · profiles).
    init(
        policy: Policy,
        ids: Set<String>,
        groupProfiles: Set<String>,
        senders: [Sender]
    ) throws(PolicyError) {
        for id in ids.union([Self.nobody.audience]).sorted() {
            for profile in [nil] + groupProfiles.sorted().map(Optional.some) {
                for isElected in [false, true] {
                    let reading = Reading(audience: id, profile: profile, isElected: isElected)
                    for sender in senders {
                        let row = Self.row(reading, from: sender)
                        guard audiences[row] == nil else { continue }
                        audiences[row] = try Self.audience(row, of: policy)
                    }
                }
            }
        }
    }

    /// What a row says; nil for one that was not looked up.
    func audience(_ row: Row) -> Audience? { audiences[row] }

    /// The row for a recipient and a sender.
    static func row(_ reading: Reading, from sender: Sender) -> Row {
        var profiles: [String] = []
        for profile in [reading.profile, sender.profile] {
            guard let profile, !profiles.contains(profile),
                reading.isElected || profile != electedOnly
            else { continue }
            profiles.append(profile)
        }
        return Row(audience: reading.audience, piece: sender.piece, profiles: profiles)
    }

    private static func audience(_ row: Row, of policy: Policy) throws(PolicyError) -> Audience {
        let own = try policy.audience(row.audience, piece: row.piece, profiles: row.profiles)
        guard row.profiles.contains(electedOnly) else { return own }
        // the profile has rows for the mayor only: others who are elected read as those who steer
        let steering = try policy.audience(steering, piece: row.piece, profiles: row.profiles)
        return Audience.strictest(own, steering)
    }
}

extension PolicyRow {
    /// The id of the audience that a row names.
    func audience(_ policy: Policy) throws(PolicyError) -> String {
        let name = try cell("audience")
        do throws(PolicyError) {
            return try policy.audience(name).id
        } catch {
            throw failure(error.code, name, nearest: error.nearest)
        }
    }

    /// The profile that a row names, or nil.
    func profile(_ known: [String]) throws(PolicyError) -> String? {
        guard let cell = try optionalCell("profile") else { return nil }
        return try self.known(cell, among: known, otherwise: .unknownProfile)
    }
}
