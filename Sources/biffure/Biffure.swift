public import ArgumentParser
import Decisions
import Documents
import Glibc
import Lexicons
import Messages
import Pipeline
public import Records

/// The pipe: options and wiring.
@main
struct Biffure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "biffure",
        abstract: "Retire d'une note ce que son destinataire n'a pas le droit de lire.",
        discussion: """
            biffure lit une note en français (compte rendu, message, tableau) et rend la version \
            que le destinataire peut lire : noms remplacés, passages secrets retirés.

              biffure --audience pleniere < note.txt > note-pleniere.txt

            Ce qui sort est pseudonymisé, non anonyme : la lecture d'une personne reste \
            nécessaire avant toute diffusion.

            Codes de sortie : 0 fait ; 3 note retenue ; 64 mauvais usage ; 65 entrée illisible ; \
            66 fichier absent ; 70 erreur interne ; 74 lecture ou écriture ; 78 configuration.
            """,
        version: LexiconCompiler.release,
        subcommands: [
            FilterCommand.self, DetectCommand.self, AudiencesCommand.self, LexiconCommand.self,
        ],
        defaultSubcommand: FilterCommand.self
    )

    static func main() {
        Crash.keepSilent()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let message as Message {
            Files.say("biffure : \(message.text)")
            Glibc.exit(message.code.rawValue)
        } catch let code as ArgumentParser.ExitCode {
            Glibc.exit(code.rawValue)
        } catch {
            let code = exitCode(for: error).rawValue
            let text = Usage.french(fullMessage(for: error))
            if code == 0 {
                try? Files.write(Array((text + "\n").utf8))
            } else {
                Files.say("biffure : \(text)")
            }
            Glibc.exit(code == 0 ? 0 : Messages.ExitCode.usage.rawValue)
        }
    }
}

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

    @Option(
        name: .long,
        help: ArgumentHelp("Lexique compilé à utiliser.", valueName: "fichier")
    )
    var lexicon: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Encodage de la note : auto, utf-8, utf-16, utf-16le, utf-16be, windows-1252, "
                + "iso-8859-1, iso-8859-15, macintosh ou cp850.",
            valueName: "encodage"
        )
    )
    var encoding = "auto"

    func validate() throws {
        guard maxNoteSize > 0 else {
            throw ValidationError("--max-note-size doit être un nombre positif.")
        }
    }

    /// The encoding that the user asks for; nil to recognise it.
    ///
    /// - Throws: `Message` with exit code 64 for a name that nobody knows, and for anything but
    ///   UTF-8 in JSON lines (RFC 8259).
    func wantedEncoding() throws(Message) -> Encoding? {
        let isAutomatic = encoding.lowercased() == "auto"
        let wanted = Encoding(named: encoding)
        guard isAutomatic || wanted != nil else { throw Message(unknownEncoding: encoding) }
        guard !jsonl || isAutomatic || wanted == .utf8 else {
            throw Message("--jsonl ne lit que l'UTF-8 (RFC 8259)", .usage)
        }
        return wanted
    }
}

/// `biffure --audience A [FILE]`.
struct FilterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filter",
        abstract: "Rend la version qu'un destinataire peut lire (commande par défaut)."
    )

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Destinataire ; la liste : biffure audiences.",
            valueName: "destinataire"
        )
    )
    var audience: String

    @OptionGroup var options: NoteOptions

    @Flag(name: .long, help: "Pas de ligne de bilan sur la sortie d'erreur.")
    var quiet = false

    @Argument(
        help: ArgumentHelp("Note à lire ; sans nom : l'entrée standard.", valueName: "fichier")
    )
    var file: String?

    func run() throws {
        let encoding = try options.wantedEncoding()
        let lexicon = try LexiconFile.open(options.lexicon)
        let audience = try audienceNamed(self.audience, lexicon)
        var engine = try engineWith(lexicon, options)
        if options.jsonl {
            try Stream.run(
                file,
                keepGoing: options.keepGoing,
                maximumSize: options.maxNoteSize
            ) { line in
                try Stream.filtered(line, audience: audience, engine: &engine)
            }
            return
        }
        let bytes = try Files.read(file, limit: options.maxNoteSize)
        let outcome: Outcome
        do throws(FilterError) {
            outcome = try engine.filter(bytes, for: audience, as: encoding)
        } catch {
            throw Message(error)
        }
        try Files.write(outcome.bytes)
        if !quiet { Files.say("biffure : " + summaryLine(outcome)) }
    }
}

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
        let encoding = try options.wantedEncoding()
        let lexicon = try LexiconFile.open(options.lexicon)
        var engine = try engineWith(lexicon, options)
        let rules = lexicon.rulesVersion
        if options.jsonl {
            guard files.count <= 1 else {
                throw Message("--jsonl ne lit qu'un fichier à la fois", .usage)
            }
            try Stream.run(
                files.first,
                keepGoing: options.keepGoing,
                maximumSize: options.maxNoteSize
            ) { line in
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
            let findings: Findings
            do throws(FilterError) {
                findings = try engine.detect(bytes, as: encoding)
            } catch {
                throw Message(error)
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

/// `biffure audiences`.
struct AudiencesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audiences",
        abstract: "Montre les destinataires et ce que chacun peut lire."
    )

    @Option(name: .long, help: ArgumentHelp("Lexique compilé à utiliser.", valueName: "fichier"))
    var lexicon: String?

    func run() throws {
        let policy = try policyOf(try LexiconFile.open(lexicon))
        try Files.write(Array(audienceTable(policy).utf8))
    }
}

/// The policy that the lexicon carries.
func policyOf(_ lexicon: Lexicon) throws(Message) -> Policy {
    do throws(PolicyError) {
        return try Policy(table: lexicon.audiences)
    } catch {
        throw Message(error)
    }
}

func audienceNamed(_ name: String, _ lexicon: Lexicon) throws(Message) -> Audience {
    let policy = try policyOf(lexicon)
    do throws(PolicyError) {
        return try policy.audience(name)
    } catch {
        throw Message(error)
    }
}

func engineWith(_ lexicon: Lexicon, _ options: NoteOptions) throws(Message) -> Engine {
    do throws(FilterError) {
        return try Engine(lexicon: lexicon, maximumSize: options.maxNoteSize)
    } catch {
        throw Message(error)
    }
}

extension OffsetUnit: ExpressibleByArgument {}
