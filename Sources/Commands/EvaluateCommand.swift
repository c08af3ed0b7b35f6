import ArgumentParser
import Decisions
import Evaluations
import Messages
import Pipeline

/// `biffure evaluate PATH...`.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Mesure sur des notes annotées ce qui est trouvé et ce qui sort.",
        discussion: """
            Une note annotée est un fichier .txt avec des balises fermées :
              noms : <PERSON> <INITIALS> <OFFICIAL>
              identifiants : <BIRTHDATE> <ADDRESS> <PHONE> <EMAIL> <ONLINE>
                <NIR> <IBAN> <PLATE> <IDNUM>, et <CONTACT> d'un service public
              indices de secret : <HEALTH> <DISABILITY> <ADDICTION> <SOCIAL>
                <VIOLENCE> <JUDICIAL> <SEXUAL> <BELIEF> <RADICAL> <FINANCE>
              passages : <c> confidentiel, <s> secret ; le reste est public
            Une ligne qui commence par ## n'est pas lue.

            Un fichier .jsonl (« - » : l'entrée standard) donne une note par ligne : \
            id, text, spans, passages, level, positions en caractères.

            Sans --misses, rien des notes n'est affiché.
            """
    )

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Mesure aussi ce qui sort pour ce destinataire.",
            valueName: "destinataire"
        )
    )
    var audience: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Montre jusqu'à n erreurs de chaque sorte : affiche alors des mots des notes.",
            valueName: "n"
        )
    )
    var misses: Int?

    @Flag(name: .long, help: "Un objet JSON au lieu du tableau.")
    var json = false

    @Flag(name: .long, help: "Compte les noms de fonction comme des noms privés.")
    var officialsAsPersons = false

    @OptionGroup var reader: AudienceOptions
    @OptionGroup var rules: RuleOptions

    @Argument(
        help: ArgumentHelp("Dossiers, notes annotées ou fichiers .jsonl.", valueName: "chemin")
    )
    var paths: [String]

    func validate() throws {
        if let misses, misses < 0 {
            throw ValidationError("--misses doit être un nombre positif ou nul.")
        }
        if json, misses != nil {
            throw ValidationError("--misses ne va pas avec --json.")
        }
    }

    func run() throws {
        let rules = try rules.open()
        var version: Version?
        if let audience {
            let audience = try reader.audience(audience, in: rules.policy)
            version = Version(audience, mode: reader.mode)
        }
        let notes = try AnnotatedFiles.read(paths)
        var evaluation = Evaluation(
            version: version,
            officialsArePersons: officialsAsPersons,
            missLimit: misses ?? 0
        )
        try AnnotatedFiles.score(notes, &evaluation, try rules.engine())
        if json {
            return try Files.write(evaluation.line() + [0x0A])
        }
        var text = EvaluationTable.text(evaluation)
        if misses != nil { text += EvaluationTable.text(evaluation.misses) }
        try Files.write(Array(text.utf8))
    }
}
