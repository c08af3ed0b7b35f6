import ArgumentParser
import Glibc
import Messages
import Records

/// `biffure held list|show|release|refuse`.
struct HeldCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "held",
        abstract: "Courriels retenus par la passerelle : les voir, les libérer, les refuser.",
        discussion:
            "Chacun agit sous son nom d'utilisateur, avec les droits de reviewers.tsv ; tout reste "
            + "au journal. Voir biffure-held(1).",
        subcommands: [List.self, Show.self, Release.self, Refuse.self, Settle.self],
        defaultSubcommand: List.self
    )

    /// Where the daemon listens.
    struct Place: ParsableArguments {
        @Option(
            name: .long,
            help: ArgumentHelp(
                "Socket du service (par défaut : /run/biffure/notes.sock).",
                valueName: "chemin"
            )
        )
        var socket: String?

        func client() throws(Message) -> DaemonClient { try DaemonClient(socket) }
    }

    /// Which mail, and why.
    struct Deed: ParsableArguments {
        @Argument(help: ArgumentHelp("Numéro du courriel.", valueName: "numéro"))
        var id: String

        @Option(
            name: .long,
            help: ArgumentHelp(
                "Motif, sans nom ni détail : il reste au journal.",
                valueName: "texte"
            )
        )
        var justification: String
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Les courriels qui attendent une décision."
        )

        @Flag(name: .long, help: "Aussi ceux qui sont décidés, gardés ou échus.")
        var tout = false
        @Flag(name: .long, help: "Un objet JSON par courriel.")
        var json = false
        @OptionGroup var place: Place

        func run() throws {
            var client = try place.client()
            _ = try client.ask(.held(.list(isAll: tout)))
            let lines = try client.rest()
            try Files.write(json ? lines : Array(HeldTable(lines).text.utf8))
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ce qui est connu d'un courriel, ou le courriel lui-même."
        )

        @Argument(help: ArgumentHelp("Numéro du courriel.", valueName: "numéro"))
        var id: String
        @Flag(name: .long, help: "Le courriel tel qu'il est arrivé ; cela reste au journal.")
        var original = false
        @Flag(name: .long, help: "Un objet JSON.")
        var json = false
        @OptionGroup var place: Place

        func run() throws {
            var client = try place.client()
            guard !original else {
                let status = try client.ask(.held(.original(id: id)))
                return try Files.write(try client.bytes(status.size ?? 0))
            }
            _ = try client.ask(.held(.show(id: id)))
            let lines = try client.rest()
            try Files.write(json ? lines : Array(HeldTable(lines).details.utf8))
        }
    }

    struct Release: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remet un courriel à Postfix, tel qu'il est arrivé, pour ses destinataires."
        )

        @OptionGroup var deed: Deed
        @OptionGroup var place: Place

        func run() throws {
            var client = try place.client()
            let status = try client.ask(
                .held(.release(id: deed.id, justification: deed.justification))
            )
            Files.say("biffure : " + status.message)
        }
    }

    struct Refuse: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Décide qu'un courriel ne partira pas."
        )

        @OptionGroup var deed: Deed
        @OptionGroup var place: Place

        func run() throws {
            var client = try place.client()
            let status = try client.ask(
                .held(.refuse(id: deed.id, justification: deed.justification))
            )
            Files.say("biffure : " + status.message)
        }
    }
}

extension HeldCommand {
    struct Settle: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Dit si un courriel en cours de remise est parti, quand la fin ne s'est pas vue."
        )

        @Argument(help: ArgumentHelp("Numéro du courriel.", valueName: "numéro"))
        var id: String
        @Flag(name: .long, help: "Postfix l'a pris : il ne sera pas remis une seconde fois.")
        var parti = false
        @Flag(name: .long, help: "Postfix ne l'a pas : il est retenu à nouveau.")
        var pasParti = false
        @OptionGroup var place: Place

        func validate() throws {
            guard parti != pasParti else {
                throw ValidationError("choisir --parti ou --pas-parti.")
            }
        }

        func run() throws {
            var client = try place.client()
            let status = try client.ask(.held(.settle(id: id, hasLeft: parti)))
            Files.say("biffure : " + status.message)
        }
    }
}

/// Held mail for people: what the daemon tells, in columns.
struct HeldTable {
    private let mails: [JSONValue]

    /// Reads the answer of the daemon, an object a line.
    init(_ lines: [UInt8]) {
        mails = lines.split(separator: 0x0A).compactMap { JSONValue(object: Array($0)) }
    }

    private static let titles = [
        "numéro", "arrivé", "échéance", "état", "niveau", "destinataire", "motifs",
    ]

    /// A line for each mail.
    var text: String {
        guard !mails.isEmpty else { return "aucun courriel\n" }
        let rows = [Self.titles] + mails.map(row)
        let widths = Self.titles.indices.map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                let blanks = widths[column] - cell.count + 2
                if column < row.count - 1 { line += String(repeating: " ", count: blanks) }
            }
            return line + "\n"
        }.joined()
    }

    /// All that is known of one mail, a line for each item.
    var details: String {
        mails.map { mail in
            var lines = zip(Self.titles, row(mail)).dropLast().map { "\($0) : \($1)" }
            for reason in Self.reasons(mail) {
                let name = ReasonName.french(reason).map { "\($0) (\(reason))" }
                lines.append("motif : " + Self.visible(name ?? reason))
            }
            if let size = mail["size"]?.integer { lines.append("taille : \(size) octets") }
            if let sender = mail["sender"]?.text {
                lines.append("expéditeur : \(sender.isEmpty ? "<>" : Self.visible(sender))")
            }
            for recipient in mail["to"]?.elements ?? [] {
                lines.append("pour : \(Self.visible(recipient.text ?? ""))")
            }
            return lines.joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    private func row(_ mail: JSONValue) -> [String] {
        return [
            mail["id"]?.text ?? "", Self.date(mail["received"]?.integer),
            Self.date(mail["expires"]?.integer), Self.state(mail["state"]?.text ?? ""),
            Self.level(mail["level"]?.text ?? ""), mail["audience"]?.text ?? "",
            Self.reasons(mail).map { ReasonName.french($0) ?? $0 }.joined(separator: ", "),
        ].map(Self.visible)
    }

    /// The codes of `outcomes.tsv`.
    private static func reasons(_ mail: JSONValue) -> [String] {
        (mail["reasons"]?.elements ?? []).compactMap(\.text)
    }

    private static func level(_ name: String) -> String { name == "unknown" ? "inconnu" : name }

    private static func state(_ name: String) -> String {
        switch name {
        case "held": "à décider"
        case "releasing": "en cours de remise"
        case "released": "libéré"
        case "refused": "refusé"
        case "expired": "échu"
        case "kept": "original gardé"
        default: name
        }
    }

    private static func date(_ seconds: Int?) -> String {
        guard let seconds else { return "" }
        var time = time_t(seconds)
        var parts = tm()
        localtime_r(&time, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) "
            + "\(two(parts.tm_hour)):\(two(parts.tm_min))"
    }

    /// Controls would let a mail write on the terminal of who looks at it.
    private static func visible(_ text: String) -> String {
        String(
            text.unicodeScalars.map {
                $0.properties.generalCategory == .control ? "?" : Character($0)
            }
        )
    }
}
