import ArgumentParser
import Decisions
import Formats
import Glibc
import Messages
import Pipeline

/// `biffure explain [FILE]`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explique en français le niveau de chaque passage : règle, loi, indices.",
        discussion: "Cite la note : à réserver à qui peut la lire."
    )

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Dit aussi ce que devient chaque passage pour ce destinataire.",
            valueName: "destinataire"
        )
    )
    var audience: String?

    @OptionGroup var reader: AudienceOptions
    @OptionGroup var options: NoteOptions

    @Argument(
        help: ArgumentHelp("Note à lire ; sans nom : l'entrée standard.", valueName: "fichier")
    )
    var file: String?

    func run() throws {
        let rules = try options.rules.open()
        var engine = try rules.engine(options)
        let audience = try self.audience.map { try reader.audience($0, in: rules.policy) }
        let bytes = try DocumentFormats.note(file, options).bytes
        let findings = try Message.orThrow { () throws(FilterError) in try engine.detect(bytes) }
        let explanation = Explanation(
            findings,
            audience: audience,
            usesColour: isatty(1) == 1 && getenv("NO_COLOR") == nil
        )
        try Files.write(Array(explanation.text().utf8))
    }
}
