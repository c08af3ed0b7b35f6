import ArgumentParser
import Evaluations
import Lexicons
import Mentions
import Messages
import Pipeline

/// `biffure lexicon fit PATH...`.
struct FitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit",
        abstract: "Ajuste les poids des indices de noms sur des notes annotées.",
        discussion: """
            Part de la table weights.tsv des lexiques et l'écrit ajustée, sur la sortie standard \
            ou dans un fichier ; le lexique compilé change avec biffure lexicon compile. Les \
            notes sont celles que lit biffure evaluate.

            Chaque poids est déplacé, un par un, tant que le coût baisse : 4 par mot \
            de nom privé manqué, 1 par mot pris à tort pour un nom privé, 2 par nom de fonction \
            touché. Un poids garde son signe ; un pas doit corriger deux notes au moins, et plus qu'il \
            n'en abîme.
            """
    )

    @Option(
        name: .long,
        help: ArgumentHelp(
            "N'écrit pas de table : mesure, n fois, des poids ajustés sans une note sur n.",
            valueName: "n"
        )
    )
    var folds: Int?

    @Option(
        name: .long,
        help: ArgumentHelp("Fichier à écrire ; sinon la sortie standard.", valueName: "fichier")
    )
    var output: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Table dont l'ajustement part.", valueName: "fichier")
    )
    var weights = "Lexicons/\(EvidenceWeights.file)"

    @OptionGroup var rules: RuleOptions

    @Argument(
        help: ArgumentHelp("Dossiers, notes annotées ou fichiers .jsonl.", valueName: "chemin")
    )
    var paths: [String]

    func validate() throws {
        if let folds, folds < 2 {
            throw ValidationError("--folds doit être un nombre à partir de 2.")
        }
        if folds != nil, output != nil {
            throw ValidationError("--folds n'écrit pas de table : --output ne va pas avec.")
        }
    }

    func run() throws {
        let text = String(decoding: try Files.read(weights, limit: 1 << 20), as: UTF8.self)
        let start: EvidenceWeights
        do throws(LexiconError) {
            start = try EvidenceWeights(TSV(text))
        } catch {
            throw Message(error)
        }
        let rules = try rules.open()
        let notes = try AnnotatedFiles.read(paths)
        guard notes.count >= folds ?? 1 else {
            throw Message("--folds \(folds ?? 1) pour \(notes.count) notes", .usage)
        }
        var engine = try rules.engine()
        let fit = try Message.orThrow { () throws(FilterError) in
            try WeightFit(notes.map(\.note), with: &engine)
        }
        let fitted = fit.fitted(from: start)
        Files.say("avant : " + Self.line(fit.cost(of: start)))
        Files.say("après : " + Self.line(fit.cost(of: fitted)))
        if let folds {
            return try compare(notes, fit, start, fitted, folds, rules)
        }
        let source = "ajusté sur \(notes.count) notes annotées"
        let table = Array(fitted.written(over: text, source: source).utf8)
        if let output { try Files.replace(output, with: table) } else { try Files.write(table) }
    }

    /// The figures of the table that ships, of the fitted one, and of each note under weights that
    /// were fitted without it.
    private func compare(
        _ notes: [AnnotatedFiles.Note],
        _ fit: WeightFit,
        _ start: EvidenceWeights,
        _ fitted: EvidenceWeights,
        _ folds: Int,
        _ rules: Rules
    ) throws(Message) {
        var before = Evaluation()
        try AnnotatedFiles.score(notes, &before, try rules.engine(weights: start))
        var after = Evaluation()
        try AnnotatedFiles.score(notes, &after, try rules.engine(weights: fitted))
        var apart = Evaluation()
        for fold in 0..<folds {
            let weights = fit.fitted(from: start) { $0 % folds != fold }
            let rest = notes.indices.filter { $0 % folds == fold }.map { notes[$0] }
            try AnnotatedFiles.score(rest, &apart, try rules.engine(weights: weights))
        }
        let table = EvaluationTable.comparison([
            ("avant", before), ("ajusté", after), ("hors pli", apart),
        ])
        try Files.write(Array(table.utf8))
    }

    private static func line(_ cost: WeightFit.Cost) -> String {
        "coût \(cost.total) ; mots de noms manqués \(cost.leaked), mots pris à tort "
            + "\(cost.wrong), noms de fonction touchés \(cost.officials)"
    }
}
