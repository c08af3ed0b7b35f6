import ArgumentParser
import Decisions
import Formats
import Messages
import Pipeline
import Records
import Streams

/// `biffure --audience A[,B] [FILE]`.
struct FilterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filter",
        abstract: "Rend la version qu'un destinataire peut lire (commande par défaut)."
    )

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Destinataire, ou plusieurs séparés par des virgules avec --output ; la liste : biffure audiences.",
            valueName: "destinataire"
        )
    )
    var audience: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Dossier où écrire une version par destinataire.",
            valueName: "dossier"
        )
    )
    var output: String?

    @OptionGroup var reader: AudienceOptions
    @OptionGroup var options: NoteOptions
    @OptionGroup var stream: StreamOptions
    @OptionGroup var service: DaemonOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Fichier de clé : pseudonymes stables d'une note à l'autre, au lieu de lettres.",
            valueName: "fichier"
        )
    )
    var key: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Rend le texte de la note au lieu de la note : txt, ou odt pour un traitement de texte ; "
                + "la seule version d'un PDF qui puisse sortir.",
            valueName: "forme"
        )
    )
    var rendition: RenditionForm?

    @Flag(name: .long, help: "Dit ce qui serait fait, sans rien écrire.")
    var dryRun = false

    @Flag(name: .long, help: "Pas de ligne de bilan sur la sortie d'erreur.")
    var quiet = false

    @Argument(
        help: ArgumentHelp("Note à lire ; sans nom : l'entrée standard.", valueName: "fichier")
    )
    var file: String?

    func validate() throws {
        if audiences.isEmpty { throw ValidationError("--audience n'a pas de valeur.") }
        if audiences.count > 1, output == nil {
            throw ValidationError("plusieurs destinataires demandent --output DOSSIER.")
        }
        if rendition != nil, stream.isStream || options.encoding.lowercased() != "auto" {
            throw ValidationError(
                "--rendition rend une note à la fois, dont elle reconnaît l'encodage."
            )
        }
        if service.daemon, output != nil || key != nil || rendition != nil || dryRun {
            throw ValidationError(
                "--daemon ne va ni avec --output, --key et --rendition, ni avec --dry-run."
            )
        }
        if stream.isStream, output != nil || dryRun {
            throw ValidationError("\(stream.name) ne va ni avec --output ni avec --dry-run.")
        }
    }

    private var audiences: [String] { audience.split(separator: ",").map(String.init) }

    func run() throws {
        guard !service.daemon else { return try runInDaemon() }
        let pseudonym = try Keying.open(key)
        let rules = try options.rules.open()
        var versions: [Version] = []
        for name in audiences {
            let audience = try reader.audience(name, in: rules.policy)
            versions.append(Version(audience, mode: reader.mode, pseudonym: pseudonym))
        }
        switch try stream.form() {
        case .lines:
            let engines = try rules.engines(options, stream)
            let files = file.map { [$0] } ?? []
            try LineStream.run(files, options, stream, engines, .filter(versions[0]))
        case .notes(let separator):
            let filter = NoteFilter(
                version: versions[0],
                keepsGoing: stream.keepGoing,
                maximumSize: options.maxNoteSize
            )
            let (_, tally) = try Stream.run(
                file,
                cutter: NoteCutter(at: separator, maximumSize: options.maxNoteSize),
                jobs: stream.jobs,
                makeEngine: try rules.engines(options, stream),
                answer: filter.answer
            )
            if !quiet { Files.say("biffure : " + tally.line) }
            if let failure = tally.failure { throw failure }
        case nil:
            var engine = try rules.engine(options, readsText: rendition != nil)
            let note = OneNote(
                file: file,
                options: options,
                rendition: rendition,
                folder: output,
                isDry: dryRun,
                isQuiet: quiet
            )
            try note.filter(as: versions, &engine)
        }
    }

    private func runInDaemon() throws {
        let version = VersionRequest(
            audience: audience,
            piece: reader.piece,
            profiles: reader.profiles,
            mode: reader.mode
        )
        if stream.isStream {
            try service.run(.filter(version), file.map { [$0] } ?? [], options, stream)
        } else {
            let done = try service.filter(file, as: version, options)
            if !quiet { Files.say("biffure : " + done) }
        }
    }
}
