import ArgumentParser
import Decisions
import Formats
import Messages
import Pipeline

/// `biffure check --audience A FILE...`.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Dit, une ligne par note, s'il y a quelque chose à retirer pour un destinataire.",
        discussion: "Code de sortie 0 : rien à retirer ; 1 : quelque chose à retirer."
    )

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Destinataire ; la liste : biffure audiences.",
            valueName: "destinataire"
        )
    )
    var audience: String

    @OptionGroup var reader: AudienceOptions
    @OptionGroup var options: NoteOptions

    @Argument(
        help: ArgumentHelp("Notes à lire ; sans nom : l'entrée standard.", valueName: "fichier")
    )
    var files: [String] = []

    func run() throws {
        try DocumentFormats.becomeReader(ofAny: files)
        let rules = try options.rules.open()
        let audience = try reader.audience(self.audience, in: rules.policy)
        var engine = try rules.engine(options)
        let version = Version(audience, mode: reader.mode)
        var hasFindings = false
        try ManyFiles.each(files) { (file) throws(Message) in
            let bytes = try DocumentFormats.note(file, options).bytes
            let verdict = try Message.orThrow { () throws(FilterError) in
                try engine.check(bytes, as: version)
            }
            hasFindings = hasFindings || !verdict.isClean
            try Files.write(Array("\(file) : \(verdictLine(verdict))\n".utf8))
        }
        if hasFindings { throw ArgumentParser.ExitCode(Messages.ExitCode.findings.rawValue) }
    }
}
