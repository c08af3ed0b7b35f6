public import Decisions

/// Who may do what with held mail: the logins of `reviewers.tsv` with their rights.
public struct Reviewers: Sendable {
    /// What a reviewer may do.
    public enum Right: String, Sendable, CaseIterable {
        /// See that mail is held, and why.
        case list
        /// Read it.
        case show
        /// Let it leave.
        case release
        /// Send it back.
        case refuse
    }

    /// The tables that they are read from.
    public static let files: Set<String> = ["reviewers.tsv"]

    private var reviewers: [String: (name: String, rights: Set<Right>)] = [:]

    /// Reads the table, the later layers over the earlier ones; without rows nobody may do anything.
    ///
    /// - Throws: `PolicyError` at the first row that cannot be used.
    /// - Complexity: O(rows).
    public init(layers: [PolicyLayer]) throws(PolicyError) {
        let rows = try LayeredTable.rows("reviewers.tsv", of: layers) { row throws(PolicyError) in
            [try row.cell("login")]
        }
        for row in rows {
            var rights: Set<Right> = []
            for word in try row.list("rights") {
                rights.insert(try row.word("rights", word, Right.allCases))
            }
            reviewers[try row.cell("login")] = (try row.cell("name"), rights)
        }
    }

    /// What a Unix user may do; nothing when no row names the user.
    public func rights(of login: String) -> Set<Right> { reviewers[login]?.rights ?? [] }

    /// What people call a reviewer, for the journal of releases; nil when no row names the user.
    public func name(of login: String) -> String? { reviewers[login]?.name }
}
