public import ArgumentParser
import Glibc
import Lexicons
import Messages

/// The pipe: options and wiring, shared by the programs that have it.
public struct BiffureCommand: ParsableCommand {
    /// Its name, its help and its commands.
    public static let configuration = CommandConfiguration(
        commandName: "biffure",
        abstract: "Retire d'une note ce que son destinataire n'a pas le droit de lire.",
        discussion: """
            biffure lit une note en français (compte rendu, message, tableau) et rend la version \
            que le destinataire peut lire : noms remplacés, passages secrets retirés.

              biffure --audience pleniere < note.txt > note-pleniere.txt

            Ce qui sort est pseudonymisé, non anonyme : la lecture d'une personne reste \
            nécessaire avant toute diffusion.

            Codes de sortie : 0 fait ; 1 quelque chose à retirer (check) ; 3 note retenue ; \
            64 mauvais usage ; 65 entrée illisible ; 66 fichier absent ; \
            69 service absent (--daemon, held) ; 70 erreur interne ; 74 lecture ou écriture ; \
            75 à réessayer ; 78 configuration.
            """,
        version: LexiconCompiler.release,
        subcommands: [
            FilterCommand.self, DetectCommand.self, ClasseCommand.self, CheckCommand.self,
            ExplainCommand.self, EvaluateCommand.self, AudiencesCommand.self, LexiconCommand.self,
            HeldCommand.self, ArchiveCommand.self,
        ],
        defaultSubcommand: FilterCommand.self
    )

    /// For the option parser.
    public init() {}

    /// The arguments of the process, the value of `--separator` behind a `=`: the parser takes the
    /// expression « --- » for an option.
    private static var arguments: [String] {
        var arguments: [String] = []
        for argument in CommandLine.arguments.dropFirst() {
            if arguments.last == "--separator" {
                arguments[arguments.count - 1] += "=" + argument
            } else {
                arguments.append(argument)
            }
        }
        return arguments
    }

    /// Runs the program on its arguments and ends the process with its exit code.
    public static func runAndExit() -> Never {
        Shell.run(Self.self) {
            if arguments.first == "archive" { try ArchiveCommand.become() }
            if let plain = PlainUse(arguments) {
                try plain.run()
            } else {
                var command = try parsed()
                try command.run()
            }
        }
    }

    /// Whether a word names a command.
    static func isCommand(_ word: String?) -> Bool {
        word == "help"
            || configuration.subcommands.contains { $0.configuration.commandName == word }
    }

    /// The command of the arguments.
    ///
    /// A command that is named is read for itself: to read the tree of all of them takes longer than a
    /// note. Help, and whatever that reading does not understand, goes through the tree.
    private static func parsed() throws -> any ParsableCommand {
        let arguments = Self.arguments
        let asked: Set<String> = ["-h", "--help", "-help", "help", "--version"]
        if !arguments.contains(where: { asked.contains($0) || $0.hasPrefix("--generate-") }) {
            let named = arguments.first.flatMap { first in
                configuration.subcommands.first { $0.configuration.commandName == first }
            }
            if let named, named.configuration.subcommands.isEmpty {
                if let command = try? named.parse(Array(arguments.dropFirst())) { return command }
            } else if named == nil, let command = try? FilterCommand.parse(arguments) {
                return command
            }
        }
        return try parseAsRoot(arguments)
    }
}
