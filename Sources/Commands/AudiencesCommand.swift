import ArgumentParser
import Decisions
import Messages

/// `biffure audiences`.
struct AudiencesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audiences",
        abstract: "Montre les destinataires, ce que chacun peut lire, et qui en a décidé."
    )

    @OptionGroup var rules: RuleOptions
    @OptionGroup var reader: AudienceOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Dit, pour un destinataire, quelle ligne de quelle table a décidé.",
            valueName: "destinataire"
        )
    )
    var explain: String?

    func run() throws {
        let policy = try rules.open().policy
        guard let explain else {
            try Files.write(Array(AudienceTable.text(policy).utf8))
            return
        }
        let audience = try reader.audience(explain, in: policy)
        let rows = try policy.explanation(
            of: explain,
            piece: reader.piece,
            profiles: reader.profiles
        )
        try Files.write(Array(AudienceTable.explanation(audience, rows).utf8))
    }
}
