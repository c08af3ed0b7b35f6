import ArgumentParser
import Levels
import Messages
import Pipeline

/// `biffure classe [FILE...]`.
struct ClasseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classe",
        abstract: "Donne le niveau d'une note : public, confidentiel ou secret."
    )

    @Flag(
        name: .long,
        help: "Rend la note avec son niveau en tête ; une étiquette n'est jamais abaissée."
    )
    var marquer = false

    @OptionGroup var options: NoteOptions

    @Argument(
        help: ArgumentHelp("Notes à lire ; sans nom : l'entrée standard.", valueName: "fichier")
    )
    var files: [String] = []

    func validate() throws {
        if marquer, files.count > 1 || options.jsonl {
            throw ValidationError("--marquer rend une note à la fois.")
        }
    }

    func run() throws {
        let rules = try options.rules.open()
        var engine = try rules.engine(options)
        if options.jsonl {
            try Stream.run(files, options) { line in
                try Stream.classified(line, engine: &engine)
            }
            return
        }
        for file in files.isEmpty ? ["-"] : files {
            let bytes = try Files.read(file, limit: options.maxNoteSize)
            if marquer {
                let marked = try Message.orThrow { () throws(FilterError) in try engine.mark(bytes)
                }
                try Files.write(marked.bytes)
                if marked.isLabelHigher { Files.say("biffure : " + higherLabelLine(marked)) }
                continue
            }
            let level = try Message.orThrow { () throws(FilterError) in try engine.detect(bytes) }
                .level
            let lead = files.count > 1 ? "\(file) : " : ""
            try Files.write(Array("\(lead)\(level.name)\n".utf8))
        }
    }
}
