public import ArgumentParser
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
        let opened = try options.rules.open()
        var engine = try opened.engine(options)
        let rules = opened.lexicon.rulesVersion
        if options.jsonl {
            try Stream.run(files, options) { line in
                try Stream.detected(
                    line,
                    rules: rules,
                    unit: offsets,
                    withText: withText,
                    engine: &engine
                )
            }
            return
        }
        for file in files.isEmpty ? ["-"] : files {
            let bytes = try Files.read(file, limit: options.maxNoteSize)
            let findings = try Message.orThrow { () throws(FilterError) in
                try engine.detect(bytes)
            }
            let record = FindingsRecord(
                findings,
                id: JSONLine.quoted(file.utf8),
                rules: rules,
                unit: offsets,
                withText: withText
            )
            try Files.write(record.line() + [0x0A])
        }
    }
}

extension OffsetUnit: ExpressibleByArgument {}
