import ArgumentParser
import Commands
import Keys
import Readers

/// `biffure archive`: bulk cleanup of old notes and minutes, and the search for one person in them.
@main
enum Program {
    static func main() {
        Keys.provide()
        DocumentFormats.provide(Readers.all, converter: Readers.converter)
        Shell.run(ArchiveCommand.self) {
            var command = try ArchiveCommand.parseAsRoot()
            try command.run()
        }
    }
}

/// The commands over archives.
struct ArchiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "biffure archive",
        abstract: "Copie un dossier d'anciennes notes en versions qui peuvent circuler.",
        discussion:
            "Les originaux ne sont jamais touchés. Le journal, les manifestes et le rapport "
            + "vont dans un dossier que seul son propriétaire peut lire.",
        subcommands: [CopyCommand.self, FindCommand.self],
        defaultSubcommand: CopyCommand.self
    )
}
