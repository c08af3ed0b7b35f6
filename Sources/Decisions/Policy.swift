internal import Levels
internal import Lexicons

/// The matrix: all audiences, their other names and the stricter profiles, layer over layer.
public struct Policy: Sendable {
    /// A row of the matrix as written: a value and its origin for each column.
    private struct Entry {
        let audience: String
        let piece: String
        var cells: [String: String]
        var origins: [String: PolicyOrigin]
    }

    /// The tables that it is read from.
    public static let files: Set<String> = ["audiences.tsv", "aliases.tsv", "profiles.tsv"]

    /// The columns that a profile may set and that decide.
    static let columns = [
        "ceiling", "names", "officials", "confidentiel", "secret", "admits", "individual", "doubt",
        "situations", "mark", "mail",
    ]

    private var entries: [Entry] = []
    private var aliases: [(name: String, audience: String, origin: PolicyOrigin)] = []
    private var profileRows: [PolicyRow] = []

    /// Reads the tables, the later layers over the earlier ones.
    ///
    /// - Parameter layers: What is built in first.
    /// - Throws: `PolicyError` at the first row that cannot be used.
    /// - Complexity: O(rows).
    public init(layers: [PolicyLayer]) throws(PolicyError) {
        for layer in layers {
            try read(layer, "audiences.tsv") { policy, row throws(PolicyError) in
                try policy.addAudience(row)
            }
            try read(layer, "aliases.tsv") { policy, row throws(PolicyError) in
                try policy.addAlias(row)
            }
            try read(layer, "profiles.tsv") { policy, row throws(PolicyError) in
                try policy.addProfile(row)
            }
        }
        // every row of every layer must be usable, not only the one that is asked for
        for entry in entries { _ = try audience(of: entry) }
        for alias in aliases where !entries.contains(where: { $0.audience == alias.audience }) {
            throw PolicyError(
                .unknownAudience,
                word: alias.audience,
                nearest: NearestWord.of(alias.audience, among: ids),
                layer: alias.origin.layer,
                file: alias.origin.file,
                line: alias.origin.line
            )
        }
    }

    private mutating func read(
        _ layer: PolicyLayer,
        _ file: String,
        _ add: (inout Policy, PolicyRow) throws(PolicyError) -> Void
    ) throws(PolicyError) {
        guard let table = layer.tables[file] else { return }
        for row in table.rows {
            let row = PolicyRow(layer: layer.name, file: file, table: table, row: row)
            try row.checkSigned()
            try add(&self, row)
        }
    }

    private mutating func addAudience(_ row: PolicyRow) throws(PolicyError) {
        let id = try row.cell("audience")
        let piece = try row.cell("piece")
        if piece != "*" { _ = try row.word("piece", piece, Piece.allCases) }
        let known = entries.firstIndex { $0.audience == id && $0.piece == piece }
        if try row.isRemoval() {
            guard let known else {
                throw row.failure(.unknownAudience, id, nearest: NearestWord.of(id, among: ids))
            }
            entries.remove(at: known)
            return
        }
        var entry = Entry(audience: id, piece: piece, cells: [:], origins: [:])
        for column in Self.columns + ["label", "source"] {
            entry.cells[column] = try row.cell(column)
            entry.origins[column] = row.origin
        }
        guard let known else {
            entries.append(entry)
            return
        }
        if entries[known].origins["ceiling"]?.layer == row.layer {
            let isSame = entries[known].cells == entry.cells
            throw row.failure(isSame ? .duplicate : .contradiction, id)
        }
        entries[known] = entry
    }

    private mutating func addAlias(_ row: PolicyRow) throws(PolicyError) {
        let name = try row.cell("alias")
        let known = aliases.firstIndex { $0.name == name }
        if try row.isRemoval() {
            guard let known else {
                throw row.failure(
                    .unknownAudience,
                    name,
                    nearest: NearestWord.of(name, among: aliases.map(\.name))
                )
            }
            aliases.remove(at: known)
            return
        }
        let audience = try row.cell("audience")
        if let known {
            if aliases[known].origin.layer == row.layer {
                let isSame = aliases[known].audience == audience
                throw row.failure(isSame ? .duplicate : .contradiction, name)
            }
            aliases[known] = (name, audience, row.origin)
        } else {
            aliases.append((name, audience, row.origin))
        }
    }

    private mutating func addProfile(_ row: PolicyRow) throws(PolicyError) {
        let (profile, audience) = (try row.cell("profile"), try row.cell("audience"))
        let column = try row.cell("column")
        if audience != "*", !ids.contains(audience) {
            let nearest = NearestWord.of(audience, among: ids)
            throw row.failure(.unknownAudience, audience, nearest: nearest)
        }
        guard Self.columns.contains(column) else {
            let nearest = NearestWord.of(column, among: Self.columns)
            throw row.failure(.unknownWord, column, nearest: nearest)
        }
        func isSameCell(_ other: PolicyRow) -> Bool {
            other.table.cell("profile", of: other.row) == profile
                && other.table.cell("audience", of: other.row) == audience
                && other.table.cell("column", of: other.row) == column
        }
        if let known = profileRows.firstIndex(where: isSameCell) {
            let isOwn = profileRows[known].layer == row.layer
            if isOwn { throw row.failure(.contradiction, profile) }
            profileRows.remove(at: known)
        }
        if try !row.isRemoval() { profileRows.append(row) }
    }

    // MARK: Asking

    /// The ids of all audiences, each once, in the order of the table.
    public var ids: [String] {
        var ids: [String] = []
        for entry in entries where ids.last != entry.audience { ids.append(entry.audience) }
        return ids
    }

    /// The other names of an audience, sorted.
    public func aliases(of id: String) -> [String] {
        aliases.filter { $0.audience == id }.map(\.name).sorted()
    }

    /// The names of all profiles, sorted.
    public var profiles: [String] {
        Set(profileRows.compactMap { $0.table.cell("profile", of: $0.row) }).sorted()
    }

    /// All rows, in the order of the table, without a profile.
    public var audiences: [Audience] {
        entries.compactMap { try? audience(of: $0) }
    }

    /// The audience that a user named.
    ///
    /// - Parameters:
    ///   - name: An id or another name of an audience.
    ///   - piece: What the note is.
    ///   - profiles: Stricter readings, in the order in which they apply.
    /// - Returns: The row of the matrix, the profiles over it.
    /// - Throws: `PolicyError` `unknownAudience` or `unknownProfile` with the nearest name.
    public func audience(
        _ name: String,
        piece: Piece = .compteRendu,
        profiles: [String] = []
    ) throws(PolicyError) -> Audience {
        try audience(of: try entry(name, piece: piece, profiles: profiles))
    }

    /// Each column of an audience with its value and the row that decided.
    ///
    /// - Throws: As ``audience(_:piece:profiles:)``.
    public func explanation(
        of name: String,
        piece: Piece = .compteRendu,
        profiles: [String] = []
    ) throws(PolicyError) -> [(column: String, value: String, origin: PolicyOrigin)] {
        let entry = try entry(name, piece: piece, profiles: profiles)
        return Self.columns.compactMap { column in
            guard let value = entry.cells[column], let origin = entry.origins[column] else {
                return nil
            }
            return (column, value, origin)
        }
    }

    private func entry(
        _ name: String,
        piece: Piece,
        profiles: [String]
    ) throws(PolicyError) -> Entry {
        let id = aliases.first { $0.name == name }?.audience ?? name
        let rows = entries.filter { $0.audience == id }
        guard
            var entry = rows.first(where: { $0.piece == piece.rawValue })
                ?? rows.first(where: { $0.piece == "*" })
        else {
            let nearest = NearestWord.of(name, among: ids + aliases.map(\.name))
            throw PolicyError(.unknownAudience, word: name, nearest: nearest)
        }
        for profile in profiles {
            guard self.profiles.contains(profile) else {
                let nearest = NearestWord.of(profile, among: self.profiles)
                throw PolicyError(.unknownProfile, word: profile, nearest: nearest)
            }
            // « * » first, so that the row of one audience wins
            for wanted in ["*", id] {
                for row in profileRows
                where row.table.cell("profile", of: row.row) == profile
                    && row.table.cell("audience", of: row.row) == wanted
                {
                    let column = try row.cell("column")
                    entry.cells[column] = try row.cell("value")
                    entry.origins[column] = row.origin
                }
            }
        }
        return entry
    }

    // MARK: Reading a row

    private func audience(of entry: Entry) throws(PolicyError) -> Audience {
        func failure(_ code: PolicyError.Code, _ column: String, _ nearest: String) -> PolicyError {
            let origin = entry.origins[column]
            return PolicyError(
                code,
                word: entry.cells[column] ?? column,
                nearest: nearest,
                layer: origin?.layer ?? "",
                file: origin?.file ?? "",
                line: origin?.line ?? 0
            )
        }
        func value(_ column: String, _ allowed: [String]) throws(PolicyError) -> String {
            let value = entry.cells[column] ?? ""
            guard allowed.contains(value) else {
                throw failure(.unknownWord, column, NearestWord.of(value, among: allowed))
            }
            return value
        }
        func action(
            _ column: String,
            _ allowed: [Audience.Action]
        ) throws(PolicyError) -> Audience.Action {
            let value = try value(column, allowed.map(\.rawValue))
            return allowed.first { $0.rawValue == value } ?? .drop
        }
        let ceilingName = try value("ceiling", Level.allCases.map(\.name))
        let ceiling = Level(name: ceilingName) ?? .public
        let confidentiel = try action("confidentiel", [.drop, .releve, .anonymise, .occult, .keep])
        let secret = try action("secret", [.cut, .occult, .keep])
        // a row must be able to reach its ceiling, whatever a note says
        if ceiling < .secret, secret == .keep { throw failure(.aboveCeiling, "secret", "cut") }
        if ceiling < .confidentiel, confidentiel == .keep || confidentiel == .anonymise {
            throw failure(.aboveCeiling, "confidentiel", "drop")
        }
        let admitted = (entry.cells["admits"] ?? "-").split(separator: ",").map(String.init)
        let known = LexiconTable.secretCategories
        for category in admitted where category != "-" && !known.contains(category) {
            throw failure(.unknownWord, "admits", NearestWord.of(category, among: known))
        }
        let mail = try value("mail", Audience.MailAction.allCases.map(\.rawValue))
        return Audience(
            id: entry.audience,
            piece: Piece(rawValue: entry.piece),
            ceiling: ceiling,
            names: try action("names", [.replace, .keep, .occult]),
            officials: try action("officials", [.keep, .function, .remove]),
            confidentiel: confidentiel,
            secret: secret,
            admitted: admitted.filter { $0 != "-" },
            isStrict: try value("individual", ["judged", "secret"]) == "secret",
            doubtCounts: try value("doubt", ["higher", "lower"]) == "higher",
            hasOneSituation: try value("situations", ["many", "one"]) == "one",
            isMarked: try value("mark", ["none", "level"]) == "level",
            mail: Audience.MailAction(rawValue: mail) ?? .hold,
            label: entry.cells["label"] ?? "",
            source: entry.cells["source"] ?? ""
        )
    }
}
