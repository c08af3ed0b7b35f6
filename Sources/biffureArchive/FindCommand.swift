import Archives
import ArgumentParser
import Commands
import Glibc
import Messages

/// `biffure archive find SOURCE --nom NOM --output FICHIER`.
struct FindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract:
            "Rassemble les passages qui parlent d'une personne, pour l'exercice de ses droits."
    )

    @Argument(help: ArgumentHelp("Dossier des originaux ; il n'est que lu.", valueName: "source"))
    var source: String
    @Option(
        name: .long,
        help: ArgumentHelp("Prénoms et nom, le nom en dernier.", valueName: "nom")
    )
    var nom: String
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Fichier à écrire, lisible par vous seul ; il cite les originaux.",
            valueName: "fichier"
        )
    )
    var output: String
    @Option(
        name: .long,
        help: ArgumentHelp("Taille maximale d'une note, en octets.", valueName: "octets")
    )
    var maxNoteSize = 2 << 20
    @Flag(name: .long, help: "Convertit doc, rtf, wpd, xls et msg pour les lire.")
    var convert = false
    @OptionGroup var rules: RuleOptions

    func validate() throws {
        guard maxNoteSize > 0 else {
            throw ValidationError("--max-note-size doit être un nombre positif.")
        }
    }

    func run() throws {
        guard let search = PersonSearch(nom, source: source, maximumSize: maxNoteSize) else {
            throw Message("--nom : il faut un nom", .usage)
        }
        let opened = try Rules(rules.lexicon, sites: rules.site)
        let opener = DocumentFormats.opener(
            keepsImages: false,
            maximumSize: maxNoteSize,
            converts: convert
        )
        var engine = try opened.engine(maximumSize: maxNoteSize, opener: opener)
        do {
            let tally = try search.run(into: output, &engine)
            Files.say(
                "biffure : \(tally.passages) passages dans \(tally.files) fichiers ; \(tally.read) "
                    + "lus, \(tally.partly) lus en partie, \(tally.unread) non lus ; d'autres "
                    + "personnes peuvent y être nommées : les occulter avant de remettre la réponse"
            )
            if tally.unread + tally.partly > 0 { throw ExitCode(Messages.ExitCode.data.rawValue) }
        } catch let error as ArchiveError {
            switch error.code {
            case .noSource: throw Message("« \(source) » n'est pas un dossier lisible", .noInput)
            case .overlapping:
                throw Message("--output : « \(output) » ne peut pas être dans la source", .usage)
            default: throw Message("impossible d'écrire « \(output) »", .io)
            }
        }
    }
}
