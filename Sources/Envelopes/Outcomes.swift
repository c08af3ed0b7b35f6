internal import Decisions
internal import Lexicons

/// What the gateway does for each reason: `outcomes.tsv`.
struct Outcomes: Sendable {
    /// What a row says to do.
    enum Verdict: Sendable, Equatable {
        /// This.
        case action(MailVerdict.Action)
        /// What the column `mail` of the audience says; a refusal takes this sentence.
        case audience(reply: String)
    }

    struct Row: Sendable {
        let verdict: Verdict
        let law: String
    }

    private static let file = "outcomes.tsv"
    /// No line of a reply is longer than 512 bytes with its codes (RFC 5321 section 4.5.3.1.5).
    private static let longestReply = 400
    private var rows: [MailReason: Row] = [:]

    /// Reads the table: after all layers every reason has its row.
    ///
    /// - Complexity: O(rows).
    init(_ layers: [PolicyLayer]) throws(PolicyError) {
        let table = try LayeredTable.rows(Self.file, of: layers) { row throws(PolicyError) in
            [try row.cell("reason")]
        }
        for row in table {
            let reason = try row.word("reason", as: MailReason.self)
            _ = try row.cell("source")
            rows[reason] = Row(
                verdict: try Self.verdict(row, for: reason),
                law: try row.cell("law")
            )
        }
        for reason in MailReason.allCases where rows[reason] == nil {
            throw PolicyError(.badRow, word: reason.rawValue, file: Self.file)
        }
    }

    private static func verdict(
        _ row: PolicyRow,
        for reason: MailReason
    ) throws(PolicyError) -> Verdict {
        let cell = try row.cell("verdict")
        let parts = cell.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let word = String(parts[0])
        let judged = [MailReason.secret, .confidentiel]
        if word == "audience", parts.count == 1, judged.contains(reason) {
            return .audience(reply: try reply(row))
        }
        let words = MailVerdict.Action.Kind.allCases.map(\.rawValue)
        guard let kind = MailVerdict.Action.Kind(rawValue: word),
            (parts.count == 2) == (kind == .redirect)
        else {
            throw row.failure(.unknownWord, cell, nearest: NearestWord.of(word, among: words))
        }
        guard kind >= reason.laxest else {
            throw row.failure(.aboveCeiling, cell, nearest: reason.laxest.rawValue)
        }
        switch kind {
        case .pass: return .action(.pass)
        case .tag: return .action(.tag)
        case .anonymise: return .action(.anonymise)
        case .redirect:
            return .action(.redirect(address: try row.address(text: String(parts[1]))))
        case .hold: return .action(.hold)
        case .reject: return .action(.reject(reply: try reply(row)))
        case .tempfail: return .action(.tempfail(reply: try reply(row)))
        }
    }

    /// The sentence of a row, fit for an SMTP reply.
    private static func reply(_ row: PolicyRow) throws(PolicyError) -> String {
        guard let reply = try row.optionalCell("reply") else { throw row.failure(.badRow, "reply") }
        guard reply.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }),
            reply.utf8.count <= longestReply
        else {
            throw row.failure(.notSayable, reply)
        }
        return reply
    }

    /// What is done for a reason.
    func action(for reason: MailReason, audience: Audience) -> MailVerdict.Action {
        switch rows[reason]?.verdict {
        case .action(let action): return action
        case .audience(let reply):
            return switch audience.mail {
            case .transform: .anonymise
            case .hold: .hold
            case .reject: .reject(reply: reply)
            }
        // every reason has its row
        case nil: return .hold
        }
    }

    /// The law behind the row of a reason.
    func law(of reason: MailReason) -> String { rows[reason]?.law ?? "" }
}
