extension Configuration {
    /// The configuration that a file holds.
    ///
    /// - Parameters:
    ///   - bytes: The file, UTF-8.
    ///   - nearest: As for ``init(yaml:nearest:)``.
    /// - Throws: As ``init(yaml:nearest:)``, and `notText`.
    public init(
        bytes: [UInt8],
        nearest: @escaping (_ word: String, _ known: [String]) -> String
    ) throws(ConfigurationError) {
        guard bytes.count <= Self.maximumSize else { throw ConfigurationError(.tooLarge) }
        guard let yaml = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationError(.notText)
        }
        try self.init(yaml: yaml, nearest: nearest)
    }

    /// The configuration that a text holds.
    ///
    /// - Parameters:
    ///   - yaml: One YAML document without anchors, aliases and tags.
    ///   - nearest: Gives the known word that a mistyped one is nearest to, or an empty one.
    /// - Throws: The first fault of the file: its line, its key and the nearest known word.
    /// - Complexity: O(*n*), where *n* is at most ``maximumSize`` bytes.
    public init(
        yaml: String,
        nearest: @escaping (_ word: String, _ known: [String]) -> String
    ) throws(ConfigurationError) {
        let file = try Section(
            yaml: yaml,
            keys: [
                "allow-accept", "lexicon", "mail", "milter", "notes", "postfix", "sites", "store",
                "submit", "workers",
            ],
            nearest: nearest
        )
        lexicon = try file.path("lexicon")
        sites = try file.paths("sites") ?? []
        var milters: [Milter] = []
        for entry in try file.sections("milter", keys: ["allow-remote", "group", "mode", "socket"])
        {
            milters.append(try Milter(entry))
        }
        self.milters = milters
        let notes = try file.section(
            "notes",
            keys: ["clients", "group", "idle-seconds", "mode", "socket", "write-seconds"]
        )
        self.notes = if let notes { try Notes(notes) } else { nil }
        let mail = try file.section(
            "mail",
            keys: [
                "convert", "deadline", "images", "maximum-memory", "maximum-size", "progress",
                "shadow", "split", "tables",
            ]
        )
        self.mail = if let mail { try Mail(mail) } else { try Mail(file.empty("mail")) }
        let store = try file.section("store", keys: ["keep-days", "key", "maximum-size", "path"])
        self.store = if let store { try Store(store) } else { nil }
        submit =
            try file.address("submit", allowsRemote: milters.contains(where: \.allowsRemote))
            ?? .inet(host: "127.0.0.1", port: 25)
        workers = try file.number("workers", in: 1...256)
        postfix = try file.pathOrNone("postfix", default: "/etc/postfix/main.cf")
        allowsAccept = try file.flag("allow-accept") ?? false

        if milters.isEmpty {
            if notes == nil { throw file.fault(.missingKey, "milter") }
        } else if self.mail.tables.isEmpty {
            throw (mail ?? file).fault(.missingKey, mail == nil ? "mail.tables" : "tables")
        } else if store == nil {
            throw file.fault(.missingKey, "store")
        }
    }
}

extension Configuration.Milter {
    fileprivate init(_ section: Section) throws(ConfigurationError) {
        allowsRemote = try section.flag("allow-remote") ?? false
        guard let socket = try section.socket("socket", allowsRemote: allowsRemote) else {
            throw section.fault(.missingKey, "socket")
        }
        endpoint = socket
        mode = try section.mode("mode") ?? 0o660
        group = try section.group("group")
        if case .inet = endpoint {
            for key in ["mode", "group"] where section.has(key) {
                throw section.fault(.notApplicable, key)
            }
        }
    }
}

extension Configuration.Notes {
    fileprivate init(_ section: Section) throws(ConfigurationError) {
        socket = try section.socketPath("socket") ?? "/run/biffure/notes.sock"
        mode = try section.mode("mode") ?? 0o660
        group = try section.group("group")
        clients = try section.number("clients", in: 1...4096) ?? 64
        idleSeconds = try section.number("idle-seconds", in: 1...86_400) ?? 60
        writeSeconds = try section.number("write-seconds", in: 1...3600) ?? 30
    }
}

extension Configuration.Mail {
    fileprivate init(_ section: Section) throws(ConfigurationError) {
        tables = try section.paths("tables") ?? []
        isSplit = try section.flag("split") ?? false
        isShadow = try section.flag("shadow") ?? false
        images = try section.word("images") ?? .hold
        converts = try section.flag("convert") ?? false
        maximumSize = try section.number("maximum-size", in: 1024...(1 << 30)) ?? 50 << 20
        maximumMemory = try section.number("maximum-memory", in: 1024...(1 << 40)) ?? 512 << 20
        progress = try section.number("progress", in: 1...250) ?? 5
        deadline = try section.number("deadline", in: 1...3600) ?? 240
        // the longest mail must fit, and a sign of life come before the end
        if maximumMemory < maximumSize {
            let key = section.has("maximum-memory") ? "maximum-memory" : "maximum-size"
            throw section.fault(.outOfRange, key)
        }
        if progress > deadline {
            throw section.fault(.outOfRange, section.has("deadline") ? "deadline" : "progress")
        }
    }
}

extension Configuration.Store {
    fileprivate init(_ section: Section) throws(ConfigurationError) {
        path = try section.path("path") ?? "/var/lib/biffure/retenus"
        key = try section.path("key") ?? "/var/lib/biffure/cle"
        keepDays = try section.number("keep-days", in: 1...3650) ?? 30
        maximumSize = try section.number("maximum-size", in: 1024...(1 << 50)) ?? 1 << 30
    }
}
