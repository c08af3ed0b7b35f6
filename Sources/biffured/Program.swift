import ArgumentParser
import Commands
import Glibc
import Messages

/// `biffured`: the mail gateway and the socket for notes, in one process that stays up.
@main
struct Program: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "biffured",
        abstract: "Passerelle de courriel (milter) et service local de biffure.",
        discussion: "SIGHUP relit les règles et les tables, SIGTERM finit ce qui est en cours. "
            + "Voir biffured(8)."
    )

    @Option(
        name: .long,
        help: ArgumentHelp("Fichier de réglages (YAML).", valueName: "fichier")
    )
    var config = "/etc/biffure/biffured.yaml"

    @Flag(name: .long, help: "Vérifie les réglages, les règles et les tables, et s'arrête.")
    var checkConfig = false

    func run() async throws {
        let settings = try Settings(file: config)
        if checkConfig {
            try settings.check()
            print("\(config) : les réglages, les règles et les tables conviennent")
        } else {
            try await Service(settings).run()
        }
    }

    static func main() async {
        Crash.keepSilent()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            Shell.end(with: error, Self.self, name: "biffured")
        }
    }
}

/// Lines for people and for the journal of the system.
enum Say {
    /// Writes one line to standard error.
    static func line(_ text: String) { bytes(Array("biffured : \(text)\n".utf8)) }

    /// Writes bytes to standard error.
    static func bytes(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
