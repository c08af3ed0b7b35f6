import ArgumentParser
import Glibc
import Messages

/// `biffure archive`: a program of its own beside this one, which has the libraries for it.
struct ArchiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Copie un dossier d'anciennes notes en versions qui peuvent circuler ; find y "
            + "rassemble ce qui parle d'une personne."
    )

    @Argument(parsing: .captureForPassthrough) var arguments: [String] = []

    func run() throws { try Self.become() }

    /// Becomes that program.
    ///
    /// - Throws: `Message` with exit code 78 when it is not there.
    static func become() throws(Message) {
        var arguments = CommandLine.arguments.map { strdup($0) }
        arguments.remove(at: 1)
        arguments.append(nil)
        execv("\(Files.programFolder())/biffure-archive", arguments)
        throw Message(
            "les archives demandent le programme « biffure-archive » à côté de biffure",
            .configuration
        )
    }
}
