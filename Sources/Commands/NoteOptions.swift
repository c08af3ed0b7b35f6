import ArgumentParser
import Messages
import Pipeline

/// Options that every command over notes has.
struct NoteOptions: ParsableArguments {
    @Flag(name: .long, help: "Un objet JSON par ligne en entrée : {\"id\":…,\"text\":…}.")
    var jsonl = false

    @Flag(
        name: .long,
        help: "Avec --jsonl : code de sortie 0 même si des lignes sont illisibles."
    )
    var keepGoing = false

    @Option(
        name: .long,
        help: ArgumentHelp("Taille maximale d'une note, en octets.", valueName: "octets")
    )
    var maxNoteSize = 64 << 20

    @OptionGroup var rules: RuleOptions

    func validate() throws {
        guard maxNoteSize > 0 else {
            throw ValidationError("--max-note-size doit être un nombre positif.")
        }
    }
}
