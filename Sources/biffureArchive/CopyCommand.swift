import Archives
import ArgumentParser
import Commands
import Decisions
import Formats
import Glibc
import Levels
import Lexicons
import Messages
import Pipeline
import Redactions
import Streams

/// `biffure archive SOURCE DESTINATION --audience A`.
struct CopyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copie un dossier pour un destinataire (commande par défaut)."
    )

    @Argument(help: ArgumentHelp("Dossier des originaux ; il n'est que lu.", valueName: "source"))
    var source: String
    @Argument(help: ArgumentHelp("Dossier des copies, vide ou absent.", valueName: "destination"))
    var destination: String
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Destinataire ; la liste : biffure audiences.",
            valueName: "destinataire"
        )
    )
    var audience: String
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Dossier du journal, des manifestes et du rapport (par défaut : DESTINATION.journal).",
            valueName: "dossier"
        )
    )
    var journal: String?
    @OptionGroup var reader: AudienceOptions
    @OptionGroup var rules: RuleOptions
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Fichier de clé : pseudonymes stables d'un fichier à l'autre, au lieu de lettres.",
            valueName: "fichier"
        )
    )
    var key: String?
    @Option(
        name: [.customShort("j", allowingJoined: true), .long],
        help: ArgumentHelp("Fichiers traités en même temps, de 1 à 64.", valueName: "nombre")
    )
    var jobs = 1
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Taille maximale d'une note, en octets ; au-delà le fichier est retenu.",
            valueName: "octets"
        )
    )
    var maxNoteSize = 2 << 20
    @Option(
        name: .long,
        help: ArgumentHelp("Seuls ces fichiers : motif du shell, répétable.", valueName: "motif")
    )
    var include: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp("Sans ces fichiers : motif du shell, répétable.", valueName: "motif")
    )
    var exclude: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Images dans les documents : hold retient le document, keep les garde.",
            valueName: "sort"
        )
    )
    var images: Images = .hold
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Rend le texte, txt ou odt, de ce qui ne peut pas être nettoyé : PDF, et documents à "
                + "images, macros ou objets ; sans elle ils sont retenus.",
            valueName: "forme"
        )
    )
    var rendition: RenditionForm?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Plusieurs notes dans un texte, jugées une à une, chacune après un saut de page "
                + "(« page ») ou à partir d'une ligne que cette expression POSIX étendue décrit tout "
                + "entière.",
            valueName: "expression"
        )
    )
    var separator: String?
    @Flag(name: .long, help: "Convertit doc, rtf, wpd, xls et msg avant de les lire.")
    var convert = false
    @Flag(name: .long, help: "Reprend où une exécution interrompue s'est arrêtée.")
    var resume = false
    @Flag(name: .long, help: "Dit ce qui serait fait : manifeste et rapport, sans copie.")
    var dryRun = false
    @Flag(name: .long, help: "Pas de ligne d'avancement ni de bilan.")
    var quiet = false

    func validate() throws {
        guard (1...64).contains(jobs) else {
            throw ValidationError("--jobs doit être un nombre de 1 à 64.")
        }
        guard maxNoteSize > 0 else {
            throw ValidationError("--max-note-size doit être un nombre positif.")
        }
        if dryRun, resume {
            throw ValidationError("--resume ne va pas avec --dry-run.")
        }
    }

    private static func terms(_ rules: Rules) throws(Message) -> AccessTerms {
        do throws(LexiconError) {
            return try AccessTerms(rules.lexicon)
        } catch {
            throw Message(error)
        }
    }

    /// How texts leave in place of documents.
    private var rendering: Rendering? {
        guard let rendition, let converter = DocumentFormats.noteConverter else { return nil }
        let opener = DocumentFormats.opener(
            keepsImages: images == .keep,
            maximumSize: maxNoteSize,
            converts: convert
        )
        return Rendering(rendition, opener: opener, converter: converter)
    }

    private static func separator(_ text: String) throws(Message) -> Separator {
        do throws(PatternError) {
            return try Separator(text)
        } catch {
            throw Message(error)
        }
    }

    /// Tells two keys apart, and nothing of either.
    private static func mark(of pseudonym: Redactor.Pseudonym?) -> String {
        pseudonym.map { String(decoding: $0(Array("biffure archive".utf8)), as: UTF8.self) }
            ?? "lettres"
    }

    func run() throws {
        let pseudonym = try Keying.open(key)
        let opened = try Rules(rules.lexicon, sites: rules.site)
        let audience = try reader.audience(audience, in: opened.policy)
        let version = Version(audience, mode: reader.mode, pseudonym: pseudonym)
        var run = ArchiveRun(
            source: source,
            destination: dryRun ? nil : destination,
            journal: (journal ?? destination + ".journal") + (dryRun ? ".essai" : ""),
            settings: ArchiveSettings(
                version: version,
                maximumSize: maxNoteSize,
                converter: convert ? DocumentFormats.noteConverter : nil,
                rendition: rendering,
                separator: try separator.map(Self.separator),
                year: Clock.year,
                terms: try Self.terms(opened)
            ),
            description: "\(audience.id) \(reader.piece.rawValue) \(reader.mode.rawValue) "
                + "\(reader.profiles.joined(separator: ",")) \(Self.mark(of: pseudonym)) "
                + "\(include) \(exclude) "
                + "\(images.rawValue) \(rendition?.rawValue ?? "") \(separator ?? "") "
                + "\(convert) \(maxNoteSize) \(opened.lexicon.rulesVersion)"
        )
        run.patterns = NamePatterns(included: include, excluded: exclude)
        run.jobs = jobs
        run.isResumed = resume
        let opener = DocumentFormats.opener(keepsImages: images == .keep, maximumSize: maxNoteSize)
        let size = maxNoteSize
        do {
            let progress = quiet ? nil : Progress(total: try run.count())
            let tally = try run.run({ try opened.engine(maximumSize: size, opener: opener) }) {
                progress?.show($0)
            }
            progress?.end(tally)
            guard tally.failed == 0 else {
                throw Message(
                    "\(tally.failed) fichiers n'ont pas pu être lus ou écrits (disque plein, droits) : "
                        + "y remédier, puis --resume",
                    .io
                )
            }
        } catch let error as ArchiveError {
            throw Message(error, self)
        }
    }
}

extension Message {
    /// Why an archive cannot be worked on.
    init(_ error: ArchiveError, _ command: CopyCommand) {
        switch error.code {
        case .noSource:
            self.init("« \(command.source) » n'est pas un dossier lisible", .noInput)
        case .noDestination:
            self.init("impossible d'écrire dans « \(command.destination) »", .io)
        case .overlapping:
            self.init(
                "la source, la destination et le journal ne peuvent pas être l'un dans l'autre",
                .usage
            )
        case .notEmpty:
            self.init(
                "une exécution est commencée ou la destination n'est pas vide : --resume la reprend",
                .usage
            )
        case .otherRun:
            self.init(
                "le journal est celui d'une autre exécution (source, destinataire, réglages ou "
                    + "règles) : choisir une autre destination",
                .usage
            )
        case .busy: self.init("une autre exécution travaille sur ce journal", .tryAgain)
        case .journal: self.init("le journal ne peut pas être lu ou écrit", .io)
        case .full: self.init("le disque est plein : libérer de la place, puis --resume", .io)
        }
    }
}
