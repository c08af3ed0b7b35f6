internal import Decisions

/// How a sender is taken: a row of `senders.tsv`.
struct Sender: Sendable, Hashable {
    /// Who has no row.
    static let usual = Sender(treatment: .enforce, piece: .compteRendu, profile: nil)

    let treatment: Route.Treatment
    let piece: Piece
    let profile: String?
}

/// The senders of all listeners.
struct Senders: Sendable {
    private var listeners: [String: AddressTable<Sender>] = [:]
    /// All that a sender can be.
    private(set) var all: [Sender] = [.usual]

    /// Reads `senders.tsv`.
    ///
    /// - Complexity: O(rows).
    init(_ layers: [PolicyLayer], profiles: [String]) throws(PolicyError) {
        let rows = try LayeredTable.rows("senders.tsv", of: layers) { row throws(PolicyError) in
            [try Self.listener(row), try Self.pattern(row)]
        }
        for row in rows {
            let (listener, pattern) = (try Self.listener(row), try Self.pattern(row))
            let sender = Sender(
                treatment: try row.word("treatment", as: Route.Treatment.self),
                piece: try row.word("piece", as: Piece.self),
                profile: try row.profile(profiles)
            )
            // it would switch the filter off for everybody
            if listener == "*", pattern == "*", sender.treatment == .exempt {
                throw row.failure(.aboveCeiling, sender.treatment.rawValue, nearest: "shadow")
            }
            listeners[listener, default: AddressTable()][pattern] = sender
            if !all.contains(sender) { all.append(sender) }
        }
    }

    private static func listener(_ row: PolicyRow) throws(PolicyError) -> String {
        MailAddress.small(try row.cell("listener").utf8)
    }

    /// A login has no `@`, or is written like an address.
    private static func pattern(_ row: PolicyRow) throws(PolicyError) -> String {
        let cell = try row.cell("sender")
        guard cell.contains("@") else { return MailAddress.small(cell.utf8) }
        guard let pattern = AddressTable<Sender>.pattern(cell) else {
            throw row.failure(.unknownWord, cell, nearest: "nom@domaine")
        }
        return pattern
    }

    /// How the sender of a mail is taken.
    ///
    /// Who logged in is who the login says: the envelope sender, which anybody may write, counts only
    /// where nobody did. The rows of the listener go before those of all listeners.
    ///
    /// - Complexity: O(length of login and sender).
    func sender(of envelope: Envelope) -> Sender {
        let login = envelope.login.flatMap { $0.isEmpty ? nil : $0 }
        let address = MailAddress(login ?? envelope.sender)
        for listener in [MailAddress.small(envelope.listener.utf8), "*"] {
            guard let table = listeners[listener] else { continue }
            if let login, let sender = table[MailAddress.small(login.utf8)] { return sender }
            if let sender = address.flatMap(table.exact) ?? table.general(address) { return sender }
        }
        return .usual
    }
}
