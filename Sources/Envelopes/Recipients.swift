internal import Decisions
internal import Levels

/// What the tables know of one recipient on one day.
struct Recipient: Sendable {
    /// What makes two recipients two classes.
    struct Class: Hashable {
        let rows: Set<Readings.Row>
        let violation: MailReason?
    }

    /// nil for what is no address.
    let address: MailAddress?
    /// How it reads: one for each group; all count.
    let readings: Set<Reading>
    /// What is wrong with it whoever else gets the mail.
    let violation: MailReason?
    /// The group that a mail to it goes to.
    let addressed: String?
    /// The groups that it belongs to.
    let groups: Set<String>
}

/// The recipients that the tables know.
struct Recipients: Sendable {
    struct Row: Sendable {
        let audience: String
        let role: Role
        let group: String?
    }

    private(set) var table = AddressTable<Row>()
    let groups: Groups
    /// The audiences that a recipient can have.
    private(set) var audiences: Set<String>

    /// Reads `recipients.tsv`.
    ///
    /// - Throws: `PolicyError`, also for a pattern of many addresses that would let all of them read
    ///   secrets: such an audience needs a list of members (CASF L.121-6-2).
    /// - Complexity: O(rows).
    init(_ layers: [PolicyLayer], policy: Policy, groups: Groups) throws(PolicyError) {
        self.groups = groups
        audiences = Set(groups.all.map(\.audience))
        let rows = try LayeredTable.rows("recipients.tsv", of: layers) { row throws(PolicyError) in
            [try Self.pattern(row)]
        }
        for row in rows {
            let pattern = try Self.pattern(row)
            let audience = try row.audience(policy)
            var group: String?
            if let name = try row.optionalCell("group") {
                group = try row.known(name, among: groups.names)
            }
            if let address = MailAddress(pattern) {
                if groups.list(address) != nil { throw row.failure(.contradiction, pattern) }
            } else if group == nil {
                for piece in Piece.allCases
                where try policy.audience(audience, piece: piece).ceiling == .secret {
                    throw row.failure(.aboveCeiling, audience, nearest: Readings.steering)
                }
            }
            let role = try row.word("role", as: Role.self)
            table[pattern] = Row(audience: audience, role: role, group: group)
            audiences.insert(audience)
        }
    }

    private static func pattern(_ row: PolicyRow) throws(PolicyError) -> String {
        let cell = try row.cell("pattern")
        guard let pattern = AddressTable<Row>.pattern(cell) else {
            throw row.failure(.unknownWord, cell, nearest: "nom@domaine")
        }
        return pattern
    }

    /// What is known of a recipient.
    ///
    /// The first that speaks of it counts: the list of a group, a row for this very address, a seat in
    /// groups that day, a row for its domain, `*`.
    ///
    /// - Complexity: O(length + seats of the address).
    func recipient(_ text: String, on day: Day) -> Recipient {
        let address = MailAddress(text)
        let seats = address.map { groups.seats(of: $0, on: day) } ?? []
        if let address, let group = groups.list(address) {
            return Recipient(
                address: address,
                readings: [
                    Reading(audience: group.audience, profile: group.profile, isElected: false)
                ],
                violation: nil,
                addressed: group.name,
                groups: Set(seats.map(\.group)).union([group.name])
            )
        }
        let own = address.flatMap(table.exact)
        if own == nil, let address, !seats.isEmpty { return seated(address, seats) }
        if let row = own ?? table.general(address) { return named(address, row, seats) }
        return Recipient(
            address: address,
            readings: [Readings.nobody],
            violation: .unknownRecipient,
            addressed: nil,
            groups: []
        )
    }

    private func seated(_ address: MailAddress, _ seats: [Seat]) -> Recipient {
        let isElected = seats.contains { $0.role == .elected }
        let groups = Set(seats.map(\.group))
        return Recipient(
            address: address,
            readings: Set(
                groups.compactMap { self.groups[$0] }.map {
                    Reading(audience: $0.audience, profile: $0.profile, isElected: isElected)
                }
            ),
            violation: nil,
            addressed: nil,
            groups: groups
        )
    }

    private func named(_ address: MailAddress?, _ row: Row, _ seats: [Seat]) -> Recipient {
        let group = row.group.flatMap { groups[$0] }
        let reading = Reading(
            audience: row.audience,
            profile: group?.profile,
            isElected: row.role == .elected || seats.contains { $0.role == .elected }
        )
        let own = Set(seats.map(\.group))
        let violation = group.flatMap { own.contains($0.name) ? nil : outside($0, address) }
        return Recipient(
            address: address,
            // who is not of the group reads no more than anybody
            readings: violation == nil ? [reading] : [reading, Readings.nobody],
            violation: violation,
            addressed: group?.name,
            groups: own
        )
    }

    /// What is wrong with a recipient beside others.
    ///
    /// - Parameters:
    ///   - recipient: One of the recipients.
    ///   - addressed: The groups that the mail goes to, sorted.
    /// - Returns: Its own violation, else the one that the first foreign group makes; nil for none.
    /// - Complexity: O(groups).
    func violation(of recipient: Recipient, beside addressed: [String]) -> MailReason? {
        if let violation = recipient.violation { return violation }
        let foreign = addressed.first { !recipient.groups.contains($0) }
        return foreign.flatMap { groups[$0] }.map { outside($0, recipient.address) }
    }

    private func outside(_ group: Group, _ address: MailAddress?) -> MailReason {
        address.map(group.represents) ?? false ? .offList : .externalInstitution
    }
}
