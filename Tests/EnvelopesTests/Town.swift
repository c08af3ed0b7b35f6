import Decisions
import Envelopes
import Foundation
import Lexicons
import Testing

/// The town of `Examples/courriel/`, over what is built in.
enum Town {
    /// A day on which the guest of the example has his seat.
    static let day = day("2026-11-26")

    static func day(_ text: String) -> Day {
        guard let day = Day(text) else { fatalError("\(text) is no day") }
        return day
    }

    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// What is built in.
    static func builtIn() throws -> PolicyLayer {
        try layer("", of: "Lexicons", PolicyLayer.files)
    }

    /// What is built in, and the tables of the town.
    static func layers() throws -> [PolicyLayer] {
        let names = MailPolicy.files.union(Reviewers.files).sorted()
        return [try builtIn(), try layer("mairie", of: "Examples/courriel", names)]
    }

    private static func layer(
        _ name: String,
        of folder: String,
        _ files: [String]
    ) throws -> PolicyLayer {
        var tables: [String: TSV] = [:]
        for file in files { tables[file] = TSV(try text("\(folder)/\(file)")) }
        return PolicyLayer(name: name, tables: tables)
    }

    /// The policy of the town, with tables of a further layer over it.
    ///
    /// Rows are given by file name, cells parted by blanks, without `change`, `author` and `date`; a
    /// row that starts with `- ` takes one away.
    static func policy(with tables: [String: [String]] = [:]) throws -> MailPolicy {
        guard !tables.isEmpty else { return try own.get() }
        return try policy(layers() + [layer(tables)])
    }

    private static let own = Result { try policy(layers()) }

    /// The policy of some layers.
    static func policy(_ layers: [PolicyLayer]) throws -> MailPolicy {
        try MailPolicy(layers: layers, policy: try Policy(layers: layers))
    }

    private static let columns = [
        "recipients.tsv": "pattern audience role group",
        "groups.tsv": "group audience list domains profile",
        "members.tsv": "group address role until",
        "guests.tsv": "group address from until",
        "senders.tsv": "listener sender treatment piece profile",
        "outcomes.tsv": "reason verdict reply law source",
        "reviewers.tsv": "login name rights",
        "profiles.tsv": "profile audience column value source",
    ]

    /// A layer `quartier` of rows as ``policy(with:)`` takes them.
    static func layer(_ tables: [String: [String]]) throws -> PolicyLayer {
        var texts: [String: TSV] = [:]
        for (file, rows) in tables {
            let columns = try #require(Self.columns[file])
            let lines = rows.map { row in
                let isRemoval = row.hasPrefix("- ")
                let cells = (isRemoval ? row.dropFirst(2) : row[...]).split(separator: " ")
                return ([isRemoval ? "-" : "+"] + cells + ["C. Aubrac", "2026-11-26"])
                    .joined(separator: "\t")
            }
            let header = "# change \(columns) author date".replacing(" ", with: "\t")
            texts[file] = TSV(([header] + lines).joined(separator: "\n"))
        }
        return PolicyLayer(name: "quartier", tables: texts)
    }

    /// A mail to some recipients, from a login of the submission listener unless told otherwise.
    static func mail(
        to recipients: [String],
        from sender: String = "dgs@mairie.test",
        login: String? = "dgs",
        listener: String = "RELAIS"
    ) -> Envelope {
        Envelope(listener: listener, login: login, sender: sender, recipients: recipients)
    }
}
