import ArgumentParser
import Messages
import Records

/// Whether the daemon answers in place of this process.
struct DaemonOptions: ParsableArguments {
    @Flag(
        name: .long,
        help:
            "Fait travailler le service biffured, déjà chargé, avec ses règles : une note, ou --jsonl."
    )
    var daemon = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Socket du service (par défaut : /run/biffure/notes.sock).",
            valueName: "chemin"
        )
    )
    var socket: String?

    func validate() throws {
        if socket != nil, !daemon { throw ValidationError("--socket demande --daemon.") }
    }

    /// Streams lines through the daemon.
    ///
    /// - Throws: `Message` with exit code 65 at the end when a line could not be read, unless the
    ///   options say to keep going; with 64 for options that the daemon has of its own.
    func run(
        _ request: ClientRequest,
        _ files: [String],
        _ options: NoteOptions,
        _ stream: StreamOptions
    ) throws {
        try refuseOwn(options)
        guard stream.jsonl else {
            throw Message(
                "--daemon demande --jsonl ici : seul filter lui confie une note seule",
                .usage
            )
        }
        _ = try stream.encoding(options)
        let file = try stream.only(files)
        var client = try DaemonClient(socket)
        _ = try client.ask(request)
        let errors = try client.stream(file)
        if errors > 0, !stream.keepGoing {
            throw Message("\(errors) ligne\(errors > 1 ? "s" : "") en erreur", .data)
        }
    }

    /// One note through the daemon.
    ///
    /// - Returns: What was done, for people.
    func filter(
        _ file: String?,
        as version: VersionRequest,
        _ options: NoteOptions
    ) throws(Message) -> String {
        try refuseOwn(options)
        let bytes = try Files.read(file, limit: options.maxNoteSize)
        guard bytes.count <= options.maxNoteSize else {
            throw Message("la note dépasse la limite de \(options.maxNoteSize) octets", .data)
        }
        var client = try DaemonClient(socket)
        let status = try client.ask(.note(version, size: bytes.count), with: bytes)
        try Files.write(try client.bytes(status.size ?? 0))
        return status.message
    }

    /// The daemon reads notes by its own rules.
    private func refuseOwn(_ options: NoteOptions) throws(Message) {
        let given = [
            ("--site", !options.rules.site.isEmpty), ("--lexicon", options.rules.lexicon != nil),
            ("--encoding", options.encoding.lowercased() != "auto"),
            ("--images", options.images != .hold), ("--convert", options.convert),
        ]
        for (name, isGiven) in given where isGiven {
            throw Message(
                "\(name) ne va pas avec --daemon : le service a ses propres réglages",
                .usage
            )
        }
    }
}
