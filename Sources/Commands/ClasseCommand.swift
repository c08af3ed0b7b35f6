import ArgumentParser
import Formats
import Levels
import Messages
import Pipeline
import Records

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
    @OptionGroup var stream: StreamOptions
    @OptionGroup var service: DaemonOptions

    @Argument(
        help: ArgumentHelp("Notes à lire ; sans nom : l'entrée standard.", valueName: "fichier")
    )
    var files: [String] = []

    func validate() throws {
        if marquer, files.count > 1 || stream.isStream {
            throw ValidationError("--marquer rend une note à la fois.")
        }
    }

    func run() throws {
        guard !service.daemon else { return try service.run(.classe, files, options, stream) }
        let rules = try options.rules.open()
        switch try stream.form() {
        case .lines:
            let engines = try rules.engines(options, stream)
            try LineStream.run(files, options, stream, engines, .classe)
        case .notes(let separator):
            let engines = try rules.engines(options, stream)
            try NoteAnswers.run(files, at: separator, options, stream, engines) { id, found in
                LineAnswer.level(found, id: id)
            }
        case nil:
            try DocumentFormats.becomeReader(ofAny: files)
            var engine = try rules.engine(options)
            try classify(&engine)
        }
    }

    private func classify(_ engine: inout Engine) throws {
        try ManyFiles.each(files) { (file) throws(Message) in
            let bytes = try DocumentFormats.note(file, options).bytes
            if marquer {
                let marked = try Message.orThrow { () throws(FilterError) in try engine.mark(bytes)
                }
                try Files.write(marked.bytes)
                if marked.isLabelHigher { Files.say("biffure : " + higherLabelLine(marked)) }
                return
            }
            let level = try Message.orThrow { () throws(FilterError) in try engine.detect(bytes) }
                .level
            let lead = files.count > 1 ? "\(file) : " : ""
            try Files.write(Array("\(lead)\(level.name)\n".utf8))
        }
    }
}
