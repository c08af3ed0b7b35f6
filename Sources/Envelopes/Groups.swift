internal import Decisions

/// What a recipient is in the steering of the council.
enum Role: String, Sendable, CaseIterable {
    /// An elected person: steers, and under the profile `elus-exclus` reads of no individual.
    case elected = "elu"
    /// Somebody who works for an institution.
    case professional = "professionnel"
    /// Not told.
    case none = "-"
}

/// A group, and how mail comes to it.
struct Group: Sendable {
    let name: String
    /// The id of its audience.
    let audience: String
    /// A stricter reading that the group has chosen.
    let profile: String?
    /// The domains of the institutions that are represented in it.
    fileprivate let domains: AddressTable<Bool>

    /// Whether an address is of an institution that is represented.
    func represents(_ address: MailAddress) -> Bool { domains.general(address) ?? false }
}

/// The place of an address in a group, for good or for some days.
struct Seat: Sendable {
    let group: String
    let role: Role
    fileprivate let from: Day?
    fileprivate let until: Day?

    fileprivate func isTaken(on day: Day) -> Bool {
        (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }
}

/// The groups with their members and the guests of their meetings.
struct Groups: Sendable {
    private var groups: [String: Group] = [:]
    /// The names of all groups, sorted.
    private(set) var names: [String] = []
    /// The group that a list address leads to.
    private var lists = AddressTable<String>()
    private var seats = AddressTable<[Seat]>()

    /// Reads `groups.tsv`, `members.tsv` and `guests.tsv`.
    ///
    /// - Complexity: O(rows).
    init(
        _ layers: [PolicyLayer],
        policy: Policy,
        profiles: [String]
    ) throws(PolicyError) {
        let rows = try LayeredTable.rows("groups.tsv", of: layers) { row throws(PolicyError) in
            [try row.cell("group")]
        }
        for row in rows { try add(row, policy: policy, profiles: profiles) }
        names = groups.keys.sorted()
        let members = try LayeredTable.rows("members.tsv", of: layers) { row throws(PolicyError) in
            [try row.cell("group"), try row.address("address")]
        }
        for row in members {
            let until = try row.optionalCell("until") == nil ? nil : try row.day("until")
            try seat(row, role: try row.word("role", as: Role.self), from: nil, until: until)
        }
        let guests = try LayeredTable.rows("guests.tsv", of: layers) { row throws(PolicyError) in
            [try row.cell("group"), try row.address("address"), try row.cell("from")]
        }
        for row in guests {
            let (from, until) = (try row.day("from"), try row.day("until"))
            guard from <= until else { throw row.failure(.endsTooEarly, "\(until)") }
            try seat(row, role: .none, from: from, until: until)
        }
    }

    private mutating func add(
        _ row: PolicyRow,
        policy: Policy,
        profiles: [String]
    ) throws(PolicyError) {
        let name = try row.cell("group")
        var domains = AddressTable<Bool>()
        for domain in try row.list("domains") {
            guard let pattern = AddressTable<Bool>.pattern("@" + domain) else {
                throw row.failure(.unknownWord, domain, nearest: "domaine.test")
            }
            domains[pattern] = true
        }
        for list in try row.list("list") {
            let address = try row.address(text: list)
            if lists[address] != nil { throw row.failure(.contradiction, list) }
            lists[address] = name
        }
        groups[name] = Group(
            name: name,
            audience: try row.audience(policy),
            profile: try row.profile(profiles),
            domains: domains
        )
    }

    private mutating func seat(
        _ row: PolicyRow,
        role: Role,
        from: Day?,
        until: Day?
    ) throws(PolicyError) {
        let group = try row.known(try row.cell("group"), among: names)
        let address = try row.address("address")
        seats[address, default: []].append(Seat(group: group, role: role, from: from, until: until))
    }

    // MARK: Asking

    /// All groups, in no order.
    var all: some Collection<Group> { groups.values }

    /// A group, or nil.
    subscript(_ name: String) -> Group? { groups[name] }

    /// The group that an address is the list of.
    func list(_ address: MailAddress) -> Group? { lists.exact(address).flatMap { groups[$0] } }

    /// Whether a list or a seat of that day is of an address as it is written, `+tag` included.
    func names(_ address: MailAddress, on day: Day) -> Bool {
        lists.names(address)
            || seats.names(address) && !self.seats(of: address, on: day).isEmpty
    }

    /// The groups in which an address has a seat that day.
    func seats(of address: MailAddress, on day: Day) -> [Seat] {
        (seats.exact(address) ?? []).filter { $0.isTaken(on: day) }
    }
}
