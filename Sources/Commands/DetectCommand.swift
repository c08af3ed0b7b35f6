public import ArgumentParser
import Formats
import Lexicons
import Messages
import Pipeline
public import Records

/// `biffure detect [FILE...]`.
struct DetectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detect",
        abstract: "Dit en JSON ce qui a été trouvé, une ligne par note, sans le texte."
    )

    @OptionGroup var options: NoteOptions
    @OptionGroup var stream: StreamOptions
    @OptionGroup var service: DaemonOptions

    @Option(
        name: .long,
        help: ArgumentHelp("Unité des positions : byte, utf16 ou codepoint.", valueName: "unité")
    )
    var offsets: OffsetUnit = .codepoint

    @Flag(name: .long, help: "Ajoute les mots de chaque mention.")
    var withText = false

    @Argument(
        help: ArgumentHelp("Notes à lire ; sans nom : l'entrée standard.", valueName: "fichier")
    )
    var files: [String] = []

    func run() throws {
        guard !service.daemon else {
            return try service.run(
                .detect(unit: offsets, withText: withText),
                files,
                options,
                stream
            )
        }
        let opened = try options.rules.open()
        let form = FindingsForm(
            rules: opened.lexicon.rulesVersion,
            unit: offsets,
            withText: withText
        )
        switch try stream.form() {
        case .lines:
            let engines = try opened.engines(options, stream)
            try LineStream.run(files, options, stream, engines, .detect(form))
        case .notes(let separator):
            let engines = try opened.engines(options, stream)
            try NoteAnswers.run(files, at: separator, options, stream, engines) { id, found in
                form.line(found, id: id)
            }
        case nil:
            try DocumentFormats.becomeReader(ofAny: files)
            var engine = try opened.engine(options)
            try ManyFiles.each(files) { (file) throws(Message) in
                let bytes = try DocumentFormats.note(file, options).bytes
                let findings = try Message.orThrow { () throws(FilterError) in
                    try engine.detect(bytes)
                }
                let line = form.line(findings, id: JSONLine.quoted(file.utf8))
                try Files.write(line + [0x0A])
            }
        }
    }
}

extension OffsetUnit: ExpressibleByArgument {}
