import ArgumentParser
import Decisions
import Glibc
import Levels
import Lexicons
import Mentions
import Messages

/// `biffure lexicon check|compile|show`.
struct LexiconCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lexicon",
        abstract: "Vérifie, compile, montre ou ajuste les lexiques.",
        subcommands: [Check.self, Compile.self, Show.self, FitCommand.self]
    )

    /// Reads the tables of a folder.
    static func tables(in folder: String) throws -> [TableFile] {
        var tables: [TableFile] = []
        for group in try Files.list(folder) where !group.contains(".") {
            for name in try Files.list("\(folder)/\(group)") where name.hasSuffix(".tsv") {
                let path = "\(group)/\(name.dropLast(4))"
                let bytes = try Files.read("\(folder)/\(path).tsv", limit: 1 << 28)
                do throws(LexiconError) {
                    tables.append(
                        try TableFile(path: path, text: String(decoding: bytes, as: UTF8.self))
                    )
                } catch {
                    throw Message(error)
                }
            }
        }
        guard !tables.isEmpty else {
            throw Message("aucune table .tsv sous « \(folder) »", .noInput)
        }
        return tables
    }

    /// The text of a table that holds no words.
    static func text(_ name: String, in folder: String) throws(Message) -> String {
        String(decoding: try Files.read("\(folder)/\(name)", limit: 1 << 20), as: UTF8.self)
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cherche doublons, contradictions et lignes sans source."
        )
        @Argument(help: ArgumentHelp("Dossier des lexiques.", valueName: "dossier"))
        var folder = "Lexicons"

        func run() throws {
            let tables = try LexiconCommand.tables(in: folder)
            var faults = LexiconCheck.faults(in: tables)
            let weights = TSV(try LexiconCommand.text(EvidenceWeights.file, in: folder))
            let terms = TSV(try LexiconCommand.text(AccessTerms.file, in: folder))
            do throws(LexiconError) {
                _ = try EvidenceWeights(weights)
                _ = try AccessTerms(terms)
            } catch {
                faults.append(error)
            }
            for fault in faults { Files.say(Message(fault).text) }
            let rows = tables.map(\.rows.count).reduce(0, +)
            Files.say("\(tables.count) tables, \(rows) lignes, \(faults.count) fautes")
            if !faults.isEmpty { throw ArgumentParser.ExitCode(1) }
        }
    }

    struct Compile: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Produit le lexique compilé que tous les programmes lisent."
        )
        @Argument(help: ArgumentHelp("Dossier des lexiques.", valueName: "dossier"))
        var folder = "Lexicons"
        @Option(
            name: .long,
            help: ArgumentHelp(
                "Fichier à écrire ; sinon à côté du programme.",
                valueName: "fichier"
            )
        )
        var output: String?
        @Option(
            name: .long,
            help: ArgumentHelp(
                "Dossier de fr.aff et fr.dic (paquet hunspell-fr-comprehensive).",
                valueName: "dossier"
            )
        )
        var dictionary = "/usr/share/hunspell"

        func run() throws {
            let tables = try LexiconCommand.tables(in: folder)
            var plainTables: [String: String] = [:]
            for name in PolicyLayer.files + [EvidenceWeights.file, AccessTerms.file] {
                plainTables[name] = try LexiconCommand.text(name, in: folder)
            }
            do throws(LexiconError) {
                _ = try EvidenceWeights(TSV(plainTables[EvidenceWeights.file] ?? ""))
                _ = try AccessTerms(TSV(plainTables[AccessTerms.file] ?? ""))
            } catch {
                throw Message(error)
            }
            let affix = try Files.read("\(dictionary)/fr.aff", limit: 1 << 28)
            let words = try Files.read("\(dictionary)/fr.dic", limit: 1 << 28)
            let image: [UInt8]
            do throws(LexiconError) {
                image = try LexiconCompiler.compile(
                    tables: tables,
                    plainTables: plainTables,
                    affix: String(decoding: affix, as: UTF8.self),
                    dictionary: String(decoding: words, as: UTF8.self)
                )
            } catch {
                throw Message(error)
            }
            let path = output ?? "\(Files.programFolder())/\(LexiconFile.name)"
            try Files.replace(path, with: image)
            Files.say("\(path) : \(image.count) octets, \(tables.count) tables")
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Dit ce qui est connu d'un mot."
        )
        @Argument(help: ArgumentHelp("Le mot.", valueName: "mot"))
        var word: String
        @Option(
            name: .long,
            help: ArgumentHelp("Lexique compilé à utiliser.", valueName: "fichier")
        )
        var lexicon: String?

        func run() throws {
            let (lexicon, memory) = try LexiconFile.open(lexicon)
            let lines = withExtendedLifetime(memory) { lexicon.description(of: word) }
            guard !lines.isEmpty else {
                throw Message("« \(word) » n'est pas dans les lexiques", .noInput)
            }
            try Files.write(Array((lines.joined(separator: "\n") + "\n").utf8))
        }
    }
}
